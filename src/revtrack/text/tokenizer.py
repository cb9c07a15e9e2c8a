"""
Cut text into tokens that no edit may cut again.

A token is a word with its inner apostrophes and hyphens, a number with its
sign, currency, separators and unit, a time or numeric date, a run of initials,
an address, one CJK character, an emoji family, a flag, or a single mark.
Blanks stand between tokens and belong to none. Nothing here knows a language.

Most text is cut by one standard-library expression; text with combining marks,
CJK, emoji or invisible characters takes a second, slower one that knows
Unicode's classes. On plain text the two agree.
"""

import re
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

CURRENCY = "$€£¥₹₩₽₺₴₦₱₪₫฿₿"
"""Signs that stand before or after an amount."""

SIGNS = "+\\-−±"
DIGIT_TAIL = f"[%‰°¢ºª{CURRENCY}](?:[CF]\\b)?"

PLAIN = rf"""
    (?:[^\W\d_]\.){{2,}}(?:-\w+)*               # initials: U.S.  J.K.  U.S.-led
  | (?:[{SIGNS}](?=[{CURRENCY}]?\d)|[{CURRENCY}#@](?=\w)|['’](?=\d\ds?\b))*   # -5  $5  #tag  @name  ’90s
    \w+
    (?: ['’\-‑·&@]\w+                           # O’Neil  twenty-one  AT&T  a@b
      | [.,:]\d\w*                              # 1,200  3.4  10:30
      | (?<=\d)[/–‑\u00a0\u202f\u2009]\d\w*     # 3/4  5–10  1 200 with a no-break space
      | \.(?=[a-z])\w+                          # example.org
      | [{CURRENCY}](?=\d)\w*                   # US$5
      | ://[^\s<>"”»]*[\w/]                     # an address
    )*
    (?:(?<=\d){DIGIT_TAIL})?
  | [^\w\s]
"""
"""Plain text: no combining marks, no CJK, no emoji, no invisible characters."""

SPECIAL = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u07ff"
    "\u0816-\u1cff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2190-\u2bff\u2cef-\u2cff\u2de0-\u2dff"
    "\u2e80-\uabff\uf900-\ufdff\ufe00-\ufe2f\ufeff\uff00-\uffef\U00010000-\U0010ffff]"
)
"""Characters that need the second expression; too wide a range costs time, never correctness."""

_USUAL = r"[A-Za-z]++(?=[ \n]|[.,](?!\w)) |"
"""A plain word before a blank, full stop or comma: what most words are, told without trying the rest."""

_WITH_BLANKS = re.compile(rf"(?:{_USUAL}{PLAIN}|(?=\s))\s*", re.VERBOSE)
_ALONE = re.compile(rf"({_USUAL}{PLAIN})\s*", re.VERBOSE)


class Token(NamedTuple):
    """One token and where it stands in the text it was cut from."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _unicode_expression() -> Any:
    """Return the expression for special text, made on first need: `regex` knows marks and grapheme clusters."""
    import regex

    cjk = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3005-\u3007\uff66-\uff9f]"
    mark = r"[\p{M}\p{Cf}--[\u200b\u2028\u2029\ufeff\u2060]]"
    joined = rf"(?:(?!{cjk})\w|(?<=\w)(?:{mark}|[\u200b\u2060\ufeff](?=\w))|(?<={mark})(?:{mark}))"
    word = rf"(?!{cjk})\w{joined}*+"
    plain = PLAIN.replace("[^\\W\\d_]\\.", rf"(?!{cjk})[^\W\d_]\.").replace("\\w+", f"(?:{word})")
    plain = plain.replace("\\w*", f"(?:{word})?").replace("| [^\\w\\s]", "")
    return regex.compile(
        rf"""(?V1)
        (?:\p{{Regional_Indicator}}{{2}}
          | {cjk}{mark}*+
          | (?:\p{{Extended_Pictographic}}(?=[\p{{EMod}}\ufe0f\u200d])|[\d#*](?=\ufe0f?\u20e3))\X
          | {plain}
          | (?=\S)\X)""",
        regex.VERBOSE,
    )


def pieces(text: str) -> tuple[list[str], list[int]]:
    """
    Cut *text* into tokens that carry their trailing blanks by position.

    Returns the tokens without blanks and their starts, closed by `len(text)`,
    so that the pieces tile the text; a leading blank is the empty token. The
    diff compares tokens by the first list and finds places by the second.
    """
    if text.isascii() or not SPECIAL.search(text):
        if len(text) > MOST_AT_ONCE:
            return _pieces_of_long(text)
        found = _WITH_BLANKS.findall(text)
        return list(map(str.rstrip, found)), list(accumulate(map(len, found), initial=0))
    words, starts = [], []
    for match in _unicode_expression().finditer(text):
        words.append(match[0])
        starts.append(match.start())
    if not starts or starts[0]:
        words.insert(0, "")
        starts.insert(0, 0)
    if not text:
        return [], [0]
    return words, [*starts, len(text)]


MOST_AT_ONCE = 65_536
"""Characters that are cut in one go: what the expression finds takes 30 times the room of the text."""

_WORD_START = re.compile(r" (?=\S)")


def _pieces_of_long(text: str) -> tuple[list[str], list[int]]:
    """Return the pieces of a long text, cut part by part; a part begins with a word after a blank."""
    words: list[str] = []
    starts = [0]
    at = 0
    while at < len(text):
        border = _WORD_START.search(text, at + MOST_AT_ONCE)
        end = border.end() if border else len(text)
        for piece in _WITH_BLANKS.findall(text, at, end):
            words.append(piece.rstrip())
            starts.append(starts[-1] + len(piece))
        at = end
    return words, starts


def words(text: str) -> list[str]:
    """Return the tokens of *text* without their places."""
    expression = _ALONE if text.isascii() or not SPECIAL.search(text) else _unicode_expression()
    found: list[str] = expression.findall(text)
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of *text* between *start* and *end*, with their offsets in *text*; blanks are left out."""
    part = text[start:end]
    if part.isascii() or not SPECIAL.search(part):
        found, at, made = [], start, tuple.__new__  # past the Python function that a named tuple is made by
        for piece in _WITH_BLANKS.findall(part):
            word = piece.rstrip()
            if word:
                found.append(made(Token, (word, at, at + len(word))))
            at += len(piece)
        return tuple(found)
    return tuple([Token(m[0], start + m.start(), start + m.end()) for m in _unicode_expression().finditer(part)])
