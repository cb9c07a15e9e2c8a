"""
Write page values as plain lists, and read them back: what a run keeps for the next one.

Lists hold no names of classes and run nothing when they are read, unlike a
pickle, so a file that somebody put into a public folder can do no harm.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints


def pack(value: Any) -> Any:
    """Return a value made of dataclasses, tuples, texts and numbers as lists, texts and numbers."""
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [pack(getattr(value, name)) for name in _names(value.__class__)]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def unpacker(kind: Any) -> Callable[[Any], Any]:
    """
    Return the function that reads a value of type *kind* back from what `pack` wrote.

    That function raises `TypeError` or `ValueError` for what has another shape.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [unpacker(hints[name]) for name in _names(kind)]
        if all(reader is _as_it_is for reader in readers):
            return lambda items: kind(*items)
        return lambda items: kind(*[read(item) for read, item in zip(readers, items, strict=True)])
    if get_origin(kind) is tuple:
        return _tuple_of(get_args(kind))
    return _as_it_is


def _tuple_of(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[-1] is Ellipsis:
        read = unpacker(kinds[0])
        return tuple if read is _as_it_is else lambda items: tuple([read(item) for item in items])
    readers = [unpacker(kind) for kind in kinds]
    return lambda items: tuple([read(item) for read, item in zip(readers, items, strict=True)])


def _as_it_is(item: Any) -> Any:
    return item
