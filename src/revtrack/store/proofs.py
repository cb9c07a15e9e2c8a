"""What `verify` found out, and the problems it names: values only."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not prove."""

    where: str
    """The table and row."""
    what: str
    """What is wrong, in words."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What `verify` found out."""

    head: str
    entries: int
    """Length of the chain."""
    articles: int
    versions: int
    captures: int
    checks: int
    unsealed: int
    """Newest checks that are not chained yet: the next version, or the end of a poll, chains them."""
    tombstones: int
    problems: tuple[Problem, ...]
    """Empty when everything proves."""

    def as_dict(self) -> dict[str, Any]:
        """Return the proof for a program: stable keys."""
        return {"holds": self.holds, **asdict(self)}

    @property
    def holds(self) -> bool:
        """Say whether everything proves."""
        return not self.problems
