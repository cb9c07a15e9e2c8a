"""
Find the notes in one block: cut it into stretches that may be one, and judge each.

A stretch is a bracket, the text from one label to the next, or the block
itself; a sentence without a label is judged where no stretch was a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from revtrack.model import NoteKind
from revtrack.note import labelled, placed
from revtrack.note import verdict as judge
from revtrack.note.credits import after_credits, uncredited
from revtrack.note.label import Label, label_at
from revtrack.note.lexicon import candidates, grammar
from revtrack.note.passage import BULLET, PLACEHOLDER, TWEET, Stretch, brackets, quotations, sentences, trimmed, within
from revtrack.note.reading import Reading, read
from revtrack.note.screen import Screen, opens, screen, telling
from revtrack.note.versions import says
from revtrack.note.whole import LONGEST, MOST, whole
from revtrack.note.window import WEAK, Verdict, Window
from revtrack.note.wire import wire

_ELLIPSIS = re.compile(r"\b(?:said|says?|stated|read|corrected to say|reported)\s?(?:…|\.\.\.)")
"""What shows the form of a note and no note: `A previous version of this article said …`."""
_MENDING = 8
"""Words of a sentence that says nothing but that an error was put right, at most."""
_OPENING = 4
"""Code points into its sentence within which an earlier version opens it: `An`, `The`."""
_TERSE = 6
"""Words of a bracket that says nothing but when something was put right, at most."""
_HEADING = 50
"""Code points of a heading before the note it stands over, in the same line, at most."""
_SPREAD = 3
"""Sentences of a block that may end with its only telling one, fewer than."""
_FACT_AND_UPDATE = 2
"""Sentences of a block that says a fact, and that this text was brought up to date with it."""
_NEW_LINE = re.compile(r"(?<=[.!?)”\"])\n(?!\n)")
_LATE = 0.6
"""How far into the article, as a share of its blocks, a plain sentence may open a note that restates a fact."""


@dataclass(frozen=True, slots=True)
class Found:
    """A note before it has a number: where it stands in its text, and what was decided."""

    start: int
    end: int
    kind: NoteKind
    reasons: tuple[str, ...]
    language: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, as far as it matters for judging it."""

    language: str = "en"
    """The document's."""
    wordings: tuple[str, ...] = ()
    """The outlet's own labels."""
    position: float = 1.0
    """0 before the late part of the article, 1 in it, `_LATE` where it begins."""
    hook: str = ""
    """What in the page says that this is a note; empty for running text."""
    caption: bool = False
    """Whether the block is a picture's caption, where any sentence may be the note."""
    live: bool = False
    """Whether the block belongs to a live-blog entry, where updates are no notes."""


def part(index: int, count: int) -> float:
    """
    Return the position of block *index* of *count*.

    No finer than rules ask, so that a paragraph more elsewhere does not make it another place.
    """
    share = (index + 1) / count
    return _LATE if share == _LATE else float(share > _LATE)


@lru_cache(maxsize=1024)
def notes_in(text: str, place: Place) -> tuple[Found, ...]:
    """
    Return the notes that stand in one block's *text*, read in its own language, then in the document's.

    The newest are remembered: of two versions of an article most blocks are the same, and each is read once.
    """
    shadow = text.replace("\u00a0", " ").replace("\u202f", " ")
    for code in candidates(text, place.language):
        found = tuple(_in_language(shadow, code, place))
        if found:
            return found
    return ()


def _in_language(text: str, language: str, place: Place) -> Iterator[Found]:
    quoted = quotations(text)
    dull = () if place.hook else _dull(text, screen(language, place.wordings))
    voice = read(text, grammar(language, place.wordings), quoted, dull)
    taken: list[Stretch] = []
    for start, end, label, bracketed in _stretches(text, voice):
        if any(begin < end and start < stop for begin, stop in taken) or TWEET.search(text, start, end):
            continue
        if "[" in text and len(PLACEHOLDER.findall(text, start, end)) > 1:
            continue
        if _ELLIPSIS.search(text, start, end) or (bracketed and PLACEHOLDER.fullmatch(text, start, end)):
            continue
        found = _judged(text, voice, (start, end), label, bracketed, place)
        if found and bracketed and start and Window(voice, start, end, end).length() <= _TERSE:
            # `... incorrectly said it fell 4%. (Corrected on May 3)`: the bracket only dates the note before it.
            around = _sentence(text, voice, (0, len(text)), place, frozenset(dull))
            found = around if around and around.kind not in WEAK and around.start < start else found
        if found is None and not bracketed and label is None and (not taken or text[start - 1] == "\n"):
            found = _sentence(text, voice, (start, end), place, frozenset(dull))
        if found and not (place.live and found.kind is NoteKind.UPDATE):
            taken.append((found.start, found.end))
            yield found


