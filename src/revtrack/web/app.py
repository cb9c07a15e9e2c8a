"""
Put the server together: readers' pages, Memento, the JSON API; nothing in it writes to the archive.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from revtrack.errors import DamagedError, LockedError, NotFoundError, RevtrackError, UsageError
from revtrack.report import wording
from revtrack.report.frame import Frame
from revtrack.web.answers import problem
from revtrack.web.api import Api
from revtrack.web.memento import Memento
from revtrack.web.reading import Reading
from revtrack.web.room import Room
from revtrack.web.sorry import sorry

log = logging.getLogger("revtrack.web")


def app(path: str | Path, *, site: str = "revtrack", base_url: str = "") -> Starlette:
    """
    Return the public server over the archive at *path*: an ASGI application.

    Opens the archive read-only. Raises `NotFoundError`, `StoreError`, `DamagedError` as `Archive` does.
    """
    room = Room(Path(path), site=site, base_url=base_url)
    reading = Reading(room)
    routes = [*Api(reading).routes(), *Memento(reading).routes(), *reading.routes()]
    return Starlette(routes=routes, exception_handlers=handlers(room))


def handlers(room: Room) -> Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]]:
    """Return what to answer when something goes wrong: a page to readers, a problem to programs."""

    async def ours(request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, NotFoundError) else 400 if isinstance(error, UsageError) else 503
        if isinstance(error, (DamagedError, LockedError)) or status == 503:
            log.error("%s: %s", request.url.path, error)
        return explained(request, room.frame(), status, str(error))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        answer = explained(request, room.frame(), error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    return {RevtrackError: ours, HTTPException: http}


TITLES = {400: "The request makes no sense", 404: "Not here", 405: "Not this way", 503: "Not now"}


def explained(request: Request, frame: Frame, status: int, detail: str) -> Response:
    """Return an error as a page, or as a problem under `/api`."""
    title = TITLES.get(status, "It did not work")
    if request.url.path.startswith("/api"):
        return problem(status, title, detail)
    return sorry(request, frame, status, title, wording.sentence(detail).rstrip(".") + ".")
