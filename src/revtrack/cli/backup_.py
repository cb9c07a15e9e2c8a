"""
`revtrack backup`: copy the archive while it is in use, and prove the copy.
"""

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json


@click.command(epilog="Example: revtrack backup /mnt/backup/revtrack-2026-05.db")
@db_option
@click.argument("target", type=click.Path(dir_okay=False))
@json_option
def command(db: str, target: str, form: str | None) -> None:
    """
    Copy the archive to TARGET while it is in use, prove the copy, and print its head.

    TARGET is written beside itself and renamed when it proves: an older backup
    of the same name stays until then.
    """
    from revtrack.store import Archive

    with Archive(db, read_only=True) as archive:
        proof = archive.backup(target)
    if form == "json":
        emit_json({"backup": target, "articles": proof.articles, "versions": proof.versions, "head": proof.head})
        return
    click.echo(f"{target}: {proof.versions} versions of {proof.articles} articles, proved\nhead: {proof.head}")
