"""Work out an attribute on first asking and keep it, at the least cost."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazily(Generic[Value]):
    """
    Like `functools.cached_property`, without the lock that one takes before Python 3.12.

    A rule asks for a dozen attributes an edit; the locks alone are a tenth of what judging it costs.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> Value:
        """Return the attribute's value and put it where the next asking finds it."""
        value = owner.__dict__[self.name] = self.work(owner)
        return value
