"""
`revtrack history`: an article's versions and what each brought.
"""

from collections import Counter
from typing import Any

import click

from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import emit_rows, printable
from revtrack.model import NoteStatus, Timeline

COLUMNS = (
    "version", "first_seen", "not_before", "last_seen", "reason", "headline", "edits", "material", "notes",
    "unannounced", "hash",
)  # fmt: skip


def rows_of(timeline: Timeline) -> list[dict[str, Any]]:
    """Return one row a version: when it was seen, what changed, which notes came or went."""
    rows = []
    for version, step in zip(timeline.versions, timeline.steps, strict=True):
        lives = Counter(str(note.status) for note in step.notes if note.status is not NoteStatus.CARRIED)
        rows.append(
            {
                "version": version.number,
                "first_seen": version.first_seen,
                "not_before": version.not_before,
                "last_seen": version.last_seen,
                "reason": version.reason,
                "headline": version.document.headline,
                "edits": len(step.revision.edits) + len(step.revision.field_edits),
                "material": sum(edit.materiality >= 3 for edit in step.revision.edits),
                "notes": dict(lives),
                "unannounced": len(step.unannounced),
                "hash": version.hash,
            }
        )
    return rows


@click.command(epilog="Example: revtrack history https://news.example/2026/bridge")
@click.argument("url")
@db_option
@list_options
def command(url: str, db: str, form: str | None) -> None:
    """Show an article's versions: when each was seen and what it brought."""
    from revtrack.cli.archive import find, reading
    from revtrack.cli.words import interval

    with reading(db) as archive:
        timeline = archive.timeline(find(archive, url))
    rows = rows_of(timeline)
    if emit_rows(rows, COLUMNS, form):
        return
    article = timeline.article
    click.echo(printable(f"{article.headline}  ({article.outlet or 'outlet unknown'}, {article.state})"))
    click.echo(f"{len(rows)} versions in {timeline.checks} looks; last look {timeline.last_check or 'never'}")
    for row in rows:
        parts = [f"{row['edits']} edits"] if row["version"] > 1 else ["first seen"]
        parts += [f"{count} note {status}" for status, count in row["notes"].items()]
        if row["unannounced"]:
            parts.append(f"{row['unannounced']} material, no note found in our snapshots")
        when = interval(row["not_before"], row["first_seen"])
        click.echo(printable(f"{row['version']:>4}  {when}  {', '.join(parts)}  [{row['reason']}]"))
