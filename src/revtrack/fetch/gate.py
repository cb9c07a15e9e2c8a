"""
Let an address through, or say why not: the one gate for URLs.

Every URL that enters revtrack, from whatever side (command line, file, feed,
sitemap, redirect, canonical link, import, configuration, web form), goes
through `check` before anything else is done with it; every address connected
to goes through `admit` at the socket, so that what was checked is what is
connected to. The judgement is on the text as written, before any URL library
has had a chance to read it in its own way.
"""

import re
import socket
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote

from revtrack.config import FetchSettings
from revtrack.errors import AddressRefused
from revtrack.fetch.addresses import why_not_public

MAX_URL = 4096
DEFAULT_PORTS = {"http": 80, "https": 443}

_PLAIN = re.compile(r"[!-\[\]-~]*")
"""ASCII that is seen, but for the backslash."""
_SHAPE = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]*))?")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
# What may stand unquoted in a path or query (RFC 3986), the percent sign included: it is already quoted.
_SAFE_PATH = "%/:@!$&'()*+,;=-._~"
_SAFE_QUERY = _SAFE_PATH + "?"
LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https address in its canonical spelling, as it is stored and asked."""

    scheme: str
    host: str
    """Lower case; a name in its IDNA form, IPv4 dotted, IPv6 in brackets."""
    port: int
    path: str
    """Begins with a slash."""
    query: str | None = None

    @property
    def authority(self) -> str:
        """Return `host`, with `:port` where the port is not the scheme's own: the key of politeness."""
        return self.host if self.port == DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return `scheme://host[:port]`: the key of robots.txt."""
        return f"{self.scheme}://{self.authority}"

    @property
    def target(self) -> str:
        """Return path and query, as asked of the server."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    def __str__(self) -> str:
        return self.origin + self.target


def check(url: str, settings: FetchSettings) -> Url:
    """
    Return *url* parsed, in canonical spelling, its fragment dropped.

    Raises `AddressRefused` for anything but http and https, user info, control
    characters, spaces and backslashes, look-alike host spellings, a port that is not
    allowed, and a host that is by its own words not public (unless allowed by name).
    A host's name is not resolved here: `admit` judges what it resolves to.
    """
    parsed = read(url)
    _refuse_place(url, parsed, settings)
    return parsed


@lru_cache(maxsize=1024)
def read(url: str) -> Url:
    """
    Return *url* parsed, wherever it leads: for finding what is stored by it, never for asking.

    Raises `AddressRefused` for what is no http or https address in plain writing. Remembered, since one visit
    asks time and again.
    """
    _refuse_characters(url)
    shape = _SHAPE.fullmatch(url)
    if not shape:
        raise AddressRefused(url, "not an absolute http or https URL: begin it with https://")
    scheme = shape["scheme"].lower()
    if scheme not in DEFAULT_PORTS:
        raise AddressRefused(url, f"scheme {scheme!r} is not http or https")
    if not shape["rest"].startswith("//"):
        raise AddressRefused(url, "no host: write http://host/path")
    rest = shape["rest"][2:].partition("#")[0]
    end = re.search(r"[/?]", rest)
    authority, tail = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    if "@" in authority:
        raise AddressRefused(url, "has a user name or password in it")
    parts = _AUTHORITY.fullmatch(authority)
    if not parts:
        raise AddressRefused(url, "host and port cannot be read")
    host = _host(url, parts["host"])
    port = int(parts["port"] or DEFAULT_PORTS[scheme]) if len(parts["port"] or "") <= 5 else 0
    path, mark, query = tail.partition("?")
    asked = quote(query, safe=_SAFE_QUERY) if mark else None
    return Url(scheme, host, port, quote(path or "/", safe=_SAFE_PATH), asked)


def join(base: Url, reference: str, settings: FetchSettings) -> Url:
    """
    Return the address that *reference*, as found on or sent by *base*, leads to.

    Relative references are resolved; what comes out goes through `check` like any other URL.
    """
    from urllib.parse import urljoin

    _refuse_characters(reference)
    return check(urljoin(str(base), reference), settings)


