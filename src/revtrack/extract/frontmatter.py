"""
Split a text from the front matter above it: TOML between `+++`, YAML between `---`.

Values come out as plain texts and lists of texts, whatever the syntax. Broken
front matter is read line by line and said in a warning, never lost.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import yaml

OPENED = re.compile(r"\ufeff?(\+\+\+|---)[ \t]*\n")
CLOSED = re.compile(r"(?:\+\+\+|---|\.\.\.)[ \t]*(?:\n|\Z)")
LINE = re.compile(r"^([\w -]{1,60}?)\s*[:=]\s*(.*)$")
MAX_FRONT = 200_000

Value = str | tuple[str, ...]


def split(text: str) -> tuple[dict[str, Value], str, str]:
    """Return (front matter, the text below it, a warning); no front matter gives ({}, text, "")."""
    found = fenced(text)
    if found is None or len(found[1]) > MAX_FRONT:
        return {}, text, ""
    fence, raw, below = found
    if fence == "---" and not LINE.search(raw.lstrip("\n").split("\n", 1)[0]) and raw.strip():
        return {}, text, ""  # two thematic breaks, not front matter
    values, warning = _read(fence, raw)
    return ({}, text, "") if values is None else (dict(values), text[below:], warning)


def fenced(text: str) -> tuple[str, str, int] | None:
    """Return the fence that opens *text*, what stands between it and the next, and where the text below begins."""
    opened = OPENED.match(text)
    if opened is None:
        return None
    fence, start = opened[1], opened.end()
    at = start - 1
    while at >= 0:
        closed = CLOSED.match(text, at + 1)
        if closed is not None and closed[0][:3] in (fence, "..."):
            return fence, text[start : max(start, at)], closed.end()
        at = text.find("\n", at + 1)
    return None


@lru_cache(maxsize=64)
def _read(fence: str, raw: str) -> tuple[dict[str, Value] | None, str]:
    """
    Return what *raw* says, None where it is no table, and a warning.

    The newest are remembered: most versions of an article differ below their front matter.
    """
    if fence == "+++" and (known := _lines(raw)) is not None:
        return known, ""
    warning = ""
    try:
        table: object = tomllib.loads(raw) if fence == "+++" else yaml.load(raw, Loader=_Loader)  # noqa: S506
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        table = {m.group(1): m.group(2) for line in raw.split("\n") if (m := LINE.match(line))}
        warning = f"front matter is broken, read line by line: {str(error).splitlines()[0]}"
    return (flat(table), warning) if isinstance(table, Mapping) else (None, "")


def _lines(raw: str) -> dict[str, Value] | None:
    """Return what TOML says that gives one value a line; None for any other."""
    out: dict[str, Value] = {}
    keys: set[str] = set()
    for line in raw.split("\n"):
        said = _line(line)
        if said is None or said[0] in keys:
            return None
        if said[0]:
            keys.add(said[0])
            out |= said[1]
    return out


@lru_cache(maxsize=1024)
def _line(line: str) -> tuple[str, dict[str, Value]] | None:
    """
    Return the key that a line of TOML gives a value to, and that as `flat` has it; None for one that is not whole.

    The newest are remembered: of front matter that changed, one line or two did.
    """
    if line.lstrip().startswith("["):
        return None
    try:
        table = tomllib.loads(line)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    if not table:
        return "", {}
    key, value = next(iter(table.items()))
    return None if not key or isinstance(value, dict) else (key, flat(table))


class _Loader(yaml.SafeLoader):
    """Reads every scalar as the text that stands there, and refuses aliases: a few lines of them fill the memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def flat(table: Mapping[Any, Any], prefix: str = "") -> dict[str, Value]:
    """Return *table* with nested tables under dotted keys, values as texts or tuples of texts."""
    out: dict[str, Value] = {}
    for key, value in table.items():
        where = f"{prefix}{_paired(str(key))}"
        if isinstance(value, Mapping):
            out |= flat(value, f"{where}.")
        elif isinstance(value, list):
            if value and all(isinstance(item, Mapping) for item in value):
                for number, item in enumerate(value, 1):
                    out |= flat(item, f"{where}.{number}.")
            else:
                out[where] = tuple(scalar(item) for item in value)
        else:
            out[where] = scalar(value)
    return out


def scalar(value: Any) -> str:
    """Return one value as a text: dates in RFC 3339, truth as `true` or `false`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return " ".join(_paired(str(value)).split())


def _paired(text: str) -> str:
    """Return *text* with surrogates joined: YAML reads an escaped pair, `"\\ud83d\\ude00"`, as its two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
