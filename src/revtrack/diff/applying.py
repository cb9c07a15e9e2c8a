"""Apply a revision to the old text: the proof that its edits leave nothing out."""

from revtrack.errors import InputError
from revtrack.model import Edit, EditKind, Revision, Span


def apply(before_text: str, revision: Revision) -> str:
    """
    Return the new text made from *before_text* and the edits of *revision*.

    What no edit covers is taken from *before_text* in order; moved passages are
    taken from where they stood. Only inserted words come from the new text.
    Raises `InputError` when *before_text* is not the text the revision starts from.
    """
    if revision.before is None:
        return revision.after.text
    if before_text != revision.before.text:
        raise InputError(
            f"these edits start from another text: {len(revision.before.text):,} characters, "
            f"this one has {len(before_text):,}; apply them to the text of the revision's `before`"
        )
    kept = _uncovered(before_text, [edit.before for edit in revision.edits if edit.before])
    out, at, taken = [], 0, 0
    for edit in sorted((edit for edit in revision.edits if edit.after), key=_start):
        start, end = edit.after or Span(0, 0)
        out.append(kept[taken : taken + start - at])
        taken += start - at
        out.append(_words(edit, before_text, revision.after.text))
        at = end
    return "".join([*out, kept[taken:]])


def _start(edit: Edit) -> int:
    return edit.after.start if edit.after else 0


def _words(edit: Edit, before: str, after: str) -> str:
    """Return the new words of *edit*; those of a move are made from the old ones and its parts."""
    if edit.kind is not EditKind.MOVE:
        return edit.after.of(after) if edit.after else ""
    if edit.before is None or edit.after is None:
        return ""
    kept = _uncovered(before, [part.before for part in edit.parts if part.before], edit.before)
    out, at, taken = [], edit.after.start, 0
    for part in edit.parts:
        if part.after is None:
            continue
        out += [kept[taken : taken + part.after.start - at], part.after.of(after)]
        taken += part.after.start - at
        at = part.after.end
    return "".join([*out, kept[taken:]])


def _uncovered(text: str, spans: list[Span], within: Span | None = None) -> str:
    at, stop = within or Span(0, len(text))
    out = []
    for span in sorted(spans):
        out.append(text[at : span.start])
        at = span.end
    return "".join([*out, text[at:stop]])
