"""
Leave out the rules that ask only for what a text cannot hold.

A rule is a chain of questions on which classes of words stand in a window. On
an empty one it goes one way, whatever the language, and what it asks for on
that way is written down once. Where a text holds none of that, the rule would
go the same way and find nothing, so it is not asked. A rule that looks at
anything but classes (how long a sentence is, which word opens it) before it
finds one is always asked.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from revtrack.note.reading import Reading
from revtrack.note.window import Window

Rule = TypeVar("Rule", bound=Callable[[Any], object])


class Gate(Generic[Rule]):
    """Rules, in their order, each with what it asks of an empty text."""

    def __init__(self, rules: Sequence[Rule], samples: Callable[[Window], Sequence[Any]]) -> None:
        """Hold *rules*; *samples* makes of an empty window all that a rule may be given."""
        self._rules, self._samples = rules, samples

    @cached_property
    def _asked(self) -> list[tuple[Rule, set[str] | None]]:
        return [(rule, _asked(rule, self._samples)) for rule in self._rules]

    def rules(self, reading: Reading) -> Iterator[Rule]:
        """Yield the rules that may find something in *reading*."""
        for rule, asked in self._asked:
            if asked is None or not reading.classes.isdisjoint(asked):
                yield rule


def _asked(rule: Callable[[Any], object], samples: Callable[[Window], Sequence[Any]]) -> set[str] | None:
    """Return the classes that *rule* asks for where none stands; None where it looks at anything else."""
    nothing, unknown = _Nothing(), cast(int, _Unknown())
    window = Window(cast(Reading, nothing), unknown, unknown, unknown)
    try:
        found = [rule(sample) for sample in samples(window)]
    except (AttributeError, TypeError):
        return None
    return None if any(found) else nothing.asked


class _Unknown:
    """A place in a text that may be any: nothing can be told from it."""

    def __eq__(self, other: object) -> bool:
        raise TypeError

    def __bool__(self) -> bool:
        raise TypeError

    __hash__ = None  # type: ignore[assignment]


class _Nothing:
    """A reading in which no class stands; it writes down what it is asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.classes = self

    def __contains__(self, name: str) -> bool:
        self.asked.add(name)
        return False

    def isdisjoint(self, names: Sequence[str]) -> bool:
        self.asked.update(names)
        return True

    def has(self, *names: str, **_: int) -> bool:
        return not self.isdisjoint(names)

    def first(self, name: str, *_: int) -> None:
        self.asked.add(name)

    at = first

    def all(self, name: str, *_: int) -> list[Any]:
        self.asked.add(name)
        return []
