"""
Do for `revtrack pause` and `revtrack resume` what both do: change articles one by one and say a line for each.
"""

from collections.abc import Callable, Sequence

from revtrack.cli.archive import find
from revtrack.cli.clock import now
from revtrack.cli.output import say
from revtrack.model import Article, stamp
from revtrack.store import Archive

Act = Callable[[Archive, Article, str], bool]
"""Changes an article at a time; returns False when there was nothing to change."""


def change(db: str, urls: Sequence[str], act: Act, done: str, idle: str) -> None:
    """Let *act* change every article of *urls*, found before any is changed, and say *done* or *idle* of each."""
    with Archive(db) as archive:
        for article in [find(archive, url) for url in urls]:
            say(f"{article.url} {done if act(archive, article, stamp(now())) else idle}")
