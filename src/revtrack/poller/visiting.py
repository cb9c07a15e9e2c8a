"""
Visit one article: ask, read where need be, follow its pages, say what came of it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from revtrack.config import Settings
from revtrack.errors import AddressRefused
from revtrack.fetch import Client, Url, check, identity, join
from revtrack.model import Fetched, FetchResult, Outcome, Validators
from revtrack.poller import outcomes, pages
from revtrack.poller.admission import Admission
from revtrack.poller.profiles import profile_of
from revtrack.poller.workers import DigestCrashed, Workers
from revtrack.store.archive import Archive
from revtrack.store.polling import Due, Polling

log = logging.getLogger("revtrack.poller")
BUGS = (
    ArithmeticError, AssertionError, AttributeError, ExceptionGroup, LookupError, RecursionError, TypeError, ValueError
)  # fmt: skip
"""What a defect of ours raises: the visit is written as `crashed` with the log saying where, the others go on."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one visit."""

    outcome: Outcome
    result: FetchResult | None = None
    """What the server said; None when it was not asked, or a defect lost it."""
    full: bool = False
    """No validators were sent: the server had to answer in full."""
    flaps: bool = False
    """The article goes back and forth between texts that were there before."""
    cut: str = ""
    """Why the article was not read to its end, in words."""


class Visitor:
    """Visits articles; *stamped* tells the time as it is stored, *extractor* what today's extractor calls itself."""

    def __init__(
        self, archive: Archive, settings: Settings, client: Client, admission: Admission,
        workers: Workers, *, stamped: Callable[[], str], extractor: Callable[[], str],
    ) -> None:  # fmt: skip
        self._archive, self._polling, self._settings = archive, Polling(archive), settings
        self._client, self._admission, self._workers = client, admission, workers
        self._stamped, self._extractor = stamped, extractor

    async def visit(self, due: Due) -> Visit:
        """Return what came of visiting the article; raises `BUGS` for a defect of ours."""
        full = due.appointment.looks >= self._settings.fetch.full_read_every - 1 or not due.versions
        validators = Validators() if full or due.article.state in ("gone", "moved") else due.validators
        result = await self._ask(due.url, validators)
        visit = replace(await self._judge(due, result), full=validators == Validators())
        document = visit.outcome.document
        if isinstance(result, Fetched) and document is not None and document.next_page:
            return replace(await self._several(due, result, document.next_page), full=visit.full)
        return visit

    def crashed(self, due: Due) -> Visit:
        """Return what is written of a visit that a defect of ours ended: call it where that was caught."""
        log.exception("the visit to %s crashed", due.url)
        return Visit(outcomes.crashed(due, "a defect of revtrack; see the log", self._stamped()))

    async def _ask(self, url: str, validators: Validators) -> FetchResult:
        return await self._client.fetch(url, validators, admit=self._admission.admit)

    async def _several(self, due: Due, first: Fetched, onward: str) -> Visit:
        """Return what came of all pages of an article that goes on at *onward*."""

        async def fetch(url: str) -> FetchResult:
            return await self._ask(url, Validators())

        try:
            most = self._settings.fetch.max_bytes
            result, cut = await pages.follow(first.capture, onward, fetch, self._workers.onward, most)
        except DigestCrashed as error:
            return Visit(outcomes.crashed(due, str(error), self._stamped()), first)
        visit = await self._judge(due, result)
        return replace(visit, outcome=outcomes.partial(visit.outcome, cut), cut=cut) if cut else visit

    async def _judge(self, due: Due, result: FetchResult) -> Visit:
        """Return what a result comes to; the stages are asked only where need be."""
        last = self._polling.last_sha256(due.article.id) if isinstance(result, Fetched) and due.versions else None
        outcome = outcomes.plain(due, result, last, self._stamped())
        return await self._digest(due, result) if outcome is None else Visit(outcome, result)

    async def _digest(self, due: Due, result: FetchResult) -> Visit:
        """Return what the stages found."""
        job = self._archive.job(due.article, extractor=self._extractor())
        try:
            profile = profile_of(self._settings, due.article.url)
            outcome = await self._workers.digest(job, result, self._stamped(), profile)
        except DigestCrashed as error:
            return Visit(outcomes.crashed(due, str(error), self._stamped()), result)
        except BUGS as error:
            log.exception("the page at %s could not be digested", due.url)
            return Visit(outcomes.crashed(due, f"{type(error).__name__}: {error}", self._stamped()), result)
        return Visit(outcomes.completed(due, outcome, result), result, flaps=outcomes.flaps(job, outcome))

    def keys(self, due: Due, outcome: Outcome) -> tuple[str, ...]:
        """Return the keys of the addresses the article turned out to have: its final one and its canonical one."""
        final = self._final(due, outcome)
        if final is None:
            return ()
        if outcome.analysis is None or outcome.document is None:
            return (identity.key(final),)
        try:
            own = outcome.document.url or str(final)
            named = final if own == str(final) else join(final, own, self._settings.fetch)
        except (AddressRefused, ValueError):
            return ()
        canonical = identity.accepted_canonical(final, named)
        return tuple({identity.key(url) for url in (final, canonical) if url is not None})

    def twin(self, due: Due, outcome: Outcome) -> int | None:
        """
        Return the id of the article that a listing made of this one's new address, None when there is none.

        A changed slug stands in the feed before the old address is visited and found to lead there. An address that
        leads to another story, as those of deleted articles may, makes that story no twin.
        """
        final = self._final(due, outcome)
        if final is None or str(final) == due.url or not outcomes.goes_on(outcome):
            return None
        given = check(due.article.url, self._settings.fetch)
        if not identity.same_site(given, final) or identity.key(given) == identity.key(final):
            return None
        return self._polling.younger_twin(due.article.id, identity.key(final))

    def _final(self, due: Due, outcome: Outcome) -> Url | None:
        """Return the address at which the visit saw the article; None when it saw nothing new, of words or address."""
        as_before = outcome.analysis is None and outcome.check.url in ("", due.url)
        if as_before or not outcome.check.code.saw_article:
            return None
        try:
            return check(outcome.check.url or due.url, self._settings.fetch)
        except AddressRefused:
            return None
