"""
Hold articles and what each look at them brought: checks, captures, versions.

Times are RFC 3339 strings in UTC, as stored and printed. Order is by sequence,
never by clock; a time live is an interval, from last seen to first seen.
"""

from dataclasses import dataclass
from enum import StrEnum

from revtrack.model.document import Document
from revtrack.model.packing import packed


class ArticleState(StrEnum):
    """How an article stands with its server; a change of state is news, a lasting one is not."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    BLOCKED = "blocked"
    GONE = "gone"
    MOVED = "moved"
    DISALLOWED = "disallowed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Article:
    """The story at one address."""

    id: int
    url: str
    """The address it was added by, in canonical spelling."""
    outlet: str = ""
    headline: str = ""
    """Of the newest version."""
    state: ArticleState = ArticleState.NEW
    aliases: tuple[str, ...] = ()
    added_at: str = ""
    source: str = ""
    """How it came in: `add`, `feed https://...`, `import warc NAME` ..."""


class CheckCode(StrEnum):
    """What one visit came to; stable words that other programs may rely on."""

    NEW_VERSION = "new_version"
    SAME_BYTES = "same_bytes"
    SAME_TEXT = "same_text"
    NOT_MODIFIED = "not_modified"
    LAYOUT_CHANGE = "layout_change"
    GONE = "gone"
    MOVED = "moved"
    BLOCKED = "blocked"
    FAULT = "fault"
    DISALLOWED = "disallowed"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CLIENT_ERROR = "client_error"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    INCOMPLETE = "incomplete"
    PROTOCOL_ERROR = "protocol_error"
    REDIRECT_ERROR = "redirect_error"
    ADDRESS_REFUSED = "address_refused"
    DNS_ERROR = "dns_error"
    CONNECT_ERROR = "connect_error"
    TLS_ERROR = "tls_error"
    NOT_HTML = "not_html"
    CRASHED = "crashed"

    @property
    def saw_article(self) -> bool:
        """Say whether a check with this code saw the article, changed or not."""
        return self in _SAW


_SAW = frozenset(
    {
        CheckCode.NEW_VERSION,
        CheckCode.SAME_BYTES,
        CheckCode.SAME_TEXT,
        CheckCode.NOT_MODIFIED,
        CheckCode.LAYOUT_CHANGE,
    }
)


@packed
@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes and headers one check brought back, kept as evidence."""

    url: str
    """The final address, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """Response headers in the server's order and spelling."""
    body: bytes
    """Decoded from the transfer's compression; as the SHA-256 proves them."""
    sha256: str
    request_headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[tuple[int, str], ...] = ()
    """(status, address) of each hop before the final one."""
    address: str = ""
    """The IP address that answered."""
    tls: str = ""
    """Protocol, cipher and certificate digest, or empty for plain HTTP."""
    started_at: str = ""
    finished_at: str = ""

    def header(self, name: str) -> str | None:
        """Return the first value of header *name*, whatever its case, or None."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), None)


@packed
@dataclass(frozen=True, slots=True)
class Check:
    """One visit to an article and its outcome."""

    at: str
    code: CheckCode
    """What it came to."""
    detail: str = ""
    """What happened, in words: the error, the reason kept for not making a version, the fault's evidence."""
    status: int | None = None
    """The HTTP status, where there was one."""
    url: str = ""
    """The final address."""
    duration_ms: int = 0
    bytes: int = 0
    version: int | None = None
    """The version number this check saw."""


TAKEN_DOWN = "taken down: "
"""How the source of a version begins whose content the law removed."""


@dataclass(frozen=True, slots=True)
class Version:
    """The article's content as published, numbered from 1."""

    number: int
    document: Document
    first_seen: str | None
    """The first check that saw it; None when an import did not know the time."""
    last_seen: str | None = None
    """The last check that still saw it."""
    not_before: str | None = None
    """The last check that still saw the version before: it appeared between this and `first_seen`."""
    reason: str = ""
    """What `snapshot` decided and why: `new text`, `revert to version 2`, `headline test` ..."""
    revert_to: int | None = None
    capture_sha256: str | None = None
    hash: str = ""
    """The chain's head when this version was committed."""
    source: str = ""
    """Where it came from when not polled: `import jsonl FILE` ...; once taken down, that and why."""

    @property
    def taken_down(self) -> str:
        """Return why its content was taken down; empty when it was not."""
        return self.source.removeprefix(TAKEN_DOWN) if self.source.startswith(TAKEN_DOWN) else ""
