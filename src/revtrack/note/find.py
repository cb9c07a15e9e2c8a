"""
Find the notes of one document.

Cheap screens first: a block without a word that notes use is never read. What
is read is cut into stretches (brackets, labels at the start of a sentence, the
block), each judged by `verdict`; a note's text is a slice of its block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from revtrack.model import Block, BlockKind, Claim, Document, Note, NoteKind, NoteStatus, Span
from revtrack.note import verdict as judge
from revtrack.note.claims import read_claims
from revtrack.note.dates import read_date
from revtrack.note.grammar import Reading
from revtrack.note.label import Label, label_at
from revtrack.note.lexicon import candidates, grammar, guess, screen, triggered
from revtrack.note.passage import CREDIT, TWEET, Stretch, brackets, quotations, sentences, trimmed
from revtrack.note.wire import wire

_WEAK = (NoteKind.UPDATE, NoteKind.AMENDMENT)
"""What a sentence may be until a later one says that something was wrong."""


@dataclass(frozen=True, slots=True)
class Found:
    """A note before it has a number: where it stands in its text, and what was decided."""

    start: int
    end: int
    kind: NoteKind
    reasons: tuple[str, ...]
    language: str
    label: Label | None


def find_notes(document: Document, *, wordings: Sequence[str] = ()) -> tuple[Note, ...]:
    """
    Return the notes of *document* in reading order, each with its claims.

    *wordings* are further labels or phrases that open a note at this outlet.
    All are new as far as one document can say; `follow` knows better.
    """
    words = tuple(wordings)
    stems = screen(words)
    language = ""
    notes: list[Note] = []
    skip = -1
    for index, block in enumerate(document.blocks):
        if index <= skip or not (block.hook or block.kind is BlockKind.NOTE or triggered(block.text, stems)):
            continue
        language = language or guess("\n".join(b.text for b in document.blocks[:30]), document.language or "en")
        text, last = _joined(document, index, language, words)
        skip = last
        position = (index + 1) / len(document.blocks)
        for found in notes_in(text, language, words, position, block, index):
            start = document.starts[index]
            note = _note(text, found, Span(start + found.start, start + found.end), _source(block))
            notes.append(replace(note, place=_place(document, index)))
    return _numbered(_once(notes))


def given(text: str, number: int) -> Note:
    """Return the note whose wording is *text*, known from outside the page; *number* makes its id."""
    text = text.strip()
    language = guess(text)
    found = next(iter(notes_in(text, language, (), 1.0, None, 1)), None)
    if found is None or found.end - found.start < len(text) * 0.6:
        found = Found(
            0, len(text), found.kind if found else NoteKind.CORRECTION, ("given from outside",), language, None
        )
    found = replace(found, start=0, end=len(text))
    note = replace(_note(text, found, None, "given"), id=f"n{number}")
    return replace(note, claims=_claims(note.id, note.claims))


def notes_in(
    text: str, language: str, wordings: tuple[str, ...], position: float, block: Block | None, index: int
) -> Iterator[Found]:
    """Yield the notes that stand in one block's *text*."""
    shadow = text.replace("\u00a0", " ").replace("\u202f", " ")
    for code in candidates(text, language):
        found = list(_in_language(shadow, code, wordings, position, block, index))
        if found:
            yield from found
            return


def _in_language(
    text: str, language: str, wordings: tuple[str, ...], position: float, block: Block | None, index: int
) -> Iterator[Found]:
    rules = grammar(language, wordings)
    voice = Reading(text, rules, quotations(text))
    taken: list[Stretch] = []
    hooked = block is not None and bool(block.hook or block.kind is BlockKind.NOTE)
    for start, end, label, bracketed in _stretches(text, voice):
        if any(begin < end and start < stop for begin, stop in taken) or TWEET.search(text, start, end):
            continue
        found = _judge(text, voice, (start, end), label, bracketed, hooked, position, language)
        if found is None and not bracketed and label is None and not taken:
            found = _sentences(text, voice, (start, end), position, language)
        if found and not _headline_tag(text, found, index):
            taken.append((found.start, found.end))
            yield found


