"""
Find the notes of one document.

Cheap screens first: a block without a word that notes use is never read. A
label that stands alone belongs to the next block; a note printed twice counts
once; quotations, embeds and bylines are other people's words or none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from revtrack.model import Block, BlockKind, Claim, Document, Note, NoteKind, NoteStatus, Span
from revtrack.note.anchor import anchored
from revtrack.note.claims import read_claims
from revtrack.note.dates import UNKNOWN, Written, read_date
from revtrack.note.headline import tagged
from revtrack.note.joining import LONGEST, gathered, headed_list, hook_of, is_item
from revtrack.note.lexicon import LANGUAGES, grammar, guess
from revtrack.note.origin import cause, corrector
from revtrack.note.passage import quotations, unwrapped
from revtrack.note.reading import Reading, read
from revtrack.note.screen import Screen, screen
from revtrack.note.stretch import Found, Place, notes_in, part
from revtrack.note.struck import struck

MOST = 500
"""Notes read from one document; a page with more is a corrections column, and its first ones are enough."""
_SILENT = frozenset({BlockKind.QUOTE, BlockKind.PULL_QUOTE, BlockKind.EMBED, BlockKind.CODE, BlockKind.BYLINE})
_ABOVE = (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.DATELINE)
_SAMPLE_BLOCKS = 30
_LINKED = 0.7
"""Share of a block's text in links from which on it only leads to another page."""
_FEW_LETTERS = 40
"""Code points; a shorter wording may end another note by chance."""
_FEW_WORDS = 200
"""Code points of a note too short to tell its language by common words; then its label tells it."""


def find_notes(document: Document, *, wordings: Sequence[str] = ()) -> tuple[Note, ...]:
    """
    Return the notes of *document* in reading order, each with its claims.

    *wordings* are further labels or phrases that open a note at this outlet.
    All are new as far as one document can say; `follow` knows better.
    """
    words, notes, skip, headed = tuple(wordings), list[Note](), -1, ""
    language = _language(document)
    written = Written(*(moment.date() if moment else None for moment in (document.published, document.modified)))
    sieve = screen(language, words)
    for index, block in enumerate(document.blocks):
        if len(notes) >= MOST:
            break
        if block.kind is BlockKind.HEADLINE:
            notes.extend(tagged(block.text, document.starts[index]))
        if block.marks:
            notes.extend(struck(block, document.starts[index]))
        headed = headed if is_item(block) else ""
        if index <= skip or not (headed or _readable(block, sieve)):
            continue
        if headed_list(document, index, language, words):
            headed = f"list under {block.text!r}"
            continue
        text, skip = gathered(document, index, Place(language, words))
        hook = hook_of(block) or headed
        if not hook and _introduced_by_others(document, index, language):
            continue
        place = Place(language, words, part(index, len(document.blocks)), hook)
        place = replace(place, caption=block.kind is BlockKind.CAPTION, live=bool(block.entry))
        for begin, end in _windows(text):
            for found in notes_in(text[begin:end], place):
                if not _only_tag(block, index, text, found):
                    span = Span(found.start, found.end).shifted(document.starts[index] + begin)
                    notes.append(_note(text[begin:end], found, span, _source(block), written))
    return _numbered([_placed(document, note) for note in _once(notes)])


def given(text: str, number: int) -> Note:
    """Return the note whose wording is *text*, known from outside the page; *number* makes its id."""
    text = text.strip()
    language = guess(text)
    found = next(iter(notes_in(text[:LONGEST], Place(language))), None)
    if found is None and len(text) < _FEW_WORDS:
        others = (notes_in(text, Place(code)) for code in LANGUAGES if code != language)
        found = next((notes[0] for notes in others if notes and notes[0].label), None)
        language = found.language if found else language
    if found is None or found.end - found.start < len(text[:LONGEST]) * 0.6:
        kind = found.kind if found else NoteKind.CORRECTION
        found = Found(0, len(text), kind, ("given from outside",), language, None)
    note = _note(text, replace(found, start=0, end=len(text)), None, "given")
    return _numbered([note], number)[0]


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a block that are read: all of it, or only both ends of a very long one."""
    if len(text) <= 2 * LONGEST:
        return [(0, len(text))]
    head = text.rfind(" ", 0, LONGEST) + 1 or LONGEST
    tail = text.find(" ", len(text) - LONGEST) + 1 or len(text) - LONGEST
    return [(0, head), (tail, len(text))]


def _language(document: Document) -> str:
    return guess("\n".join(block.text for block in document.blocks[:_SAMPLE_BLOCKS]), document.language or "en")


def _readable(block: Block, sieve: Screen) -> bool:
    """Say whether a block may hold a note: the page says so, or its own words do and they are the outlet's."""
    if hook_of(block):
        return True
    if sum(anchor.span.length for anchor in block.links) > _LINKED * len(block.text):
        return False  # Another page's headline.
    if block.hook or block.kind is BlockKind.NOTE:
        return True
    return block.kind not in _SILENT and sieve.passes(block.text)


