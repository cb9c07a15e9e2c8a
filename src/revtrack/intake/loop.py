"""
Run an import: readers in, outcomes out, one writer.

Articles are read on many processes; results come back in the order of the
source, so the archive is row for row the same whatever their number.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from revtrack.config import Settings
from revtrack.engine import Line, Named, WorkerLost
from revtrack.errors import UsageError
from revtrack.exchange import Incoming, Listed, Look, Reading, Trouble
from revtrack.extract import EXTRACTOR
from revtrack.intake.addresses import watch_listed
from revtrack.model import CheckCode, Outcome
from revtrack.pipeline.tasks import ReplayTask, with_body
from revtrack.poller.profiles import profile_of
from revtrack.store import Archive, importing
from revtrack.store.importing import Arrival, ArticleMoved, Imported, Start

BATCH = 200
"""Looks written in one transaction: a commit waits for the disk, a killed import repeats at most so many."""
KEPT_TROUBLES = 1_000
"""Troubles kept in the archive for one import; the rest is counted."""
EXAMPLES = 5
AHEAD = 200
"""Looks on their way for each process: as many as one transaction, so that nobody idles while the writer writes."""
LOOK_BYTES = 50_000
"""A larger page counts as several looks, so that memory stays flat."""
READ = Named("revtrack.pipeline:replay_bare", "revtrack.pipeline:warm")
"""What reads a task: with many processes, only those load the stages."""


@dataclass(slots=True)
class Progress:
    """How far an import is."""

    articles: int = 0
    looks: int = 0
    versions: int = 0
    known: int = 0
    """Looks that were stored already."""
    unchanged: int = 0
    faults: int = 0
    """Looks that did not show the article: error pages, walls."""
    feeds: int = 0
    """Feeds named, which are read for articles from now on."""
    troubles: int = 0
    """Records that could not be used."""
    examples: list[str] = field(default_factory=list)
    """The first few troubles, in words."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What is imported, and how."""

    kind: str
    source: str
    """The source's name as it is kept with each version."""
    settings: Settings = field(default_factory=Settings)
    executor: Executor | None = None
    """Where articles are read; None: here."""
    width: int = 1
    """How many the executor reads at once."""

    @property
    def label(self) -> str:
        """Return what stands beside each version as its source."""
        return f"import {self.kind} {self.source}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """The fresh looks of one part of one article on their way through."""

    incoming: Incoming
    keys: tuple[bytes, ...]
    start: Start
    task: ReplayTask

    @property
    def weight(self) -> int:
        """Return how many looks of common size this is as much work as."""
        return sum(1 + len(look.body) // LOOK_BYTES for look in self.task.looks)


def key_of(url: str, look: Look, place: int) -> bytes:
    """Return what makes a look of an article the same look: its time, or its place in order, and its bytes."""
    when = look.at or f"#{place}"
    return hashlib.sha256("\0".join((url, when, look.sha256)).encode("utf-8", "replace")).digest()[:16]


def bring_in(
    archive: Archive,
    items: Reading,
    what: Intake,
    now: Callable[[], str],
    show: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """
    Write what *items* bring into *archive* and return what it came to.

    *now* tells the time (RFC 3339, UTC), *show* is called after each batch.
    Looks that are stored already are passed over. A look older than the newest
    one of an article that was there before is set aside as a trouble: versions
    are never put in between.
    """
    return _Run(archive, what, now, show).run(items)


class _Run:
    """One import under way."""

    def __init__(
        self, archive: Archive, what: Intake, now: Callable[[], str], show: Callable[[Progress], None]
    ) -> None:
        self.archive, self.what, self.now, self.show = archive, what, now, show
        self.progress = Progress()
        self.number = importing.begin(archive, what.kind, what.source, now())
        self.read: list[tuple[_Piece, tuple[Outcome, ...]]] = []
        self.troubles: list[tuple[str, str]] = []
        self.listed: list[Listed] = []
        self.under_way: set[str] = set()
        self.line: Line[_Piece, tuple[Outcome, ...]] = Line(
            READ,
            what.executor,
            ahead=what.width * AHEAD,
            weight=lambda piece: piece.weight,
            part=lambda piece: piece.task,
        )

    def run(self, items: Reading) -> Progress:
        for item in items:
            match item:
                case Trouble():
                    self.trouble(item.where, item.what)
                case Listed():
                    self.watch(item)
                case Incoming():
                    self.take(item)
        self.settle()
        importing.finish(self.archive, self.number, self.now(), self.progress.troubles)
        self.show(self.progress)
        return self.progress

    def take(self, item: Incoming) -> None:
        """Send the fresh looks of one part of an article on their way."""
        self.progress.articles += item.first == 0
        if item.url in self.under_way:
            self.settle()
        try:
            piece = self.piece(item)
        except UsageError as error:
            self.trouble(item.key, str(error))
            return
        if piece is None:
            return
        self.under_way.add(item.url)
        for question, answer in self.line.put(piece):
            self.arrived(question, answer)

    def watch(self, item: Listed) -> None:
        """Keep an address for the next batch, and watch those there are when there are enough."""
        self.listed.append(item)
        if len(self.listed) >= BATCH:
            self.watch_all()

    def watch_all(self) -> None:
        """Begin to watch the addresses listed, in one transaction."""
        batch, self.listed = self.listed, []
        with self.archive.db.transaction():
            for item in batch:
                refused = watch_listed(self.archive, self.what.settings, item, now=self.now(), source=self.what.label)
                if refused:
                    self.trouble(item.url, refused)
                else:
                    self.progress.feeds += item.is_feed
                    self.progress.articles += not item.is_feed

    def piece(self, item: Incoming) -> _Piece | None:
        """Return the looks of *item* that are not stored yet with the state they are read from; None for none."""
        keys = [key_of(item.url, look, item.first + place) for place, look in enumerate(item.looks)]
        start = importing.start(self.archive, item.url, item.outlet, EXTRACTOR)
        stored = set(importing.known(self.archive, keys)) if start.job.article.id else set[bytes]()
        newest = self.archive_newest(start)
        fresh: list[tuple[bytes, Look]] = []
        for key, look in zip(keys, item.looks, strict=True):
            if key in stored:
                self.progress.known += 1
            elif look.at and look.at < newest:
                self.trouble(f"{item.key}, {look.at}", f"older than what the archive holds of {item.url} ({newest}); "
                             "import it into a fresh archive and merge the two")  # fmt: skip
            else:
                fresh.append((key, look))
                stored.add(key)  # A source may hold the same look twice, as two branches of a repository do.
        if not fresh:
            return None
        named = self.what.settings.outlets.get(start.job.article.outlet or item.outlet)
        profile = named or profile_of(self.what.settings, item.url)
        task = ReplayTask(start.job, tuple(look for _, look in fresh), start.notes, profile)
        return _Piece(item, tuple(key for key, _ in fresh), start, task)

    @staticmethod
    def archive_newest(start: Start) -> str:
        """Return the last time the archive's article was seen, empty when it never was."""
        previous = start.job.previous
        return "" if previous is None else previous.last_seen or previous.first_seen or ""

    def arrived(self, piece: _Piece, answer: tuple[Outcome, ...] | WorkerLost) -> None:
        """Keep what was read for the next batch, and write it when there is enough."""
        if isinstance(answer, WorkerLost):
            self.trouble(piece.incoming.key, f"set aside: {answer}")
            return
        self.read.append((piece, answer))
        if sum(len(outcomes) for _, outcomes in self.read) >= BATCH:
            self.write()

    def settle(self) -> None:
        """Wait for all that is on its way, and write it."""
        for question, answer in self.line.drain():
            self.arrived(question, answer)
        self.watch_all()
        self.write()

    def write(self) -> None:
        """Write what was read, in one transaction."""
        batch, self.read = self.read, []
        try:
            made = importing.write(self.archive, self.number, (self.arrival(*one) for one in batch), self.now())
        except ArticleMoved:
            # An address turned out to be another name of an article in this very batch: read those against its state.
            made = sum(self.write_again(piece) for piece, _ in batch)
        self.progress.versions += made
        for piece, outcomes in batch:
            self.under_way.discard(piece.incoming.url)
            self.count(outcomes)
        importing.trouble(self.archive, self.number, self.troubles)
        self.troubles = []
        self.show(self.progress)

    def write_again(self, piece: _Piece) -> int:
        """Read one piece from the article's state as it is now, and write it; return the versions made."""
        fresh = self.piece(piece.incoming)
        if fresh is None:
            return 0
        return importing.write(self.archive, self.number, [self.arrival(fresh, READ(fresh.task))], self.now())

    def arrival(self, piece: _Piece, outcomes: tuple[Outcome, ...]) -> Arrival:
        looks = zip(piece.keys, outcomes, piece.task.looks, strict=True)
        return Arrival(
            piece.incoming.url,
            piece.incoming.outlet,
            self.what.label,
            piece.start.versions,
            tuple(Imported(key, with_body(outcome, look.body), look.detail) for key, outcome, look in looks),
        )

    def count(self, outcomes: tuple[Outcome, ...]) -> None:
        self.progress.looks += len(outcomes)
        for outcome in outcomes:
            code = outcome.check.code
            if not code.saw_article:
                self.progress.faults += 1
            elif code is not CheckCode.NEW_VERSION:
                self.progress.unchanged += 1

    def trouble(self, where: str, what: str) -> None:
        self.progress.troubles += 1
        if len(self.progress.examples) < EXAMPLES:
            self.progress.examples.append(f"{where}: {what}")
        if self.progress.troubles <= KEPT_TROUBLES:
            self.troubles.append((where, what))
