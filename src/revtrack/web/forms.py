"""
Read what an editor sent: numbers, places, and the words drawn around.
"""

from urllib.parse import parse_qs, urlencode

from revtrack.errors import UsageError
from revtrack.model import Edit, Span
from revtrack.report.story import Story


def anchor(form: dict[str, str]) -> str:
    """Return a form's key where it can stand in an address."""
    key = form.get("key", "")
    return key if key.isalnum() and key.isascii() else ""


def queue_of(form: dict[str, str], key: str = "") -> str:
    """Return the address of the queue a form came from, narrowed as it was, at the thing called *key*."""
    given = parse_qs(form.get("query", "")[:500])
    query = urlencode([(name, given[name][0]) for name in ("rule", "assigned") if name in given])
    return "/desk" + (f"?{query}" if query else "") + (f"#i-{anchor({'key': key})}" if anchor({"key": key}) else "")


def whole(form: dict[str, str], name: str) -> int:
    """Return a whole number of a form; raises `UsageError`."""
    value = form.get(name, "")
    if not (value.isascii() and value.isdecimal() and len(value) < 16):
        raise UsageError(f"{name} must be a whole number")
    return int(value)


def keys(form: dict[str, str]) -> list[tuple[str, int]]:
    """Return what a form decides about, each key with how many decisions were known of; raises `UsageError`."""
    found = [(form.get("key", ""), whole(form, "seen"))]
    for name, _, seen in (part.partition(".") for part in form.get("also", "").split()):
        found.append((name, whole({"seen": seen}, "seen")))
    return found


def drawn_spans(story: Story, form: dict[str, str]) -> dict[str, object]:
    """
    Return what an editor drew: an edit chosen from the list, or words selected on one or both sides.

    Raises `UsageError` when nothing was drawn or the words lie outside the text.
    """
    if chosen := form.get("edit", ""):
        number, _, name = chosen.partition(":")
        edit = story.edit(int(number), name) if number.isdecimal() and int(number) in story.steps else None
        if edit is None:
            raise UsageError(f"no edit {chosen!r}")
        spans = (edit.before, edit.after) if isinstance(edit, Edit) else (None, None)
        return {"step": int(number), "edits": [name], "before": spans[0], "after": spans[1]}
    step = story.steps.get(whole(form, "step"))
    if step is None:
        raise UsageError("no such step")
    sides: dict[str, object] = {"step": step.version, "edits": []}
    for side, document in (("before", step.revision.before), ("after", step.revision.after)):
        given = form.get(f"{side}_from", "") or form.get(f"{side}_to", "")
        span = Span(whole(form, f"{side}_from"), whole(form, f"{side}_to")) if given and document else None
        if span and not (document and span.start < span.end <= len(document.text)):
            raise UsageError(f"these words do not lie in the text {side}: {span.start} to {span.end}")
        sides[side] = span
    if not (sides["before"] or sides["after"]):
        raise UsageError("select the words, or choose an edit")
    hit = [e.id for e in step.revision.walk() if _meets(e.before, sides["before"]) or _meets(e.after, sides["after"])]
    return {**sides, "edits": hit}


def _meets(one: Span | None, other: object) -> bool:
    return one is not None and isinstance(other, Span) and one.overlaps(other)
