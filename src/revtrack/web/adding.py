"""
Let an editor say what to watch: by the same way as `revtrack add`, so through the same gate.
"""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from revtrack.config import Settings
from revtrack.errors import UsageError
from revtrack.poller.entering import ARTICLE, LISTINGS, enter
from revtrack.poller.feeds import LIMIT, Rules
from revtrack.poller.watch import Watched, lines_of
from revtrack.report.frame import Frame
from revtrack.store import Archive
from revtrack.store.desk import Desk
from revtrack.web.add_pages import RULES, Answer, add_page, answer_of
from revtrack.web.entrance import sent
from revtrack.web.forms import whole
from revtrack.web.gate import Gate, editor_of
from revtrack.web.reading import Reading

MOST = 100
"""Addresses in one form; for more there is `revtrack add FILE`."""
SOURCE = "desk"
"""By which door an article came, as `revtrack list` shows it; who added it stands in the desk's log."""


class Adding:
    """The desk's form for addresses. *settings* reads the configuration, each time as a command does."""

    def __init__(
        self, reading: Reading, gate: Gate, desk: Callable[[], Desk], frame: Callable[[Request], Frame],
        settings: Callable[[], Settings],
    ) -> None:  # fmt: skip
        self.reading, self.gate, self.desk, self.frame, self.settings = reading, gate, desk, frame, settings

    async def add(self, request: Request) -> Response:
        """Show the form, or begin to watch what it holds and say what came of each address."""
        if request.method in ("GET", "HEAD"):
            return sent(request, "add.html", add_page(self.frame(request), {}))
        form, frame = request.state.form, self.frame(request)
        try:
            urls, kind, rules = asked(form)
        except UsageError as error:
            return sent(request, "add.html", add_page(frame, form, trouble=str(error)), 400)
        answers = await self.reading.drawn(partial(self._enter, editor_of(request).name, urls, kind, rules))
        refused = any(answer.refused for answer in answers)
        return sent(request, "add.html", add_page(frame, form, answers), 400 if refused else 200)

    def _enter(self, editor: str, urls: list[str], kind: str, rules: Rules) -> list[Answer]:
        settings, now = self.settings(), self.gate.clock()
        with Archive(self.reading.room.path) as archive:
            results = enter(archive, settings, urls, kind, rules, now=now, source=SOURCE)
            answers = [_answer(archive, item, kind) for item in results]
        self._log(editor, kind, results, self.gate.now())
        return answers

    def _log(self, editor: str, kind: str, results: list[Watched], at: str) -> None:
        """Write down what changed and what was refused; an article that was watched already changes nothing."""
        for item in results:
            if item.refused:
                self.desk().write_log(at, editor, "address refused", item.url[:500], item.refused)
            elif item.begun or kind in LISTINGS:
                what = LISTINGS.get(kind, ARTICLE)
                self.desk().write_log(at, editor, f"watched: {what}" if item.begun else f"rules: {what}", item.url)


def _answer(archive: Archive, item: Watched, kind: str) -> Answer:
    if item.article is None:
        return answer_of(item, kind, 0, None)
    timeline = archive.timeline(item.article)
    return answer_of(item, kind, len(timeline.versions), timeline.recent[0] if timeline.recent else None)


def asked(form: dict[str, str]) -> tuple[list[str], str, Rules]:
    """Return the addresses of a form, what they are and the rules for them; raises `UsageError` in plain words."""
    urls = list(dict.fromkeys(lines_of(form.get("urls", ""))))
    if not urls:
        raise UsageError("give an address, one a line")
    if len(urls) > MOST:
        raise UsageError(f"{len(urls)} addresses are too many for a form; give {MOST}, or use `revtrack add FILE`")
    kind = form.get("kind", ARTICLE)
    if kind != ARTICLE and kind not in LISTINGS:
        raise UsageError("say what the addresses are")
    if kind == ARTICLE and any(form.get(name, "").strip() for name in RULES):
        raise UsageError("the rules choose among what a feed, sitemap or page announces; say that it is one")
    if kind != "index" and form.get("select", "").strip():
        raise UsageError("where the links are is asked of pages that link to articles only")
    limit = whole(form, "limit") if form.get("limit", "").strip() else LIMIT
    if not limit:
        raise UsageError("at most 0 new articles would be none: give 1 or more")
    include, exclude = (tuple(_lines(form, name)) for name in ("include", "exclude"))
    return urls, kind, Rules(include, exclude, limit, form.get("select", "").strip(), form.get("outlet", "").strip())


def _lines(form: dict[str, str], name: str) -> list[str]:
    return [line.strip() for line in form.get(name, "").splitlines() if line.strip()]