def is_allowed(host: str, port: int, settings: FetchSettings) -> bool:
    """Say whether the configuration lets *host* (as in `Url.host`), or *host* at *port*, through by name."""
    return host in settings.allow_private or f"{host}:{port}" in settings.allow_private


def admit(url: str, host: str, port: int, address: str, settings: FetchSettings) -> None:
    """
    Raise `AddressRefused` unless *address*, which *host* resolved to, may be connected to.

    Called for every address a resolver returns and again when the socket is made.
    """
    try:
        why = why_not_public(address)
    except ValueError:
        why = "not an IP address"
    if why and not is_allowed(host, port, settings):
        what = f"{host} is no public address" if host.strip("[]") == address else f"{host} is {address}"
        raise AddressRefused(url, f"{what} ({why}); allow it by name in [fetch] allow_private")


def _refuse_characters(url: str) -> None:
    if not url:
        raise AddressRefused(url, "empty")
    if len(url) > MAX_URL:
        raise AddressRefused(url[:80] + "...", f"longer than {MAX_URL} characters")
    if _PLAIN.fullmatch(url):
        return
    for char in url:
        if char == "\\":
            raise AddressRefused(url, "has a backslash in it")
        if char <= " " or char == "\x7f" or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"):
            raise AddressRefused(url, f"has a space or control character in it (U+{ord(char):04X})")


def _host(url: str, host: str) -> str:
    """Return *host* in canonical spelling, numeric spellings of IPv4 written out."""
    if host.startswith("["):
        try:
            return f"[{IPv6Address(host[1:-1])}]" if "%" not in host else _no_zone(url)
        except ValueError:
            raise AddressRefused(url, "not an IPv6 address") from None
    if not host.isascii():
        host = _idna(url, host)
    host = host.lower().removesuffix(".")
    if not host:
        raise AddressRefused(url, "no host")
    if _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
        try:
            # Browsers and getaddrinfo read 127.1, 0x7f000001 and 2130706433 as an IPv4 address, so we must too.
            return str(IPv4Address(socket.inet_aton(host)))
        except OSError:
            raise AddressRefused(url, "not an IPv4 address") from None
    if len(host) > 253 or not _NAME.fullmatch(host):
        raise AddressRefused(url, "the host's name has characters or lengths no host name has")
    return host


def _no_zone(url: str) -> str:
    raise AddressRefused(url, "an IPv6 address with a zone is never public")


def _idna(url: str, host: str) -> str:
    """Return the ASCII form of *host*; a name that only looks non-ASCII is a disguise and refused."""
    import idna

    if unicodedata.normalize("NFKC", host).replace("\u3002", ".").isascii():
        raise AddressRefused(url, "the host is written in look-alike characters; write it in plain letters")
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise AddressRefused(url, "the host's name cannot be written in IDNA") from None


def _refuse_place(url: str, parsed: Url, settings: FetchSettings) -> None:
    """Refuse a port that is not allowed, and a host that is not public by its own words."""
    exact = f"{parsed.host}:{parsed.port}" in settings.allow_private
    if not 0 < parsed.port < 65536 or (parsed.port not in settings.allow_ports and not exact):
        raise AddressRefused(
            url, f"port {parsed.port} is not allowed; see [fetch] allow_ports" if parsed.port else "bad port"
        )
    if parsed.host in LOCAL_NAMES or parsed.host.endswith((".localhost", ".local", ".internal")):
        if not is_allowed(parsed.host, parsed.port, settings):
            raise AddressRefused(url, "the host is this machine or its network; see [fetch] allow_private")
        return
    if parsed.host[0] != "[" and not parsed.host[-1].isdigit():
        return  # A name: no address is written like that.
    try:
        literal = str(ip_address(parsed.host.strip("[]")))
    except ValueError:
        return
    admit(url, parsed.host, parsed.port, literal, settings)
