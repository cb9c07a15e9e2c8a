"""
The archive: one SQLite file, and everything one may ask of it or write to it.

`Archive` is the front door; each of its methods is one call into the module
that knows the tables concerned. It reads no clock: times come from the caller.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from revtrack.errors import DamagedError, NotFoundError
from revtrack.model import (
    Article,
    ArticleState,
    Capture,
    Decision,
    FoundText,
    Job,
    ListedFinding,
    ListedNote,
    Outcome,
    Reading,
    Timeline,
    Version,
)
from revtrack.store import (
    articles,
    backups,
    captures,
    chain,
    commit,
    decisions,
    jobs,
    migrations,
    pausing,
    pruning,
    pulse,
    queues,
    rederiving,
    search,
    takedown,
    timeline,
    verify,
    versions,
)  # fmt: skip
from revtrack.store.connection import BUSY_TIMEOUT_S, Connection
from revtrack.store.locks import FileLock
from revtrack.store.proofs import Proof
from revtrack.store.pruning import Policy, Pruned
from revtrack.store.rederiving import Rederived
from revtrack.store.takedown import Removed


class Archive:
    """
    One archive file, open for reading or for writing; a context manager.

    Writing methods take the writer's lock for one transaction each and raise
    `LockedError` when another writer is not done within the busy time-out.
    Every method may raise `DamagedError` when the file is broken.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        """
        Open the archive at *path*. A writer makes it when there is none, and brings an older one up to date.

        Raises `NotFoundError` (a reader, and no file), `StoreError` (a reader,
        and an older schema), `NewerSchemaError`, `ReadOnlyError`,
        `DamagedError` (another program's file), `LockedError`.
        """
        self.path = Path(path)
        self.read_only = read_only
        self.db = Connection(self.path, read_only=read_only, busy_timeout_s=busy_timeout_s)
        """The connection, for the store's other areas; nobody else speaks SQL."""
        try:
            self.migrated = migrations.Migrated(False, 0, None)
            """What opening did to the schema."""
            if read_only:
                migrations.check_reader(self.db)
            elif migrations.check(self.db):
                with self.db.writer_lock():
                    self.migrated = migrations.migrate(self.db)
        except BaseException:
            self.db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def poll_lock(self, started_at: str = "") -> Iterator[None]:
        """
        Hold the long lock that makes this process the one poller of the archive.

        *started_at* is what a second poller is told. Raises `LockedError` at
        once, naming the holder's process id and start, when there is one.
        """
        lock = FileLock(Path(f"{self.path}.poll-lock"))
        holder = f"process {os.getpid()}" + (f" since {started_at}" if started_at else "")
        with lock.held(0, f"{holder}\n"):
            yield

    # Articles

    def add(self, url: str, outlet: str = "", source: str = "", *, at: str = "") -> Article:
        """
        Return the article at *url*, made now when it is new.

        Adding an address again, or one the article is already known by (an
        alias), changes nothing. *source* says how it came in (`add`, `feed
        https://...`), *at* when (RFC 3339, UTC). Raises `UsageError` for what
        is no address.
        """
        return articles.add(self.db, url, outlet, source, at)

    def article(self, wanted: str | int) -> Article:
        """Return the article with this address or number; raises `NotFoundError` naming the nearest there is."""
        return articles.get(self.db, wanted)

    def articles(
        self, *, outlet: str | None = None, state: ArticleState | str | None = None, search: str | None = None,
        after: int = 0, limit: int | None = None,
    ) -> Iterator[Article]:  # fmt: skip
        """
        Yield articles in the order they were added.

        *search* is a part of the address or headline; *after* and *limit* page
        by `Article.id`.
        """
        return articles.listed(
            self.db, outlet=outlet, state=None if state is None else str(state), search=search, after=after,
            limit=limit,
        )  # fmt: skip

    def count(self) -> int:
        """Return how many articles there are."""
        return articles.count(self.db)

    def pause(self, article: Article, why: str, *, at: str) -> bool:
        """Visit *article* no more until it is resumed; return False when it was paused already."""
        with self.db.transaction():
            return pausing.pause(self.db, article.id, at, why)

    def resume(self, article: Article, why: str = "", *, at: str) -> bool:
        """Visit *article* again, in the state it had; False when it was not paused. `UsageError` after a takedown."""
        with self.db.transaction():
            return pausing.resume(self.db, article.id, at, why)

    # Visits

    def job(self, article: Article, *, full: bool = False, extractor: str = "") -> Job:
        """
        Return everything a visit to *article* needs, as a picklable value.

        *full* leaves the validators out, so that the server sends the page.
        *extractor* is today's `extract.EXTRACTOR`: when the newest version was
        read by another, its bytes come along as `Job.previous_page`.
        `Job.past` holds the revisions that led to the newest versions, the
        newest included, oldest first, at most `commit.PAST`.
        """
        with self.db.snapshot():
            return jobs.read(self.db, article, full=full, extractor=extractor)

    def commit(self, outcome: Outcome) -> int | None:
        """
        Write what a visit found, in one transaction; return the number of the version it made, or None.

        A version is made when the outcome has a document and an analysis. Its
        time is `outcome.check.at` (empty: unknown, as an import may have it).
        """
        return self.commit_many((outcome,))[0]

    def commit_many(self, outcomes: Iterable[Outcome]) -> list[int | None]:
        """Write many outcomes in one transaction, in order; return for each the version number it made, or None."""
        with self.db.transaction():
            made = [commit.write(self.db, outcome) for outcome in outcomes]
            chain.seal(self.db, at_least=chain.SEAL_EVERY)
            return made

    def seal(self) -> str:
        """Chain the checks that are not chained yet (a poll does so when it ends); return the head."""
        with self.db.transaction():
            chain.seal(self.db)
            return chain.head(self.db)

    # Reading

    def timeline(self, article: Article, *, low: int = 1, high: int | None = None) -> Timeline:
        """Return everything known about *article*, with its versions *low* to *high* (None: the newest)."""
        with self.db.snapshot():
            return timeline.read(self.db, articles.by_id(self.db, article.id), low, high)

    def version(self, article: Article, number: int) -> Version:
        """Return one version; -1 is the newest. Raises `NotFoundError` naming those there are."""
        with self.db.snapshot():
            return versions.read(self.db, article, number)

    def versions(self, article: Article, *, low: int = 1, high: int | None = None) -> Iterator[Version]:
        """Yield the versions *low* to *high* (None: the newest) of *article* in order, without findings."""
        with self.db.snapshot():
            yield from versions.read_all(self.db, article, low, high)

    def capture(self, sha256: str) -> Capture:
        """Return the first capture whose bytes have this SHA-256, proved; raises `NotFoundError`, `DamagedError`."""
        found = self.db.value(
            "SELECT MIN(c.id) FROM captures c JOIN bodies b ON b.id = c.body_id WHERE b.sha256 = :sha256",
            {"sha256": sha256.lower()},
        )
        if found is None:
            raise NotFoundError(f"no capture with sha256 {sha256}")
        return captures.read(self.db, found)

    def head(self) -> str:
        """Return the chain's head: the hash that stands for everything committed so far."""
        return chain.head(self.db)

    def search(
        self, query: str, *, outlet: str | None = None, kind: str | None = None, since: str | None = None,
        until: str | None = None, removed: bool = False, before: int | None = None, limit: int = 50,
    ) -> list[FoundText]:  # fmt: skip
        """
        Return where the words of *query* were ever published, newest text first.

        *query* holds words and "phrases", `-word`, `OR` and `word*`. *kind* is
        a kind of block (`headline`, `paragraph`, `note` ...); *since* and
        *until* (`model.bound`) bound when it stood; *removed* leaves only text
        the article no longer shows. Page by handing the last one's `id` as
        *before*. Raises `UsageError` for a query with no words.
        """
        with self.db.snapshot():
            return search.search(
                self.db, query, outlet=outlet, kind=kind, since=since, until=until, removed=removed, before=before,
                limit=limit,
            )  # fmt: skip

    def verify(self, *, against: str | None = None, progress: Callable[[int, int], None] | None = None) -> Proof:
        """
        Return a proof of the whole archive, or what does not prove, first the first.

        *against* is a head printed earlier: the archive must continue it.
        *progress* is called with (entries proved, entries in all).
        """
        with self.db.snapshot():
            return verify.verify(self.db, against, progress)

    def beat(self) -> int:
        """Return a number that stays the same while no other connection commits."""
        return pulse.beat(self.db)

    def stamps(self, article_id: int | None = None) -> dict[int, str]:
        """Return, for each article with a version, a text that changes when anything a page shows of it does."""
        return pulse.stamps(self.db, article_id)

    # Life of the file

    def backup(self, target: str | Path) -> Proof:
        """
        Copy the archive to *target* while it is in use, and return the copy's proof.

        The copy appears under its name only when it is whole and proves.
        Raises `DamagedError` when it does not, `ReadOnlyError`, `NoSpaceError`,
        `UsageError` when *target* is the archive itself.
        """
        proofs: list[Proof] = []

        def prove(part: Path) -> None:
            proofs.append(proved(part))

        backups.copy(self.db, Path(target), prove)
        return proofs[0]

    def prune(self, policy: Policy, *, at: str, dry_run: bool = True) -> Pruned:
        """Drop what *policy* lets go and return what that was; a dry run (the default) only says what would go."""
        return pruning.prune(self.db, policy, at, dry_run=dry_run)

    def take_down(
        self, article: Article, reason: str, *, at: str, versions: Collection[int] | None = None
    ) -> Removed:  # fmt: skip
        """
        Remove an article's content, or only *versions* of it, for good; tombstones prove that it was there.

        Raises `UsageError` without a reason, or when a version that stays has
        the very page of one that goes; `NotFoundError`.
        """
        return takedown.take_down(self.db, article, reason, at, versions)

    def rederive(
        self, article: Article, readings: Sequence[Reading], *, at: str, rules: str, dry_run: bool = False
    ) -> Rederived:
        """
        Write what today's rules read in the versions of *article*, and return what that changed.

        Numbers, times, pages and decisions stay; what was there before keeps
        its digest in the chain. *rules* says which rules read it. Raises
        `StoreError` when *readings* are not of every version.
        """
        return rederiving.write(self.db, article, readings, at, rules, dry_run=dry_run)

    # Lists

    def findings(
        self, *, article: Article | None = None, outlet: str | None = None, code: str | None = None,
        verdict: str | None = "fail", severity: int = 0, since: str | None = None, undecided: bool = False,
        answered: bool = False,
        before: int | None = None, limit: int = 100,
    ) -> list[ListedFinding]:  # fmt: skip
        """
        Return findings newest first; page by handing the last one's `id` as *before*.

        *verdict* None gives those that passed as well; *answered* adds changes
        found without a note that a later version's note explains; *since* is a time
        or a day (`model.bound`) the version was first seen at or after.
        """
        with self.db.snapshot():
            return queues.findings(
                self.db, article=None if article is None else article.id, outlet=outlet, code=code, verdict=verdict,
                severity=severity, since=since, undecided=undecided, answered=answered, before=before, limit=limit,
            )  # fmt: skip

    def notes(
        self, *, article: Article | None = None, outlet: str | None = None, kind: str | None = None,
        status: str | None = None, since: str | None = None, before: int | None = None, limit: int = 100,
    ) -> list[ListedNote]:  # fmt: skip
        """
        Return notes newest first, each as the version shows it that brought, reworded, moved or removed it.

        Page by handing the last one's `id` as *before*.
        """
        with self.db.snapshot():
            return queues.listed_notes(
                self.db, article=None if article is None else article.id, outlet=outlet, kind=kind, status=status,
                since=since, before=before, limit=limit,
            )  # fmt: skip

    # Decisions

    def decide(self, decision: Decision, *, article: Article | None = None, seen: int | None = None) -> None:
        """
        Keep what an editor decided, chained; nothing is overwritten, the newest one counts.

        The article of a finding is found by its key; give *article* for a link
        or an edit. *seen* is how many decisions on it the editor knew of.
        Raises `NotFoundError` when no finding has this key, `ConflictError`
        (and nothing is written) when there are more than *seen* by now.
        """
        with self.db.transaction():
            if seen is not None:
                decisions.check_seen(self.db, decision, seen)
            decisions.save(self.db, decision, None if article is None else article.id)

    def carry_decisions(self, source: "Archive", name: str) -> tuple[int, int]:
        """
        Copy the decisions made in *source* about what this archive holds as well, chained; return (copied, left).

        *name* is kept in each copy's reason. Copying again copies nothing.
        """
        with self.db.transaction():
            return decisions.carry(source.db, self.db, name)

    def decisions(self, *, target: str | None = None, key: str | None = None) -> Sequence[Decision]:
        """Return decisions in the order they were made, of one *target* and *key* where given."""
        return queues.decisions(self.db, target, key)


def proved(path: str | Path) -> Proof:
    """
    Return the proof of the backup at *path*.

    Raises `NotFoundError`, `DamagedError` naming the first row that does not prove.
    """
    if not Path(path).is_file():
        raise NotFoundError(f"no backup at {path}")
    with Archive(path, read_only=True) as archive:
        proof = archive.verify()
    if not proof.holds:
        first = proof.problems[0]
        raise DamagedError(f"{path} does not prove: {first.where}: {first.what}")
    return proof


def restore(source: str | Path, target: str | Path) -> Proof:
    """
    Put the backup *source*, once proved, in the place of the archive *target*; return its proof.

    What stood there is kept as `TARGET.replaced`. Raises `DamagedError` when
    the backup does not prove (nothing is touched then), `LockedError` when a
    poll is at work, `NotFoundError`.
    """
    source, target = Path(source), Path(target)
    proof = proved(source)
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    with FileLock(Path(f"{target}.poll-lock")).held(0, f"process {os.getpid()}, restoring a backup\n"):
        backups.restore(source, target)
    return proof
