"""
`revtrack resume`: visit paused articles again, read paused feeds again.
"""

import click

from revtrack.cli.options import db_option


@click.command(epilog="Example: revtrack resume https://news.example/story")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@db_option
@click.option("--why", default="", metavar="TEXT", help="Kept with an article's change of state, and chained.")
def command(urls: tuple[str, ...], db: str, why: str) -> None:
    """Visit paused articles, or read paused feeds, sitemaps and index pages, again."""
    from revtrack.cli.pausing import change

    change(
        db, urls, lambda archive, article, at: archive.resume(article, why, at=at),
        lambda feeds, feed, at: feeds.resume(feed, at),
        "is visited again", "was not paused",
    )  # fmt: skip