def _dull(text: str, sieve: Screen) -> tuple[Stretch, ...]:
    """
    Return the sentences of which no rule can make a note, neither alone nor with the next one.

    Where a label may open the text or a sentence in it, all of it is read.
    """
    spans = sentences(text)
    if len(spans) <= MOST and len(text) <= LONGEST:
        return ()  # Short enough to be judged as a whole.
    if opens(sieve, text):
        return ()
    telling_ = [telling(sieve, text[start:end]) for start, end in spans]
    near = (any(telling_[max(0, at - 1) : at + 3]) for at in range(len(spans)))
    return tuple(span for span, is_near in zip(spans, near, strict=True) if not is_near)


def _stretches(text: str, voice: Reading) -> Iterator[tuple[int, int, Label | None, bool]]:
    """Yield (start, end, label, bracketed): brackets, then labels, then the whole text."""
    limit = uncredited(text)
    labels = _labels(text, voice)
    quoted = quotations(text)
    for start, end in brackets(text):
        if any(a < start < b for a, b in quoted) or any(s < start for s, _ in labels[:1]):
            continue
        if voice.at("join_not", start) and text[:start].strip():
            # `on May 2 (and not May 22 as we wrote)` belongs to its sentence.
            continue
        if _recalls(text, voice, start, end):
            continue
        start = after_credits(text, start, end)
        label = label_at(text[:end], voice, start)
        if label and label.bare and label.kind == "correction" and end < len(text):
            # `[Correction:] the words after it`: the flag stands before the sentence that was put right.
            end = next((stop for _, stop in sentences(text) if stop > end), len(text))
            label = replace(label, bare=False)
        yield *trimmed(text, start, end), label, True
    for number, (start, label) in enumerate(labels):
        stop = labels[number + 1][0] if number + 1 < len(labels) else len(text)
        end = limit if start < limit <= stop else stop
        lines = _lines(text, voice, label.content, end)
        for begin, after in pairwise((start, *lines, end)):
            yield *trimmed(text, begin, after), label if begin == start else None, False
    if not labels:
        for start in (0, *(bullet.end() for bullet in BULLET.finditer(text, 0, limit))):
            yield *trimmed(text, start, limit), None, False


def _recalls(text: str, voice: Reading, start: int, end: int) -> bool:
    """Say whether a bracket within a sentence says what stood there by mistake: `80 % (earlier it said 100 % here)`."""
    within = text[:start].rstrip()[-1:] not in ("", ".", "!", "?", ":", "•")
    recalled = voice.has("said_here", "then", start=start, end=end) and voice.has(
        "stated", "said", start=start, end=end
    )
    foreign = voice.has("self", "version", "version_self", start=start, end=end)
    return within and recalled and voice.has("error_adverb", start=start, end=end) and not foreign


