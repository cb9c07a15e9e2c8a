"""
Count a list by what it can be narrowed to, and cut it into pages.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from revtrack.report.frame import slug

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list that is spread over several."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of one sort."""

    name: str
    number: str
    href: str
    """The list narrowed to these."""


class Pages(Sequence[T]):
    """The pages of something long, each made when it is asked for: a server asks for one."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        chosen = range(self._count)[index]
        return self._make(chosen) if isinstance(chosen, int) else [self._make(at) for at in chosen]


def narrowed_name(whole: str, field: str, value: str) -> str:
    """Return the name of a list narrowed to a value, without `.html`: `corrections-desk-local`."""
    return f"{whole}-{field}-{slug(value)}"


def tallies(values: list[str], whole: str, field: str, name_of: Callable[[str], str] = str) -> tuple[Tally, ...]:
    """Return how often each value of *field* occurs in the list *whole*, most first; spellings of one are one."""
    spelt: dict[str, list[str]] = {}
    for value in values:
        spelt.setdefault(narrowed_name(whole, field, value), []).append(value)
    ordered = sorted(
        ((len(found), spelling(found), page) for page, found in spelt.items()), key=lambda one: (-one[0], one[1])
    )
    return tuple(Tally(name_of(name), f"{number:,}", f"{page}.html") for number, name, page in ordered)


def spelling(values: Sequence[str]) -> str:
    """Return the commonest of several spellings, the first in order where two are as common."""
    return min(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))[0]


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return *items* in lots of *size*; one empty lot when there are none."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [items[:0]]


def page_links(count: int, name: str, current: int) -> tuple[PageLink, ...]:
    """Return the links to the pages of a list; none when there is one page."""
    if count == 1:
        return ()
    return tuple(
        PageLink(str(n + 1), f"{name}.html" if n == 0 else f"{name}-{n + 1}.html", n == current) for n in range(count)
    )


def part_links(names: list[str], current: int) -> tuple[PageLink, ...]:
    """Return links to the parts of a long text; none when it has one."""
    if len(names) == 1:
        return ()
    return tuple(PageLink(f"part {at + 1}", name, at == current) for at, name in enumerate(names))
