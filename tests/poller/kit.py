"""
Poll without a network or a clock of the machine's: a fake client, a virtual loop, a plain digest.

The loop jumps over every wait: its time is moved on instead of slept through.
"""

import asyncio
import hashlib
import os
import selectors
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from revtrack.config import FetchSettings, OutletSettings, PolitenessSettings, Settings
from revtrack.fetch import check
from revtrack.model import (
    Analysis,
    Block,
    BlockKind,
    Capture,
    Category,
    Check,
    CheckCode,
    Decided,
    Document,
    Edit,
    EditKind,
    Fetched,
    FetchFailed,
    FetchResult,
    Job,
    Materiality,
    NotModified,
    Outcome,
    Revision,
    Span,
    Validators,
)

UNCONDITIONAL = Validators()
START = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next timer when nothing is ready."""

    def __init__(self) -> None:
        super().__init__(_Jumping(self))
        self.ahead = 0.0

    def time(self) -> float:
        return self.ahead


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    def __init__(self, loop: "VirtualLoop") -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout:
            self._loop.ahead += timeout
        return ready


@dataclass
class World:
    """Pages by address, a clock that moves with the loop, and what was asked when."""

    pages: dict[str, "str | FetchResult | Callable[[float], FetchResult | str]"] = field(default_factory=dict)
    start: datetime = START
    elapsed: float = 0.0
    """Seconds of finished loops."""
    loop: VirtualLoop | None = None
    asked: list[tuple[float, str]] = field(default_factory=list)
    took_s: float = 0.1
    skew_s: float = 0.0
    """Added to the wall clock: a machine whose clock is wrong."""

    def seconds(self) -> float:
        return self.elapsed + (self.loop.ahead if self.loop else 0.0)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds() + self.skew_s)

    def make_loop(self) -> VirtualLoop:
        if self.loop is not None:
            self.elapsed += self.loop.ahead
        self.loop = VirtualLoop()
        return self.loop

    def pass_time(self, seconds: float) -> None:
        self.elapsed += seconds

    @asynccontextmanager
    async def client(self) -> Any:
        yield self

    async def fetch(self, url: str, validators: Validators = UNCONDITIONAL, *, admit: Any, **_more: Any) -> FetchResult:
        async with admit(check(url, SETTINGS.fetch)) as refused:
            if refused is not None:
                return refused
            self.asked.append((self.seconds(), url))
            await asyncio.sleep(self.took_s)
            return self.answer(url, validators)

    def answer(self, url: str, validators: Validators) -> FetchResult:
        page = self.pages.get(url)
        if callable(page):
            page = page(self.seconds())
        if page is None:
            return FetchFailed(CheckCode.GONE, "status 404: not found", 404, url)
        if not isinstance(page, str):
            return page
        etag = '"' + hashlib.sha256(page.encode()).hexdigest()[:8] + '"'
        if validators.etag == etag:
            return NotModified(url)
        return Fetched(capture(url, page, etag))


def capture(url: str, text: str, etag: str = "") -> Capture:
    body = text.encode()
    headers = (("ETag", etag),) if etag else ()
    return Capture(url, 200, headers, body, hashlib.sha256(body).hexdigest())


SETTINGS = Settings(
    fetch=FetchSettings(contact="mailto:desk@news.example"),
    politeness=PolitenessSettings(gap_s=2.0, robots=False),
)


def document(text: str) -> Document:
    first, *rest = text.split("\n\n")
    blocks = (Block(BlockKind.HEADLINE, first), *(Block(BlockKind.PARAGRAPH, part) for part in rest))
    return Document(blocks, headline=first)


def digest(job: Job, result: FetchResult, at: str, profile: OutletSettings | None = None) -> Outcome:
    """Read a page as plain paragraphs; a changed one becomes a version with one edit over all of it."""
    if isinstance(result, FetchFailed):
        return Outcome(job.article, Check(at, result.code, result.detail, result.status, result.url), result.capture)
    assert isinstance(result, Fetched)
    found = document(result.capture.body.decode())
    check = Check(at, CheckCode.SAME_TEXT, status=200, url=result.capture.url, bytes=len(result.capture.body))
    before = job.previous.document if job.previous else None
    if before is not None and before.text == found.text:
        return Outcome(job.article, check)
    edits: tuple[Edit, ...] = ()
    if before is not None:
        spans = Span(0, len(before.text)), Span(0, len(found.text))
        edits = (Edit("e1", EditKind.REPLACE, *spans, Category.NUMBER, Materiality.MATERIAL, ("number changed",)),)
    analysis = Analysis(Revision(before, found, edits), unannounced=tuple(edit.id for edit in edits))
    return Outcome(
        job.article, Check(at, CheckCode.NEW_VERSION, status=200, url=result.capture.url), result.capture, found,
        Decided.NEW if before else Decided.FIRST, fingerprint=result.capture.sha256, analysis=analysis,
    )  # fmt: skip


def deadly_digest(*args: Any) -> Outcome:
    """Die over a page that says so, hang over another."""
    text = args[1].capture.body
    if b"deadly" in text:
        os._exit(1)
    if b"endless" in text:
        time.sleep(600)
    return digest(*args)


def poll(archive: Any, world: World, settings: Settings = SETTINGS, **more: Any) -> Any:
    """Run one poll in the world's time."""
    from revtrack import poller

    loop_factory = more.pop("loop", world.make_loop)
    values = {"now": world.now, "fetcher": world.client, "digest": digest, "workers": 0, "extractor": str} | more
    return poller.poll(archive, settings, loop_factory=loop_factory, **values)
