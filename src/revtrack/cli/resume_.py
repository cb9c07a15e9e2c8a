"""
`revtrack resume`: visit paused articles again.
"""

import click

from revtrack.cli.clock import now
from revtrack.cli.options import db_option
from revtrack.cli.output import say
from revtrack.model import stamp


@click.command(epilog="Example: revtrack resume https://news.example/story")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@db_option
@click.option("--why", default="", metavar="TEXT", help="Kept with the change of state, and chained.")
def command(urls: tuple[str, ...], db: str, why: str) -> None:
    """Visit paused articles again."""
    from revtrack.cli.archive import find
    from revtrack.store import Archive

    with Archive(db) as archive:
        for article in [find(archive, url) for url in urls]:
            done = archive.resume(article, why, at=stamp(now()))
            what = "is visited again" if done else "was not paused"
            say(f"{article.url} {what}")
