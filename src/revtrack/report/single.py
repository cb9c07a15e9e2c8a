"""
Draw one file of the site by its name: what a server answers is what the static site holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from revtrack.errors import NotFoundError
from revtrack.report import article, machine, outlets, revision, version
from revtrack.report.feeds import FeedEntry, entries_of
from revtrack.report.frame import Frame, article_path, slug
from revtrack.report.narrowing import lists_of
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


def site_file(summaries: list[Summary], frame: Frame, name: str) -> Drawn:
    """Return the file *name* of the site's root, `outlets/` or `feeds/`; raises `NotFoundError`."""
    if "/" not in name and (page := _listed(summaries, frame, name)):
        return page
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


def _listed(summaries: list[Summary], frame: Frame, name: str) -> Drawn | None:
    """Return a page of a list, whole or narrowed; None when no list is called so."""
    stem = name.removesuffix(".html")
    base, _, page = stem.rpartition("-")
    for listed in lists_of(summaries, frame):
        part = None if listed.name == stem else page if listed.name == base and page.isdecimal() else ""
        if part != "" and name.endswith(".html"):
            return Drawn(render(_part(listed.pages(), part, name)), "html")
    return None
