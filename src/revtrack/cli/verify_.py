"""
`revtrack verify`: prove the archive, or name what does not prove.
"""

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json, on_terminal, printable


@click.command(epilog="Example: revtrack verify --against 5f2a...c9 (the head printed in last month's report)")
@db_option
@click.option(
    "--against",
    metavar="HEAD",
    help="A head printed earlier, in a report, feed or alert: the archive must continue it.",
)
@json_option
def command(db: str, against: str | None, form: str | None) -> int:
    """
    Prove every row, every stored byte and their order; exit 65 when something does not prove.

    The first problem named is the first in the order things were committed.
    """
    from revtrack.store import Archive

    def progress(done: int, total: int) -> None:
        click.echo(f"\rproved {done} of {total} entries", nl=done == total, err=True)

    with Archive(db, read_only=True) as archive:
        proof = archive.verify(against=against, progress=progress if on_terminal() else None)
    if on_terminal():
        click.echo("\r\033[K", nl=False, err=True)
    if form == "json":
        emit_json(proof.as_dict())
        return 0 if proof.holds else 65
    for problem in proof.problems:
        click.echo(printable(f"{problem.where}: {problem.what}"))
    counts = (
        f"{proof.entries} chain entries, {proof.articles} articles, {proof.versions} versions, "
        f"{proof.captures} captures, {proof.checks} checks"
    )
    if proof.holds:
        click.echo(f"everything proves: {counts}")
    else:
        click.echo(f"does not prove: {len(proof.problems)} problems, the first is named first; {counts}")
    if proof.tombstones:
        click.echo(f"tombstones: {proof.tombstones} (rows pruned, taken down, renamed or read again; see the table)")
    if proof.unsealed:
        click.echo(f"not chained yet: the newest {proof.unsealed} checks; the next version or poll chains them")
    click.echo(f"head: {proof.head}")
    return 0 if proof.holds else 65
