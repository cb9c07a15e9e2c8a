"""
`revtrack search`: find words in everything ever published.
"""

import os
import sys

import click

from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import emit_rows, printable

COLUMNS = (
    "id", "url", "outlet", "headline", "kind", "first_version", "last_version", "first_seen", "last_seen", "text"
)  # fmt: skip


@click.command(epilog="Example: revtrack search '\"1,200 passengers\"' --removed")
@db_option
@click.argument("query", nargs=-1, required=True)
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--kind", help="Only in blocks of this kind: headline, paragraph, caption, note ...")
@click.option("--since", metavar="TIME", help="Only text that stood at or after this time (RFC 3339, or a date).")
@click.option("--until", metavar="TIME", help="Only text first seen at or before this time.")
@click.option("--removed", is_flag=True, help="Only text that the article no longer shows.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="At most this many.")
@click.option("--before", metavar="ID", type=int, help="Continue a list: only those with a smaller id.")
@list_options
def command(
    db: str, query: tuple[str, ...], outlet: str | None, kind: str | None, since: str | None, until: str | None,
    removed: bool, limit: int, before: int | None, form: str | None,
) -> int:  # fmt: skip
    """
    Find words in everything ever published, newest text first.

    QUERY is words, "phrases", -left-out words, OR, and begin* of words.
    """
    from revtrack.store import Archive

    with Archive(db, read_only=True) as archive:
        found = archive.search(
            " ".join(query), outlet=outlet, kind=kind, since=since, until=until, removed=removed, before=before,
            limit=limit,
        )  # fmt: skip
    rows = [
        {
            "id": hit.id, "url": hit.article.url, "outlet": hit.article.outlet, "headline": hit.article.headline,
            "kind": str(hit.kind), "first_version": hit.first_version, "last_version": hit.last_version,
            "first_seen": hit.first_seen, "last_seen": hit.last_seen, "text": hit.text,
        }
        for hit in found
    ]  # fmt: skip
    if emit_rows(rows, COLUMNS, form):
        return 0
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for hit in found:
        span = f"versions {hit.first_version} to {hit.last_version}, removed since" if hit.last_version else (
            f"since version {hit.first_version}"
        )  # fmt: skip
        click.echo(printable(f"{hit.article.url}  {hit.kind}, {span} ({hit.first_seen or 'time unknown'})"))
        words = (
            click.style(printable(text), bold=True) if bold and is_hit else printable(text)
            for text, is_hit in hit.excerpt
        )
        click.echo("    " + "".join(words))
    if not found:
        click.echo("nothing found", err=True)
    return 0
