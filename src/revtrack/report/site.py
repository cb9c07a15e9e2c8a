"""
Write the static site: one article's pages at a time, then the pages about many.

Only summaries stay in memory. An article whose timeline, and the program that
draws it, are as in the last run keeps its files without being drawn again. The
same archive gives the same bytes: no clock is read, all order is the archive's.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from revtrack import _version
from revtrack.model import Article, Timeline
from revtrack.report import article, machine, outlets, revision, version
from revtrack.report.feeds import FeedEntry, feed_page, json_feed, newest
from revtrack.report.files import SiteFiles
from revtrack.report.frame import Frame, article_path, site_frame, slug
from revtrack.report.narrowing import lists_of
from revtrack.report.render import environment, render, render_entry, static_files
from revtrack.report.story import Story
from revtrack.report.strip import strip_of
from revtrack.report.summary import Summary, summary_of


class Archive(Protocol):
    """What a report asks of an archive."""

    def articles(self) -> Iterable[Article]:
        """Return every article, in the archive's order."""

    def timeline(self, article: Article) -> Timeline:
        """Return everything known about one article."""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a site came to."""

    articles: int
    written: int
    """Files that are new or changed."""
    kept: int
    """Files that were right already."""
    removed: int


def write_site(
    timelines: Iterable[Timeline] | Archive,
    out: Path,
    *,
    site: str = "revtrack",
    head: str = "",
    base_url: str = "",
    progress: Callable[[str], None] | None = None,
) -> Written:
    """
    Write the site of *timelines* (or of a whole archive) into the folder *out*.

    *head* is the archive's chain head, printed on the pages about many articles; *base_url* is where the
    site will stand, for absolute addresses in feeds. Articles without a version get no page. Raises
    `ReadOnlyError` or `NoSpaceError` when a file cannot be written; every page is then an old one or a new one.
    """
    files = SiteFiles(Path(out))
    frame = site_frame(site, head=head, base_url=base_url)
    summaries, stamps = [], {}
    for timeline in _each(timelines):
        if not timeline.versions:
            continue
        stamp = stamp_of(timeline, frame)
        summary, names = _article(files, timeline, frame, stamp)
        summaries.append(summary)
        stamps[str(timeline.article.id)] = [stamp, names]
        if progress:
            progress(summary.headline)
    _pages_about_many(files, summaries, frame)
    for name, data in static_files().items():
        files.put(f"static/{name}", data)
    files.finish({"articles": stamps})
    return Written(len(summaries), files.written, files.kept, files.removed)


def _each(source: Iterable[Timeline] | Archive) -> Iterator[Timeline]:
    """Yield the timelines of a source, one at a time."""
    if isinstance(source, Iterable):
        yield from source
    else:
        for item in source.articles():
            yield source.timeline(item)


def _article(files: SiteFiles, timeline: Timeline, frame: Frame, stamp: str) -> tuple[Summary, list[str]]:
    """Write one article's pages, or keep them when nothing about them changed; return its summary and files."""
    story = Story(timeline)
    summary = summary_of(story)
    known = files.known.get("articles", {}).get(str(story.id))
    if known and known[0] == stamp and files.keep(known[1]):
        return summary, known[1]
    names = []
    for name, content in article_files(story, frame, summary.entries):
        files.put(name, content)
        names.append(name)
    return summary, names


