"""
Read JSON that others wrote, within bounds.

Five letters of JSON can become a dictionary of two hundred bytes: a line of
the size that a history may have, made of nothing but small values, would take
many gigabytes. So values are counted before any is made.
"""

import json
import re
from typing import Any

MOST_VALUES = 1_000_000
"""In one line or file; some 300 MB when each is an object. A history of ten thousand versions has a tenth of it."""
STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


def loads(data: bytes) -> Any:
    """Return the value of *data*; raises `ValueError` saying why there is none, or that it holds too many."""
    if _marks(data) > MOST_VALUES and _marks(STRING.sub(b"", data)) > MOST_VALUES:
        raise ValueError(f"more than {MOST_VALUES} values; split it")
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _marks(data: bytes) -> int:
    """Return how many signs there are that begin or part values."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")
