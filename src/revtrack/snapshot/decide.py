"""
Say what a document is to its article: a first or new version, a return to an old one, or nothing new.

A value in, a value out. Nothing that a reader would call an edit is waved
through; nothing a reader could not see makes a version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from revtrack.model import BlockKind, Decided, Document, Version
from revtrack.snapshot.fingerprint import fingerprint

LAYOUT_CHANGE = "layout change"
"""How `extract` begins the warning that the body stood elsewhere than before."""
TYPOGRAPHY = str.maketrans("“”„«»‘’‚‹›`´–—‐‑−…", "\"\"\"\"\"'''''''-----.")
"""A redesign often sets the same words with other quotes and dashes."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why, and which earlier version the article returned to."""

    decided: Decided
    reason: str
    """In words, kept with the check or the version."""
    revert_to: int | None = None
    fingerprint: str = ""
    """The document's, where the decision hung on it."""


def decide(previous: Version | None, document: Document, fingerprints: Sequence[tuple[int, str]] = ()) -> Decision:
    """
    Return what *document* is after *previous*, the newest version.

    *fingerprints* are (number, fingerprint) of earlier versions. Both documents
    must have been read by the same extractor. A faulty document is never a version.
    """
    if document.fault is not None:
        return Decision(Decided.FAULT, f"{document.fault}: {document.fault_detail}".rstrip(": "))
    if previous is None:
        return Decision(Decided.FIRST, "first version")
    before = previous.document
    if before.texts == document.texts and before.kinds == document.kinds:
        return _same_blocks(before, document)
    own = fingerprint(document)
    earlier = next((n for n, seen in reversed(list(fingerprints)) if seen == own and n != previous.number), None)
    if headline_only(before, document):
        if earlier is not None:
            return Decision(
                Decided.HEADLINE_TEST, f"headline test: back to the headline of version {earlier}", earlier, own
            )
        return Decision(Decided.NEW, "new headline", None, own)
    if earlier is not None:
        return Decision(Decided.REVERT, f"revert to version {earlier}", earlier, own)
    if moved(document) and words(before) == words(document):
        return Decision(Decided.LAYOUT, "the page's layout changed, its words did not")
    if same_words(before, document):
        return Decision(Decided.UNCHANGED, "same words: only how they are set in blocks or spaces changed")
    return Decision(Decided.NEW, "new text" + (", after a layout change" if moved(document) else ""), None, own)


def _same_blocks(before: Document, document: Document) -> Decision:
    """Return what a document with the same blocks is: perhaps its fields changed, or only what is ignored."""
    changed = changed_fields(before, document)
    if changed:
        return Decision(Decided.METADATA, f"same text; changed: {', '.join(changed)}")
    if moved(document):
        return Decision(Decided.LAYOUT, "same text; the body stands elsewhere in the page")
    if {(i.text, i.reason) for i in before.ignored} != {(i.text, i.reason) for i in document.ignored}:
        reasons = sorted({i.reason for i in set(before.ignored) ^ set(document.ignored)})
        return Decision(Decided.UNCHANGED, f"same text; only ignored parts changed: {', '.join(reasons)}")
    return Decision(Decided.UNCHANGED, "same text")


def headline_only(before: Document, after: Document) -> bool:
    """Say whether the headline is all that differs."""
    if before.headline == after.headline:
        return False
    rest = [[(b.kind, b.text) for b in d.blocks if b.kind is not BlockKind.HEADLINE] for d in (before, after)]
    return rest[0] == rest[1]


def moved(document: Document) -> bool:
    """Say whether the extraction had to look for the body again."""
    return any(warning.startswith(LAYOUT_CHANGE) for warning in document.warnings)


def words(document: Document) -> list[str]:
    """Return every word in order, however set in blocks and spaces; all quotes and dashes are one each."""
    return document.text.translate(TYPOGRAPHY).split()


def same_words(before: Document, after: Document) -> bool:
    """Say whether both have the same words in order; the blocks that both begin and end with need not be asked."""
    old, new = list(before.texts), list(after.texts)
    for _ in range(2):
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
        old, new = old[alike:][::-1], new[alike:][::-1]
    return " ".join(old).split() == " ".join(new).split()


def changed_fields(before: Document, after: Document) -> tuple[str, ...]:
    """
    Return the names of the fields outside the text that a reader may meet and that differ.

    `modified` is among them only together with another: a stamp that moves alone
    is kept with the check for the audit, and makes no version.
    """
    pairs = [
        (name, getattr(before, name), getattr(after, name))
        for name in ("authors", "published", "section", "dek", "headline")
    ]
    names = {f.name for f in (*before.fields, *after.fields)}
    pairs += [(name, before.field(name), after.field(name)) for name in sorted(names)]
    return tuple(name for name, old, new in pairs if old != new)
