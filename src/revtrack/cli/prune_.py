"""
`revtrack prune`: drop what a policy says may go; a dry run unless told otherwise.
"""

from dataclasses import asdict

import click

from revtrack.cli.clock import now
from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json
from revtrack.model import stamp


@click.command(epilog="Example: revtrack prune --captures-before 2025-01-01 --checks-before 2026-01-01 --apply")
@db_option
@click.option("--captures-before", metavar="TIME", help="Drop the pages of versions first seen before TIME.")
@click.option("--checks-before", metavar="TIME", help="Drop checks before TIME that saw nothing new.")
@click.option("--apply", "really", is_flag=True, help="Do it; without this, only say what would go.")
@json_option
def command(db: str, captures_before: str | None, checks_before: str | None, really: bool, form: str | None) -> None:
    """
    Drop old pages and idle checks; never a version, a text, a note or a decision.

    Pages stay where a note, a finding, a link or a decision stands on them,
    and so do the first and the newest page of every article. What goes leaves
    a tombstone, so that the archive still proves. TIME is RFC 3339, or a date.
    """
    from revtrack.cli.archive import reading, writing
    from revtrack.store.pruning import Policy

    if captures_before is None and checks_before is None:
        raise click.UsageError("say what may go: --captures-before TIME, --checks-before TIME")
    moment = stamp(now())
    with (writing if really else reading)(db) as archive:
        gone = archive.prune(Policy(captures_before, checks_before), at=moment, dry_run=not really)
    if form == "json":
        emit_json({"applied": really, **asdict(gone)})
        return
    verb = "pruned" if really else "would prune"
    click.echo(f"{verb} {gone.captures} pages ({gone.bytes} bytes) and {gone.checks} checks")
    if gone.kept:
        click.echo(f"{gone.kept} older pages stay: something stands on them")
    if not really:
        click.echo("nothing was changed; add --apply to do it", err=True)
