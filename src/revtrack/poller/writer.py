"""
Commit visits: one writer, several visits a transaction.

Visits wait for company, since a transaction's cost is the disk's: a version for
a moment, an unchanged check for longer. One visit that cannot be written is
written as `crashed`, and the others go on.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from revtrack.errors import NotFoundError, RevtrackError, StoreError
from revtrack.model import Check, CheckCode, Outcome
from revtrack.store.polling import HostRest, Polling, Record

log = logging.getLogger("revtrack.poller")

MOST_WAITING = 256
LONGEST_S = 1.0
MOST_PAGES = 32
MOST_PAGE_BYTES = 4_000_000
PAGE_LONGEST_S = 0.1
"""How long a visit with a page waits; a kill loses what waits, and the next poll visits it again."""


class Writer:
    """Collects records and writes them; `on_written` is told each record and the version it made."""

    def __init__(self, polling: Polling, on_written: Callable[[Record, int | None], None]) -> None:
        self._polling, self._on_written = polling, on_written
        self._records: list[Record] = []
        self._rests: dict[str, HostRest] = {}
        self._timer: asyncio.Handle | None = None
        self._pages = self._page_bytes = 0
        self.error: BaseException | None = None
        """Why nothing can be written any more."""

    def add(self, record: Record, rests: Iterable[HostRest] = ()) -> None:
        """Take a visit to write; raises what stopped the writing, when something did."""
        if self.error is not None:
            raise self.error
        self._records.append(record)
        self._rests |= {rest.host: rest for rest in rests}
        capture = record.outcome.capture
        if capture is not None:
            self._pages += 1
            self._page_bytes += len(capture.body)
        self._set_timer(first_page=capture is not None and self._pages == 1)

    def _set_timer(self, *, first_page: bool) -> None:
        """Write when the loop comes round if enough waits, else when what waits has waited long enough."""
        loop = asyncio.get_running_loop()
        full = self._pages >= MOST_PAGES or self._page_bytes >= MOST_PAGE_BYTES or len(self._records) >= MOST_WAITING
        if not (full or first_page or self._timer is None):
            return
        if self._timer is not None:
            self._timer.cancel()
        if full:
            self._timer = loop.call_soon(self._flush_noting)
        else:
            self._timer = loop.call_later(PAGE_LONGEST_S if self._pages else LONGEST_S, self._flush_noting)

    def _flush_noting(self) -> None:
        try:
            self.flush()
        except RevtrackError as error:
            self.error = error

    def flush(self) -> None:
        """Write everything that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        records, rests = self._records, list(self._rests.values())
        self._records, self._rests = [], {}
        self._pages = self._page_bytes = 0
        if not records and not rests:
            return
        try:
            made = self._polling.write(records, rests)
        except StoreError as error:
            if type(error) is not StoreError:
                raise  # No space, locked, read-only, damaged: nothing can be written.
            made = [self._write_alone(record) for record in records]
        except Exception:
            log.exception("a group of %d visits could not be written; writing them one by one", len(records))
            made = [self._write_alone(record) for record in records]
        for record, number in zip(records, made, strict=True):
            self._on_written(record, number)

    def _write_alone(self, record: Record) -> int | None:
        try:
            return self._polling.write([record])[0]
        except NotFoundError:
            return None  # The article was taken out of the archive while it was visited.
        except StoreError as error:
            if type(error) is not StoreError:
                raise
            detail = str(error)
        except Exception as error:
            log.exception("the visit to %s could not be written", record.outcome.article.url)
            detail = f"could not be written: {type(error).__name__}: {error}"
        check = Check(record.outcome.check.at, CheckCode.CRASHED, detail[:1000])
        return self._polling.write([replace(record, outcome=Outcome(record.outcome.article, check))])[0]
