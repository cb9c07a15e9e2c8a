"""Invented histories as JSON lines, and what an archive holds of them."""

import json
from pathlib import Path

from exchange.stories import CONTEXT, FIRST, NOTE, SECOND
from revtrack.store import Archive

DERIVED_ORDER = (
    "articles",
    "checks",
    "captures",
    "versions",
    "edits",
    "notes",
    "claims",
    "links",
    "findings",
    "imported",
)
WHEN = frozenset({"started_at", "finished_at", "added_at"})


def story(number: int, versions: int = 4) -> dict[str, object]:
    """Return an article with *versions* versions: an error, its fix, a note, and growth."""
    texts = [
        f"Ferry fares, part {number}\n\n{FIRST}\n\n{CONTEXT}",
        f"Ferry fares, part {number}\n\n{SECOND}\n\n{CONTEXT}",
        f"Ferry fares, part {number}\n\n{SECOND}\n\n{CONTEXT}\n\n{NOTE}",
    ]
    texts += [texts[-1] + f"\n\nUpdate {n}: the board of Lumen met again." for n in range(versions)]
    rows = [{"time": f"2026-05-{n + 1:02}T08:00:00Z", "text": text, "message": f"publish {n}"}
            for n, text in enumerate(texts[:versions])]  # fmt: skip
    return {"article_id": f"s{number}", "url": f"https://harbour.example/s{number}", "versions": rows}


def write(path: Path, *stories: dict[str, object]) -> Path:
    """Write stories as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in stories))
    return path


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of an archive that an import writes, but for when the import itself ran."""
    out = {}
    with Archive(path, read_only=True) as archive:
        for table in (*DERIVED_ORDER, "note_sightings", "field_edits", "chain", "block_lives", "schedule", "feeds"):
            names = [row["name"] for row in archive.db.rows("SELECT name FROM pragma_table_info(:t)", {"t": table})]
            kept = ", ".join(name for name in names if name not in WHEN)
            if kept:
                out[table] = [tuple(row) for row in archive.db.rows(f"SELECT {kept} FROM {table} ORDER BY 1")]
    return out
