"""
`revtrack add`: begin to watch articles, and the feeds that announce them.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.options import config_option, db_option
from revtrack.cli.output import emit_json, say

if TYPE_CHECKING:
    from revtrack.poller.watch import Watched

EXAMPLES = """
Examples:

\b
  revtrack add https://news.example/2026/11/ferry
  revtrack add watch.txt
  grep harbour urls.txt | revtrack add -
  revtrack add --feed https://news.example/rss.xml --include '/2026/*/harbour-' --limit 20
"""


@click.command(name="add", epilog=EXAMPLES)
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE|-...")
@db_option
@config_option
@click.option("--outlet", default="", help="The outlet's name; else the configuration's, else what the page says.")
@click.option("--feed", is_flag=True, help="The URLs are RSS, Atom or JSON feeds: watch what they list.")
@click.option("--sitemap", is_flag=True, help="The URLs are sitemaps or sitemap indexes.")
@click.option("--index", is_flag=True, help="The URLs are pages that link to articles.")
@click.option("--select", metavar="CSS", default="", help="With --index: where the links are, `main h2 a`.")
@click.option("--include", multiple=True, metavar="TEXT", help="Only where address or section holds TEXT, * any part.")
@click.option("--exclude", multiple=True, metavar="TEXT", help="None where address or section holds TEXT.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="New articles at most, a time.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of each URL as JSON.")
def command(
    targets: tuple[str, ...], db: str, config: str, outlet: str, feed: bool, sitemap: bool, index: bool, select: str,
    include: tuple[str, ...], exclude: tuple[str, ...], limit: int, as_json: bool,
) -> int:  # fmt: skip
    """Begin to watch articles; or, with --feed, --sitemap or --index, whatever those announce."""
    kind = _kind(feed=feed, sitemap=sitemap, index=index)
    if select and kind != "index":
        raise click.UsageError("--select says where an index page has its links; give --index with it")
    if (include or exclude) and not kind:
        raise click.UsageError(
            "--include and --exclude choose among what a listing announces; give --feed, --sitemap or --index with them"
        )
    from revtrack.cli.clock import now
    from revtrack.config import Settings
    from revtrack.poller.entering import ARTICLE, LISTINGS, enter
    from revtrack.poller.feeds import Rules
    from revtrack.store import Archive

    settings = Settings.load(config)
    urls = [url for target in targets for url in _urls(target)]
    rules = Rules(include, exclude, limit, select, outlet)
    with Archive(db) as archive:
        results = enter(archive, settings, urls, kind, rules, now=now(), source="add")
    refused = [item for item in results if item.refused]
    for item in refused:
        no_file = "" if ":" in item.url else "; nor is there a file of that name"
        say(f"refused: {item.url}: {item.refused}{no_file}")
    fresh = sum(item.fresh for item in results)
    if as_json:
        emit_json([_row(item) for item in results])
    else:
        words, known = LISTINGS.get(kind, ARTICLE), len(results) - fresh - len(refused)
        ruled = ", with these rules from now on" if kind and known else ""
        say(f"{fresh} new {words}{'' if fresh == 1 else 's'}, {known} known already{ruled}")
        for item in results:
            if item.paused:
                say(f"{item.url} is paused: no poll visits it until `revtrack resume`")
    return 1 if refused else 0


def _kind(**given: bool) -> str:
    """Return which kind of listing the URLs are, empty for articles; only one can be true."""
    kinds = [name for name, yes in given.items() if yes]
    if len(kinds) > 1:
        raise click.UsageError(f"the URLs cannot be both --{kinds[0]} and --{kinds[1]}; add them one kind at a time")
    return kinds[0] if kinds else ""


def _row(item: "Watched") -> dict[str, object]:
    number = None if item.article is None else item.article.id
    return {"url": item.url, "article": number, "new": item.fresh, "refused": item.refused or None}


def _urls(target: str) -> list[str]:
    """Return the URLs that an argument means: itself, the lines of a file, or of standard input for `-`."""
    from revtrack.poller.watch import lines_of

    if target == "-":
        return list(lines_of(sys.stdin.read()))
    if ":" not in target.partition("/")[0] and Path(target).is_file():
        return list(lines_of(Path(target).read_text(encoding="utf-8", errors="replace")))
    return [target]
