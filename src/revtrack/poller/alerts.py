"""
Say what people are to be told about a visit. Pure.

One alert for each note, each note removed, the unannounced changes of a
revision together, and each change of state; none while a state lasts. The
words themselves are in the alert: a reader must not need the archive.
"""

from collections.abc import Sequence
from typing import Any

from revtrack.model import Analysis, ArticleState, Edit, FieldEdit, NoteStatus, Outcome, Revision
from revtrack.store.alerts import Alert

MOST_EDITS = 20
LONGEST = 1500
"""Code points of any one text in an alert."""
CONTEXT = 60

STATES: dict[ArticleState, tuple[str, str]] = {
    ArticleState.GONE: ("gone", "withdrawn"),
    ArticleState.MOVED: ("gone", "now leads to the front page"),
    ArticleState.BLOCKED: ("state", "blocked: the server refuses us"),
    ArticleState.FAILING: ("state", "failing: three visits in a row did not work"),
    ArticleState.DISALLOWED: ("state", "disallowed by robots.txt"),
    ArticleState.OK: ("back", "back"),
}


def alerts_of(
    outcome: Outcome, flaps: bool, number: int | None, before: ArticleState, after: ArticleState
) -> tuple[Alert, ...]:
    """
    Return the alerts a visit gives rise to: about its version *number*, and about its change of state.

    A version that *flaps*, back and forth between texts told before, is not told again.
    """
    found: list[Alert] = []
    headline = (outcome.document.headline if outcome.document else "") or outcome.article.headline
    name = headline or outcome.article.url
    if after is not before and before is not ArticleState.NEW and after in STATES:
        kind, words = STATES[after]
        body = {"before": str(before), "after": str(after), "detail": outcome.check.detail[:LONGEST]}
        found.append(Alert(kind, f"{name}: {words}", body | {"status": outcome.check.status}))
    elif after is not before and after in STATES and after is not ArticleState.OK:
        body = {"before": str(before), "after": str(after), "detail": outcome.check.detail[:LONGEST]}
        found.append(Alert("state", f"{name}: never reached yet, {STATES[after][1]}", body))
    # The first version seen has no before: its notes are old news, and nothing can be unannounced.
    if flaps or number is None or outcome.analysis is None:
        return tuple(found)
    if outcome.analysis.revision.before is not None:
        found += _note_alerts(outcome.analysis, name) + _silent_alerts(outcome.analysis, name)
    return tuple(found)


def _note_alerts(analysis: Analysis, name: str) -> list[Alert]:
    linked = {link.claim: link for link in analysis.links[::-1]}
    out = []
    for note in analysis.notes:
        body: dict[str, Any] = {"note": note.text[:LONGEST], "note_kind": str(note.kind), "status": str(note.status)}
        if note.status in (NoteStatus.NEW, NoteStatus.REWORDED):
            if note.previous:
                body["previous"] = note.previous[:LONGEST]
            links = [linked[claim.id] for claim in note.claims if claim.id in linked]
            names = {edit for link in links if link.revision == -1 for edit in link.edits}
            body["edits"] = _edits(analysis.revision, names)
            body["links"] = [{"claim": link.claim, "status": str(link.status)} for link in links]
            verb = "has a new note" if note.status is NoteStatus.NEW else "has a note that was reworded"
            out.append(Alert("note", f"{name} {verb} ({note.kind})", body))
        elif note.status is NoteStatus.REMOVED:
            out.append(Alert("note_removed", f"{name}: a note is no longer there ({note.kind})", body))
    return out


def _silent_alerts(analysis: Analysis, name: str) -> list[Alert]:
    if not analysis.unannounced:
        return []
    count = len(analysis.unannounced)
    words = "1 material change" if count == 1 else f"{count} material changes"
    title = f"{name}: {words}, no note found in our snapshots"
    return [Alert("unannounced", title, {"edits": _edits(analysis.revision, set(analysis.unannounced))})]


def _edits(revision: Revision, names: set[str]) -> list[dict[str, Any]]:
    """Return the edits called *names* with the words around them, in order, at most `MOST_EDITS`."""
    edits: Sequence[Edit | FieldEdit] = (*revision.walk(), *revision.field_edits)
    return [_edit(revision, edit) for edit in edits if edit.id in names][:MOST_EDITS]


def _edit(revision: Revision, edit: Edit | FieldEdit) -> dict[str, Any]:
    common = {
        "id": edit.id, "category": str(edit.category), "materiality": int(edit.materiality),
        "reasons": list(edit.reasons),
    }  # fmt: skip
    if isinstance(edit, FieldEdit):
        return {"field": edit.field, "before": edit.before, "after": edit.after, **common}
    old, new = revision.words(edit)
    text, span = revision.after.text, edit.after
    if span is None and revision.before is not None:
        text, span = revision.before.text, edit.before
    lead = text[max(span.start - CONTEXT, 0) : span.start] if span else ""
    trail = text[span.end : span.end + CONTEXT] if span else ""
    return {"before": old[:LONGEST], "after": new[:LONGEST], "lead": lead, "trail": trail, **common}
