"""
Let editors in and out: the log-in page, wrong tries counted and slowed, sessions begun and ended.
"""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from revtrack.report.render import draw
from revtrack.store.desk import Desk
from revtrack.web import desk_pages
from revtrack.web.answers import HEADERS, answer
from revtrack.web.gate import COOKIE, SESSION_H, TRIES, TRIES_MIN, Gate, form_of, from_elsewhere, refused
from revtrack.web.reading import Reading


def sent(request: Request, template: str, page: object, status: int = 200) -> Response:
    """Return one of the desk's own pages, which nobody else may keep."""
    body = draw(template, page).encode("utf-8", "replace")
    return answer(request, body, "html", status=status, private=True)


class Entrance:
    """The desk's door."""

    def __init__(self, reading: Reading, gate: Gate, desk: Callable[[], Desk]) -> None:
        self.reading, self.room, self.gate, self.desk = reading, reading.room, gate, desk

    async def log_in(self, request: Request) -> Response:
        """Show the log-in form, or log in; wrong tries are counted and slowed."""
        if request.method in ("GET", "HEAD"):
            return self._login_page(request, "", 200)
        if from_elsewhere(request):
            return refused("this request comes from another site", 403)
        form = await form_of(request)
        name, password = form.get("name", ""), form.get("password", "")
        address = request.client.host if request.client else ""
        token = await self.reading.drawn(partial(self._try, name, password, address))
        if token == "":
            answer = self._login_page(request, f"Too many tries; wait {TRIES_MIN} minutes.", 429)
            answer.headers["Retry-After"] = str(TRIES_MIN * 60)
            return answer
        if token is None:
            return self._login_page(request, "Name and password do not fit.", 401)
        way = RedirectResponse("/desk", 303, HEADERS)
        secure = request.url.scheme == "https" or self.room.base_url.startswith("https://")
        way.set_cookie(COOKIE, token, max_age=SESSION_H * 3600, httponly=True, samesite="strict", secure=secure)
        return way

    def _try(self, name: str, password: str, address: str) -> str | None:
        """Return a session's token, None when it does not fit, an empty one when there were too many tries."""
        desk = self.desk()
        names, addresses = desk.failures(name, address, since=self.gate.later(minutes=-TRIES_MIN))
        if names >= TRIES or addresses >= TRIES * 4:
            return ""
        return desk.log_in(
            name, password, address=address, at=self.gate.now(), expires_at=self.gate.later(hours=SESSION_H)
        )

    def _login_page(self, request: Request, trouble: str, status: int) -> Response:
        frame = self.room.frame().page("Log in", "", "", head="", feed="")
        page = desk_pages.LoginPage(frame, trouble)
        return sent(request, "login.html", page, status)

    async def log_out(self, request: Request) -> Response:
        """End the session."""
        token = request.cookies.get(COOKIE, "")
        self.desk().log_out(token)
        way = RedirectResponse("/login", 303, HEADERS)
        way.delete_cookie(COOKIE)
        return way
