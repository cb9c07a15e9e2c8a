"""
Keep what changed between two versions, as rows: edits of the text, and of the fields around it.

The old and new words stand beside each edit, cut short, for people who query;
the spans are what counts.
"""

from collections.abc import Sequence
from typing import Any

from revtrack.model import (
    Category,
    Document,
    Edit,
    EditKind,
    FieldEdit,
    Materiality,
    Revision,
)
from revtrack.store import alignments
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import dump_or_none, ends, load, span_of, storable

MOST_WORDS = 80
"""Code points of an edit's words kept beside it; the whole words are in the versions."""


def cut(words: str) -> str | None:
    """Return *words* as kept beside an edit: cut short, None when there are none."""
    if len(words) > MOST_WORDS:
        words = words[: MOST_WORDS - 1] + "…"
    return storable(words) or None


def save(db: Connection, version_id: int, revision: Revision, unannounced: Sequence[str]) -> None:
    """Write the edits of the step that leads to the version."""
    silent = set(unannounced)
    rows: list[dict[str, Any]] = []
    for edit in revision.edits:
        _edit_rows(rows, version_id, revision, edit, None, silent)
    db.run_many(
        "INSERT INTO edits (version_id, name, parent, kind, category, materiality, before_start, before_end,"
        " after_start, after_end, old, new, reasons, unannounced) VALUES (:version, :name, :parent, :kind, :category,"
        " :materiality, :before_start, :before_end, :after_start, :after_end, :old, :new, :reasons, :unannounced)",
        rows,
    )
    db.run_many(
        "INSERT INTO field_edits (version_id, name, field, old, new, category, materiality, reasons, unannounced)"
        " VALUES (:version, :name, :field, :old, :new, :category, :materiality, :reasons, :unannounced)",
        [
            {
                "version": version_id, "name": edit.id, "field": edit.field,
                "old": edit.before if edit.before is None else storable(edit.before),
                "new": edit.after if edit.after is None else storable(edit.after),
                "category": str(edit.category), "materiality": int(edit.materiality),
                "reasons": dump_or_none(edit.reasons), "unannounced": edit.id in silent,
            }
            for edit in revision.field_edits
        ],
    )  # fmt: skip


def _edit_rows(
    rows: list[dict[str, Any]], version_id: int, revision: Revision, edit: Edit, parent: str | None, silent: set[str]
) -> None:
    old, new = revision.words(edit)
    before_start, before_end = ends(edit.before)
    after_start, after_end = ends(edit.after)
    rows.append({
        "version": version_id, "name": edit.id, "parent": parent, "kind": str(edit.kind),
        "category": str(edit.category), "materiality": int(edit.materiality),
        "before_start": before_start, "before_end": before_end, "after_start": after_start, "after_end": after_end,
        "old": cut(old), "new": cut(new), "reasons": dump_or_none(edit.reasons), "unannounced": edit.id in silent,
    })  # fmt: skip
    for part in edit.parts:
        _edit_rows(rows, version_id, revision, part, edit.id, silent)


def read(
    before: Document | None, after: Document, head: Row, edits: Sequence[Row], field_edits: Sequence[Row]
) -> tuple[Revision, tuple[str, ...]]:
    """Return the revision of a `versions` row *head* and the ids of its unannounced edits, in reading order."""
    parts: dict[str | None, list[Row]] = {}
    for row in edits:
        parts.setdefault(row["parent"], []).append(row)
    revision = Revision(
        before,
        after,
        edits=tuple(_edit(row, parts) for row in parts.get(None, ())),
        field_edits=tuple(
            FieldEdit(
                row["name"], row["field"], row["old"], row["new"], Category(row["category"]),
                Materiality(row["materiality"]), tuple(load(row["reasons"])),
            )
            for row in field_edits
        ),
        blocks=alignments.unpack(head["alignment"]),
        coarse=head["coarse"],
    )  # fmt: skip
    return revision, tuple(row["name"] for row in (*edits, *field_edits) if row["unannounced"])


def _edit(row: Row, parts: dict[str | None, list[Row]]) -> Edit:
    return Edit(
        row["name"],
        EditKind(row["kind"]),
        span_of(row["before_start"], row["before_end"]),
        span_of(row["after_start"], row["after_end"]),
        Category(row["category"]),
        Materiality(row["materiality"]),
        tuple(load(row["reasons"])) if row["reasons"] else (),
        tuple(_edit(part, parts) for part in parts.get(row["name"], ())),
    )


def misfit(revision: Revision) -> str:
    """Return what of *revision* points to where its two versions have nothing, which only a damaged row does; or ""."""
    if revision.before is None:
        return ""
    before, after = revision.before, revision.after
    for pair in revision.blocks:
        if max(pair.before, default=-1) >= len(before.blocks) or max(pair.after, default=-1) >= len(after.blocks):
            return "its alignment names a paragraph that is not there"
    for edit in (one for whole in revision.edits for one in (whole, *whole.parts)):
        for span, text in ((edit.before, before.text), (edit.after, after.text)):
            if span is not None and not 0 <= span.start <= span.end <= len(text):
                return f"its edit {edit.id} stands outside the text"
    return ""
