"""Know changes that a typewriter would not show: blanks, glyphs, invisible characters, paragraph borders, capitals."""

import re

from revtrack.diff.rules.fired import NONE, STYLE, Fired, step
from revtrack.diff.rules.scene import Scene
from revtrack.model import Category
from revtrack.text import code_points, typographic, visible

_GLUED = re.compile(r"[^\W\d_] [^\W\d_]")

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?!\w)")


def same_text(scene: Scene) -> Fired | None:
    """Return what a change is that a typewriter would not show, or one of capital letters, else None."""
    old, new = scene.whole_texts
    x, y = old.strip(), new.strip()
    if not (x and y) and (x + y)[:1].isalpha() and (x + y)[0].isascii():
        return None  # words came or went
    if x == y:
        if ("\n" in old) != ("\n" in new):
            return Fired(NONE, Category.PARAGRAPH, "only the paragraph border changed")
        return Fired(NONE, Category.SPACE, "only blanks changed")
    if visible(x) == visible(y):
        return Fired(NONE, Category.INVISIBLE, f"only invisible characters changed: {code_points(x + y)}")
    a, b = " ".join(typographic(x).split()), " ".join(typographic(y).split())
    if a == b:
        if "\n" in x or "\n" in y:
            return Fired(NONE, Category.PARAGRAPH, "only paragraph borders or blanks changed")
        return Fired(NONE, Category.TYPOGRAPHY, f"same letters, other glyphs: {step(x, y)}")
    if a.replace(" ", "") == b.replace(" ", ""):
        if _GLUED.search(a) or _GLUED.search(b):
            return Fired(STYLE, Category.SPELLING, f"written as one word or as two: {step(x, y)}")
        return Fired(NONE, Category.SPACE, "only blanks changed")
    if a.casefold() == b.casefold() and a.lower() != b.lower():
        return Fired(STYLE, Category.SPELLING, f"spelling: {step(x, y)}")
    if a.casefold() == b.casefold():
        return Fired(STYLE, Category.CASE, f"only capitals changed: {step(x, y)}")
    if _unhyphened(a) == _unhyphened(b) and not any(char.isdigit() for char in a):
        return Fired(STYLE, Category.STYLE, f"only hyphens changed: {step(x, y)}")
    if _unapostrophed(a) == _unapostrophed(b):
        return Fired(STYLE, Category.STYLE, f"only apostrophes changed: {step(x, y)}")
    if not (a.strip("- ") or b.strip("- ")):
        return Fired(NONE, Category.TYPOGRAPHY, f"dashes set in another way: {step(x, y)}")
    if not _letters(a) and not _letters(b):
        return Fired(STYLE, Category.STYLE, f"only punctuation or signs changed: {step(x, y)}")
    return None


def _unhyphened(text: str) -> str:
    """Return *text* without case, its hyphens as blanks."""
    return text.casefold().replace("-", " ")


def _unapostrophed(text: str) -> str:
    """Return *text* without case and without the apostrophes in its words and behind a plural; quotation marks stay."""
    return _APOSTROPHE.sub("", text.casefold())


def _letters(text: str) -> bool:
    return any(char.isalnum() for char in text)