def _stretches(text: str, voice: Reading) -> Iterator[tuple[int, int, Label | None, bool]]:
    """Yield (start, end, label, bracketed): brackets, then labels, then the whole text."""
    credit = CREDIT.search(text)
    limit = credit.start() if credit and credit.start() > 12 else len(text)
    labels = _labels(text, voice)
    quoted = quotations(text)
    for start, end in brackets(text):
        if any(a < start < b for a, b in quoted) or any(s < start for s, _ in labels[:1]):
            continue
        label = label_at(text[:end], voice, start)
        if label and label.bare and label.kind == "correction" and start > 0:
            end = next((stop for _, stop in sentences(text) if stop > end), len(text))
            label = replace(label, bare=False)
        yield *trimmed(text, start, end), label, True
    for number, (start, label) in enumerate(labels):
        stop = labels[number + 1][0] if number + 1 < len(labels) else len(text)
        end = limit if start < limit <= stop else stop
        yield *trimmed(text, start, end), label, False
    if not labels:
        yield *trimmed(text, 0, limit), None, False


def _labels(text: str, voice: Reading) -> list[tuple[int, Label]]:
    quoted = quotations(text)
    found = []
    for start, _ in sentences(text) or ((0, len(text)),):
        if any(a <= start < b for a, b in quoted) and start > 0:
            continue
        label = label_at(text, voice, start)
        if label and (start == 0 or label.strict):
            found.append((start, label))
    return found


def _judge(
    text: str,
    voice: Reading,
    stretch: Stretch,
    label: Label | None,
    bracketed: bool,
    hooked: bool,
    position: float,
    language: str,
) -> Found | None:
    start, end = stretch
    if label is not None and label.content <= end:
        window = judge.Window(voice, label.content, end, end)
        verdict = judge.labelled(label, window)
        if verdict:
            return Found(start, end, verdict.kind, verdict.reasons, language, label)
        if not bracketed and label.kind != "note":
            return None
    verdict = wire(text, voice, start, end, bracketed, language)
    if verdict is None and bracketed:
        verdict = judge.bare(judge.Window(voice, start, end, end))
        if verdict is None:
            verdict = judge.bracketed(judge.Window(voice, start, end, end))
    if verdict is None and hooked:
        verdict = judge.hooked(judge.Window(voice, start, end, end))
    return Found(start, end, verdict.kind, verdict.reasons, language, None) if verdict else None


def _sentences(text: str, voice: Reading, stretch: Stretch, position: float, language: str) -> Found | None:
    """Look for a note without a label: it begins with the sentence that gives it away."""
    spans = [(s, min(e, stretch[1])) for s, e in sentences(text) if stretch[0] <= s < stretch[1]]
    weak: Found | None = None
    for number, (start, end) in enumerate(spans):
        near = spans[min(number + 1, len(spans) - 1)][1]
        verdict = judge.bare(judge.Window(voice, start, end, near))
        if verdict is None and number == 0:
            verdict = judge.lead(judge.Window(voice, start, end, near), len(spans), position)
        if verdict is None:
            continue
        if weak and verdict.kind not in _WEAK:
            return replace(weak, kind=verdict.kind, reasons=(*weak.reasons, *verdict.reasons))
        begin = spans[0][0] if _restated_before(voice, number, start, len(spans), position) else start
        found = Found(*trimmed(text, begin, stretch[1]), verdict.kind, verdict.reasons, language, None)
        if verdict.kind not in _WEAK:
            return found
        if verdict.kind is NoteKind.UPDATE and (number > 0 or len(spans) > 3):
            continue
        if verdict.kind is NoteKind.AMENDMENT and number > 0 and position < 0.7:
            continue
        weak = weak or found
    return weak


def _restated_before(voice: Reading, number: int, start: int, count: int, position: float) -> bool:
    """Say whether the sentence at *start* points back at a fact stated first, which then opens the note."""
    return number == 1 and count <= 3 and position > 0.6 and voice.has("points_back", start=start, end=start + 12)


