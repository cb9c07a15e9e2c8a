"""
Answer what is asked of an open archive: each method is one call into the module that knows the tables concerned.
"""

from collections.abc import Callable, Iterator, Sequence

from revtrack.errors import NotFoundError
from revtrack.model import (
    Article,
    ArticleState,
    Capture,
    Decision,
    FoundText,
    Job,
    ListedFinding,
    ListedNote,
    Timeline,
    Version,
)
from revtrack.store import articles, captures, chain, jobs, pulse, queues, search, timeline, verify, versions
from revtrack.store.connection import Connection
from revtrack.store.proofs import Proof


class ArchiveReader:
    """Everything one may ask of an archive; every method may raise `DamagedError` when the file is broken."""

    db: Connection

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

    def decisions(self, *, target: str | None = None, key: str | None = None) -> Sequence[Decision]:
        """Return decisions in the order they were made, of one *target* and *key* where given."""
        return queues.decisions(self.db, target, key)

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
