"""
Keep an outlet's notes: one row for each wording an article had, a short sighting for each version that shows it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from revtrack.model import Claim, Note, NoteKind, NoteStatus, Span, Value
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import dump, dump_or_none, ends, load, span_of, storable

SPANS = ("span", "old_span", "new_span", "locator_span", "scope_span")
VALUES = ("old_value", "new_value")
ADDED = frozenset({"corrector_span", "cause_span", *VALUES})
"""Columns of a later step: where one is empty the chain does not hold it, so that older entries still prove."""


def save(
    db: Connection, article_id: int, version_id: int, number: int, notes: Sequence[Note]
) -> tuple[dict[str, int], list[int]]:
    """Write the notes of version *number*; return claim ids by name, and the ids of notes not seen before."""
    claims: dict[str, int] = {}
    fresh = []
    for note in notes:
        note_id, is_new = _wording(db, article_id, number, note)
        if is_new:
            fresh.append(note_id)
        for row in db.rows("SELECT id, name FROM claims WHERE note_id = :note", {"note": note_id}):
            claims[_whole(note.id, row["name"])] = row["id"]
        start, end = ends(note.span)
        anchor_start, anchor_end = ends(note.anchor)
        db.run(
            "INSERT INTO note_sightings (version_id, note_id, name, status, span_start, span_end, place,"
            " anchor_start, anchor_end, detail, previous) VALUES (:version, :note, :name, :status, :start, :end,"
            " :place, :anchor_start, :anchor_end, :detail, :previous)",
            {
                "version": version_id, "note": note_id, "name": note.id, "status": str(note.status), "start": start,
                "end": end, "place": note.place or None, "anchor_start": anchor_start, "anchor_end": anchor_end,
                "detail": note.detail, "previous": note.previous and storable(note.previous),
            },
        )  # fmt: skip
    return claims, fresh


def _wording(db: Connection, article_id: int, number: int, note: Note) -> tuple[int, bool]:
    """Return the row id of the note's wording, and whether it was written now."""
    wording = _wording_row(note)
    claims = [_claim_row(note.id, claim) for claim in note.claims]
    digest = hashlib.sha256(dump([wording, claims]).encode()).hexdigest()
    found = db.value(
        "SELECT id FROM notes WHERE article_id = :article AND digest = :digest",
        {"article": article_id, "digest": digest},
    )
    if found is not None:
        return int(found), False
    note_id = db.run(
        "INSERT INTO notes (article_id, first_version, digest, kind, label, text, date, date_text, language, source,"
        " evidence, label_span, date_span, corrector_span, cause_span) VALUES (:article, :number, :digest, :kind,"
        " :label, :text, :date, :date_text, :language, :source, :evidence, :label_span, :date_span,"
        " :corrector_span, :cause_span)",
        {**wording, "article": article_id, "number": number, "digest": digest},
    )
    db.run_many(
        "INSERT INTO claims (note_id, name, text, type, old, new, scope, locator, polarity, action, topic, span,"
        " old_span, new_span, locator_span, scope_span, old_value, new_value) VALUES (:note, :name, :text, :type,"
        " :old, :new, :scope, :locator, :polarity, :action, :topic, :span, :old_span, :new_span, :locator_span,"
        " :scope_span, :old_value, :new_value)",
        [{**row, "note": note_id} for row in claims],
    )
    return note_id, True


def _wording_row(note: Note) -> dict[str, Any]:
    return {
        "kind": str(note.kind), "label": note.label, "text": storable(note.text), "date": note.date,
        "date_text": note.date_text, "language": note.language, "source": note.source,
        "evidence": dump_or_none(note.evidence), "label_span": dump_or_none(note.label_span),
        "date_span": dump_or_none(note.date_span), "corrector_span": dump_or_none(note.corrector_span),
        "cause_span": dump_or_none(note.cause_span),
    }  # fmt: skip


def _claim_row(note: str, claim: Claim) -> dict[str, Any]:
    """Return a claim as its row; its name without the note's, which may differ from version to version."""
    row: dict[str, Any] = {
        "name": claim.id.removeprefix(f"{note}."), "text": storable(claim.text), "type": claim.type,
        "old": claim.old, "new": claim.new, "scope": claim.scope, "locator": claim.locator,
        "polarity": claim.polarity, "action": claim.action, "topic": dump_or_none(claim.topic),
    }  # fmt: skip
    for name in SPANS:
        span = getattr(claim, name)
        row[name] = None if span is None else dump(list(span))
    for name in VALUES:
        value = getattr(claim, name)
        row[name] = None if value is None else dump(astuple(value))
    return row