def article_files(story: Story, frame: Frame, entries: tuple[FeedEntry, ...]) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of every file of one article."""
    folder = article_path(story.id)
    pages: list[tuple[str, str]] = []
    for index, page in enumerate(article.article_pages(story, frame)):
        pages.append(("index.html" if not index else f"page-{index + 1}.html", render(page)))
    for step in story.timeline.steps:
        if step.revision.before is not None:
            name = f"{step.version - 1}-{step.version}"
            for index, part in enumerate(revision.revision_pages(story, step, frame)):
                pages.append((f"{name}.html" if not index else f"{name}-p{index + 1}.html", render(part)))
    for seen in story.timeline.versions:
        for index, sheet in enumerate(version.version_pages(story, seen, frame)):
            name = f"version-{seen.number}"
            pages.append((f"{name}.html" if not index else f"{name}-p{index + 1}.html", render(sheet)))
    pages.append(("strip.html", render(strip_of(story, frame))))
    pages.append(("timemap.link", machine.timemap(story, frame.base_url)))
    pages.append(("annotations.jsonld", machine.annotations(story, frame.base_url)))
    yield from ((folder + name, content) for name, content in pages)
    yield from feed_files(f"{folder}feed", f"{story.headline}: every step", entries, frame, head=story.newest.hash)


def feed_files(
    name: str, title: str, entries: tuple[FeedEntry, ...], frame: Frame, *, head: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the Atom and the JSON form of one feed."""
    page = feed_page(
        name, title, entries, render_entry, root="../" * name.count("/"), base_url=frame.base_url, head=head
    )
    yield f"{name}.atom", render(page)
    yield f"{name}.json", json_feed(page)


def _pages_about_many(files: SiteFiles, summaries: list[Summary], frame: Frame) -> None:
    """Write index, corrections, things to look at, each whole and narrowed; outlets and feeds."""
    for listed in lists_of(summaries, frame):
        for index, page in enumerate(listed.pages()):
            files.put(f"{listed.name}.html" if not index else f"{listed.name}-{index + 1}.html", render(page))
    files.put("outlets/index.html", render(outlets.overview_page(summaries, frame)))
    for name in sorted({summary.outlet for summary in summaries if summary.outlet}):
        mine = [summary for summary in summaries if summary.outlet == name]
        files.put(f"outlets/{slug(name)}.html", render(outlets.outlet_page(name, mine, frame)))
    for name, title, entries in feeds_of(summaries):
        for path, content in feed_files(f"feeds/{name}", title, entries, frame, head=frame.head):
            files.put(path, content)


def feeds_of(summaries: list[Summary]) -> Iterator[tuple[str, str, tuple[FeedEntry, ...]]]:
    """Yield (name, title, entries) of every feed about many articles."""
    every = [entry for summary in summaries for entry in summary.entries]
    yield "all", "Every step of every article", newest(every)
    yield "corrections", "Corrections", newest(entry for entry in every if entry.corrects)
    yield "unannounced", "Changes with no note seen", newest(entry for entry in every if entry.silent)
    for name in sorted({summary.outlet for summary in summaries if summary.outlet}):
        found = newest(entry for summary in summaries if summary.outlet == name for entry in summary.entries)
        yield f"outlet-{slug(name)}", f"{name}: every step", found


def stamp_of(timeline: Timeline, frame: Frame) -> str:
    """
    Return a digest of all that an article's pages are made from: the timeline, the frame, this program's drawing.

    A version's content stands in it by the version's hash, where the archive gave it one.
    """
    versions = [
        (v.number, v.first_seen, v.last_seen, v.not_before, v.reason, v.revert_to, v.capture_sha256, v.source,
         v.document.extractor, v.hash or v.document)
        for v in timeline.versions
    ]  # fmt: skip
    steps = [
        (s.version, s.revision.edits, s.revision.field_edits, s.revision.blocks, s.revision.coarse, s.notes, s.links,
         s.unannounced, s.findings)
        for s in timeline.steps
    ]  # fmt: skip
    rest = replace(timeline, versions=(), steps=(), recent=(), head="")
    shown = (frame.site, frame.base_url, drawing(), repr(versions), repr(steps), repr(rest))
    return hashlib.sha256("\x1f".join(shown).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def drawing() -> str:
    """Return a digest of version and templates, so that a new program draws every page anew."""
    env = environment()
    parts = [_version.__version__]
    for name in sorted(env.list_templates()):
        assert env.loader is not None
        parts.append(env.loader.get_source(env, name)[0])
    return hashlib.sha256(pickle.dumps(parts, protocol=4)).hexdigest()[:16]
