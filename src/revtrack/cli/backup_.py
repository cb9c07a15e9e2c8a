"""
`revtrack backup`: copy the archive while it is in use, and prove the copy.
"""

import click

from revtrack.cli.options import db_option


@click.command(epilog="Example: revtrack backup /mnt/backup/revtrack-2026-05.db")
@db_option
@click.argument("target", type=click.Path(dir_okay=False))
def command(db: str, target: str) -> None:
    """
    Copy the archive to TARGET while it is in use, prove the copy, and print its head.

    TARGET is written beside itself and renamed when it proves: an older backup
    of the same name stays until then.
    """
    from revtrack.store import Archive

    with Archive(db, read_only=True) as archive:
        proof = archive.backup(target)
    click.echo(f"{target}: {proof.versions} versions of {proof.articles} articles, proved\nhead: {proof.head}")
