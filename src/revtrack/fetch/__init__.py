"""
Ask servers: one gate for addresses, one client within bounds.

`gate.check` lets a URL in, `identity.key` says which URLs are one article,
`Fetcher` asks. The client's library is loaded when `Fetcher` is first named.
"""

from typing import TYPE_CHECKING, Any

from revtrack.fetch.gate import Url, check, join, read
from revtrack.fetch.wanted import Client, Wanted

if TYPE_CHECKING:
    from revtrack.fetch.http import Fetcher

__all__ = ["Client", "Fetcher", "Url", "Wanted", "check", "join", "read"]


def __getattr__(name: str) -> Any:
    if name == "Fetcher":
        from revtrack.fetch.http import Fetcher

        return Fetcher
    if name == "Wanted":
        return Wanted
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
