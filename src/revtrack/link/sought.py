"""
Turn a claim into what to look for: topic words, values, place, kind of change.
"""

import re
from dataclasses import dataclass

from revtrack.link.words import content, fold, is_date, is_number, key, keys, negation_words, number_key, table
from revtrack.model import Claim, Note, NoteKind

OUT_OF_TEXT = frozenset({"graphic", "photo", "video", "audio", "social", "link", "other"})
"""Scopes (`note/slots.py`) whose error stood outside the words of the article."""
EVERYWHERE = re.compile(
    r"\b(?:throughout|(?:two|three|four|several) \w+|numbers|figures|statistics|names|dates|quotes|titles|ages)\b", re.I
)
POINTED = 4
"""More words than this are a clause: part of it stands anywhere."""
FEW = 3
"""A plural without a number means at most so many places."""
ONCE = re.compile(r"\b(?:one|an?|single) (?:instance|place|spot|point|mention|passage|paragraph|sentence)\b", re.I)
PLAIN = 3
"""The same for words that are no number, date or name."""
COUNTED = frozenset({"number", "rank", "unit", "age", "date", "time"})
NAMED = frozenset({"name", "spelling", "identity", "place", "affiliation"})
LAST = frozenset(("last", "final", "letzten", "letzter", "letzte", "dernier", "dernière", "último", "última", "ultimo"))
FROM_END = re.compile(r"\bfrom (?:the )?(?:end|bottom|last)\b|\bvom ende\b|\bdepuis la fin\b", re.I)
UNCOUNTED = re.compile(r"bullet|item|instance|\b(?:places?|spots?)\b", re.I)
"""Places that no paragraph number names: `second bullet`, `in one instance`."""
COUNTABLE = frozenset(("#2", "#3", "#4", "#5"))
RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|to|through)\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Sought:
    """One claim, ready to be compared with passages."""

    claim: Claim
    topic: frozenset[str]
    """Keys of every word of the claim that can stand in the article, values included."""
    old: frozenset[str]
    new: frozenset[str]
    type: str
    action: str
    places: tuple[int, ...]
    """Numbers of the paragraphs it names; negative ones count from the end."""
    headline: bool
    caption: bool
    outside: bool
    """The error stood outside the words of the article."""
    everywhere: bool
    """It speaks of several places."""
    count: int = 0
    """How many places it speaks of, where it gives a number and no value: `two figures`."""
    once: bool = False
    """It speaks of one place of several: its right value rightly stood elsewhere."""
    brings: bool = False
    """It tells what the text was updated with: nothing was wrong."""
    idle: bool = False
    """It names neither a value nor a matter, such as `error first appeared in Update 4` beside the claim itself."""
    pointed: bool = False
    """Its right value is short and of the kind it names: one can tell whether it stands in a sentence."""
    recognisable: bool = False
    """So is its right or its wrong value: one can tell whether an edit touched either."""
    carried: float = 0.0
    """How much of it an earlier wording of the note said already, from 0 to 1."""

    def speaks_of(self, changes: int) -> bool:
        """Say whether so many *changes* of one kind may all be what the claim means."""
        return changes == (self.count or 1) or (self.everywhere and not self.count and changes <= FEW)


