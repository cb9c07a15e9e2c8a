"""
Write the static site: one article's pages at a time, then the pages about many.

Only summaries stay in memory. An article that the archive says is as it was in
the last run, drawn by the same program, keeps its files and is not even read;
one that was read and has the same timeline is not drawn again. The same archive
gives the same bytes: no clock is read, all order is the archive's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from revtrack.errors import DamagedError
from revtrack.model import Article, Timeline
from revtrack.report import article, machine, outlets, revision, version
from revtrack.report.feeds import FeedEntry, feed_page, json_feed, newest
from revtrack.report.files import SiteFiles
from revtrack.report.frame import Frame, article_path, site_frame, slug
from revtrack.report.narrowing import lists_of
from revtrack.report.remembered import Known, Remembered
from revtrack.report.render import render, render_entry, static_files
from revtrack.report.stamping import drawing, stamp, stamp_of
from revtrack.report.story import Story
from revtrack.report.strip import strip_of
from revtrack.report.summary import Summary, summary_of


class Archive(Protocol):
    """What a report asks of an archive."""

    def articles(self) -> Iterable[Article]:
        """Return every article, in the archive's order."""

    def timeline(self, article: Article) -> Timeline:
        """Return everything known about one article."""

    def stamps(self) -> dict[int, str]:
        """Return, for each article with a version, what changes when anything a page shows of it does."""


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
    Raises `DamagedError` after all else is written when an article cannot be read: its pages stay as they were.
    """
    files = SiteFiles(Path(out))
    frame = site_frame(site, head=head, base_url=base_url)
    remembered = Remembered(files)
    source = _Given(timelines) if isinstance(timelines, Iterable) else timelines
    articles = {article.id: article for article in source.articles()}
    pulses = source.stamps()
    damaged: list[DamagedError] = []
    for number in (number for number in articles if number in pulses):
        pulse = stamp(frame.site, frame.base_url, drawing(), repr(articles[number]), pulses[number])
        if pulses[number] and remembered.keep(number, pulse):
            continue
        try:
            story = Story(source.timeline(articles[number]))
        except DamagedError as error:
            damaged.append(error)
            remembered.leave(number)
            continue
        summary = summary_of(story)
        remembered.put(number, Known(pulse, *_article(files, remembered, story, frame, summary)), summary)
        if progress:
            progress(summary.headline)
    whole = stamp(frame.site, frame.base_url, frame.head, drawing())
    names = remembered.same_lists(whole)
    if names is None:
        names = []
        summaries = remembered.summaries(lambda number: summary_of(Story(source.timeline(articles[number]))))
        for name, content in _pages_about_many(summaries, frame):
            files.put(name, content)
            names.append(name)
    files.finish(remembered.manifest(whole, names))
    _tell(damaged)
    return Written(remembered.count, files.written, files.kept, files.removed)


def _tell(damaged: list[DamagedError]) -> None:
    """Raise `DamagedError` when some articles could not be read, in the words of the first."""
    if damaged:
        more = f"; damaged in all: {len(damaged)} articles" if len(damaged) > 1 else ""
        raise DamagedError(f"{damaged[0]}{more}; everything else is written")


class _Given:
    """Timelines that somebody made, asked like an archive: nothing is known of them but by reading."""

    def __init__(self, timelines: Iterable[Timeline]) -> None:
        self._timelines = {timeline.article.id: timeline for timeline in timelines if timeline.versions}

    def articles(self) -> Iterable[Article]:
        return [timeline.article for timeline in self._timelines.values()]

    def timeline(self, article: Article) -> Timeline:
        return self._timelines[article.id]

    def stamps(self) -> dict[int, str]:
        return dict.fromkeys(self._timelines, "")


def _article(
    files: SiteFiles, remembered: Remembered, story: Story, frame: Frame, summary: Summary
) -> tuple[str, list[str]]:
    """Write one article's pages, or keep them when nothing about them changed; return their stamp and names."""
    made_from = stamp_of(story.timeline, frame)
    names = remembered.same(story.id, made_from)
    if names is None:
        names = []
        for name, content in article_files(story, frame, summary.entries):
            files.put(name, content)
            names.append(name)
    return made_from, names


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


def _pages_about_many(summaries: list[Summary], frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    """Yield (name, content) of index, corrections, things to look at, whole and narrowed; of outlets and feeds."""
    for listed in lists_of(summaries, frame):
        for index, page in enumerate(listed.pages()):
            yield f"{listed.name}.html" if not index else f"{listed.name}-{index + 1}.html", render(page)
    yield "outlets/index.html", render(outlets.overview_page(summaries, frame))
    for name in sorted({summary.outlet for summary in summaries if summary.outlet}):
        mine = [summary for summary in summaries if summary.outlet == name]
        yield f"outlets/{slug(name)}.html", render(outlets.outlet_page(name, mine, frame))
    for name, title, entries in feeds_of(summaries):
        yield from feed_files(f"feeds/{name}", title, entries, frame, head=frame.head)
    yield from ((f"static/{name}", data) for name, data in static_files().items())


def feeds_of(summaries: list[Summary]) -> Iterator[tuple[str, str, tuple[FeedEntry, ...]]]:
    """Yield (name, title, entries) of every feed about many articles."""
    every = [entry for summary in summaries for entry in summary.entries]
    yield "all", "Every step of every article", newest(every)
    yield "corrections", "Corrections", newest(entry for entry in every if entry.corrects)
    yield "unannounced", "Changes with no note seen", newest(entry for entry in every if entry.silent)
    for name in sorted({summary.outlet for summary in summaries if summary.outlet}):
        found = newest(entry for summary in summaries if summary.outlet == name for entry in summary.entries)
        yield f"outlet-{slug(name)}", f"{name}: every step", found
