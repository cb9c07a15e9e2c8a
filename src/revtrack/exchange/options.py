"""
Hold what a person may say about data that comes in.
"""

from dataclasses import dataclass, field

from revtrack.config import Settings


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a source; what a reader has no use for it leaves alone."""

    outlet: str = ""
    """The outlet of every article that names none itself."""
    base: str = ""
    """The address that relative paths hang under, such as `https://news.example/`."""
    match: tuple[str, ...] = ()
    """Only articles whose address or path matches one of these shell patterns; none: every one."""
    since: str = ""
    until: str = ""
    """Only looks from *since* up to before *until*, RFC 3339 in UTC."""
    limit: int = 0
    """At most so many looks of one article, evenly spread; 0: all."""
    settings: Settings = field(default_factory=Settings)
    """How servers are asked, for readers of live archives."""