def _whole(note: str, name: str) -> str:
    return f"{note}.{name}"


SIGHTING = """
SELECT s.version_id, s.name, s.status, s.span_start, s.span_end, s.place, s.anchor_start, s.anchor_end, s.detail,
    s.previous, n.id AS note_id, n.kind, n.label, n.text, n.date, n.date_text, n.language, n.source, n.evidence,
    n.label_span, n.date_span, n.corrector_span, n.cause_span
FROM note_sightings s JOIN notes n ON n.id = s.note_id
"""


def read(db: Connection, version_ids: Sequence[int]) -> dict[int, tuple[Note, ...]]:
    """Return the notes of each of the versions, in the order they were found."""
    wanted = {"versions": dump(list(version_ids))}
    sightings = db.rows(
        SIGHTING + "WHERE s.version_id IN (SELECT value FROM json_each(:versions)) ORDER BY s.id", wanted
    )
    claims = _claims(db, {row["note_id"] for row in sightings})
    out: dict[int, list[Note]] = {version_id: [] for version_id in version_ids}
    for row in sightings:
        out[row["version_id"]].append(note_of(row, claims.get(row["note_id"], [])))
    return {version_id: tuple(notes) for version_id, notes in out.items()}


def _claims(db: Connection, note_ids: Iterable[int]) -> dict[int, list[Row]]:
    out: dict[int, list[Row]] = {}
    for row in db.rows(
        "SELECT * FROM claims WHERE note_id IN (SELECT value FROM json_each(:notes)) ORDER BY id",
        {"notes": dump(sorted(note_ids))},
    ):
        out.setdefault(row["note_id"], []).append(row)
    return out


def note_of(row: Row, claims: Sequence[Row]) -> Note:
    """Return the note of a sighting joined with its wording."""
    return Note(
        row["name"],
        NoteKind(row["kind"]),
        row["text"],
        label=row["label"],
        span=span_of(row["span_start"], row["span_end"]),
        date=row["date"],
        date_text=row["date_text"],
        status=NoteStatus(row["status"]),
        detail=row["detail"],
        previous=row["previous"],
        language=row["language"],
        source=row["source"],
        evidence=tuple(load(row["evidence"])),
        label_span=Span(*load(row["label_span"])) if row["label_span"] else None,
        date_span=Span(*load(row["date_span"])) if row["date_span"] else None,
        corrector_span=Span(*load(row["corrector_span"])) if row["corrector_span"] else None,
        cause_span=Span(*load(row["cause_span"])) if row["cause_span"] else None,
        place=row["place"] or "",
        anchor=span_of(row["anchor_start"], row["anchor_end"]),
        claims=tuple(claim_of(row["name"], claim) for claim in claims),
    )


def claim_of(note: str, row: Row) -> Claim:
    """Return the claim of a row, under the name its note has in this version."""
    spans: dict[str, Any] = {name: None if row[name] is None else Span(*load(row[name])) for name in SPANS}
    old, new = (None if row[name] is None else Value(*load(row[name])) for name in VALUES)
    return Claim(
        _whole(note, row["name"]), row["text"], row["type"], row["old"], row["new"], row["scope"], row["locator"],
        row["polarity"], row["action"], tuple(load(row["topic"])), **spans, old_value=old, new_value=new,
    )  # fmt: skip


def chained(db: Connection, note_id: int) -> list[Any] | None:
    """Return what the chain holds of a note: article, version and every column of its wording and claims, or None."""
    row = db.row(
        "SELECT n.*, a.url AS article_url FROM notes n JOIN articles a ON a.id = n.article_id WHERE n.id = :id",
        {"id": note_id},
    )
    if row is None:
        return None
    names = [name for name in _chained(row) if name not in ("id", "article_id")]
    claims = db.rows("SELECT * FROM claims WHERE note_id = :id ORDER BY id", {"id": note_id})
    return [[row[name] for name in names], [[claim[name] for name in _chained(claim)][2:] for claim in claims]]


def _chained(row: Row) -> list[str]:
    """Return the columns of a note or claim that the chain holds."""
    return [name for name in row.keys() if name not in ADDED or row[name] is not None]  # noqa: SIM118 (sqlite3.Row has no items)
