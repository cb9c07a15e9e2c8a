"""
`revtrack list`: the articles being watched, or the listings that announce them.
"""

from typing import Any

import click

from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import emit_rows, printable, say
from revtrack.model import ArticleState

COLUMNS = ("id", "url", "outlet", "headline", "state", "added_at", "source")
LISTING_COLUMNS = (
    "id", "url", "kind", "state", "rules", "added_at", "checked_at", "due_at", "failures", "detail", "paused_why"
)  # fmt: skip


@click.command(name="list", epilog="Example: revtrack list --state failing --csv")
@db_option
@click.option("--listings", is_flag=True, help="The feeds, sitemaps and index pages, with their rules, instead.")
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--state", type=click.Choice([str(state) for state in ArticleState]), help="Only articles in this state.")
@click.option("--search", metavar="TEXT", help="Only where the address or headline holds TEXT.")
@list_options
def command(
    db: str, listings: bool, outlet: str | None, state: str | None, search: str | None, form: str | None
) -> None:  # fmt: skip
    """List the articles being watched, in the order they were added."""
    from revtrack.cli.archive import reading

    if listings:
        if outlet or state:
            raise click.UsageError("--outlet and --state choose among articles; give --listings without them")
        _listings(db, search or "", form)
        return
    with reading(db) as archive:
        rows = [
            {name: str(value) if name == "state" else value for name, value in ((n, getattr(a, n)) for n in COLUMNS)}
            for a in archive.articles(outlet=outlet, state=state, search=search)
        ]
    if not emit_rows(rows, COLUMNS, form):
        if not rows:
            say("no such article" if outlet or state or search else "no articles yet; begin with: revtrack add URL")
        for row in rows:
            click.echo(printable(f"{row['id']:>5}  {row['state']:<10} {row['url']}  {row['headline']}"))


def _listings(db: str, search: str, form: str | None) -> None:
    from revtrack.cli.archive import reading
    from revtrack.store.feeds import Feeds

    with reading(db) as archive:
        found = [feed for feed in Feeds(archive).all() if search in feed.url]
    rows: list[dict[str, Any]] = []
    for feed in found:
        state = "paused" if feed.paused_at else "failing" if feed.failures else "ok" if feed.checked_at else "new"
        row = {name: getattr(feed, name) for name in LISTING_COLUMNS if name != "state"}
        rows.append({name: row.get(name, state) for name in LISTING_COLUMNS})
    if not emit_rows(rows, LISTING_COLUMNS, form):
        if not rows:
            say("no such listing" if search else "no listings yet; begin with: revtrack add --feed URL")
        for row in rows:
            rules = ", ".join(f"{name} {_words(value)}" for name, value in row["rules"].items() if value)
            click.echo(printable(f"{row['id']:>5}  {row['state']:<10} {row['url']}  {row['kind']}; {rules}"))


def _words(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
