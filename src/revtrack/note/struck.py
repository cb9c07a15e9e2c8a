"""
Read corrections made in the open: words struck through, the right ones beside them.

`<del>nine</del> <ins>six</ins> boats` names both values itself. Words struck
through with nothing beside them were taken back.
"""

import re
from collections.abc import Iterator
from itertools import islice

from revtrack.model import Block, BlockKind, Claim, Mark, MarkKind, Note, NoteKind, Span

_WORDS = 4
"""Words of a name or a date that another stands right after, at most."""
_REACH = 80
"""Code points in which those other words are looked for."""
_JEST = 2
"""Words that may be struck through for a joke, at most."""
_PRICE = re.compile(
    r"(?:[$€£¥]|USD|EUR|Rs\.?|R\$)\s?(?P<amount>\d[\d.,]{0,12})(?!\s?(?:m|bn|k|tn|million|billion|thousand)\b)"
    r"|(?P<amount_>\d[\d.,]{0,12})\s?(?:[$€£]|euros?\b)"
)
_SELLS = re.compile(
    r"\b(?:buy|shop|sale|save|off|deal|offer|discount|coupon|code|order|add to cart|at amazon|on amazon|at walmart|"
    r"regular(?:ly)?|list price|kaufen|angebot|statt|rabatt|sparen|acheter|promo|offre|comprar|oferta|"
    r"descuento|compre|desconto|sconto|offerta|acquista|koop|korting|aanbieding)\b",
    re.IGNORECASE,
)
"""What is said of goods on offer."""
_TAG = 4
"""Words beside a price in a list of goods, at most."""
_BESIDE = 3
"""Code points between the words struck through and those put in, at most."""


def struck(block: Block, start: int) -> Iterator[Note]:
    """Yield a note for each passage struck through in *block*, which begins at *start* in the linear text."""
    if block.kind is BlockKind.CODE:
        return  # What a program or a table compares is nobody's correction.
    inserted = [mark for mark in block.marks if mark.kind is MarkKind.INSERTED]
    for mark in block.marks:
        old = mark.span.of(block.text)
        if mark.kind is not MarkKind.DELETED or not any(char.isalnum() for char in old):
            continue
        put_in = next((other.span for other in inserted if _beside(block.text, mark, other)), None)
        new = put_in or _facing(block.text, mark.span)
        if new is None and (_done(block, mark.span) or _in_jest(old)):
            continue
        if not _offers(block.text, mark.span, new):
            yield _note(block.text, mark.span, new, start)


def _facing(text: str, old: Span) -> Span | None:
    """Return the words right after those struck through that are of their shape: `<s>31</s> 13`."""
    shapes = [_shape(word) for word in old.of(text).split()]
    if len(shapes) > _WORDS or not set("#A").intersection(shapes):
        return None
    words = list(islice(re.finditer(r"\S+", text[old.end : old.end + _REACH]), len(shapes)))
    if [_shape(word.group()) for word in words] != shapes or not text[old.end : old.end + 1].isspace():
        return None
    last = words[-1].group().rstrip(".,;:!?)”\"’'")
    return Span(old.end + words[0].start(), old.end + words[-1].start() + len(last))


def _shape(word: str) -> str:
    """Return `#` for a figure, `A` for a word with a capital, `a` for any other."""
    return "#" if any(map(str.isdigit, word)) else "A" if word[:1].isupper() else "a"


def _done(block: Block, old: Span) -> bool:
    """Say whether a whole item of a list or a cell of a table is struck through: done, sold out, or compared."""
    if block.kind is BlockKind.TABLE_ROW:
        return True
    return block.kind is BlockKind.LIST_ITEM and len(old.of(block.text)) >= len(block.text.rstrip(" .")) - 1


def _in_jest(old: str) -> bool:
    """Say whether a word or two are struck through that name nothing, as jokes are made: `<s>crying</s> laughing`."""
    words = old.split()
    return len(words) <= _JEST and {_shape(word) for word in words} == {"a"}


def _offers(text: str, old: Span, new: Span | None) -> bool:
    """Say whether a lower price stands where one is struck through and no sentence is told: goods on offer."""
    was = _PRICE.search(old.of(text))
    if was is None:
        return False
    now = _PRICE.search(new.of(text) if new else text[old.end :])
    if now and _amount(now) >= _amount(was):
        return False
    rest = text[: old.start] + text[max(old.end, new.end if new else 0) :]
    return _SELLS.search(rest) is not None or len(rest.split()) <= _TAG


def _amount(price: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", price["amount"] or price["amount_"]))


def _beside(text: str, mark: Mark, other: Mark) -> bool:
    first, second = sorted((mark.span, other.span))
    between = text[first.end : second.start]
    return 0 <= second.start - first.end <= _BESIDE and not between.strip(" /(")


def _note(text: str, old: Span, new: Span | None, start: int) -> Note:
    whole = Span(min(old.start, new.start), max(old.end, new.end)) if new else old
    words = whole.of(text)
    claim = Claim(
        id="n0.c1",
        text=words,
        old=old.of(text),
        new=new.of(text) if new else None,
        polarity="struck_through",
        action="replace" if new else "remove",
        span=Span(0, len(words)),
        old_span=old.shifted(-whole.start),
        new_span=new.shifted(-whole.start) if new else None,
    )
    return Note(
        id="n0",
        kind=NoteKind.CORRECTION if new else NoteKind.AMENDMENT,
        text=words,
        span=whole.shifted(start),
        source="struck through",
        evidence=("words struck through, the right ones beside them" if new else "words struck through",),
        claims=(claim,),
    )
