"""
Ask a server for an address, within bounds, and say what came of it.

One class: `Fetcher`. Every hop of a redirect goes through the gate, keeps the
host's turn (the caller's `admit`), and counts against one total deadline. What
a server may do to us ends up as a value with a stable code; foreign exceptions
are translated here and nowhere else.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import aiohttp
from yarl import URL

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch import body, connect, gate, headers, identity
from revtrack.fetch.failures import failure_of, translate
from revtrack.fetch.wanted import UNCONDITIONAL, Admit, Turn, Wanted
from revtrack.model import Capture, CheckCode, Fetched, FetchFailed, FetchResult, NotModified, Validators, stamp

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_HEADER_BYTES = 32_768
"""Of one header line; real ones with long cookies and policies stay below 20 KB."""
MAX_HEADERS = 256
MAX_EVIDENCE_BYTES = 1_000_000
"""Of the body of a refusal or an error page: kept when it is smaller."""


def at_once(_url: gate.Url) -> Turn:
    """Admit everything without waiting."""
    return nullcontext()


@dataclass(slots=True)
class _Visit:
    """What is known of one fetch while it runs."""

    url: gate.Url
    budget_s: float
    now: Callable[[], datetime]
    spent_s: float = 0.0
    redirects: list[tuple[int, str]] = field(default_factory=list)
    started_at: str = ""

    @property
    def duration_ms(self) -> int:
        return round(self.spent_s * 1000)


class Fetcher:
    """
    A client for many fetches: an asynchronous context manager.

    *lookup* resolves names (the operating system by default), *tls* is an `ssl.SSLContext`,
    *now* tells the wall clock's time for evidence; deadlines use a monotonic clock.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        lookup: connect.Lookup | None = None,
        tls: Any = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        limit: int = 100,
    ) -> None:
        self._settings, self._lookup, self._tls, self._now, self._limit = settings, lookup, tls, now, limit
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        settings = self._settings
        self._session = aiohttp.ClientSession(
            connector=connect.connector(settings, lookup=self._lookup, limit=self._limit, tls=self._tls),
            response_class=connect.Answer,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=settings.proxy_from_environment,
            max_line_size=MAX_HEADER_BYTES,
            max_field_size=MAX_HEADER_BYTES,
            max_headers=MAX_HEADERS,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
            headers={"User-Agent": headers.user_agent(settings), "Accept-Encoding": "gzip, deflate, br, zstd"},
            timeout=aiohttp.ClientTimeout(
                total=None, connect=None, sock_connect=settings.connect_timeout_s, sock_read=settings.read_timeout_s
            ),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def fetch(
        self,
        url: str,
        validators: Validators = UNCONDITIONAL,
        *,
        admit: Admit = at_once,
        wanted: Wanted = Wanted.PAGE,
        max_bytes: int | None = None,
    ) -> FetchResult:
        """
        Return what the server at *url* had to say; never raises for anything a server can do.

        *validators* are sent to *url* itself only, not to where it redirects. The total
        deadline counts the time spent on the wire, not the waiting for turns. *wanted* says which
        content types are of use; *max_bytes* replaces the setting.
        """
        try:
            start = gate.check(url, self._settings)
        except AddressRefused as error:
            return FetchFailed(CheckCode.ADDRESS_REFUSED, error.reason, url=url)
        visit = _Visit(start, self._settings.total_timeout_s, self._now)
        cap = self._settings.max_bytes if max_bytes is None else max_bytes
        while True:
            async with admit(visit.url) as refused:
                if refused is not None:
                    return replace(refused, url=str(visit.url), duration_ms=visit.duration_ms)
                result = await self._hop(visit, validators if not visit.redirects else UNCONDITIONAL, wanted, cap)
            if result is not None:
                return _home_redirect(start, visit, result)

    async def _hop(self, visit: _Visit, validators: Validators, wanted: Wanted, max_bytes: int) -> FetchResult | None:
        """Ask one address; None when it redirects (*visit* then holds the next one)."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(max(visit.budget_s - visit.spent_s, 0.001)):
                token = connect.asking.set(visit.url)
                try:
                    return await self._ask(visit, validators, wanted, max_bytes)
                finally:
                    connect.asking.reset(token)
        except Exception as error:
            failed = translate(error, self._settings)
            if failed is None:
                raise
            visit.spent_s += time.monotonic() - begun
            begun = time.monotonic()
            return replace(failed, url=str(visit.url), duration_ms=visit.duration_ms)
        finally:
            visit.spent_s += time.monotonic() - begun

    async def _ask(self, visit: _Visit, validators: Validators, wanted: Wanted, max_bytes: int) -> FetchResult | None:
        assert self._session is not None, "use Fetcher as an async context manager"
        visit.started_at = stamp(visit.now())
        asked = {"Accept": wanted.accept, **headers.conditional(validators)}
        begun = time.monotonic()
        async with self._session.get(URL(str(visit.url), encoded=True), headers=asked, allow_redirects=False) as answer:
            _refuse_framing(answer)
            wait_s = headers.retry_after_s(answer.headers.get("Retry-After"), visit.now())
            if answer.status in REDIRECTS:
                return self._redirected(visit, answer)
            if answer.status == 304:
                return _not_modified(visit, validators, begun)
            failed = failure_of(answer.status, answer.headers.get("Content-Type"), wanted)
            if failed is None:
                return Fetched(_capture(visit, answer, await _read(answer, max_bytes, self._settings.max_ratio)))
            page = await _evidence(answer, self._settings.max_ratio)
            capture = None if page is None else _capture(visit, answer, page)
            spent = visit.spent_s + time.monotonic() - begun
            return replace(
                failed, url=str(visit.url), retry_after_s=wait_s, capture=capture, duration_ms=round(spent * 1000)
            )

    def _redirected(self, visit: _Visit, answer: aiohttp.ClientResponse) -> FetchResult | None:
        """Note the hop and move *visit* on; a failure when there is nowhere good to go."""
        here = str(visit.url)
        location = headers.text(answer.headers.get("Location", "").encode("utf-8", "surrogateescape"))
        visit.redirects.append((answer.status, here))
        failed = FetchFailed(CheckCode.REDIRECT_ERROR, "", answer.status, here)
        if not location:
            return replace(failed, detail=f"status {answer.status} without a Location")
        if len(visit.redirects) > self._settings.max_redirects:
            return replace(failed, detail=f"more than {self._settings.max_redirects} redirects")
        try:
            visit.url = gate.join(visit.url, location, self._settings)
        except (AddressRefused, ValueError) as error:
            reason = error.reason if isinstance(error, AddressRefused) else str(error)
            return replace(failed, code=CheckCode.ADDRESS_REFUSED, detail=f"redirected to {location[:200]!r}: {reason}")
        if (known := str(visit.url)) in [url for _, url in visit.redirects]:
            return replace(failed, detail=f"redirects in a circle at {known}")
        return None


def _not_modified(visit: _Visit, validators: Validators, begun: float) -> FetchResult:
    spent_ms = round((visit.spent_s + time.monotonic() - begun) * 1000)
    if not headers.conditional(validators):
        detail = "304 to a request that had no condition"
        return FetchFailed(CheckCode.PROTOCOL_ERROR, detail, 304, str(visit.url), spent_ms)
    return NotModified(str(visit.url), 304, spent_ms)


def _refuse_framing(answer: aiohttp.ClientResponse) -> None:
    """Refuse an answer that says its length in two ways: nobody knows where such a body ends (RFC 9112, 6.3)."""
    lengths = {value.strip() for value in answer.headers.getall("Content-Length", [])}
    if lengths and "Transfer-Encoding" in answer.headers:
        raise body.BodyDamaged("both Content-Length and Transfer-Encoding")
    if len(lengths) > 1:
        raise body.BodyDamaged("several Content-Length headers that differ")


async def _read(answer: aiohttp.ClientResponse, max_bytes: int, max_ratio: int) -> bytes:
    """Return the whole decoded body, or raise; the caller's deadline bounds the time."""
    decoder = body.Decoder(",".join(answer.headers.getall("Content-Encoding", [])), max_bytes, max_ratio)
    pieces: list[bytes] = []
    async for data in answer.content.iter_any():
        pieces.extend(decoder.feed(data))
    decoder.finish()
    return b"".join(pieces)


async def _evidence(answer: aiohttp.ClientResponse, max_ratio: int) -> bytes | None:
    """Return the body of an error page, None when it is too large or broken: the status stands without it."""
    try:
        return await _read(answer, MAX_EVIDENCE_BYTES, max_ratio)
    except (body.BodyTooLarge, body.BodyDamaged, body.BodyIncomplete, aiohttp.ClientError, TimeoutError):
        return None


def _capture(visit: _Visit, answer: aiohttp.ClientResponse, content: bytes) -> Capture:
    assert isinstance(answer, connect.Answer)
    return Capture(
        url=str(visit.url),
        status=answer.status,
        headers=tuple((headers.text(name), headers.text(value)) for name, value in answer.raw_headers),
        body=content,
        sha256=hashlib.sha256(content).hexdigest(),
        request_headers=tuple((name, value) for name, value in answer.request_info.headers.items()),
        redirects=tuple(visit.redirects),
        address=answer.peer,
        tls=answer.tls,
        started_at=visit.started_at,
        finished_at=stamp(visit.now()),
    )


def _home_redirect(start: gate.Url, visit: _Visit, result: FetchResult) -> FetchResult:
    """Turn an article's redirect to its site's front page into `moved`: a deleted article, not a changed one."""
    if not visit.redirects or not isinstance(result, Fetched):
        return result
    if identity.is_front_page(visit.url) and not identity.is_front_page(start):
        detail = f"redirects to the front page {visit.url}"
        return FetchFailed(
            CheckCode.MOVED, detail, visit.redirects[0][0], str(visit.url), visit.duration_ms, capture=result.capture
        )
    return result
