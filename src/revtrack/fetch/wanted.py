"""
Say what a request is for, and what a client of ours can be asked: the seam that tests replace.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Protocol

from revtrack.fetch.gate import Url
from revtrack.model import FetchFailed, FetchResult, Validators

UNCONDITIONAL = Validators()
Turn = AbstractAsyncContextManager[FetchFailed | None]
Admit = Callable[[Url], Turn]
"""Take the turn of an address's host: waits, then yields None, or yields why it may not be asked now."""

MARKUP = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
FEEDS = (*MARKUP, "application/xml", "text/xml", "application/json", "application/feed+json")


class Wanted(Enum):
    """What a request is for: what to ask for and which content types are of use."""

    PAGE = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
    FEED = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
    ANY = "*/*"

    @property
    def accept(self) -> str:
        """Return the Accept header."""
        return self.value

    def takes(self, content_type: str | None) -> bool:
        """Say whether an answer of this type can be read; a missing type is given its chance."""
        kind = (content_type or "").partition(";")[0].strip().lower()
        if self is Wanted.ANY or not kind:
            return True
        if self is Wanted.PAGE:
            return kind in MARKUP or kind in ("application/xml", "text/xml")
        return kind in FEEDS or kind.endswith(("+xml", "+json", "/gzip", "/x-gzip", "octet-stream"))


def is_listing(content_type: str | None) -> bool:
    """Say whether a type is one that feeds and sitemaps have and no page has."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return not Wanted.PAGE.takes(kind) and (kind in FEEDS or kind.endswith(("/rss+xml", "/atom+xml", "/feed+json")))


class Client(Protocol):
    """What the poller needs of `Fetcher`."""

    async def fetch(
        self,
        url: str,
        validators: Validators = ...,
        *,
        admit: Admit = ...,
        wanted: Wanted = ...,
        max_bytes: int | None = ...,
    ) -> FetchResult:
        """Return what the server at *url* had to say."""
