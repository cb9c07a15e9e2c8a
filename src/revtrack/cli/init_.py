"""
`revtrack init`: make the archive, or bring an older one up to date.
"""

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json, say


@click.command(epilog="Example: revtrack init --db db/revtrack.db")
@db_option
@json_option
def command(db: str, form: str | None) -> None:
    """
    Make the archive, or bring an older one up to date.

    Every other command that writes does so as well; this one says what it did.
    """
    from revtrack.store import Archive
    from revtrack.store.places import cautions

    with Archive(db) as archive:
        done = archive.migrated
        if form == "json":
            emit_json({
                "archive": db, "made": done.made, "steps": done.steps, "articles": archive.count(),
                "kept": done.backup and str(done.backup),
            })  # fmt: skip
        elif done.made:
            click.echo(f"made {db}")
        elif done.steps:
            click.echo(f"brought {db} up to date: {done.steps} schema steps; the file as it was: {done.backup}")
        else:
            click.echo(f"{db} is up to date; it has {archive.count()} articles")
    for caution in cautions(db):
        say(f"revtrack: {caution}")
