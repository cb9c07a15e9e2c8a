"""
`revtrack list`: the articles being watched.
"""

import click

from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import emit_rows, printable, say
from revtrack.model import ArticleState

COLUMNS = ("id", "url", "outlet", "headline", "state", "added_at", "source")


@click.command(name="list", epilog="Example: revtrack list --state failing --csv")
@db_option
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--state", type=click.Choice([str(state) for state in ArticleState]), help="Only articles in this state.")
@click.option("--search", metavar="TEXT", help="Only where the address or headline holds TEXT.")
@list_options
def command(db: str, outlet: str | None, state: str | None, search: str | None, form: str | None) -> None:
    """List the articles being watched, in the order they were added."""
    from revtrack.cli.archive import reading

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
