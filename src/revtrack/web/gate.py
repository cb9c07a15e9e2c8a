"""
The desk's one gate: who asks, whether they may, and whether the request is their own.

Every route of the desk is wrapped by `guarded`; a route that nobody thought of
is closed. Requests that change something need a session's token in the form and
must not come from another site.
"""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from revtrack.errors import UsageError
from revtrack.model import stamp
from revtrack.report.frame import Editor
from revtrack.store.desk import ROLES, Desk, Session
from revtrack.web.answers import HEADERS

COOKIE = "revtrack_session"
SESSION_H = 12
"""A working day: NIST SP 800-63B-4 asks for a new log-in after 24 hours at the most."""
FORM_BYTES = 200_000
TRIES = 5
"""Wrong passwords for one name, and four times as many from one address, within `TRIES_MIN` minutes."""
TRIES_MIN = 15

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Trust:
    """A single-sign-on proxy whose word is taken for who asks."""

    header: str = ""
    """The header that names the user; empty trusts nobody."""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses the header is believed from."""


class Gate:
    """Tells who asks; one for the whole server, a desk connection a thread."""

    def __init__(
        self, open_desk: Callable[[], Desk], trust: Trust, secret: bytes, clock: Callable[[], datetime]
    ) -> None:
        self.open_desk, self.trust, self.secret, self.clock = open_desk, trust, secret, clock

    def now(self) -> str:
        """Return the time as the desk writes it."""
        return stamp(self.clock(), "seconds")

    def later(self, **more: float) -> str:
        """Return a time from now."""
        return stamp(self.clock() + timedelta(**more), "seconds")

    def session(self, request: Request) -> Session | None:
        """Return who asks: by a trusted proxy's word, else by the session's cookie; None for a stranger."""
        if self.trust.header:
            client = request.client.host if request.client else ""
            name = request.headers.get(self.trust.header, "")
            if not name or client not in self.trust.proxies:
                return None
            user = self.open_desk().user(name)
            if user is None or user.disabled:
                return None
            return Session(user, hmac.new(self.secret, f"csrf:{name}".encode(), hashlib.sha256).hexdigest())
        token = request.cookies.get(COOKIE, "")
        return self.open_desk().session(token, at=self.now()) if token else None

    def guarded(self, route: Route, role: str) -> Route:
        """Return *route* open only to people with at least *role*."""
        endpoint: Endpoint = route.endpoint

        async def checked(request: Request) -> Response:
            session = self.session(request)
            if session is None:
                if request.method in ("GET", "HEAD") and not request.url.path.startswith("/api"):
                    return RedirectResponse("/login", 303, HEADERS)
                return refused("log in first", 401)
            if ROLES.index(session.user.role) < ROLES.index(role):
                return refused(f"this needs the role {role}; you are {session.user.role}", 403)
            request.state.session = session
            if request.method not in ("GET", "HEAD"):
                if from_elsewhere(request):
                    return refused("this request comes from another site", 403)
                form = await form_of(request)
                if not hmac.compare_digest(form.get("csrf", "").encode(), session.csrf.encode()):
                    return refused("this form is not of your session any more: load the page again", 403)
                request.state.form = form
            return await endpoint(request)

        return Route(route.path, checked, methods=sorted(route.methods or {"GET"}), name=route.name)


def editor_of(request: Request) -> Editor:
    """Return who asks, as pages need it."""
    session: Session = request.state.session
    return Editor(session.user.name, session.user.role, session.csrf)


def from_elsewhere(request: Request) -> bool:
    """Say whether a browser says that this request was made by another site (Fetch Metadata; Origin)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and origin.split("://", 1)[-1] != request.headers.get("host", "")


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a URL-encoded form, the last of each name; raises `UsageError` when it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_BYTES:
            raise UsageError(f"a form may have {FORM_BYTES} bytes at most")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise UsageError("this form cannot be read") from None
    return dict(pairs)


def refused(detail: str, status: int) -> Response:
    """Return a refusal in plain text."""
    headers = {**HEADERS, "Content-Type": "text/plain; charset=utf-8", "Content-Security-Policy": "default-src 'none'",
               "Cache-Control": "no-store"}  # fmt: skip
    return Response(f"{detail}\n", status, headers)