def _introduced_by_others(document: Document, index: int, language: str) -> bool:
    """Say whether the block before announces somebody else's note: `The paper added a correction:`."""
    before = document.blocks[index - 1].text.rstrip() if index else ""
    if not before.endswith(":"):
        return False
    if document.blocks[index].kind is BlockKind.QUOTE:
        return True
    return Reading(before[-240:], grammar(language)).has("third_party")


def _only_tag(block: Block, index: int, text: str, found: Found) -> bool:
    """Say whether this is a headline with a tag (`CORRECTED: Mayor resigns`), which is no note by itself."""
    if block.kind is BlockKind.HEADLINE:
        return True
    return index == 0 and found.label is not None and len(text) < 140 and text.rstrip(" \"”’»'*_")[-1:] not in ".!?)]"


def _source(block: Block) -> str:
    if block.hook:
        return block.hook
    return {BlockKind.NOTE: "box", BlockKind.CAPTION: "caption", BlockKind.LIST_ITEM: "list"}.get(block.kind, "text")


def _note(text: str, found: Found, span: Span | None, source: str, article: Written = UNKNOWN) -> Note:
    """Return the note that *found* describes, read into its slots and claims."""
    words = text[found.start : found.end]
    content = max(0, found.label.content - found.start) if found.label else 0
    date, date_text = read_date(words[: content + 80] if found.label else words[:120], article=article)
    dated = words.find(date_text) if date_text else -1
    claims, corrected_by, caused_by = said(words[:LONGEST], min(content, LONGEST), found.kind, found.language)
    return Note(
        id="n0",
        kind=found.kind,
        text=words,
        label=re.sub(r"\s+", " ", text[slice(*found.label.word)]) if found.label else None,
        span=span,
        date=date,
        date_text=date_text,
        label_span=Span(*found.label.word).shifted(-found.start) if found.label else None,
        date_span=Span(dated, dated + len(date_text)) if date_text and dated >= 0 else None,
        status=NoteStatus.NEW,
        language=found.language,
        source=source,
        evidence=found.reasons,
        corrector_span=corrected_by,
        cause_span=caused_by,
        claims=claims,
    )


@lru_cache(maxsize=512)
def said(words: str, content: int, kind: NoteKind, language: str) -> tuple[tuple[Claim, ...], Span | None, Span | None]:
    """
    Return what a note says: its claims, who corrected it, and why it came to the error.

    Remembered, since most notes stand on both sides of a step, word for word.
    """
    words = unwrapped(words, content)
    voice = read(words, grammar(language), quotations(words))
    claims = read_claims(words, content, voice) if _claiming(kind, voice) else ()
    return claims, corrector(words, voice), cause(words, voice)


def _claiming(kind: NoteKind, voice: Reading) -> bool:
    """Say whether a note speaks of its text: of updates those that say so, not those that tell what happened since."""
    if kind is NoteKind.UPDATE:
        return voice.has("updated", "amended", "rescheduled", "since_changed")
    return kind not in (NoteKind.EDITORS_NOTE, NoteKind.ADDENDUM)


def _placed(document: Document, note: Note) -> Note:
    """Return the note with where it stands in the article, and the asterisk in the text that it answers."""
    if note.span is None:
        return note
    index = document.block_at(note.span.start)
    return replace(note, place=_place(document, index), anchor=anchored(document, note, index))


def _place(document: Document, index: int) -> str:
    """Return where block *index* stands: top, middle or end of the running text."""
    if document.blocks[index].kind in _ABOVE:
        return "top"
    before = sum(1 for block in document.blocks[:index] if block.kind not in _ABOVE)
    after = len(document.blocks) - index - 1
    if after <= 1 and after <= before:
        return "end"
    return "top" if before <= 1 else "middle"


def _once(notes: list[Note]) -> list[Note]:
    """Drop a note that is printed twice, under whatever label; the first stays."""
    seen: set[str] = set()
    kept = []
    for note in notes:
        start = note.label_span.end if note.label_span else 0
        key = re.sub(r"\W+", " ", note.text[start:]).strip().casefold() or note.text
        if key not in seen and not any(_tail(key, other) for other in seen):
            seen.add(key)
            kept.append(note)
    return kept


def _tail(key: str, other: str) -> bool:
    """Say whether one wording is the other's end, so that only a line on who made the correction goes before it."""
    short, long = sorted((key, other), key=len)
    return len(short) > _FEW_LETTERS and long.endswith(" " + short)


def _numbered(notes: Sequence[Note], first: int = 1) -> tuple[Note, ...]:
    """Return the notes with ids from *first* on, in reading order, and their claims' ids."""
    ordered = sorted(notes, key=lambda note: note.span or Span(0, 0))
    return tuple(
        replace(
            note,
            id=f"n{number}",
            claims=tuple(replace(claim, id=f"n{number}.c{k}") for k, claim in enumerate(note.claims, 1)),
        )
        for number, note in enumerate(ordered, first)
    )
