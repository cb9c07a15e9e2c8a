"""
Put edits, notes, links and times into plain words for a terminal.

Everything returned has passed `printable`.
"""

from collections.abc import Iterator, Sequence

from revtrack.cli.output import printable
from revtrack.model import Comparison, Edit, Link, LinkStatus, Note, Revision, confidence_words

SAID = {
    LinkStatus.LINKED: "is about",
    LinkStatus.REMOVED: "is about the removal in",
    LinkStatus.TARGET_ONLY: "points at words whose change we have not seen",
    LinkStatus.OUT_OF_TEXT: "is about something outside the text",
    LinkStatus.NOT_FOUND: "was not found in the text",
}


def short(text: str, limit: int = 160) -> str:
    """Return *text* safe for a terminal, cut with an ellipsis."""
    text = printable(text)
    return text if len(text) <= limit else text[: limit - 2] + " …"


def edit_line(revision: Revision, edit: Edit, *, unexplained: bool = False) -> str:
    """Return one edit: what happened, the words, what kind of change it is."""
    old, new = revision.words(edit)
    words = " -> ".join(f"“{short(text)}”" for text in (old, new) if text)
    if edit.kind == "move":
        words = f"“{short(new)}”"
    mark = "  (no note explains it)" if unexplained else ""
    return f"{edit.id}  {edit.kind} {words}  [{edit.category}, materiality {int(edit.materiality)}]{mark}"


def note_line(note: Note) -> str:
    """Return one note: its state, kind and words."""
    return f"{note.id}  {note.status} {note.kind}: {printable(note.text)}"


def link_line(link: Link, revision: Revision) -> str:
    """Return what was said of one claim, with its evidence."""
    target = ""
    if link.edits:
        target = " " + ", ".join(link.edits)
    elif link.after is not None:
        target = f": “{short(link.after.of(revision.after.text))}”"
    why = "; ".join(printable(f"{item.kind}: {item.detail}") for item in link.evidence)
    return f"{link.claim} {SAID[link.status]}{target} ({confidence_words(link.confidence)}{'; ' + why if why else ''})"


def comparison_lines(result: Comparison) -> Iterator[str]:
    """Yield a comparison, a line an edit, field, note and link."""
    revision = result.revision
    if revision.before is None:
        yield "no earlier version was seen: only notes and the sentences they point at can be shown"
    for edit in revision.edits:
        yield edit_line(revision, edit, unexplained=edit.id in result.unannounced)
    for change in revision.field_edits:
        yield f"{change.id}  {change.field}: “{short(change.before or '')}” -> “{short(change.after or '')}”"
    yield from note_lines(result.notes, result.links, revision)


def note_lines(notes: Sequence[Note], links: Sequence[Link], revision: Revision) -> Iterator[str]:
    """Yield each note and, indented, what was said of its claims."""
    for note in notes:
        yield note_line(note)
        for link in links:
            if link.claim.startswith(f"{note.id}."):
                yield f"    {link_line(link, revision)}"


def interval(not_before: str | None, first_seen: str | None) -> str:
    """Return when something appeared, as an interval where the look before is known."""
    if first_seen is None:
        return "time unknown"
    if not_before and not_before != first_seen:
        return f"between {not_before} and {first_seen}"
    return f"first seen {first_seen}"
