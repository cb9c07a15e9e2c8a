"""
Read articles again with today's rules, on any machine; write them here, one after another.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, timedelta

from revtrack._version import __version__
from revtrack.config import Settings
from revtrack.engine import Line, Named, WorkerLost
from revtrack.errors import NotFoundError
from revtrack.extract import EXTRACTOR
from revtrack.model import Article, Capture, Reading, Told, Version
from revtrack.pipeline.tasks import RereadTask
from revtrack.poller.profiles import profile_of
from revtrack.store import Archive, columns
from revtrack.store.columns import Kept
from revtrack.store.commit import PAST
from revtrack.store.rederiving import Rederived

AHEAD = 64
"""Versions on their way for each process."""
VERSION_BYTES = 50_000
"""A larger page counts as several versions."""
MOST_BYTES = 64_000_000
"""An article whose pages weigh more is read here, page by page, and not sent anywhere."""
READ = Named("revtrack.pipeline:reread_task", "revtrack.pipeline:warm")
"""What reads a task: with many processes, only those load the stages."""
COLUMN_DAYS = 2
"""How long after a column's entry its article may still be mended for the entry to belong to that version."""


def todays_rules() -> str:
    """Return what today's rules call themselves in the chain."""
    return f"revtrack {__version__}, {EXTRACTOR}"


@dataclass(frozen=True, slots=True)
class Again:
    """What reading one article again came to."""

    article: Article
    done: Rederived | None
    """None when it was set aside."""
    problem: str = ""


def rederive(
    archive: Archive,
    articles: Iterable[Article],
    settings: Settings,
    *,
    at: str,
    rules: str,
    dry_run: bool = False,
    executor: Executor | None = None,
    width: int = 1,
    show: Callable[[Again], None] = lambda again: None,
) -> list[Again]:
    """
    Read every version of *articles* again and write what today's rules find; return what it came to, in order.

    *executor* reads *width* articles at once, None reads here; results are the
    same. *show* is called after each article. An article that kills its reader
    three times is set aside with its problem, and stays as it is.
    """
    out: list[Again] = []
    line: Line[tuple[Article, RereadTask], tuple[Reading, ...]] = Line(
        READ,
        executor,
        ahead=width * AHEAD,
        weight=lambda question: _weight(question[1]),
        part=lambda question: question[1],
    )

    def written(article: Article, answer: tuple[Reading, ...] | WorkerLost) -> None:
        if isinstance(answer, WorkerLost):
            again = Again(article, None, f"set aside: {answer}")
        else:
            again = Again(article, archive.rederive(article, answer, at=at, rules=rules, dry_run=dry_run))
        out.append(again)
        show(again)

    for article in articles:
        versions = tuple(archive.timeline(article).versions)
        if not versions:
            continue
        profile = profile_of(settings, article.url)
        told = belonging(versions, columns.of_article(archive, article))
        pages = _pages(archive, versions)
        if pages is None:
            for (earlier, _), answer in line.drain():
                written(earlier, answer)
            from revtrack.pipeline import reread

            written(article, reread(versions, _reader(archive), window=PAST, profile=profile, told=told))
            continue
        for (asked, _), answer in line.put((article, RereadTask(versions, pages, PAST, profile, told))):
            written(asked, answer)
    for (asked, _), answer in line.drain():
        written(asked, answer)
    return out


def belonging(versions: tuple[Version, ...], entries: Iterable[Kept]) -> dict[int, tuple[Told, ...]]:
    """
    Return the notes that *entries* of corrections columns are, by the number of the version each belongs to.

    That is the newest one first seen within `COLUMN_DAYS` of the entry's day:
    the one in which its fix shows, or showed before. An entry without a day
    belongs to the newest version, one older than all versions to the first.
    """
    out: dict[int, tuple[Told, ...]] = {}
    for entry in entries:
        end = (date.fromisoformat(entry.day) + timedelta(days=COLUMN_DAYS + 1)).isoformat() if entry.day else "9999"
        shown = [version.number for version in versions if (version.first_seen or "") < end]
        number = shown[-1] if shown else versions[0].number
        out[number] = (*out.get(number, ()), columns.told(entry))
    return out


def _weight(task: RereadTask) -> int:
    return sum(1 + len(page.body) // VERSION_BYTES for page in task.pages.values()) + len(task.versions)


def _reader(archive: Archive) -> Callable[[Version], Capture | None]:
    """Return what gives a version's page; None when it has none, or when it was pruned."""

    def page(version: Version) -> Capture | None:
        try:
            return archive.capture(version.capture_sha256) if version.capture_sha256 else None
        except NotFoundError:
            return None

    return page


def _pages(archive: Archive, versions: tuple[Version, ...]) -> dict[str, Capture] | None:
    """Return the pages of *versions*, None when they weigh too much to be held at once."""
    pages: dict[str, Capture] = {}
    size = 0
    for version, capture in _read(versions, _reader(archive)):
        size += len(capture.body)
        if size > MOST_BYTES:
            return None
        pages[version.capture_sha256 or ""] = capture
    return pages


def _read(
    versions: tuple[Version, ...], page: Callable[[Version], Capture | None]
) -> Iterator[tuple[Version, Capture]]:
    for version in versions:
        capture = page(version)
        if capture is not None:
            yield version, capture
