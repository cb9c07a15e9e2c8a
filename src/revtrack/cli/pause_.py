"""
`revtrack pause`: stop visiting articles, stop reading feeds; what is stored stays.
"""

import click

from revtrack.cli.options import db_option


@click.command(epilog="Example: revtrack pause https://news.example/story --why 'the outlet asked us to'")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@db_option
@click.option("--why", default="", metavar="TEXT", help="Kept with the change of state; an article's is chained.")
def command(urls: tuple[str, ...], db: str, why: str) -> None:
    """Stop visiting articles, or stop reading feeds, sitemaps and index pages; what is stored stays."""
    from revtrack.cli.pausing import change

    change(
        db, urls, lambda archive, article, at: archive.pause(article, why, at=at),
        lambda feeds, feed, at: feeds.pause(feed, why, at),
        "is paused: no poll visits it until `revtrack resume`", "was paused already",
    )  # fmt: skip
