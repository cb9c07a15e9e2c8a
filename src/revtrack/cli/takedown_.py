"""
`revtrack takedown`: remove an article's content for good, as the law may demand.
"""

import click

from revtrack.cli.clock import now
from revtrack.cli.options import db_option
from revtrack.cli.output import printable


@click.command(epilog="Example: revtrack takedown https://news.example/story --reason 'order 12/26, court of Quay'")
@db_option
@click.argument("article")
@click.option("--reason", required=True, help="Why: kept in the tombstones and chained.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(db: str, article: str, reason: str, yes: bool) -> None:
    """
    Remove the words, pages and findings of ARTICLE for good; address, times and hashes stay, with tombstones.

    Backups and reports written earlier still hold the content: remove those yourself.
    """
    from revtrack.store import Archive

    with Archive(db) as archive:
        found = archive.article(article)
        if not yes:
            click.confirm(printable(f"remove the content of {found.url} ({found.headline}) for good?"), abort=True)
        removed = archive.take_down(found, reason, at=now().isoformat().replace("+00:00", "Z"))
    click.echo(
        f"removed {removed.versions} versions, {removed.captures} pages, {removed.notes} notes, "
        f"{removed.blocks} blocks of text\nhead: {removed.head}"
    )
    click.echo("backups and reports written earlier still hold the content: remove those too", err=True)
