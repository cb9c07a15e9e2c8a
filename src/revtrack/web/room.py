"""
The reading room: draw pages from the archive on demand, and keep what was drawn until its article changes.

Readers open the archive read-only and never block a writer. Whether a kept page
still holds is asked of SQLite in microseconds: first whether anything at all was
committed, then whether anything about this article was.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from revtrack.errors import NotFoundError
from revtrack.report.frame import Frame, site_frame
from revtrack.report.single import Drawn, article_file
from revtrack.report.story import Story
from revtrack.report.summary import Summary, summary_of
from revtrack.store import Archive
from revtrack.web.answers import etag
from revtrack.web.comparing import compared_file
from revtrack.web.provenance import words_file

KEPT_BYTES = 96_000_000
"""How much drawn text is kept."""
KEPT_VERSIONS = 300
"""How many versions the stories kept may have together: a reader who opens a step has seen its article before."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page drawn once."""

    stamp: str
    body: bytes
    kind: str
    tag: str


class Room:
    """One archive, read by many threads; every thread has its own connection."""

    def __init__(self, path: Path, *, site: str = "revtrack", base_url: str = "", desk: bool = False) -> None:
        self.path = path
        self.site, self.base_url, self.desk = site, base_url, desk
        self._local = threading.local()
        self._kept: OrderedDict[tuple[int, str], Kept] = OrderedDict()
        self._size = 0
        self._stories: OrderedDict[int, tuple[str, Story]] = OrderedDict()
        self._lock = threading.Lock()
        self._summaries: dict[int, tuple[str, Summary]] = {}
        self._many: dict[str, Kept] = {}
        with self.archive() as archive:
            self.head = archive.head()

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """Return this thread's connection."""
        found = getattr(self._local, "archive", None)
        if found is None:
            found = self._local.archive = Archive(self.path, read_only=True)
        yield found

    def frame(self) -> Frame:
        """Return the frame of the site as it is served now."""
        with self.archive() as archive:
            frame = site_frame(self.site, head=archive.head(), base_url=self.base_url, served=True)
            return replace(frame, desk=self.desk)

    def stamp(self, article: int) -> str:
        """Return what stands for an article's present state; raises `NotFoundError` when it has no version."""
        with self.archive() as archive:
            beat = archive.beat()
            known: dict[int, str] = getattr(self._local, "stamps", {})
            if getattr(self._local, "beat", None) != beat:
                known = self._local.stamps = {}
                self._local.beat = beat
            if article not in known:
                found = archive.stamps(article)
                if article not in found:
                    raise NotFoundError(f"no article {article} with a version")
                known[article] = found[article]
            return known[article]

    def ready(self, article: int, name: str) -> Kept | None:
        """Return a page that was drawn already and still holds; None when it must be drawn."""
        stamp = self.stamp(article)
        with self._lock:
            kept = self._kept.get((article, name))
            if kept is None or kept.stamp != stamp:
                return None
            self._kept.move_to_end((article, name))
            return kept

    def page(self, article: int, name: str) -> Kept:
        """Return a file of an article, drawn now when need be; raises `NotFoundError` when there is no such file."""
        ready = self.ready(article, name)
        if ready is not None:
            return ready
        stamp = self.stamp(article)
        story, frame = self.story(article), self.frame()
        drawn = compared_file(story, frame, name) or words_file(story, frame, name) or article_file(story, frame, name)
        return self._keep(article, name, stamp, drawn)

    def _keep(self, article: int, name: str, stamp: str, drawn: Drawn) -> Kept:
        body = drawn.text.encode("utf-8", "replace")
        kept = Kept(stamp, body, drawn.kind, etag(body))
        with self._lock:
            old = self._kept.pop((article, name), None)
            self._size -= len(old.body) if old else 0
            self._kept[article, name] = kept
            self._size += len(body)
            while self._size > KEPT_BYTES and self._kept:
                self._size -= len(self._kept.popitem(last=False)[1].body)
        return kept

    def story(self, article: int) -> Story:
        """Return an article's story as it is now; raises `NotFoundError` when it has no version."""
        stamp = self.stamp(article)
        with self._lock:
            kept = self._stories.get(article)
            if kept and kept[0] == stamp:
                self._stories.move_to_end(article)
                return kept[1]
        with self.archive() as archive:
            story = Story(archive.timeline(archive.article(article)))
        with self._lock:
            self._stories[article] = (stamp, story)
            self._stories.move_to_end(article)
            while len(self._stories) > 1 and sum(len(s.order) for _, s in self._stories.values()) > KEPT_VERSIONS:
                self._stories.popitem(last=False)
        return story

    def summaries(self) -> list[Summary]:
        """Return the summary of every article; only those whose article changed are made anew."""
        with self.archive() as archive:
            stamps = archive.stamps()
            known = self._summaries
            fresh = {}
            for article in sorted(stamps):
                kept = known.get(article)
                if kept is None or kept[0] != stamps[article]:
                    kept = (stamps[article], summary_of(Story(archive.timeline(archive.article(article)))))
                fresh[article] = kept
            self._summaries = fresh
            return [summary for _, summary in fresh.values()]

    def many(self, name: str, draw: Callable[[list[Summary], Frame], Drawn]) -> Kept:
        """Return a page about many articles, drawn anew when anything was committed."""
        with self.archive() as archive:
            stamp = str(archive.beat()) + archive.head()
        kept = self._many.get(name)
        if kept is None or kept.stamp != stamp:
            drawn = draw(self.summaries(), self.frame())
            body = drawn.text.encode("utf-8", "replace")
            kept = Kept(stamp, body, drawn.kind, etag(body))
            if len(self._many) > 500:
                self._many.clear()
            self._many[name] = kept
        return kept