def sought(note: Note, claim: Claim, carried: float = 0.0) -> Sought:
    """Return what *claim* of *note* asks for."""
    text = whole(note, claim)
    topic = frozenset(key(word) for word in content(text) if not (is_about_notes(word) or is_denial(word)))
    if claim.locator:
        text_of_place = frozenset(keys(claim.locator))
        topic -= text_of_place - frozenset(keys((claim.old or "") + " " + (claim.new or "")))
    old, new = value_keys(claim.old), value_keys(claim.new)
    if claim.action == "remove" and not old:
        old, new = new or topic, frozenset()  # `Nobody was fined, and the line is gone`: what is said went with it.
    if old and old == new:  # `important to me, not important to us`: small words alone differ.
        old, new = frozenset(keys(claim.old or "")), frozenset(keys(claim.new or ""))
    both = old & new
    scope = claim.scope
    right, wrong = new - both or new, old - both or old
    type_ = "unknown" if claim.type == "rank" and not any(map(is_number, old | new)) else claim.type
    return Sought(
        claim=claim,
        topic=topic,
        old=wrong,
        new=right,
        type=type_,
        action=claim.action,
        places=paragraphs(claim.locator),
        headline="headline" in scope or "dek" in scope or scope == "title",
        caption="caption" in scope,
        outside=scope in OUT_OF_TEXT and not is_told_of(claim),
        everywhere=scope == "throughout" or bool(EVERYWHERE.search(claim.text)),
        count=0 if old or new else several(claim),
        once=bool(ONCE.search(claim.text)),
        brings=note.kind is NoteKind.UPDATE,
        idle=len(note.claims) > 1 and not (old or new) and all(map(is_number, topic)),
        pointed=(pointed := is_pointed(type_, claim.new, right)),
        recognisable=pointed or is_pointed(type_, claim.old, wrong),
        carried=carried,
    )


def is_told_of(claim: Claim) -> bool:
    """Say whether the picture, recording or page is part of what a long value tells, and not where the error stood."""
    if claim.scope_span is None:
        return False
    sides = ((claim.old_span, claim.old), (claim.new_span, claim.new))
    return any(
        span and value and span.start <= claim.scope_span.start < span.end and len(value.split()) > POINTED
        for span, value in sides
    )


def several(claim: Claim) -> int:
    """Return the number of things a claim speaks of, from 2 to 5: `misspelled two names`; 0 where it gives none."""
    text = claim.text.replace(claim.locator, " ") if claim.locator else claim.text
    numbers = (number_key(fold(word)) for word in re.findall(r"[^\W\d_]+", text))
    return next((int(found[1:]) for found in numbers if found in COUNTABLE), 0)


def is_pointed(type_: str, value: str | None, own: frozenset[str]) -> bool:
    """Say whether a *value* of a claim, with the keys *own*, can be recognised where it stands."""
    if not value or not own:
        return False
    if type_ in COUNTED:
        return len(own) <= POINTED and (len(own) == 1 or any(map(is_number, own)) or any(map(is_date, own)))
    if type_ in NAMED:
        return len(own) <= POINTED and any(char.isupper() for char in value)
    return len(own) <= PLAIN


def whole(note: Note, claim: Claim) -> str:
    """Return the claim with values given in other sentences; of a lone claim, the note without its label."""
    if len(note.claims) == 1:
        text = note.text
        if note.label and text.startswith(note.label):
            text = text[len(note.label) :]
        return text.replace(note.date_text, " ") if note.date_text else text
    return " ".join(dict.fromkeys([claim.text, *(v for v in (claim.old, claim.new) if v and v not in claim.text)]))


def is_about_notes(word: str) -> bool:
    """Say whether *word* is how notes talk about themselves."""
    return fold(word) in table("note")


def is_denial(word: str) -> bool:
    """Say whether *word* denies: it says nothing about the matter, though it may be the very value that changed."""
    return fold(word) in negation_words()


def value_keys(value: str | None) -> frozenset[str]:
    """Return the keys of a value; of one made of function words alone, those."""
    if not value:
        return frozenset()
    return frozenset(map(key, content(value))) or frozenset(keys(value))


def paragraphs(locator: str | None) -> tuple[int, ...]:
    """Return the paragraph numbers a locator names: `third paragraph` is 3, `last paragraph` -1, `3rd from end` -3."""
    if not locator or UNCOUNTED.search(locator):
        return ()
    found: list[int] = []
    for low, high in RANGE.findall(locator):
        found += range(int(low), min(int(high), int(low) + 30) + 1)
    for word in re.findall(r"\w+", locator):
        low = fold(word)
        if low in LAST:
            found.append(-1)
        elif low == "second":
            found.append(2)
        elif (number := number_key(low)) and number[1:].isdigit() and int(number[1:]) < 1000:
            found.append(int(number[1:]))
    if FROM_END.search(locator):
        return tuple(-n for n in dict.fromkeys(found) if n > 0)
    return tuple(n for n in dict.fromkeys(found) if n)
