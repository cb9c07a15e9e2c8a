"""
Read the sentence an edit stands in: its words, numbers, dates and names.

Each is worked out on first asking and kept, and edits of one sentence share
it: a rewritten sentence has several edits, and reading it is what costs.
"""

from revtrack.diff.rules.lazily import lazily
from revtrack.diff.rules.marking import DATE, FIGURE, Marked
from revtrack.diff.rules.tables import Tables
from revtrack.model import Document, Span
from revtrack.text import Date, Name, Number, Token, pieces, read_dates, read_names, read_numbers, sentence_around

REACH = 700
"""How many characters to each side the sentence of an edit is looked for."""


LONGEST_ZONE = 3
"""Letters of a time zone that may be the name of something else: `ET`."""


TITLE_CASE = 4
"""Words of meaning, all but one with a capital, from which a line is set like a heading."""


class Sentence:
    """One or more neighbouring sentences of one version."""

    def __init__(self, document: Document, span: Span, tables: Tables) -> None:
        self.span, self.tables = span, tables
        self.text = document.text[span.start : span.end]

    @lazily
    def _pieces(self) -> tuple[list[str], list[int]]:
        return pieces(self.text)

    @lazily
    def _marked(self) -> tuple[list[str], int, list[Marked]]:
        return self.tables.marks.of(self._pieces[0])

    @lazily
    def keys(self) -> list[str]:
        """The words, each as it is compared."""
        return self._marked[0]

    @lazily
    def marks(self) -> int:
        """Which rules the words may concern (`marking`)."""
        return self._marked[1]

    @lazily
    def key_set(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.keys)

    @lazily
    def stems(self) -> list[str]:
        """The words that carry meaning, as rough stems."""
        return [told for _, _, told in self._marked[2] if told]

    @lazily
    def signs(self) -> frozenset[str]:
        """The words that tell who says something, or when."""
        return self.key_set & self.tables.signs

    @lazily
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, counted from the sentence's start."""
        made = tuple.__new__  # past the Python function that a named tuple is made by
        return tuple([made(Token, (word, at, at + len(word))) for word, at in zip(*self._pieces, strict=False) if word])

    @lazily
    def numbers(self) -> tuple[Number, ...]:
        """The numbers, as values."""
        return read_numbers(self.tokens, self.text, self.tables.lexicon)

    @lazily
    def dates(self) -> tuple[Date, ...]:
        """The dates, weekdays and clock times."""
        if not self.marks & (FIGURE | DATE):
            return ()
        return read_dates(self.tokens, self.text, self.tables.lexicon)

    @lazily
    def names(self) -> tuple[Name, ...]:
        """The names; the time zone of a time of day is none."""
        found = read_names(self.tokens, self.text, self.tables.lexicon)
        if any(len(name.text) <= LONGEST_ZONE and name.text.isupper() for name in found):
            return tuple([name for name in found if not any(date.span.contains(name.span) for date in self.dates)])
        return found

    @lazily
    def in_title_case(self) -> bool:
        """Whether nearly every word that carries meaning has a capital, as in a heading; a list of names is none."""
        if self.text.rstrip()[-1:] in ".,;" or self.text.count(",") > 1:
            return False
        marked = [
            token[:1].isupper() for token, (_, _, told) in zip(self._pieces[0], self._marked[2], strict=True) if told
        ]
        return len(marked) >= TITLE_CASE and sum(marked) >= len(marked) - 1 and self.tables.lexicon.code != "de"


class Sentences:
    """The sentences of one version that were read so far."""

    def __init__(self, document: Document, tables: Tables) -> None:
        self.document, self.tables = document, tables
        self._read: dict[tuple[int, int], Sentence] = {}

    def around(self, start: int, end: int) -> Sentence:
        """Return the sentences that hold `start:end`, within their blocks."""
        span = around(self.document, start, end)
        found = self._read.get(span)
        if found is None:
            found = self._read[span] = Sentence(self.document, span, self.tables)
        return found


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
    left, right = sentence_around(text, start, end, low, high)
    return Span(min(left, start), max(right, end))
