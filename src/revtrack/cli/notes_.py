"""
`revtrack notes`: every correction note, with what it was joined to.
"""

from typing import Any

import click

from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import emit_rows, printable, say
from revtrack.model import LinkedWords, ListedNote, NoteKind, NoteStatus, confidence_words, link_dict, note_dict

COLUMNS = ("outlet", "url", "headline", "version", "first_seen", "status", "kind", "label", "date", "text", "links")


def row_of(listed: ListedNote) -> dict[str, Any]:
    """Return a note for programs, its claims and links with it."""
    note = note_dict(listed.note)
    return {
        "outlet": listed.article.outlet,
        "url": listed.article.url,
        "headline": listed.article.headline,
        "version": listed.version,
        "first_seen": listed.first_seen,
        **note,
        "links": [link_dict(link) for link in listed.links],
    }


@click.command(epilog="Example: revtrack notes --outlet 'The Daily Harbour' --since 2026-11-01 --csv")
@db_option
@click.option("--outlet", help="Only this outlet's notes.")
@click.option("--kind", type=click.Choice([str(kind) for kind in NoteKind]), help="Only notes of this kind.")
@click.option("--status", type=click.Choice([str(s) for s in NoteStatus]), help="Only notes in this state of life.")
@click.option("--since", metavar="TIME", help="Only versions first seen at or after TIME (RFC 3339, or a date).")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="At most so many.")
@list_options
def command(
    db: str, outlet: str | None, kind: str | None, status: str | None, since: str | None, limit: int, form: str | None
) -> None:
    """List correction notes, newest first, each with the words it was joined to."""
    from revtrack.cli.archive import reading
    from revtrack.cli.words import SAID

    with reading(db) as archive:
        listed = archive.notes(outlet=outlet, kind=kind, status=status, since=since, limit=limit)
    if emit_rows([row_of(item) for item in listed], COLUMNS, form):
        return
    if not listed:
        say("no correction notes")
    for item in listed:
        note = item.note
        click.echo(printable(f"{item.first_seen or 'time unknown'}  {item.article.outlet}  {item.article.headline}"))
        click.echo(printable(f"    version {item.version}, {note.status} {note.kind}: {note.text}"))
        for link, words in zip(item.links, item.words, strict=True):
            target = f" {', '.join(link.edits)}: {_said(words)}" if link.edits else ""
            click.echo(f"    {link.claim} {SAID[link.status]}{target} ({confidence_words(link.confidence)})")


def _said(words: LinkedWords) -> str:
    """Return what became of the linked words, and in which field when not in the text."""
    from revtrack.cli.words import short

    old, new = short(words.before.strip()), short(words.after.strip())
    done = f"“{old}” -> “{new}”" if old and new else f"put in “{new}”" if new else f"taken out “{old}”"
    return f"{done} in {words.field}" if words.field else done
