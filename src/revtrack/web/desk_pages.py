"""
Make the pages of the desk: log-in, the queue with its forms, one link to redraw, the log.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from revtrack.model import Decision
from revtrack.report import times, wording
from revtrack.report.frame import Frame
from revtrack.report.items import Item
from revtrack.report.queue import ItemLine, item_line, ordered
from revtrack.report.summary import Summary
from revtrack.report.tallies import Tally
from revtrack.store.desk import Comment, Logged, User

A_PAGE = 50
LAST = 10
"""How many decisions stand ready to be undone."""
REASONS = 12
"""How many reasons given before are offered again."""

CHOICES = (
    ("needs_note", "needs a note"),
    ("update", "the story went on"),
    ("style", "style only"),
    ("noted_elsewhere", "already noted elsewhere"),
    ("not_an_error", "nothing was wrong"),
)
"""Verdicts on a finding or an edit, in the order of their number keys."""


@dataclass(frozen=True, slots=True)
class LoginPage:
    """Everything the log-in page shows."""

    frame: Frame
    trouble: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to decide, with all its form needs."""

    line: ItemLine
    seen: str
    """How many decisions there were when this page was made."""
    also: str
    """The same of what is decided with it: `KEY.SEEN KEY.SEEN`; empty for most."""
    comments: tuple[Comment, ...]
    assigned: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One verdict that can be chosen."""

    value: str
    words: str
    key: str
    """The number key that chooses it."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything the queue shows."""

    frame: Frame
    total: str
    tasks: tuple[Task, ...]
    choices: tuple[Choice, ...]
    users: tuple[str, ...]
    rules: tuple[Tally, ...]
    narrowed: str
    query: str
    """The same as it stands in the address, so that a decision leads back to it."""
    decided: tuple[Task, ...]
    """What was decided last, to undo."""
    awaited: tuple[Task, ...]
    """What an editor says needs a note, for which none is seen yet."""
    awaited_total: str
    links_href: str
    reasons: tuple[str, ...]
    """What this editor gave as reasons before, the latest first, to choose from."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Everything the log shows."""

    frame: Frame
    lines: tuple[Logged, ...]
    users: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Somebody else decided meanwhile: what they said, and what was not lost of one's own."""

    frame: Frame
    trouble: str
    verdict: str
    reason: str
    back_href: str


def desk_page(
    summaries: Sequence[Summary], frame: Frame, decisions: Sequence[Decision], comments: dict[str, list[Comment]],
    assigned: dict[str, str], users: Sequence[User], *, rule: str = "", mine: str = "",
) -> DeskPage:  # fmt: skip
    """Return the queue: what matters most first, narrowed to a *rule* or to what is assigned to *mine*."""
    name = frame.editor.name if frame.editor else ""
    counts = Counter((decision.target, decision.key) for decision in decisions)
    items = ordered(item for summary in summaries for item in summary.items)

    def task(item: Item) -> Task:
        seen = str(counts[item.target, item.key])
        also = " ".join(f"{key}.{counts[item.target, key]}" for key in item.also)
        return Task(item_line(item, ""), seen, also, tuple(comments.get(item.key, ())), assigned.get(item.key, ""))

    chosen = [i for i in items if rule in ("", i.rule) and mine in ("", assigned.get(i.key, ""))]
    waiting = [item for item in chosen if not item.decided]
    order = {(decision.target, decision.key): at for at, decision in enumerate(decisions)}
    decided = sorted((i for i in items if i.decided), key=lambda item: -order.get((item.target, item.key), -1))
    last = decided[:LAST]
    awaited = [item for item in chosen if item.decided and item.waiting and item not in last]
    rules = Counter(item.rule for item in items if not item.decided)
    return DeskPage(
        frame.page("Desk", "", "desk", feed=""), wording.count(len(waiting), "thing"),
        tuple(task(item) for item in waiting[:A_PAGE]),
        tuple(Choice(value, words, str(at)) for at, (value, words) in enumerate(CHOICES, 1)),
        tuple(user.name for user in users if not user.disabled),
        tuple(Tally(wording.rule(name), str(number), f"desk?rule={name}") for name, number in rules.most_common()),
        ", ".join(filter(None, (f"rule {rule}" if rule else "", f"assigned to {mine}" if mine else ""))),
        urlencode({name: value for name, value in (("rule", rule), ("assigned", mine)) if value}),
        tuple(task(item) for item in last), tuple(task(item) for item in awaited[:A_PAGE]),
        wording.count(len(awaited), "thing"), "desk/links",
        tuple(dict.fromkeys(d.reason for d in reversed(decisions) if d.reason and d.editor == name))[:REASONS],
    )  # fmt: skip


def conflict_page(frame: Frame, theirs: Decision, ours: Decision, following: str) -> ConflictPage:
    """Return what somebody else decided meanwhile, and what of *ours* was not written; it leads to what *following*."""
    said = f"{theirs.editor} said “{_said(theirs.verdict)}” on {times.clock(theirs.decided_at)}"
    said += f", because “{theirs.reason}”" if theirs.reason else ""
    back = "../desk/links" if following == "links" else f"../desk#i-{following}" if following else "../desk"
    return ConflictPage(frame, f"{said}.", _said(ours.verdict), ours.reason, back)


def _said(verdict: str) -> str:
    """Return a verdict as its button says it."""
    return dict(CHOICES).get(verdict, wording.plain(verdict))


def log_page(lines: Sequence[Logged], users: Sequence[User], frame: Frame) -> LogPage:
    """Return the log, newest line first."""
    shown = tuple(Logged(times.clock(line.at), line.user, line.action, line.target, line.detail) for line in lines)
    return LogPage(frame.page("Log", "../", "desk", feed=""), shown, tuple(users))
