"""
Name a function without loading what it needs.

Whoever asks need not hold what only those who answer use: the parsers and
word lists of all stages, in every process that polls or imports.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pkgutil import resolve_name
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Named:
    """A function by its *place* (`module:name`), loaded where it is called."""

    place: str
    before: str = ""
    """The place of a function without arguments that makes ready what this one needs in a process."""

    def __call__(self, *args: Any) -> Any:
        return found(self.place)(*args)


def prepared(function: Callable[..., Any]) -> tuple[str, str]:
    """Return the place of *function*, and of what makes ready for it, empty for none."""
    return place_of(function), function.before if isinstance(function, Named) else ""


def place_of(function: Callable[..., Any]) -> str:
    """Return the place of *function*, which must be one of a module's own."""
    return function.place if isinstance(function, Named) else f"{function.__module__}:{function.__qualname__}"


@lru_cache(maxsize=64)
def found(place: str) -> Callable[..., Any]:
    """Return the function at *place*."""
    return cast("Callable[..., Any]", resolve_name(place))
