"""
Say when two spellings are the same to a reader.

`typographic` forgets what a typesetter chose: quote glyphs, dashes, kinds of
blank, composed or decomposed accents, invisible characters. `key` also forgets
case and a possessive ending. Nothing is ever changed in a text: these are for
comparing.
"""

import re
import unicodedata
from functools import lru_cache

_GLYPHS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂″", '"'),
        **dict.fromkeys("‘’‚‛‹›ʼʻ＇′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2008\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u3000\u1680\u205f", " "),
        "…": "...",
        "•": "*",
        "·": "*",
    }
)

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
"""Characters that show nothing: soft hyphen, zero-width space and joiners, bidi controls, variation selectors, tags."""


def visible(text: str) -> str:
    """Return *text* without its invisible characters."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def typographic(text: str) -> str:
    """
    Return *text* as a typewriter would set it: composed accents, straight quotes, plain hyphens and blanks.

    Two texts with the same result differ in typography or invisible characters only.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(_GLYPHS)


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return the spelling by which *word* is compared: no case, no typography, no possessive 's."""
    low = typographic(word).casefold()
    if low.endswith("'s") and len(low) > 2:
        return low[:-2]
    return low.rstrip("'") or low


_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ers", "er", "ed",
    "es", "ly", "s", "y", "e",
)  # fmt: skip


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a rough stem, so that `payments` meets `payment` and `attributed` meets `attribution`; for overlap."""
    low = key(word)
    for end in _ENDINGS:
        if low.endswith(end) and len(low) - len(end) >= 4:
            return low[: -len(end)][:7]
    return low[:7]


def code_points(text: str, limit: int = 8) -> str:
    """Return the names of the invisible characters in *text*, for showing: `ZERO WIDTH SPACE (U+200B)`."""
    found = dict.fromkeys(INVISIBLE.findall(text))
    named = [f"{unicodedata.name(char, 'UNNAMED')} (U+{ord(char):04X})" for char in list(found)[:limit]]
    return ", ".join(named) + (f" and {len(found) - limit} more" if len(found) > limit else "")
