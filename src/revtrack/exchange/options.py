"""
Hold what a person may say about data that comes in, and how a live archive is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from revtrack.config import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    """0 when it said nothing."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    problem: str = ""
    """Why it is of no use, empty for a good answer."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a source; what a reader has no use for it leaves alone."""

    outlet: str = ""
    """The outlet of every article that names none itself."""
    base: str = ""
    """The address that relative paths hang under, such as `https://news.example/`; for Memento the archive's."""
    match: tuple[str, ...] = ()
    """Only articles whose address or path matches one of these shell patterns; none: every one."""
    since: str = ""
    until: str = ""
    """Only looks from *since* up to before *until*, RFC 3339 in UTC."""
    limit: int = 0
    """At most so many looks of one article, evenly spread; 0: all."""
    settings: Settings = field(default_factory=Settings)
    """How servers are asked, for readers of live archives."""
    ask: Callable[[str], Answer] | None = None
    """Asks an address, politely; None where no reader needs it."""
