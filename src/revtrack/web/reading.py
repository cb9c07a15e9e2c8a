"""
Answer readers: the pages of the static site, drawn live, and what needs a server.
"""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from revtrack.errors import NotFoundError
from revtrack.report.render import CSP, static_files
from revtrack.report.single import site_file
from revtrack.web.answers import EMBEDDABLE, TYPES, answer
from revtrack.web.comparing import compared_name
from revtrack.web.room import Kept, Room
from revtrack.web.searching import search_page

DRAWERS = 4
"""How many threads answer what takes long, such as lists and searches; each has a connection of its own."""

T = TypeVar("T")


class Reading:
    """The readers' routes over one room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._limiter: CapacityLimiter | None = None
        self._drawing: CapacityLimiter | None = None

    def routes(self) -> list[Route]:
        """Return the routes; all of them answer GET and HEAD only."""
        return [
            Route("/", self.home),
            Route("/static/{name}", self.static),
            Route("/search", self.search),
            Route("/articles/{article:int}/", self.article),
            Route("/articles/{article:int}/compare", self.compare),
            Route("/articles/{article:int}/{name}", self.article),
            Route("/outlets/", self.site),
            Route("/{name}", self.site),
            Route("/{folder:str}/{name}", self.site),
        ]

    async def drawn(self, draw: Callable[[], T]) -> T:
        """Return what *draw* returns, run in a thread: the loop stays free for pages that are ready."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(DRAWERS)
        return await to_thread.run_sync(draw, limiter=self._limiter)

    async def page(self, article: int, name: str) -> Kept:
        """
        Return a file of an article, drawn in a thread when need be, one after the other.

        Threads that draw at once share one interpreter and only take it from each other: one by one a page costs
        a quarter less (benchmarks/serve_pages.py). What takes long does not stand in this line.
        """
        if self._drawing is None:
            self._drawing = CapacityLimiter(1)
        ready = self.room.ready(article, name)
        if ready is not None:
            return ready
        return await to_thread.run_sync(partial(self.room.page, article, name), limiter=self._drawing)

    async def home(self, request: Request) -> Response:
        """Answer `/` with the index."""
        return await self._many(request, "index.html")

    async def article(self, request: Request) -> Response:
        """Answer a file of an article's folder."""
        article, name = request.path_params["article"], request.path_params.get("name", "index.html")
        kept = await self.page(article, name)
        return self._answer(request, kept, EMBEDDABLE if name == "strip.html" else CSP)

    async def compare(self, request: Request) -> Response:
        """Send a reader who chose two versions to their page."""
        name = compared_name(request.query_params.get("before"), request.query_params.get("after"))
        return RedirectResponse(name, 303)

    async def site(self, request: Request) -> Response:
        """Answer a page about many articles."""
        folder, name = request.path_params.get("folder"), request.path_params.get("name", "index.html")
        if request.url.path == "/outlets/":
            folder = "outlets"
        return await self._many(request, f"{folder}/{name}" if folder else name)

    async def _many(self, request: Request, name: str) -> Response:
        draw = partial(self.room.many, name, lambda summaries, frame: site_file(summaries, frame, name))
        kept = await self.drawn(draw)
        return self._answer(request, kept)

    async def search(self, request: Request) -> Response:
        """Answer the search page."""
        drawn = await self.drawn(partial(search_page, self.room, dict(request.query_params)))
        return answer(request, drawn.text.encode("utf-8", "replace"), "html")

    async def static(self, request: Request) -> Response:
        """Answer our own style sheet and scripts."""
        name = request.path_params["name"]
        found = static_files().get(name)
        if found is None:
            raise NotFoundError(f"no file {name!r}")
        ending = PurePosixPath(name).suffix.removeprefix(".")
        return answer(request, found, ending if ending in TYPES else "css")

    @staticmethod
    def _answer(request: Request, kept: Kept, policy: str = CSP) -> Response:
        return answer(request, kept.body, kept.kind, tag=kept.tag, policy=policy)
