"""
Decide whether a document is a new version, and if not, why not.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from revtrack.model import Decided, Document, Version


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why in words, and which version it returns to."""

    decided: Decided
    reason: str
    revert_to: int | None = None


def fingerprint(document: Document) -> str:
    """Return a digest of everything a reader would call the article."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def decide(previous: Version | None, document: Document, fingerprints: Sequence[tuple[int, str]] = ()) -> Decision:
    """Say whether *document* is a new version, and if not, why not."""
    if document.fault is not None:
        return Decision(Decided.FAULT, f"{document.fault}: {document.fault_detail}")
    if previous is None:
        return Decision(Decided.FIRST, "first look")
    if previous.document.text == document.text:
        return Decision(Decided.UNCHANGED, "same text")
    known = {seen: number for number, seen in fingerprints}
    number = known.get(fingerprint(document))
    if number is not None and number != previous.number:
        return Decision(Decided.REVERT, f"back to version {number}", number)
    return Decision(Decided.NEW, "new text")
