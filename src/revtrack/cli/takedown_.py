"""
`revtrack takedown`: remove the content of an article, or of single versions, for good, as the law may demand.
"""

import re
from dataclasses import asdict

import click

from revtrack.cli.clock import now
from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json, printable
from revtrack.model import stamp


@click.command(epilog="Example: revtrack takedown https://news.example/story --reason 'order 12/26, court of Quay'")
@db_option
@click.argument("wanted", metavar="URL[@N[-M]]")
@click.option("--reason", required=True, help="Why: kept in the tombstones and chained.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(db: str, wanted: str, reason: str, yes: bool, form: str | None) -> None:
    """
    Remove the words, pages and findings of an article for good; address, times and hashes stay, with tombstones.

    With @N, or @N-M, only those of these versions and of the steps to and from them go; what other versions show stays.

    Backups and reports written earlier still hold the content: remove those yourself.
    """
    from revtrack.cli.archive import find, writing

    with writing(db) as archive:
        match = re.fullmatch(r"(.+)@(\d+)(?:-(\d+))?", wanted)
        found = find(archive, match[1] if match else wanted)
        versions = range(int(match[2]), int(match[3] or match[2]) + 1) if match else None
        if not yes:
            what = "the content" if match is None else f"version {match[2]}" + (f" to {match[3]}" if match[3] else "")
            question = printable(f"remove {what} of {found.url} ({found.headline}) for good?")
            click.confirm(question, abort=True, err=True)
        removed = archive.take_down(found, reason, at=stamp(now()), versions=versions)
    if form == "json":
        emit_json({"article": found.url, **asdict(removed)})
    else:
        click.echo(
            f"removed {removed.versions} versions, {removed.captures} pages, {removed.notes} notes, "
            f"{removed.blocks} blocks of text\nhead: {removed.head}"
        )
    click.echo("backups and reports written earlier still hold the content: remove those too", err=True)
