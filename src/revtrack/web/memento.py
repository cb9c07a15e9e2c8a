"""
Speak Memento (RFC 7089): for an original address, the list of what we have and the version nearest a moment.

Captures are served inert: sandboxed, without scripts, forms or requests. The
bytes are the server's own; `raw` gives them as plain text.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from revtrack.errors import NotFoundError, UsageError
from revtrack.model import Capture, Version
from revtrack.report.frame import article_path
from revtrack.report.hrefs import web_href
from revtrack.report.machine import http_date, timemap
from revtrack.report.story import Story
from revtrack.report.times import parse
from revtrack.web.answers import HEADERS, SANDBOX, answer
from revtrack.web.reading import Reading


class Memento:
    """The Memento routes over a reading room."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.room = reading, reading.room

    def routes(self) -> list[Route]:
        """Return the routes: by original address, and by article."""
        return [
            Route("/timegate/{url:path}", self.gate_by_url),
            Route("/timemap/link/{url:path}", self.map_by_url),
            Route("/articles/{article:int}/timegate", self.gate),
            Route("/articles/{article:int}/memento/{number:int}", self.memento),
            Route("/articles/{article:int}/memento/{number:int}/raw", self.raw),
        ]

    async def gate(self, request: Request) -> Response:
        """Send to the memento nearest the moment asked for."""
        return self._gate(request, await self._story(request.path_params["article"]))

    async def gate_by_url(self, request: Request) -> Response:
        """Send to the memento of an original address nearest the moment asked for."""
        return self._gate(request, await self._by_url(request))

    async def map_by_url(self, request: Request) -> Response:
        """Answer the TimeMap of an original address."""
        story = await self._by_url(request)
        text = timemap(story, self._base(request), captures=True)
        return answer(request, text.encode(), "link")

    async def memento(self, request: Request) -> Response:
        """Answer a capture as it was, made inert."""
        story = await self._story(request.path_params["article"])
        version = self._version(story, request.path_params["number"])
        capture = await self._capture(version)
        kind = capture.header("content-type") or ""
        shown = (
            kind if kind.lower().startswith(("text/html", "application/xhtml+xml")) and _plain(kind) else "text/plain"
        )
        headers = self._headers(request, story, version)
        return Response(capture.body, 200, {
            **HEADERS, **headers, "Content-Type": shown, "Content-Security-Policy": SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
        })  # fmt: skip

    async def raw(self, request: Request) -> Response:
        """Answer a capture's bytes as plain text."""
        story = await self._story(request.path_params["article"])
        version = self._version(story, request.path_params["number"])
        capture = await self._capture(version)
        headers = self._headers(request, story, version)
        return Response(capture.body, 200, {
            **HEADERS, **headers, "Content-Type": "text/plain; charset=utf-8", "Content-Security-Policy": SANDBOX,
            "Content-Disposition": f'attachment; filename="article-{story.id}-version-{version.number}.txt"',
        })  # fmt: skip

    def _gate(self, request: Request, story: Story) -> Response:
        wanted = accept_datetime(request.headers.get("accept-datetime"))
        version = nearest(story, wanted)
        base = self._base(request)
        target = f"{base}{article_path(story.id)}memento/{version.number}"
        links = f"{self._links(story, base)}, {self._own(story, version, base)}"
        return RedirectResponse(target, 302, {**HEADERS, "Vary": "accept-datetime", "Link": links})

    def _headers(self, request: Request, story: Story, version: Version) -> dict[str, str]:
        base = self._base(request)
        date = http_date(version.first_seen)
        links = f"{self._links(story, base)}, {self._own(story, version, base)}"
        return {"Memento-Datetime": date, "Link": links} if date else {}

    @staticmethod
    def _own(story: Story, version: Version, base: str) -> str:
        """Return the Link header's relation of one memento."""
        target = f"{base}{article_path(story.id)}memento/{version.number}"
        return f'<{target}>; rel="memento"; datetime="{http_date(version.first_seen)}"'

    def _links(self, story: Story, base: str) -> str:
        """Return the Link header's relations of an article."""
        folder = base + article_path(story.id)
        original = web_href(story.timeline.article.url)
        parts = [f'<{original}>; rel="original"'] if original else []
        parts += [
            f'<{folder}timegate>; rel="timegate"',
            f'<{base}timemap/link/{story.timeline.article.url}>; rel="timemap"; type="application/link-format"',
        ] if original else [f'<{folder}timegate>; rel="timegate"']  # fmt: skip
        return ", ".join(parts)

    def _base(self, request: Request) -> str:
        """Return the absolute address of the site: as configured, else as asked for."""
        return self.room.frame().base_url or str(request.base_url)

    async def _story(self, article: int) -> Story:
        return await self.reading.drawn(lambda: self.room.story(article))

    async def _by_url(self, request: Request) -> Story:
        """Return the story of an original address, query string included."""
        url = request.path_params["url"]
        if request.url.query:
            url += f"?{request.url.query}"
        find: Callable[[], Story] = lambda: self._found(url)  # noqa: E731
        return await self.reading.drawn(find)

    def _found(self, url: str) -> Story:
        with self.room.archive() as archive:
            return self.room.story(archive.article(url).id)

    def _version(self, story: Story, number: int) -> Version:
        if number not in story.versions:
            raise NotFoundError(f"no version {number} of article {story.id}; it has 1 to {story.newest.number}")
        return story.versions[number]

    async def _capture(self, version: Version) -> Capture:
        if not version.capture_sha256:
            raise NotFoundError(f"version {version.number} was imported without its page")
        sha256 = version.capture_sha256

        def read() -> Capture:
            with self.room.archive() as archive:
                return archive.capture(sha256)

        return await self.reading.drawn(read)


def _plain(kind: str) -> bool:
    """Say whether a server's content type can be sent on: printable, short, one line."""
    return len(kind) < 100 and kind.isascii() and kind.isprintable()


def accept_datetime(value: str | None) -> datetime | None:
    """Return the moment an Accept-Datetime header names, None without one; raises `UsageError` when it is none."""
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        raise UsageError(f"accept-datetime {value!r} is no HTTP date such as Tue, 03 Nov 2026 06:25:00 GMT") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def nearest(story: Story, wanted: datetime | None) -> Version:
    """Return the newest version seen by then, the first when none was; without a moment the newest."""
    known = [(moment, version) for version in story.timeline.versions if (moment := parse(version.first_seen))]
    if not known:
        raise NotFoundError(f"no version of article {story.id} has a known time")
    if wanted is None:
        return known[-1][1]
    return next((version for moment, version in reversed(known) if moment <= wanted), known[0][1])
