"""
Give every way a fetch can fail its stable code.

Two tables: what a status says, and what an exception of the client means. A
reader of the code column must be able to tell a bot wall from a dead page from
a bad line.
"""

import aiohttp

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch.body import BodyDamaged, BodyIncomplete, BodyTooLarge
from revtrack.fetch.wanted import Wanted, is_listing
from revtrack.model import CheckCode, FetchFailed


def failure_of(status: int, content_type: str | None, wanted: Wanted) -> FetchFailed | None:
    """Return why an answer of this *status* and type is no article, None when its body is to be read."""
    if status in (200, 203):
        if wanted.takes(content_type):
            return None
        kind = f"content type {(content_type or '')[:100]!r}"
        hint = "; give a feed to `revtrack add --feed`" if is_listing(content_type) else ""
        return FetchFailed(CheckCode.NOT_HTML, kind + hint, status)
    code, words = _STATUS.get(status, (None, ""))
    if code is None and 200 <= status < 300:
        code, words = CheckCode.PROTOCOL_ERROR, "not an answer to a plain GET"
    elif code is None and 300 <= status < 400:
        code, words = CheckCode.REDIRECT_ERROR, "a redirect that says not where to"
    elif code is None and 400 <= status < 500:
        code, words = CheckCode.CLIENT_ERROR, "the server refuses the request"
    elif code is None:
        code, words = CheckCode.SERVER_ERROR, "the server failed"
    return FetchFailed(code, f"status {status}: {words}", status)


_STATUS: dict[int, tuple[CheckCode, str]] = {
    204: (CheckCode.INCOMPLETE, "no content"),
    205: (CheckCode.INCOMPLETE, "no content"),
    206: (CheckCode.INCOMPLETE, "a part of the page, which nobody asked for"),
    401: (CheckCode.BLOCKED, "wants a login"),
    402: (CheckCode.BLOCKED, "wants a payment"),
    403: (CheckCode.BLOCKED, "access denied"),
    404: (CheckCode.GONE, "not found"),
    407: (CheckCode.BLOCKED, "a proxy wants a login"),
    408: (CheckCode.TIMEOUT, "the server gave up waiting"),
    410: (CheckCode.GONE, "withdrawn"),
    429: (CheckCode.RATE_LIMITED, "too many requests"),
    451: (CheckCode.GONE, "unavailable for legal reasons"),
    503: (CheckCode.SERVER_ERROR, "unavailable for now"),
}


def translate(error: Exception, settings: FetchSettings) -> FetchFailed | None:
    """Return what the exception *error* of a request means; None for a bug, which should look like one."""
    if isinstance(error, AddressRefused):
        return FetchFailed(CheckCode.ADDRESS_REFUSED, error.reason)
    for kind, code in _EXCEPTIONS:
        if isinstance(error, kind):
            return FetchFailed(code, _words(error, code, settings))
    return None


_EXCEPTIONS: tuple[tuple[type[Exception], CheckCode], ...] = (
    (BodyTooLarge, CheckCode.TOO_LARGE),
    (BodyDamaged, CheckCode.PROTOCOL_ERROR),
    (BodyIncomplete, CheckCode.INCOMPLETE),
    (TimeoutError, CheckCode.TIMEOUT),
    (aiohttp.ClientConnectorDNSError, CheckCode.DNS_ERROR),
    (aiohttp.ClientSSLError, CheckCode.TLS_ERROR),
    (aiohttp.ClientConnectorCertificateError, CheckCode.TLS_ERROR),
    (aiohttp.InvalidURL, CheckCode.ADDRESS_REFUSED),
    (aiohttp.http_exceptions.TransferEncodingError, CheckCode.PROTOCOL_ERROR),
    (aiohttp.http_exceptions.ContentLengthError, CheckCode.INCOMPLETE),
    (aiohttp.ClientPayloadError, CheckCode.INCOMPLETE),
    (aiohttp.ClientResponseError, CheckCode.PROTOCOL_ERROR),
    (aiohttp.http_exceptions.HttpProcessingError, CheckCode.PROTOCOL_ERROR),
    (aiohttp.ClientConnectionError, CheckCode.CONNECT_ERROR),
    (aiohttp.ClientError, CheckCode.PROTOCOL_ERROR),
    (OSError, CheckCode.CONNECT_ERROR),
)
"""The narrowest class first."""


def _words(error: Exception, code: CheckCode, settings: FetchSettings) -> str:
    if code is CheckCode.TIMEOUT:
        within = str(error) or f"not finished within {settings.total_timeout_s:g} s"
        return f"timed out: {within}"
    return (str(error) or type(error).__name__)[:500]
