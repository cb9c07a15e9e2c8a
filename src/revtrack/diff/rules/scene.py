"""
Set one edit in its scene: the words changed, the sentences around them, the block, the language.

Rules read a scene and nothing else. What a rule asks for is worked out on
first asking, since most edits are settled by the first rules.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from revtrack.diff.rules.lazily import lazily
from revtrack.diff.rules.marking import Marked
from revtrack.diff.rules.sentence import Sentence, Sentences
from revtrack.diff.rules.tables import Tables
from revtrack.diff.tiles import Tile
from revtrack.model import BlockKind, Document, Span
from revtrack.text import Date, Name, Number, key, words

Found = TypeVar("Found", Number, Date)

Read = tuple[Sentences, Sentences]
"""The sentences read so far, of the old version and of the new one."""

LONGEST = 2_000
"""Characters of a passage that rules read; of a longer one its beginning."""


STATEMENT = 6
"""Different words of meaning from which a stretch is a statement of its own."""

SHARED = 0.2
"""Share of the fewer words of meaning up to which two statements have nothing to do with each other."""


class Scene:
    """One change between two documents, as rules see it."""

    def __init__(
        self,
        before: Document,
        after: Document,
        tile: Tile,
        tables: Tables,
        read: Read | None = None,
        *,
        alone: bool = False,
    ) -> None:
        """
        Set the scene of *tile*; nothing is read yet.

        *read* holds the sentences of both versions that other edits had read
        already, *alone* says that no other change is in its lines.
        """
        self.by_itself = alone
        if alone:
            self.alone = True
        self.before, self.after, self.tile, self.tables = before, after, tile, tables
        self.read = read or (Sentences(before, tables), Sentences(after, tables))
        self.old = before.text[tile.a0 : min(tile.a1, tile.a0 + LONGEST)]
        self.new = after.text[tile.b0 : min(tile.b1, tile.b0 + LONGEST)]

    @property
    def whole_texts(self) -> tuple[str, str]:
        """The changed words in full, however long."""
        t = self.tile
        if max(t.a1 - t.a0, t.b1 - t.b0) <= LONGEST:
            return self.old, self.new
        return self.before.text[t.a0 : t.a1], self.after.text[t.b0 : t.b1]

    @lazily
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
        sentences: list[Sentence] = [seen[name] for name in ("before_sentence", "after_sentence") if name in seen]
        return len(self.old) + len(self.new) + sum(len(sentence.text) for sentence in sentences)

    @lazily
    def _old_marked(self) -> tuple[list[str], int, list[Marked]]:
        return self.tables.marks.of(words(self.old))

    @lazily
    def _new_marked(self) -> tuple[list[str], int, list[Marked]]:
        return self.tables.marks.of(words(self.new))

    @lazily
    def old_keys(self) -> list[str]:
        """The old words, each as it is compared."""
        return self._old_marked[0]

    @lazily
    def new_keys(self) -> list[str]:
        """The new words, each as it is compared."""
        return self._new_marked[0]

    @lazily
    def old_marks(self) -> int:
        """Which rules the old words may concern (`marking`)."""
        return self._old_marked[1]

    @lazily
    def new_marks(self) -> int:
        """Which rules the new words may concern."""
        return self._new_marked[1]

    @lazily
    def marks(self) -> int:
        """Which rules the changed words may concern."""
        return self.old_marks | self.new_marks

    @lazily
    def gone(self) -> list[str]:
        """Old words that the new sentence does not have."""
        kept = self.after_sentence.key_set
        return [word for word in self.old_keys if word not in kept]

    @lazily
    def come(self) -> list[str]:
        """New words that the old sentence does not have."""
        had = self.before_sentence.key_set
        return [word for word in self.new_keys if word not in had]

    @lazily
    def told_gone(self) -> list[str]:
        """Old words that the new sentence does not have, verbs in two parts as one: `lehnte+ab`."""
        tables, old, new = self.tables, self.before_sentence, self.after_sentence
        return [*self.gone, *tables.split_verbs(self.old_keys, old.key_set, new.key_set)] if tables.split else self.gone

    @lazily
    def told_come(self) -> list[str]:
        """New words that the old sentence does not have, verbs in two parts as one."""
        tables, old, new = self.tables, self.before_sentence, self.after_sentence
        return [*self.come, *tables.split_verbs(self.new_keys, new.key_set, old.key_set)] if tables.split else self.come

    @lazily
    def old_content(self) -> list[str]:
        """Old words that carry meaning, as rough stems."""
        return [told for _, _, told in self._old_marked[2] if told]

    @lazily
    def new_content(self) -> list[str]:
        """New words that carry meaning, as rough stems."""
        return [told for _, _, told in self._new_marked[2] if told]

    @lazily
    def before_sentence(self) -> Sentence:
        """The old sentence or sentences the change stands in."""
        return self.read[0].around(self.tile.a0, self.tile.a0 + len(self.old))

    @lazily
    def after_sentence(self) -> Sentence:
        """The new sentence or sentences the change stands in."""
        return self.read[1].around(self.tile.b0, self.tile.b0 + len(self.new))

    @lazily
    def alone(self) -> bool:
        """Whether the sentences differ in nothing but this change."""
        a, b, t = self.before_sentence.span, self.after_sentence.span, self.tile
        old, new = self.before.text, self.after.text
        return old[a.start : t.a0] == new[b.start : t.b0] and old[t.a1 : a.end] == new[t.b1 : b.end]

    @lazily
    def before_keys(self) -> list[str]:
        """The words of the old sentence."""
        return self.before_sentence.keys

    @lazily
    def after_keys(self) -> list[str]:
        """The words of the new sentence."""
        return self.after_sentence.keys

    @lazily
    def whole(self) -> bool:
        """Whether whole sentences came or went."""
        if self.old.strip() and self.new.strip():
            return False
        t = self.tile
        if self.new.strip():
            text, start, end, first = self.after.text, t.b0, t.b1, self.new[:1]
        else:
            text, start, end, first = self.before.text, t.a0, t.a1, self.old[:1]
        lead = text[max(0, start - 4) : start].rstrip(" ")[-1:]
        if lead not in ("", "\n") and lead not in '.!?…”"’。！？' and first != "\n":
            return False
        while end > start and text[end - 1].isspace():
            end -= 1
        return text[end - 1 : end] in '.!?…”"’。！？:' or text[end : end + 1] in ("", "\n")

    @lazily
    def unrelated(self) -> bool:
        """Whether one statement gave way to another: what one of them counts or names is nothing the other has."""
        old, new = set(self.old_content), set(self.new_content)
        fewest = min(len(old), len(new))
        return fewest >= STATEMENT and len(old & new) <= SHARED * fewest

    @lazily
    def numbers(self) -> tuple[list[Number], list[Number]]:
        """Numbers the change touches whose value stands on one side only: gone, come."""
        return self._lost(
            self.before_sentence.numbers, self.after_sentence.numbers, lambda n: (n.value, n.kind, n.unit)
        )

    @lazily
    def dates(self) -> tuple[list[Date], list[Date]]:
        """Dates the change touches that stand on one side only: gone, come."""
        return self._lost(
            self.before_sentence.dates,
            self.after_sentence.dates,
            lambda d: (d.year, d.month, d.day, d.weekday, d.minute, d.zone),
        )

    @lazily
    def names(self) -> tuple[list[Name], list[Name]]:
        """Names the change touches of which a word stands on one side only: gone, come."""
        a_spans, b_spans = self._touched
        left = self._named(self.before_sentence, a_spans, self.old, self.before)
        right = self._named(self.after_sentence, b_spans, self.new, self.after)
        gone = [n for n in left if not self.after_sentence.key_set.issuperset(keys_of(n.text))]
        come = [n for n in right if not self.before_sentence.key_set.issuperset(keys_of(n.text))]
        if not gone and not come and exchanged([keys_of(n.text) for n in left], [keys_of(n.text) for n in right]):
            return left, right
        return gone, come

    @staticmethod
    def _named(sentence: Sentence, changed: Span, told: str, document: Document) -> list[Name]:
        """Return the names touched by the words *told*; in a heading, words known in small letters name nothing."""
        found = [name for name in sentence.names if touches(name.span, changed)]
        if found and told and sentence.in_title_case:
            capital = [word.lower() for word in words(told) if word[0].isupper()]
            if all(f" {word}" in document.text for word in capital):
                return []
        return found

    @property
    def _touched(self) -> tuple[Span, Span]:
        """The changed words, counted from the start of their sentences."""
        a, b = self.before_sentence.span.start, self.after_sentence.span.start
        t = self.tile
        return Span(t.a0 - a, t.a0 - a + len(self.old)), Span(t.b0 - b, t.b0 - b + len(self.new))

    def _lost(
        self, old: tuple[Found, ...], new: tuple[Found, ...], value: Callable[[Found], object]
    ) -> tuple[list[Found], list[Found]]:
        a, b = self._touched
        left = [item for item in old if touches(item.span, a)]
        right = [item for item in new if touches(item.span, b)]
        gone, come = left, right
        if gone:
            has = {value(item) for item in new}
            gone = [item for item in gone if value(item) not in has]
        if come:
            had = {value(item) for item in old}
            come = [item for item in come if value(item) not in had]
        if not gone and not come and exchanged(list(map(value, left)), list(map(value, right))):
            return left, right
        return gone, come


def exchanged(left: Sequence[object], right: Sequence[object]) -> bool:
    """Say whether one value stands where another stood, though the sentence had both: `$3 to A and $2 to B`."""
    return len(left) == len(right) == 1 and left != right


def keys_of(text: str) -> list[str]:
    """Return the words of *text*, each as it is compared; marks are left out."""
    return [key(word) for word in words(text) if word[0].isalnum() or len(word) > 1]


def touches(span: Span, changed: Span) -> bool:
    """Say whether *span* shares a character with *changed*, or holds or touches its place where that is empty."""
    if changed.start == changed.end:
        return span.start <= changed.start <= span.end + 1
    return min(span.end, changed.end) > max(span.start, changed.start)
