"""Hold what a rule says about an edit."""

from typing import NamedTuple

from revtrack.model import Category, Materiality


class Fired(NamedTuple):
    """A rule that fired: how much it matters, what kind of change it is, and why, in words."""

    materiality: Materiality
    category: Category
    reason: str


NONE, STYLE, MINOR, MATERIAL, CRITICAL = Materiality


def shown(words: str, most: int = 60) -> str:
    """Return *words* on one line, cut to *most* characters, for a reason."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def step(old: str, new: str) -> str:
    """Return `old -> new` for a reason."""
    return f"{shown(old)} -> {shown(new)}"
