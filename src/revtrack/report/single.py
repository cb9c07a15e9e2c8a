"""
Draw one file of the site by its name: what a server answers is what the static site holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar
from urllib.parse import urlencode

from revtrack.errors import NotFoundError
from revtrack.report import article, lists, machine, outlets, queue, revision, version
from revtrack.report.feeds import FeedEntry, entries_of
from revtrack.report.frame import Frame, article_path, slug
from revtrack.report.render import render
from revtrack.report.site import feed_files, feeds_of
from revtrack.report.story import Story
from revtrack.report.strip import strip_of
from revtrack.report.summary import Summary


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file's text and what kind of file it is: `html`, `atom`, `feed` (JSON), `link` or `jsonld`."""

    text: str
    kind: str


T = TypeVar("T")
ListPage = lists.IndexPage | lists.CorrectionsPage | queue.LookPage

ARTICLE = re.compile(r"(?:index|page-(?P<page>\d{1,6}))\.html")
REVISION = re.compile(r"(?P<before>\d{1,9})-(?P<after>\d{1,9})(?:-p(?P<part>\d{1,6}))?\.html")
VERSION = re.compile(r"version-(?P<number>\d{1,9})(?:-p(?P<part>\d{1,6}))?\.html")


def article_file(story: Story, frame: Frame, name: str) -> Drawn:
    """Return the file *name* of an article's folder; raises `NotFoundError` when the static site has no such file."""
    if found := ARTICLE.fullmatch(name):
        return Drawn(render(_part(article.article_pages(story, frame), found["page"], name)), "html")
    if found := REVISION.fullmatch(name):
        step = story.steps.get(int(found["after"]))
        if step is None or story.before(step.version) != int(found["before"]):
            raise NotFoundError(f"no step {found['before']} to {found['after']} in article {story.id}")
        return Drawn(render(_part(revision.revision_pages(story, step, frame), found["part"], name)), "html")
    if found := VERSION.fullmatch(name):
        number = int(found["number"])
        if number not in story.versions:
            raise NotFoundError(f"no version {number} of article {story.id}; it has 1 to {story.newest.number}")
        sheets = version.version_pages(story, story.versions[number], frame)
        return Drawn(render(_part(sheets, found["part"], name)), "html")
    return _other(story, frame, name)


def _other(story: Story, frame: Frame, name: str) -> Drawn:
    """Return a file that is no page."""
    if name == "strip.html":
        return Drawn(render(strip_of(story, frame)), "html")
    if name == "timemap.link":
        return Drawn(machine.timemap(story, frame.base_url, captures=bool(frame.base_url)), "link")
    if name == "annotations.jsonld":
        return Drawn(machine.annotations(story, frame.base_url), "jsonld")
    if name in ("feed.atom", "feed.json"):
        title = f"{story.headline}: every step"
        return _feed(f"{article_path(story.id)}feed", title, entries_of(story), frame, name, story.newest.hash)
    raise NotFoundError(f"no page {name!r} of article {story.id}")


def _part(pages: Sequence[T], part: str | None, name: str) -> T:
    at = int(part or 1) - 1
    if not 0 <= at < len(pages) or part == "1":
        raise NotFoundError(f"no page {name!r}; there are {len(pages)}")
    return pages[at]


def _feed(name: str, title: str, entries: tuple[FeedEntry, ...], frame: Frame, wanted: str, head: str) -> Drawn:
    atom, json = feed_files(name, title, entries, frame, head=head)
    return Drawn(atom[1], "atom") if wanted.endswith(".atom") else Drawn(json[1], "feed")


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed to; empty fields leave it wide."""

    kind: str = ""
    type: str = ""
    desk: str = ""
    outlet: str = ""
    rule: str = ""

    def words(self) -> str:
        """Return it in words."""
        given = (
            ("kind", self.kind), ("type of error", self.type), ("desk", self.desk),
            ("outlet", self.outlet), ("rule", self.rule),
        )  # fmt: skip
        return ", ".join(f"{name}: {value}" for name, value in given if value)

    def keep(self, pages: Sequence[ListPage]) -> Sequence[ListPage]:
        """Return the pages of a list with links among them that stay as narrow."""
        given = {item.name: getattr(self, item.name) for item in fields(self) if getattr(self, item.name)}
        if not given:
            return pages
        query = "?" + urlencode(given)
        return [
            replace(page, pages=tuple(replace(link, href=link.href + query) for link in page.pages)) for page in pages
        ]


LIST = re.compile(r"(?P<list>index|corrections|look)(?:-(?P<page>\d{1,6}))?\.html")


def site_file(summaries: list[Summary], frame: Frame, name: str, narrow: Narrow) -> Drawn:
    """Return the file *name* of the site's root, `outlets/` or `feeds/`; raises `NotFoundError`."""
    if found := LIST.fullmatch(name):
        pages = narrow.keep(_list(found["list"], summaries, frame, narrow))
        return Drawn(render(_part(pages, found["page"], name)), "html")
    if name == "outlets/index.html":
        return Drawn(render(outlets.overview_page(summaries, frame)), "html")
    if name.startswith("outlets/"):
        mine = [s for s in summaries if s.outlet and f"outlets/{slug(s.outlet)}.html" == name]
        if mine:
            return Drawn(render(outlets.outlet_page(mine[0].outlet, mine, frame)), "html")
    for feed, title, entries in feeds_of(summaries) if name.startswith("feeds/") else ():
        if name in (f"feeds/{feed}.atom", f"feeds/{feed}.json"):
            return _feed(f"feeds/{feed}", title, entries, frame, name, frame.head)
    raise NotFoundError(f"no page {name!r}")


def _list(name: str, summaries: list[Summary], frame: Frame, narrow: Narrow) -> Sequence[ListPage]:
    """Return the pages of one of the three lists, narrowed."""
    if name == "index":
        return lists.index_pages([s for s in summaries if narrow.outlet in ("", s.outlet)], frame)
    if name == "corrections":
        corrections = [
            c
            for s in summaries
            for c in s.corrections
            if narrow.kind in ("", c.kind_words)
            and (not narrow.type or narrow.type in c.types)
            and narrow.desk in ("", c.desk)
            and narrow.outlet in ("", c.outlet)
        ]
        return lists.corrections_pages(corrections, frame, narrowed=narrow.words())
    items = [i for s in summaries for i in s.items if narrow.rule in ("", i.rule) and narrow.outlet in ("", i.outlet)]
    return queue.look_pages(items, frame, narrowed=narrow.words())
