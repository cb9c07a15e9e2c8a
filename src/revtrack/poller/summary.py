"""
Say what one poll came to.
"""

from dataclasses import dataclass, field

from revtrack.model import CheckCode
from revtrack.poller import outcomes
from revtrack.store.polling import Record

MOST_REPORTED = 20
"""Articles of a kind that are named; the archive knows the others."""


@dataclass(slots=True)
class Summary:
    """What one poll came to."""

    visits: int = 0
    versions: int = 0
    unchanged: int = 0
    failed: int = 0
    gone: int = 0
    disallowed: int = 0
    resting: int = 0
    """Articles not asked for because their host is to be left alone."""
    left: int = 0
    """Articles that are still due: the poll's time was up, or it was told to stop."""
    stopped: str = ""
    """Why the poll ended early, in words."""
    clock: str = ""
    """What is odd about the clock, in words."""
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    """(address, code, detail) of the first failures."""
    partial: list[tuple[str, str]] = field(default_factory=list)
    """(address, why) of the first articles that were not read to their end."""
    listings: list[str] = field(default_factory=list)
    """A line about each feed or sitemap that brought something or failed."""

    @property
    def exit_code(self) -> int:
        """Return 1 when a visit failed, else 0."""
        return 1 if self.failed else 0

    def count(self, record: Record, number: int | None) -> None:
        """Count a visit that is in the archive, and the version it made."""
        found = record.outcome.check
        self.visits += 1
        if number is not None:
            self.versions += 1
        elif found.code.saw_article:
            self.unchanged += 1
        elif found.code in outcomes.ANSWERS:
            self.gone += 1
        elif found.code is CheckCode.DISALLOWED:
            self.disallowed += 1
        else:
            self.failed += 1
            if len(self.failures) < MOST_REPORTED:
                self.failures.append((record.outcome.article.url, str(found.code), found.detail))

    def read_in_part(self, url: str, why: str) -> None:
        """Note an article that was not read to its end."""
        if len(self.partial) < MOST_REPORTED:
            self.partial.append((url, why))
