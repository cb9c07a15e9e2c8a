"""
Put the editors' server together: the readers' routes behind the gate, and the routes that decide.

Decisions are written to the archive, chained; accounts, comments and the log to
the desk's own file. Closed by default: only the log-in page and our own style
sheet answer a stranger.
"""

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from revtrack.config import Settings
from revtrack.errors import ConflictError, UsageError
from revtrack.model import Decision
from revtrack.report.frame import Frame
from revtrack.store import Archive
from revtrack.store.desk import Desk
from revtrack.web import desk_pages, link_pages
from revtrack.web.adding import Adding
from revtrack.web.answers import HEADERS
from revtrack.web.api import Api
from revtrack.web.app import handlers
from revtrack.web.entrance import Entrance, sent
from revtrack.web.forms import anchor, drawn_spans, keys, queue_of, whole
from revtrack.web.gate import Gate, Trust, editor_of
from revtrack.web.memento import Memento
from revtrack.web.reading import Reading
from revtrack.web.room import Room

VERDICTS = frozenset(value for value, _ in desk_pages.CHOICES)
LINK_VERDICTS = frozenset({"confirmed", "rejected", "redrawn"})


def desk(
    path: str | Path, *, site: str = "revtrack", base_url: str = "", trust: Trust = Trust(),  # noqa: B008
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]"), clock: Callable[[], datetime] | None = None,
    settings: Callable[[], Settings] = Settings,
) -> Starlette:  # fmt: skip
    """
    Return the editors' server over the archive at *path*: an ASGI application.

    *hosts* are the names it answers to, so that no other name can be pointed at it (DNS rebinding);
    *settings* reads the configuration whenever an address is added: the gate is to judge as every command's does.
    """
    room = Room(Path(path), site=site, base_url=base_url, desk=True)
    reading = Reading(room)
    work = Work(reading, trust, clock or (lambda: datetime.now(UTC)), settings)
    open_routes = [
        Route("/login", work.entrance.log_in, methods=["GET", "POST"]),
        Route("/static/{name}", reading.static),
    ]
    closed = [*work.routes(), *((route, "reader") for route in
              (*Api(reading).routes(), *Memento(reading).routes(), *reading.routes()))]  # fmt: skip
    public = urlsplit(base_url).hostname
    names = [*hosts, public] if public else list(hosts)
    return Starlette(
        routes=[*open_routes, *(work.gate.guarded(route, role) for route, role in closed)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=names)],
        exception_handlers=handlers(room),
    )


