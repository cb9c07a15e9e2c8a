"""
Spell addresses one way, so that the same address is the same article.

Only what the URL standard says makes no difference is changed: scheme and
host in lower case, default port and fragment dropped, an empty path is `/`.
Query strings and trailing slashes are left alone: servers may mean them.
"""

import re
from urllib.parse import urlsplit, urlunsplit

from revtrack.errors import UsageError
from revtrack.store.rows import storable

DEFAULT_PORTS = {"http": 80, "https": 443}
CONTROLS = re.compile(r"[\x00-\x20\x7f]")
MOST = 8_000
"""Code points; longer addresses are refused by servers as well."""


def canonical(url: str) -> str:
    """
    Return *url* in canonical spelling; an address that is not of the web keeps its own.

    Raises `UsageError` for what is no address at all.
    """
    text = storable(url.strip())
    if not text:
        raise UsageError("an address is empty")
    if len(text) > MOST:
        raise UsageError(f"an address of {len(text)} characters is too long (at most {MOST}): {text[:60]}...")
    if CONTROLS.search(text):
        raise UsageError(f"an address may not hold spaces or control characters: {text!r}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"not an address: {text!r}: {error}") from None
    scheme = parts.scheme.lower()
    if not scheme:
        raise UsageError(f"not a full address: {text!r}; write it with its scheme, such as https://{text}")
    if scheme not in DEFAULT_PORTS:
        return text
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise UsageError(f"an address without a host: {text!r}")
    if ":" in host:
        host = f"[{host}]"
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    at_port = "" if port is None or port == DEFAULT_PORTS[scheme] else f":{port}"
    return urlunsplit((scheme, f"{user}{host}{at_port}", parts.path or "/", parts.query, ""))


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one site: the same host, `www.`, `m.`, `amp.` and `mobile.` aside."""
    return _site(one) == _site(other) != ""


def _site(url: str) -> str:
    host = (urlsplit(url).netloc or "").lower()
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
