"""
`revtrack search`: find words in everything ever published.
"""

import os
import sys
from typing import Any

import click

from revtrack.cli.options import also_option, db_option, list_options
from revtrack.cli.output import emit_rows, printable
from revtrack.model import BlockKind, FoundText

COLUMNS = (
    "id", "url", "outlet", "headline", "kind", "first_version", "last_version", "first_seen", "last_seen", "text"
)  # fmt: skip


def row_of(hit: FoundText) -> dict[str, Any]:
    """Return a place where the words were found for programs."""
    return {
        "id": hit.id, "url": hit.article.url, "outlet": hit.article.outlet, "headline": hit.article.headline,
        "kind": str(hit.kind), "first_version": hit.first_version, "last_version": hit.last_version,
        "first_seen": hit.first_seen, "last_seen": hit.last_seen, "text": hit.text,
    }  # fmt: skip


@click.command(epilog="Example: revtrack search '\"1,200 passengers\"' --removed")
@db_option
@click.argument("query", nargs=-1, required=True)
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--kind", type=click.Choice([str(kind) for kind in BlockKind]), help="Only in blocks of this kind.")
@click.option("--since", metavar="TIME", help="Only text that stood at or after this time (RFC 3339, or a date).")
@click.option("--until", metavar="TIME", help="Only text first seen at or before this time.")
@click.option("--removed", is_flag=True, help="Only text that the article no longer shows.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="At most this many.")
@click.option("--before", metavar="ID", type=int, help="Continue a list: only those with a smaller id.")
@also_option("Search")
@list_options
def command(
    db: str, query: tuple[str, ...], outlet: str | None, kind: str | None, since: str | None, until: str | None,
    removed: bool, limit: int, before: int | None, others: tuple[str, ...], form: str | None,
) -> int:  # fmt: skip
    """
    Find words in everything ever published, newest text first.

    With --also, several archives are searched as one, as when they are kept by
    outlet. QUERY is words, "phrases", -left-out words, OR, and begin* of words.
    """
    from revtrack.errors import UsageError
    from revtrack.store import Archive

    if others and before is not None:
        raise UsageError("--before continues the list of one archive; with --also narrow by --since and --until")
    found: list[tuple[str, FoundText]] = []
    for path in dict.fromkeys((db, *others)):
        with Archive(path, read_only=True) as archive:
            found += [
                (path, hit)
                for hit in archive.search(
                    " ".join(query), outlet=outlet, kind=kind, since=since, until=until, removed=removed,
                    before=before, limit=limit,
                )
            ]  # fmt: skip
    if others:
        # Numbers count in one archive only; over several the time a text was first seen orders it.
        found = sorted(found, key=lambda pair: pair[1].first_seen or "", reverse=True)[:limit]
    rows = [{**row_of(hit), **({"archive": path} if others else {})} for path, hit in found]
    if emit_rows(rows, (*COLUMNS, *(["archive"] if others else [])), form):
        return 0
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for path, hit in found:
        span = f"versions {hit.first_version} to {hit.last_version}, removed since" if hit.last_version else (
            f"since version {hit.first_version}"
        )  # fmt: skip
        click.echo(printable(f"{hit.article.url}  {hit.kind}, {span} ({hit.first_seen or 'time unknown'})"))
        words = (
            click.style(printable(text), bold=True) if bold and is_hit else printable(text)
            for text, is_hit in hit.excerpt
        )
        click.echo("    " + "".join(words) + (f"  [{path}]" if others else ""))
    if not found:
        click.echo("nothing found", err=True)
    return 0
