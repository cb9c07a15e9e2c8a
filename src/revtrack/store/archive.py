"""
The archive: one SQLite file, and everything one may ask of it or write to it.

`Archive` is the front door: what it answers stands in `reader`, what it writes
here; each method is one call into the module that knows the tables concerned.
It reads no clock: times come from the caller.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from revtrack.errors import DamagedError, NotFoundError
from revtrack.model import Article, Decision, Outcome, Reading
from revtrack.store import (
    articles,
    backups,
    chain,
    commit,
    decisions,
    migrations,
    pausing,
    pruning,
    rederiving,
    takedown,
)
from revtrack.store.connection import BUSY_TIMEOUT_S, Connection
from revtrack.store.locks import FileLock
from revtrack.store.proofs import Proof
from revtrack.store.pruning import Policy, Pruned
from revtrack.store.reader import ArchiveReader
from revtrack.store.rederiving import Rederived
from revtrack.store.takedown import Removed


class Archive(ArchiveReader):
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
        with self._sole("poll", started_at):
            yield

    @contextmanager
    def alert_lock(self, started_at: str = "") -> Iterator[None]:
        """Hold the lock that makes this process the one that hands alerts over; raises as `poll_lock` does."""
        with self._sole("alert", started_at):
            yield

    @contextmanager
    def _sole(self, what: str, started_at: str) -> Iterator[None]:
        lock = FileLock(Path(f"{self.path}.{what}-lock"))
        holder = f"process {os.getpid()}" + (f" since {started_at}" if started_at else "")
        with lock.held(0, f"{holder}\n"):
            yield

    # What is watched

    def add(self, url: str, outlet: str = "", source: str = "", *, at: str = "") -> Article:
        """
        Return the article at *url*, made now when it is new.

        Adding an address again, or one the article is already known by (an
        alias), changes nothing. *source* says how it came in (`add`, `feed
        https://...`), *at* when (RFC 3339, UTC). Raises `UsageError` for what
        is no address.
        """
        return articles.add(self.db, url, outlet, source, at)

    def pause(self, article: Article, why: str, *, at: str) -> bool:
        """Visit *article* no more until it is resumed; return False when it was paused already."""
        with self.db.transaction():
            return pausing.pause(self.db, article.id, at, why)

    def resume(self, article: Article, why: str = "", *, at: str) -> bool:
        """Visit *article* again, in the state it had; False when it was not paused. `UsageError` after a takedown."""
        with self.db.transaction():
            return pausing.resume(self.db, article.id, at, why)

    # What visits found

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

    # What editors decide

    def decide(self, decision: Decision, *, article: Article | None = None, seen: int | None = None) -> None:
        """
        Keep what an editor decided, chained; nothing is overwritten, the newest one counts.

        The article of a finding is found by its key; give *article* for a link
        or an edit. *seen* is how many decisions on it the editor knew of.
        Raises `NotFoundError` when no finding has this key, `ConflictError`
        (and nothing is written) when there are more than *seen* by now.
        """
        self.decide_all([(decision, seen)], article=article)

    def decide_all(self, decided: Iterable[tuple[Decision, int | None]], *, article: Article | None = None) -> None:
        """Keep several decisions, each with how many the editor knew of, all or none; see `decide`."""
        with self.db.transaction():
            for decision, seen in decided:
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
