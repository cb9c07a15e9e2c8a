"""
`revtrack init`: make the archive, or bring an older one up to date.
"""

import click

from revtrack.cli.options import db_option
from revtrack.cli.output import say


@click.command(epilog="Example: revtrack init --db db/revtrack.db")
@db_option
def command(db: str) -> None:
    """
    Make the archive, or bring an older one up to date.

    Every other command that writes does so as well; this one says what it did.
    """
    from revtrack.store import Archive
    from revtrack.store.places import cautions

    with Archive(db) as archive:
        done = archive.migrated
        if done.made:
            click.echo(f"made {db}")
        elif done.steps:
            click.echo(f"brought {db} up to date: {done.steps} schema steps; the file as it was: {done.backup}")
        else:
            click.echo(f"{db} is up to date; it has {archive.count()} articles")
    for caution in cautions(db):
        say(f"revtrack: {caution}")
