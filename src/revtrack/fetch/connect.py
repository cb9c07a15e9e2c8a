"""
Connect only to addresses that were let through.

aiohttp's public hooks do it: the resolver judges every answer, and the socket
is made only for an address that is judged once more, so that there is no
second resolution between the check and the connection (DNS rebinding).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from aiohttp import ClientResponse, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from revtrack.config import FetchSettings
from revtrack.fetch import gate

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""Return the IP addresses of a host's name; raises OSError when there are none."""

asking: ContextVar[gate.Url] = ContextVar("asking")
"""The address being asked in this task: the socket's maker is told only an IP address, not for whom."""


async def system_lookup(host: str, port: int) -> list[str]:
    """Ask the operating system, without blocking the loop."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GatedResolver(AbstractResolver):
    """A resolver that refuses a name when any of its addresses is not public."""

    def __init__(self, settings: FetchSettings, lookup: Lookup = system_lookup) -> None:
        self._settings, self._lookup = settings, lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of *host*, all of them judged; raises `AddressRefused` or OSError."""
        if host in self._settings.connect_to:
            place, port = appointed(self._settings.connect_to[host], port)
            return [_result(host, place, port)]
        addresses = await self._lookup(host, port)
        if not addresses:
            raise OSError(f"no address for {host}")
        if host not in proxy_hosts(self._settings):
            url = asking.get(None)
            for address in addresses:
                gate.admit(str(url or host), host, port, address, self._settings)
        return [_result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Hold nothing."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )  # fmt: skip


def appointed(place: str, port: int) -> tuple[str, int]:
    """Return the address and port that `[fetch] connect_to` names; *port* where it names none."""
    address, colon, given = place.rpartition(":")
    if not colon or place.endswith("]"):
        return place.strip("[]"), port
    return address.strip("[]"), int(given)


def socket_maker(settings: FetchSettings) -> Callable[[Any], socket.socket]:
    """Return the function that makes the socket for one address, or raises `AddressRefused`."""

    def make(info: Any) -> socket.socket:
        family, kind, proto, _, place = info
        url = asking.get()
        if not proxy_hosts(settings) and url.host not in settings.connect_to:
            gate.admit(str(url), url.host, url.port, place[0], settings)
        made = socket.socket(family=family, type=kind, proto=proto)
        made.setblocking(False)
        return made

    return make


def proxy_hosts(settings: FetchSettings) -> frozenset[str]:
    """Return the hosts of the proxies in the environment, when the configuration asks for them; else none."""
    if not settings.proxy_from_environment:
        return frozenset()
    return frozenset(urlsplit(url).hostname or "" for url in getproxies().values())


def connector(settings: FetchSettings, *, lookup: Lookup | None, limit: int, tls: Any = True) -> TCPConnector:
    """Return aiohttp's connector with the gate in both its hooks, no DNS cache, *limit* connections."""
    return TCPConnector(
        limit=limit, ssl=tls, use_dns_cache=False, resolver=GatedResolver(settings, lookup or system_lookup),
        socket_factory=socket_maker(settings),
    )  # fmt: skip


class Answer(ClientResponse):
    """A response that remembers who answered: aiohttp forgets the connection once the body is in."""

    peer: str = ""
    tls: str = ""

    async def start(self, connection: Any) -> "ClientResponse":
        """Note the peer's address and the connection's TLS facts, then go on as ever."""
        transport = connection.transport
        if transport is not None:
            name = transport.get_extra_info("peername") or ()
            self.peer = str(name[0]) if name else ""
            self.tls = tls_facts(transport.get_extra_info("ssl_object"))
        return await super().start(connection)


def tls_facts(ssl_object: Any) -> str:
    """Return `TLSv1.3 CIPHER sha256:DIGEST` of a TLS connection, empty for none."""
    if ssl_object is None:
        return ""
    import hashlib

    certificate = ssl_object.getpeercert(binary_form=True) or b""
    cipher = ssl_object.cipher() or ("",)
    return f"{ssl_object.version()} {cipher[0]} sha256:{hashlib.sha256(certificate).hexdigest()}"


__all__ = ["Answer", "GatedResolver", "Lookup", "asking", "connector", "system_lookup"]
