"""
`revtrack pause`: stop visiting articles; what is stored stays.
"""

import click

from revtrack.cli.clock import now
from revtrack.cli.options import db_option
from revtrack.cli.output import say
from revtrack.model import stamp


@click.command(epilog="Example: revtrack pause https://news.example/story --why 'the outlet asked us to'")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@db_option
@click.option("--why", default="", metavar="TEXT", help="Kept with the change of state, and chained.")
def command(urls: tuple[str, ...], db: str, why: str) -> None:
    """Stop visiting articles; what is stored stays."""
    from revtrack.cli.archive import find
    from revtrack.store import Archive

    with Archive(db) as archive:
        for article in [find(archive, url) for url in urls]:
            done = archive.pause(article, why, at=stamp(now()))
            what = "is paused: no poll visits it until `revtrack resume`" if done else "was paused already"
            say(f"{article.url} {what}")