def _headline_tag(text: str, found: Found, index: int) -> bool:
    """Say whether this is a headline with a tag (`CORRECTED: Mayor resigns`), which is no note by itself."""
    return index == 0 and found.label is not None and len(text) < 140 and text.rstrip(" \"”’»'")[-1:] not in ".!?)]"


def _joined(document: Document, index: int, language: str, wordings: tuple[str, ...]) -> tuple[str, int]:
    """Return a block's text, with the next block's where it is only a label or an open bracket, and the last index."""
    block = document.blocks[index]
    if index + 1 == len(document.blocks):
        return block.text, index
    following = document.blocks[index + 1]
    joined = document.text[document.starts[index] : document.starts[index + 1] + len(following.text)]
    if len(block.text) < 160:
        for code in candidates(block.text, language):
            label = label_at(block.text, Reading(block.text, grammar(code, wordings)), 0)
            if label and label.bare and label.kind != "note":
                other = label_at(following.text, Reading(following.text, grammar(code, wordings)), 0)
                if other is None:
                    return joined, index + 1
    opened = block.text.lstrip()[:1]
    if opened in "([" and opened and len(block.text) < 400 and _open(block.text):
        close = following.text.find(")" if opened == "(" else "]")
        if 0 <= close < 300:
            return joined[: len(block.text) + 2 + close + 1], index + 1
    return block.text, index


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _place(document: Document, index: int) -> str:
    """Return where in the article block *index* stands: top, middle or end of its running text."""
    kind = document.blocks[index].kind
    if kind in (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.DATELINE):
        return "top"
    running = [
        k
        for k, block in enumerate(document.blocks)
        if block.kind not in (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE)
    ]
    before = sum(1 for k in running if k < index)
    after = sum(1 for k in running if k > index)
    if after <= 1 and after <= before:
        return "end"
    return "top" if before <= 1 else "middle"


def _source(block: Block) -> str:
    if block.hook:
        return block.hook
    return {BlockKind.NOTE: "box", BlockKind.CAPTION: "caption", BlockKind.LIST_ITEM: "list"}.get(block.kind, "text")


def _note(text: str, found: Found, span: Span | None, source: str) -> Note:
    words = text[found.start : found.end]
    content = max(0, found.label.content - found.start) if found.label else 0
    date, date_text = read_date(words[: content + 80] if found.label else words[:120])
    dated = words.find(date_text) if date_text else -1
    label = text[slice(*found.label.word)] if found.label else None
    named = Span(*found.label.word).shifted(-found.start) if found.label else None
    claims: tuple[Claim, ...] = ()
    if found.kind not in (NoteKind.UPDATE, NoteKind.EDITORS_NOTE, NoteKind.ADDENDUM):
        claims = read_claims(words, content, found.language)
    return Note(
        id="n0",
        kind=found.kind,
        text=words,
        label=re.sub(r"\s+", " ", label) if label else None,
        span=span,
        date=date,
        date_text=date_text,
        label_span=named,
        date_span=Span(dated, dated + len(date_text)) if date_text and dated >= 0 else None,
        status=NoteStatus.NEW,
        language=found.language,
        source=source,
        evidence=found.reasons,
        claims=claims,
    )


def _once(notes: list[Note]) -> list[Note]:
    """Drop a note that is printed twice; the first stays."""
    seen: set[str] = set()
    kept = []
    for note in notes:
        key = re.sub(r"\W+", " ", note.text).strip().casefold()
        if key not in seen:
            seen.add(key)
            kept.append(note)
    return kept


def _numbered(notes: list[Note]) -> tuple[Note, ...]:
    return tuple(
        replace(note, id=f"n{number}", claims=_claims(f"n{number}", note.claims))
        for number, note in enumerate(notes, 1)
    )


def _claims(note: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(replace(claim, id=f"{note}.c{number}") for number, claim in enumerate(claims, 1))
