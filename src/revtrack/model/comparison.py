"""
Hold everything that was found between two versions, in the shape other programs rely on.

The JSON is fixed by the public contract, schema `revtrack.comparison/1`.
"""

from dataclasses import dataclass
from typing import Any

from revtrack.model.document import Document
from revtrack.model.note import Link, Note, Value
from revtrack.model.revision import Edit, FieldEdit, Revision
from revtrack.model.span import Span

SCHEMA = "revtrack.comparison/1"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, the edits between them, the notes, their links and what no note explains."""

    revision: Revision
    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    unannounced: tuple[str, ...]
    """Ids of edits of materiality 3 or 4 that no note explains."""
    id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the contract's JSON object, keys in a fixed order."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "before": side(self.revision.before),
            "after": side(self.revision.after),
            "edits": [edit_dict(edit) for edit in self.revision.edits],
            "field_edits": [field_edit_dict(edit) for edit in self.revision.field_edits],
            "notes": [note_dict(note) for note in self.notes],
            "links": [link_dict(link) for link in self.links],
            "unannounced": list(self.unannounced),
            "coarse": self.revision.coarse,
        }


def side(document: Document | None) -> dict[str, Any] | None:
    """Return one side's text and blocks, or None where there is no earlier version."""
    if document is None:
        return None
    return {
        "text": document.text,
        "blocks": [
            {"kind": str(block.kind), "start": start, "end": start + len(block.text)}
            for block, start in zip(document.blocks, document.starts, strict=True)
        ],
    }


def pair(span: Span | None) -> list[int] | None:
    """Return [start, end], or None."""
    return None if span is None else [span.start, span.end]


def edit_dict(edit: Edit) -> dict[str, Any]:
    """Return an edit as the contract words it; a move lists the edits inside it."""
    out: dict[str, Any] = {
        "id": edit.id,
        "kind": str(edit.kind),
        "before": pair(edit.before),
        "after": pair(edit.after),
        "category": str(edit.category),
        "materiality": int(edit.materiality),
        "reasons": list(edit.reasons),
    }
    if edit.parts:
        out["edits"] = [edit_dict(part) for part in edit.parts]
    return out


def field_edit_dict(edit: FieldEdit) -> dict[str, Any]:
    """Return a field edit: its words, since it has no place in the text."""
    return {
        "id": edit.id,
        "field": edit.field,
        "before": edit.before,
        "after": edit.after,
        "category": str(edit.category),
        "materiality": int(edit.materiality),
        "reasons": list(edit.reasons),
    }


def value_dict(value: Value | None) -> dict[str, str] | None:
    """Return what a value is worth, without the parts it does not have."""
    if value is None:
        return None
    parts = {"kind": value.kind, "value": value.normal, "unit": value.unit}
    parts |= {"surname": value.surname, "initials": value.initials}
    return {name: part for name, part in parts.items() if part}


def quoted_span(text: str, span: Span | None) -> str | None:
    """Return the words of *span*, or None."""
    return None if span is None else span.of(text)


def note_dict(note: Note) -> dict[str, Any]:
    """Return a note with its claims."""
    return {
        "id": note.id,
        "kind": str(note.kind),
        "label": note.label,
        "label_span": pair(note.label_span),
        "date": note.date,
        "date_text": note.date_text,
        "date_span": pair(note.date_span),
        "corrector": quoted_span(note.text, note.corrector_span),
        "corrector_span": pair(note.corrector_span),
        "cause": quoted_span(note.text, note.cause_span),
        "cause_span": pair(note.cause_span),
        "status": str(note.status),
        "detail": note.detail,
        "language": note.language,
        "source": note.source,
        "span": pair(note.span),
        "place": note.place,
        "text": note.text,
        "previous": note.previous,
        "evidence": list(note.evidence),
        "claims": [
            {
                "id": claim.id,
                "text": claim.text,
                "type": claim.type,
                "old": claim.old,
                "new": claim.new,
                "old_value": value_dict(claim.old_value),
                "new_value": value_dict(claim.new_value),
                "scope": claim.scope,
                "locator": claim.locator,
                "polarity": claim.polarity,
                "action": claim.action,
                "span": pair(claim.span),
                "old_span": pair(claim.old_span),
                "new_span": pair(claim.new_span),
                "locator_span": pair(claim.locator_span),
                "scope_span": pair(claim.scope_span),
            }
            for claim in note.claims
        ],
    }


def link_dict(link: Link) -> dict[str, Any]:
    """Return a link with its evidence, strongest first."""
    return {
        "claim": link.claim,
        "status": str(link.status),
        "edits": list(link.edits),
        "before": pair(link.before),
        "after": pair(link.after),
        "confidence": round(link.confidence, 3),
        "evidence": [
            {"kind": item.kind, "detail": item.detail, "weight": round(item.weight, 3)} for item in link.evidence
        ],
    }
