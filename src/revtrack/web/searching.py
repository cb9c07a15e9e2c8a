"""
Search everything ever published, removed text included, and show where each hit stood and until when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from revtrack.errors import UsageError
from revtrack.model import FoundText
from revtrack.report import times, wording
from revtrack.report.frame import Frame, article_path, version_name
from revtrack.report.pieces import Piece, visible
from revtrack.report.render import draw
from revtrack.report.single import Drawn
from revtrack.web.room import Room

HITS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words were published."""

    headline: str
    href: str
    """The newest version that has them."""
    outlet: str
    kind: str
    excerpt: tuple[Piece, ...]
    when: str
    gone: bool
    """Whether the article no longer has the words."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the search page shows."""

    frame: Frame
    query: str
    removed: bool
    """Whether only text that articles no longer have is asked for."""
    trouble: str
    """Why nothing could be searched; empty when all is well."""
    hits: tuple[Hit, ...]
    more_href: str
    """The next page of hits; empty at the end."""
    asked: bool


def search_page(room: Room, params: Mapping[str, str]) -> Drawn:
    """Return the page that answers *params*: `q`, `removed`, `before` (the last hit of the page before)."""
    query = params.get("q", "").strip()[:400]
    removed = params.get("removed", "") == "1"
    before = int(params["before"]) if params.get("before", "").isdecimal() and len(params["before"]) < 16 else None
    found: list[FoundText] = []
    trouble = ""
    if query:
        try:
            with room.archive() as archive:
                found = archive.search(query, removed=removed, before=before, limit=HITS_A_PAGE + 1)
        except UsageError as error:
            trouble = str(error)
    more = {}
    if len(found) > HITS_A_PAGE:
        more = {"q": query, "removed": "1" if removed else "", "before": str(found[HITS_A_PAGE - 1].id)}
    page = SearchPage(
        room.frame().page("Search", "", "search", feed=""), query, removed, trouble,
        tuple(hit_of(item) for item in found[:HITS_A_PAGE]),
        "search?" + urlencode(more) if more else "", bool(query),
    )  # fmt: skip
    return Drawn(draw("search.html", page), "html")


def hit_of(found: FoundText) -> Hit:
    """Return a place found as a page shows it."""
    pieces = [
        piece
        for words, wanted in found.excerpt
        for piece in visible(Piece(words, "mark" if wanted else "", "noted" if wanted else ""))
    ]
    shown = found.last_version or found.first_version
    when = f"from {times.clock(found.first_seen)}"
    if found.last_version is not None:
        when += f" to {times.clock(found.last_seen)}, no longer there"
    return Hit(
        found.article.headline or found.article.url, article_path(found.article.id) + version_name(shown),
        found.article.outlet, wording.block(found.kind), tuple(pieces), when, found.last_version is not None,
    )  # fmt: skip