def _lines(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where further notes begin under one label: lines of which each, as the first, makes a note by itself."""
    starts = [start, *(found.end() for found in _NEW_LINE.finditer(text, start, end))]
    own = [
        begin
        for begin, stop in pairwise((*starts, end))
        if (verdict := judge.bare(Window(voice, begin, stop, stop))) and verdict.kind not in WEAK
    ]
    return own[1:] if own[:1] == [start] else []


def _labels(text: str, voice: Reading) -> list[tuple[int, Label]]:
    """Return the labels that open a sentence outside quotations, and where."""
    quoted = quotations(text)
    found: list[tuple[int, Label]] = []
    for start, _ in sentences(text) or ((0, len(text)),):
        if start > 0 and any(a <= start < b for a, b in quoted):
            continue
        label = label_at(text, voice, start)
        if label and start and label.bare and label.kind == "apology":
            continue  # `Nos excuses.` closes a note and opens none.
        if label and found and label.bare and text[start] in "([":
            continue  # `(Corrected on July 22)` closes the note before it.
        if label and (start == 0 or label.strict):
            found.append((start, label))
    return found


def _judged(
    text: str, voice: Reading, stretch: Stretch, label: Label | None, bracketed: bool, place: Place
) -> Found | None:
    """Return the note a stretch is, by its label, its opening, its brackets or the page's hook."""
    start, end = stretch
    if label is not None and label.content <= end:
        window = Window(voice, label.content, end, end)
        verdict = labelled.labelled(label, window, within(text, label.content, end))
        if verdict:
            return Found(start, end, verdict.kind, verdict.reasons, voice.grammar.language, label)
        if not bracketed and label.kind != "note" and not place.hook:
            return None
    window = Window(voice, start, end, end)
    verdict = wire(text, window, bracketed)
    if verdict is None and bracketed:
        verdict = judge.bare(window) or placed.bracketed(window)
    if verdict is None and place.hook:
        verdict = placed.hooked(window, place.hook)
    return Found(start, end, verdict.kind, verdict.reasons, voice.grammar.language, None) if verdict else None


def _sentence(text: str, voice: Reading, stretch: Stretch, place: Place, dull: frozenset[Stretch]) -> Found | None:
    """Look for a note without a label: it begins with the sentence that gives it away."""
    bullet = BULLET.search(text, *stretch)
    stop = bullet.start() if bullet else stretch[1]
    spans = within(text, stretch[0], stop)
    weak: Found | None = None
    for number, (start, end) in enumerate(spans):
        if (start, end) in dull:
            continue
        near = spans[min(number + 1, len(spans) - 1)][1]
        window = Window(voice, start, end, near)
        verdict = _read(window, number, len(spans), place)
        terse = weak is not None and Window(voice, *spans[0], spans[0][1]).length() <= _MENDING
        changed = weak is not None and (weak.kind is NoteKind.AMENDMENT or terse)
        if verdict is None and weak and changed and _said_before(window):
            verdict = Verdict(NoteKind.CORRECTION, ("says what the changed part had said, and turns to the fact",))
        if verdict is None and weak and window.opening("part_lead") and window.has("error_adverb"):
            verdict = Verdict(NoteKind.CORRECTION, ("a part of the text said something wrong",))
        if verdict is None:
            continue
        if weak and verdict.kind not in WEAK:
            return replace(weak, kind=verdict.kind, reasons=(*weak.reasons, *verdict.reasons))
        restated = number == 1 and len(spans) <= 3 and place.position > _LATE
        restated = restated and voice.at("points_back", start) is not None
        begin = spans[0][0] if restated or _closes(window, number, len(spans), place) else start
        found = Found(*trimmed(text, begin, stretch[1]), verdict.kind, verdict.reasons, voice.grammar.language, None)
        if verdict.kind not in WEAK:
            return found
        late = place.position >= _LATE and (verdict.kind is NoteKind.AMENDMENT or len(spans) == _FACT_AND_UPDATE)
        alone = number == 0 or late
        if alone and (verdict.kind is NoteKind.AMENDMENT or len(spans) <= 3):
            weak = weak or found
    verdict = whole(Window(voice, stretch[0], stop, stop), spans)
    if verdict is None:
        return weak
    return Found(*trimmed(text, *stretch), verdict.kind, verdict.reasons, voice.grammar.language, None)


def _said_before(window: Window) -> bool:
    """Say whether a sentence says what stood there before, and then what is so."""
    if any(hit.start - window.start <= _OPENING and says(window, hit) for hit in window.all("version")):
        return True
    if window.has("version") and window.has("said") and not window.has("version_other"):
        return True  # Beside `This article was amended`, any earlier version is its own.
    if window.has("then") and window.has("read_right", "right_is"):
        return True
    before = window.has("said_here") or (window.has("then") and window.has("stated", "said"))
    return before and window.has("turn", "turn_far", "yet", "join_not", "join_instead")


def _closes(window: Window, number: int, count: int, place: Place) -> bool:
    """Say whether the last sentence of a short block does no more than say that the error was put right."""
    last = 0 < number == count - 1 < _SPREAD and place.position > _LATE
    if not last or window.length() > _MENDING or not window.has("fixed"):
        return False
    before = Window(window.reading, 0, window.start, window.start)
    return window.has("slip_noun", "field") or before.has("error", "wrong", "join_not", "join_instead", "right_is")


def _elsewhere(window: Window) -> bool:
    """Say whether `the original article`, spoken of within the text, may be anybody's: nothing of ours is named."""
    ours = ("self", "version_self", "we", "we_fix", "printed", "fixed")
    return window.has("that_text") and not window.near_has(*ours)


def _past_heading(window: Window) -> Window | None:
    """Return the window from where a short heading ends: `Wrong date: A brief in Sunday's paper gave ...`."""
    colon = window.reading.colon_near(window.start, _HEADING)
    return None if colon is None else Window(window.reading, colon, window.end, window.near)


def _read(window: Window, number: int, count: int, place: Place) -> Verdict | None:
    if window.asks():
        return None
    verdict = judge.bare(window)
    if verdict and place.position < _LATE and _elsewhere(window):
        return None
    if verdict is None and number == 0:
        verdict = placed.lead(window, count, place.position)
        headed = _past_heading(window) if verdict is None else None
        verdict = placed.lead(headed, count, place.position) if headed else verdict
    if verdict is None and (number == 0 or place.caption):
        verdict = placed.lead(window, 1 if place.caption else count, place.position)
    late = place.position > _LATE and not window.has("veto", "third_party")
    if verdict is None and late and placed.opens_mended(window):
        verdict = Verdict(NoteKind.CORRECTION, ("says that it was changed to put something right",))
    return verdict
