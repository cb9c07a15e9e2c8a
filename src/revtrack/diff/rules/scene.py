"""
Set one edit in its scene: the words changed, the sentences around them, the block, the language.

Rules read a scene and nothing else. What a rule asks for is worked out on
first asking, since most edits are settled by the first rules.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from revtrack.diff.rules.tables import Tables
from revtrack.diff.tiles import Tile
from revtrack.model import BlockKind, Document, Span
from revtrack.text import (
    Date,
    Lexicon,
    Name,
    Number,
    Token,
    key,
    read_dates,
    read_names,
    read_numbers,
    sentence_ends,
    stem,
    tokens,
    words,
)

Found = TypeVar("Found", Number, Date, Name)
Reader = Callable[[tuple[Token, ...], str, Lexicon], tuple[Found, ...]]

REACH = 700
"""How many characters to each side the sentence of an edit is looked for."""

LONGEST = 2_000
"""Characters of a passage that rules read; of a longer one its beginning."""


class Scene:
    """One change between two documents, as rules see it."""

    def __init__(self, before: Document, after: Document, tile: Tile, tables: Tables) -> None:
        self.before, self.after, self.tile, self.tables = before, after, tile, tables
        self.old = before.text[tile.a0 : min(tile.a1, tile.a0 + LONGEST)]
        self.new = after.text[tile.b0 : min(tile.b1, tile.b0 + LONGEST)]

    @cached_property
    def kind(self) -> BlockKind:
        """The kind of block the change stands in, by the side that has words."""
        document, at = (self.after, self.tile.b0) if self.new.strip() else (self.before, self.tile.a0)
        words = self.new if self.new.strip() else self.old
        at += len(words) - len(words.lstrip())
        return document.blocks[document.block_at(at)].kind if document.blocks else BlockKind.PARAGRAPH

    @property
    def size(self) -> int:
        """How many characters have been read for this change."""
        seen = self.__dict__
        spans: list[Span] = [seen[name] for name in ("before_sentence", "after_sentence") if name in seen]
        return len(self.old) + len(self.new) + sum(span.length for span in spans)

    @cached_property
    def old_keys(self) -> list[str]:
        """The old words, each as it is compared."""
        return keys_of(self.old)

    @cached_property
    def new_keys(self) -> list[str]:
        """The new words, each as it is compared."""
        return keys_of(self.new)

    @cached_property
    def gone(self) -> list[str]:
        """Old words that the new sentence does not have."""
        kept = set(self.new_keys) | set(self.after_keys)
        return [word for word in self.old_keys if word not in kept]

    @cached_property
    def come(self) -> list[str]:
        """New words that the old sentence does not have."""
        had = set(self.old_keys) | set(self.before_keys)
        return [word for word in self.new_keys if word not in had]

    @cached_property
    def old_content(self) -> list[str]:
        """Old words that carry meaning, as rough stems."""
        return self._content(self.old_keys)

    @cached_property
    def new_content(self) -> list[str]:
        """New words that carry meaning, as rough stems."""
        return self._content(self.new_keys)

    def _content(self, words: list[str]) -> list[str]:
        stop, filler = self.tables.lexicon.stop, self.tables.filler
        return [stem(word) for word in words if word not in stop and word not in filler and word[:1].isalnum()]

    @cached_property
    def before_sentence(self) -> Span:
        """The old sentence or sentences the change stands in."""
        return around(self.before, self.tile.a0, self.tile.a0 + len(self.old))

    @cached_property
    def after_sentence(self) -> Span:
        """The new sentence or sentences the change stands in."""
        return around(self.after, self.tile.b0, self.tile.b0 + len(self.new))

    @cached_property
    def before_keys(self) -> list[str]:
        """The words of the old sentence."""
        return keys_in(self.before_tokens)

    @cached_property
    def after_keys(self) -> list[str]:
        """The words of the new sentence."""
        return keys_in(self.after_tokens)

    @cached_property
    def before_tokens(self) -> tuple[Token, ...]:
        """The tokens of the old sentence, counted from its start."""
        return tokens(self.before_sentence.of(self.before.text))

    @cached_property
    def after_tokens(self) -> tuple[Token, ...]:
        """The tokens of the new sentence, counted from its start."""
        return tokens(self.after_sentence.of(self.after.text))

    @cached_property
    def whole(self) -> bool:
        """Whether whole sentences came or went."""
        if self.old.strip() and self.new.strip():
            return False
        text, start, words = (
            (self.after.text, self.tile.b0, self.new)
            if self.new.strip()
            else (self.before.text, self.tile.a0, self.old)
        )
        lead, last = (
            text[:start].rstrip(" ")[-1:] if start < REACH else text[start - 4 : start].rstrip(" ")[-1:],
            words.rstrip()[-1:],
        )
        opens = lead in ("", "\n") or lead in '.!?…”"’。！？' or words[:1] == "\n"
        end = start + len(words.rstrip())
        return opens and (last in '.!?…”"’。！？:' or text[end : end + 1] in ("", "\n"))

    @cached_property
    def numbers(self) -> tuple[list[Number], list[Number]]:
        """Numbers the change touches whose value stands on one side only: gone, come."""
        old, new = self._read(read_numbers)
        return self._lost(old, new, lambda n: (n.value, n.kind, n.unit))

    @cached_property
    def dates(self) -> tuple[list[Date], list[Date]]:
        """Dates the change touches that stand on one side only: gone, come."""
        old, new = self._read(read_dates)
        return self._lost(old, new, lambda d: (d.year, d.month, d.day, d.weekday, d.minute))

    @cached_property
    def names(self) -> tuple[list[Name], list[Name]]:
        """Names the change touches of which a word stands on one side only: gone, come."""
        old, new = self._read(read_names)
        a_spans, b_spans = self._touched
        has_new, has_old = {w for n in new for w in keys_of(n.text)}, {w for n in old for w in keys_of(n.text)}
        gone = [
            n for n in old if touches(n.span, a_spans) and not set(keys_of(n.text)) <= has_new | set(self.after_keys)
        ]
        come = [
            n for n in new if touches(n.span, b_spans) and not set(keys_of(n.text)) <= has_old | set(self.before_keys)
        ]
        return gone, come

    @property
    def _touched(self) -> tuple[Span, Span]:
        """The changed words, counted from the start of their sentences."""
        a, b = self.before_sentence.start, self.after_sentence.start
        t = self.tile
        return Span(t.a0 - a, t.a0 - a + len(self.old)), Span(t.b0 - b, t.b0 - b + len(self.new))

    def _read(self, reader: Reader[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        lex = self.tables.lexicon
        old, new = self.before_sentence.of(self.before.text), self.after_sentence.of(self.after.text)
        return reader(self.before_tokens, old, lex), reader(self.after_tokens, new, lex)

    def _lost(
        self, old: tuple[Found, ...], new: tuple[Found, ...], value: Callable[[Found], object]
    ) -> tuple[list[Found], list[Found]]:
        a, b = self._touched
        had, has = {value(item) for item in old}, {value(item) for item in new}
        gone = [item for item in old if touches(item.span, a) and value(item) not in has]
        come = [item for item in new if touches(item.span, b) and value(item) not in had]
        return gone, come


def keys_of(text: str) -> list[str]:
    """Return the words of *text*, each as it is compared; marks are left out."""
    return [key(word) for word in words(text) if word[0].isalnum() or len(word) > 1]


def keys_in(items: tuple[Token, ...]) -> list[str]:
    """Return the words among *items*, each as it is compared."""
    return [key(item[0]) for item in items if item[0][0].isalnum() or len(item[0]) > 1]


def touches(span: Span, changed: Span) -> bool:
    """Say whether *span* shares a character with *changed*, or holds or touches its place where that is empty."""
    if changed.start == changed.end:
        return span.start <= changed.start <= span.end + 1
    return min(span.end, changed.end) > max(span.start, changed.start)


def around(document: Document, start: int, end: int) -> Span:
    """Return the sentences of *document* that hold `start:end`, within their blocks."""
    text = document.text
    if not document.blocks:
        return Span(0, 0)
    first = document.span(document.block_at(start))
    last = document.span(document.block_at(max(start, end - 1)))
    low, high = max(first.start, start - REACH), min(max(last.end, end), end + REACH)
    if low >= high:
        return Span(start, end)
    left, right, at = low, high, low
    for stop in sentence_ends(text, low, high):
        if at <= start:
            left = at
        if stop >= end and (stop > start or stop == high):
            right = stop
            break
        at = stop
    return Span(min(left, start), max(right, end))