class Work:
    """The editors' routes."""

    def __init__(
        self, reading: Reading, trust: Trust, clock: Callable[[], datetime], settings: Callable[[], Settings]
    ) -> None:
        self.reading, self.room = reading, reading.room
        self._local = threading.local()
        self.gate = Gate(self.desk, trust, secrets.token_bytes(32), clock)
        self.entrance = Entrance(reading, self.gate, self.desk)
        self.adding = Adding(reading, self.gate, self.desk, self.frame, settings)

    def routes(self) -> list[tuple[Route, str]]:
        """Return every route with the role it needs."""
        return [
            (Route("/logout", self.entrance.log_out, methods=["POST"]), "reader"),
            (Route("/desk", self.queue), "reader"),
            (Route("/desk/links", self.links), "reader"),
            (Route("/desk/add", self.adding.add, methods=["GET", "POST"]), "reviewer"),
            (Route("/desk/link/{article:int}/{claim}", self.link), "reader"),
            (Route("/desk/decide", self.decide, methods=["POST"]), "reviewer"),
            (Route("/desk/decide-link", self.decide_link, methods=["POST"]), "reviewer"),
            (Route("/desk/undo", self.undo, methods=["POST"]), "reviewer"),
            (Route("/desk/comment", self.comment, methods=["POST"]), "reviewer"),
            (Route("/desk/assign", self.assign, methods=["POST"]), "reviewer"),
            (Route("/desk/labels.jsonl", self.labels), "reviewer"),
            (Route("/desk/log", self.log), "admin"),
        ]

    def desk(self) -> Desk:
        """Return this thread's connection to the desk's file."""
        found: Desk | None = getattr(self._local, "desk", None)
        if found is None:
            found = self._local.desk = Desk(self.room.path)
        return found

    def frame(self, request: Request) -> Frame:
        """Return the frame with who is logged in."""
        return replace(self.room.frame(), editor=editor_of(request))

    # Looking

    async def queue(self, request: Request) -> Response:
        """Show the queue."""

        def made() -> desk_pages.DeskPage:
            desk = self.desk()
            with self.room.archive() as archive:
                decisions = archive.decisions()
            return desk_pages.desk_page(
                self.room.summaries(), self.frame(request), decisions, desk.comments(), desk.assignments(),
                desk.users(), rule=request.query_params.get("rule", ""), mine=request.query_params.get("assigned", ""),
            )  # fmt: skip

        return sent(request, "desk.html", await self.reading.drawn(made))

    async def links(self, request: Request) -> Response:
        """Show the claims nobody has confirmed or rejected yet."""

        def made() -> link_pages.LinksPage:
            with_notes = [summary.id for summary in self.room.summaries() if summary.corrections]
            return link_pages.links_page([self.room.story(article) for article in with_notes], self.frame(request))

        return sent(request, "links.html", await self.reading.drawn(made))

    async def link(self, request: Request) -> Response:
        """Show one link, to confirm, reject or redraw."""
        article, claim = request.path_params["article"], request.path_params["claim"]

        def made() -> link_pages.LinkPage:
            with self.room.archive() as archive:
                decisions = archive.decisions(target="link")
            return link_pages.link_page(self.room.story(article), claim, self.frame(request), decisions)

        return sent(request, "link.html", await self.reading.drawn(made))

    async def labels(self, request: Request) -> Response:
        """Give every decision as labelled data, one JSON object a line."""
        with self.room.archive() as archive:
            decisions = archive.decisions()
        lines = [
            json.dumps(
                {"target": d.target, "key": d.key, "verdict": d.verdict, "reason": d.reason, "editor": d.editor,
                 "decided_at": d.decided_at, "detail": json.loads(d.detail) if d.detail else None},
                ensure_ascii=False,
            )
            for d in decisions
        ]  # fmt: skip
        headers = {**HEADERS, "Content-Type": "application/x-ndjson", "Cache-Control": "private, no-store"}
        return Response("".join(line + "\n" for line in lines).encode("utf-8", "replace"), 200, headers)

    async def log(self, request: Request) -> Response:
        """Show who did what."""
        desk = self.desk()
        return sent(request, "log.html", desk_pages.log_page(desk.log(), desk.users(), self.frame(request)))

    # Deciding

    async def decide(self, request: Request) -> Response:
        """Keep a verdict on a finding or an edit, with its reason."""
        form = request.state.form
        if form.get("target") not in ("finding", "edit"):
            raise UsageError("a verdict is about a finding or an edit")
        if form.get("verdict") not in VERDICTS:
            raise UsageError("choose a verdict: " + ", ".join(sorted(VERDICTS)))
        if not form.get("reason", "").strip() and form["verdict"] != "needs_note":
            raise UsageError("say why, in a few words")
        return await self._keep(request, form["target"], form["verdict"], "", form.get("next", ""))

    async def decide_link(self, request: Request) -> Response:
        """Confirm, reject or redraw a link."""
        form = request.state.form
        if form.get("verdict") not in LINK_VERDICTS:
            raise UsageError("choose: " + ", ".join(sorted(LINK_VERDICTS)))
        detail = ""
        if form["verdict"] == "redrawn":
            story = await self.reading.drawn(partial(self.room.story, whole(form, "article")))
            detail = json.dumps(drawn_spans(story, form))
        return await self._keep(request, "link", form["verdict"], detail, "links")

    async def undo(self, request: Request) -> Response:
        """Take back what was decided last about something; the log keeps both."""
        form = request.state.form
        if form.get("target") not in ("finding", "edit", "link"):
            raise UsageError("what is to be undone?")
        return await self._keep(request, form["target"], "undone", "", anchor(form) if form["target"] != "link" else "")

    async def _keep(self, request: Request, target: str, verdict: str, detail: str, following: str) -> Response:
        """Write one decision, unless somebody else decided since the page was made."""
        form, editor = request.state.form, editor_of(request)
        reason, at = form.get("reason", "").strip()[:2000], self.gate.now()
        decided = [(Decision(target, key, verdict, reason, editor.name, at, detail), seen) for key, seen in keys(form)]

        def write() -> None:
            with Archive(self.room.path) as archive:
                archive.decide_all(decided, article=archive.article(whole(form, "article")))
            for decision, _ in decided:
                self.desk().write_log(at, editor.name, f"decided: {verdict}", f"{target} {decision.key}", reason)

        try:
            await self.reading.drawn(write)
        except ConflictError:
            return await self._conflict(request, decided[0][0], following)
        back = "/desk/links" if following == "links" else queue_of(form, following)
        return RedirectResponse(back, 303, HEADERS)

    async def _conflict(self, request: Request, ours: Decision, following: str) -> Response:
        """Say what somebody else decided meanwhile, and what of ours was not written."""

        def newest() -> Decision:
            with self.room.archive() as archive:
                keys_of = {key for key, _ in keys(request.state.form)}
                return [d for d in archive.decisions(target=ours.target) if d.key in keys_of][-1]

        frame = self.frame(request).page("Decided meanwhile", "../", "desk", feed="")
        page = desk_pages.conflict_page(frame, await self.reading.drawn(newest), ours, anchor({"key": following}))
        return sent(request, "conflict.html", page, 409)

    async def comment(self, request: Request) -> Response:
        """Keep a comment."""
        form, editor = request.state.form, editor_of(request)
        text = form.get("text", "").strip()[:2000]
        if not text:
            raise UsageError("say something")
        self.desk().comment(form.get("key", "")[:64], editor.name, text, at=self.gate.now())
        return RedirectResponse(queue_of(form, form.get("key", "")), 303, HEADERS)

    async def assign(self, request: Request) -> Response:
        """Give something to somebody."""
        form, editor = request.state.form, editor_of(request)
        self.desk().assign(form.get("key", "")[:64], form.get("user", ""), at=self.gate.now(), by=editor.name)
        return RedirectResponse(queue_of(form, form.get("key", "")), 303, HEADERS)
