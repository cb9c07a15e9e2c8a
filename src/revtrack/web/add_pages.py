"""
Make the page on which an editor says what to watch: the form, and what came of each address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revtrack.model import Check
from revtrack.poller.entering import ARTICLE, LISTINGS
from revtrack.poller.watch import Watched
from revtrack.report import wording
from revtrack.report.frame import Frame, article_path

KINDS = {
    ARTICLE: "articles",
    "feed": "feeds: RSS, Atom or JSON",
    "sitemap": "sitemaps",
    "index": "pages that link to articles",
}
"""What an address can be, as the form asks."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing an address can be."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one address."""

    url: str
    words: str
    headline: str
    href: str
    """The article's page, empty when there is none."""
    refused: bool


@dataclass(frozen=True, slots=True)
class AddPage:
    """Everything the page shows."""

    frame: Frame
    trouble: str
    """Why nothing was done, empty when something was."""
    answers: tuple[Answer, ...]
    kinds: tuple[Kind, ...]
    filled: Mapping[str, str]
    """What stands in the form's fields by their names: what was refused stays, to be mended."""
    ruled: bool
    """Whether the rules for listings are filled in, and shown."""


RULES = ("include", "exclude", "select", "limit")
"""Fields that say which of a listing's entries become articles."""


def add_page(frame: Frame, form: Mapping[str, str], answers: Sequence[Answer] = (), trouble: str = "") -> AddPage:
    """Return the page, filled with *form*; of its addresses those that were not refused are taken out."""
    chosen = form.get("kind") if form.get("kind") in KINDS else ARTICLE
    filled = {name: form.get(name, "") for name in ("urls", "outlet", *RULES)}
    if not trouble:
        filled["urls"] = "\n".join(answer.url for answer in answers if answer.refused)
    return AddPage(
        frame.page("Watch an address", "../", "desk", feed=""),
        trouble,
        tuple(answers),
        tuple(Kind(value, words, value == chosen) for value, words in KINDS.items()),
        filled,
        any(filled[name] for name in RULES),
    )


def answer_of(item: Watched, kind: str, versions: int, newest: Check | None) -> Answer:
    """Return what to say about one address; its article has so many *versions*, and *newest* is its last visit."""
    article = item.article
    if item.refused:
        return Answer(item.url, f"Not watched: {item.refused}.", "", "", refused=True)
    if article is None:
        what = LISTINGS[kind]
        words = f"Watched from now on: the next poll reads the {what} and adds what it announces."
        if item.paused:
            words = f"This {what} is known, but paused: no poll reads it until `revtrack resume`."
        elif not item.begun:
            words = f"This {what} is watched already, by these rules from now on."
        return Answer(item.url, words, "", "", refused=False)
    href = f"../{article_path(article.id)}index.html" if versions else ""
    return Answer(item.url, _standing(item, newest), article.headline, href, refused=False)


def _standing(item: Watched, newest: Check | None) -> str:
    """Return how the article of *item* stands, in a sentence."""
    if item.paused:
        return "Known, but paused: no poll visits it until `revtrack resume`."
    if item.begun:
        return "Watched from now on: the next poll visits it."
    if newest is None:
        return "Watched already; no poll has visited it yet."
    if newest.code.saw_article:
        return "Watched already."
    last = wording.plain(newest.code) + (f" ({newest.detail})" if newest.detail else "")
    return f"Watched already; what came of its last visit: {last}."
