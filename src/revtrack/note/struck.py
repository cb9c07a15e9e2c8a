"""
Read corrections made in the open: words struck through, the right ones beside them.

`<del>nine</del> <ins>six</ins> boats` names both values itself. Words struck
through with nothing beside them were taken back.
"""

from collections.abc import Iterator

from revtrack.model import Block, Claim, Mark, MarkKind, Note, NoteKind, Span

_BESIDE = 3
"""Code points between the words struck through and those put in, at most."""


def struck(block: Block, start: int) -> Iterator[Note]:
    """Yield a note for each passage struck through in *block*, which begins at *start* in the linear text."""
    inserted = [mark for mark in block.marks if mark.kind is MarkKind.INSERTED]
    for mark in block.marks:
        old = mark.span.of(block.text)
        if mark.kind is not MarkKind.DELETED or not any(char.isalnum() for char in old):
            continue
        put_in = next((other for other in inserted if _beside(block.text, mark, other)), None)
        yield _note(block.text, mark.span, put_in.span if put_in else None, start)


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
