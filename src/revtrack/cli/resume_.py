"""
`revtrack resume`: visit paused articles again.
"""

import click

from revtrack.cli.options import db_option


@click.command(epilog="Example: revtrack resume https://news.example/story")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@db_option
@click.option("--why", default="", metavar="TEXT", help="Kept with the change of state, and chained.")
def command(urls: tuple[str, ...], db: str, why: str) -> None:
    """Visit paused articles again."""
    from revtrack.cli.pausing import change

    change(
        db, urls, lambda archive, article, at: archive.resume(article, why, at=at),
        "is visited again", "was not paused",
    )  # fmt: skip
