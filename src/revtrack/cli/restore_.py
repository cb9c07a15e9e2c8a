"""
`revtrack restore`: put a proved backup in the archive's place.
"""

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json


@click.command(epilog="Example: revtrack restore /mnt/backup/revtrack-2026-05.db --check")
@db_option
@click.argument("backup", type=click.Path(dir_okay=False))
@click.option("--check", is_flag=True, help="Only prove the backup; touch nothing.")
@json_option
def command(db: str, backup: str, check: bool, form: str | None) -> None:
    """
    Put BACKUP in the archive's place, once it proves; what stood there is kept as `FILE.replaced`.

    Exits 65 when the backup does not prove, 75 while a poll is running.
    """
    from revtrack.store.archive import proved, restore

    proof = proved(backup) if check else restore(backup, db)
    if form == "json":
        emit_json({
            "backup": backup, "restored": None if check else db, "articles": proof.articles,
            "versions": proof.versions, "head": proof.head,
        })  # fmt: skip
        return
    what = f"{backup} proves" if check else f"restored {db} from {backup}"
    click.echo(f"{what}: {proof.versions} versions of {proof.articles} articles\nhead: {proof.head}")
