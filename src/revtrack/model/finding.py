"""
Hold what an editor should look at, and what editors decided.

A finding accuses nobody: it says what was seen in our snapshots, by which rule,
and on what evidence. Making findings is `audit`'s matter.
"""

from dataclasses import dataclass
from enum import StrEnum

from revtrack.model.note import Evidence
from revtrack.model.packing import packed
from revtrack.model.span import Span


class Verdict(StrEnum):
    """What a rule answers."""

    PASS = "pass"  # noqa: S105 (a verdict, not a password)
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


@packed
@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at, made by a rule."""

    code: str
    """A stable word for the kind of finding: `unannounced_change`, `note_removed`, `old_value_stands` ..."""
    rule: str
    """The rule of the handbook that made it: `R9`."""
    verdict: Verdict
    severity: int
    """0 to 4, as materiality."""
    title: str
    """One neutral sentence for a list."""
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[str, ...] = ()
    """Ids of the edits (or field edits) of the version's revision it is about."""
    note: str | None = None
    """Id of the note it is about."""
    field: str | None = None
    """The hidden field it is about, such as `social_title`."""
    before: Span | None = None
    after: Span | None = None
    key: str = ""
    """A digest of what the finding is about (rule, words, context), the same after `rederive`: decisions hang on it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor said about a finding or a link."""

    target: str
    """`finding`, `link` or `edit`."""
    key: str
    """The content key of the target."""
    verdict: str
    """needs_note, update, style, noted_elsewhere, confirmed, rejected, redrawn ..."""
    reason: str = ""
    editor: str = ""
    decided_at: str = ""
    """RFC 3339, UTC."""
    detail: str = ""
    """JSON for what the verdict needs: the redrawn spans, a note seen elsewhere."""
