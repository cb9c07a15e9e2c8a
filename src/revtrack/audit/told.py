"""
Say how far the notes of a step explain an edit.

A note explains the edits its claims were linked to, the same change wherever
else it was made, changes of the kind it names when it speaks of several
places, and edits made of its own words. A value that took another's place it
explains only by naming the value: "three months" in a note says nothing of
three clerks who became two. And an edit that carries a claim may carry more: a
statement about something else, written or cut in the same stroke.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from revtrack.model import FIGURES, OF_CLAIM, Category, Edit, Link, LinkStatus, Note, NoteKind, NoteStatus, Revision
from revtrack.text import (
    Lexicon,
    guess_language,
    key,
    lexicon,
    names,
    numbers,
    opens_with_name,
    sentences,
    stem,
    tokens,
)

SHARED = 0.4
"""Share of an edit's changed words that must be a note's words for the note to speak of it (docs/audit.md)."""
STATED = 0.5
"""The same of the words that gave way to a value."""
FOREIGN = 0.1
"""A statement of which the note has less than this speaks of something else."""
STATEMENT = 5
"""Words of meaning from which a sentence inside an edit is a statement of its own."""
KEPT = 0.4
"""Share of a statement's words on the other side from which it was reworded rather than brought or dropped."""
SHORTEST = 3
"""Words shorter than this say nothing about what an edit is about."""
TELLING = 10
"""Smaller numbers stand in any note for another reason."""
EXACT = 1000
"""Numbers from which, and parts of one, the wrong value in a note is as good as the right one."""
VALUES = FIGURES | {Category.DATE}
"""Categories of edit that a note explains by naming the value."""
PLURALS = {
    "numbers": FIGURES, "figures": FIGURES, "statistics": FIGURES, "ages": FIGURES,
    "names": frozenset({Category.NAME}), "dates": frozenset({Category.DATE}),
    "quotes": frozenset({Category.QUOTE}), "titles": frozenset({Category.TITLE}),
}  # fmt: skip
"""The categories a plural of the note speaks of, whatever its first claim was taken for."""
REWRITTEN = re.compile(
    r"\b(?:rewritten|reworked|overhauled|umgeschrieben|neu geschrieben|"
    r"réécrite?|reescrit[oa]|riscritt[oa]|herschreven)\b",
    re.I,
)
"""Words by which a note says that the text is another now, in the languages whose notes are read."""
REPHRASED = frozenset(
    {Category.WORDING, Category.REMOVAL, Category.EXPANSION, Category.CONTEXT, Category.UPDATE, Category.ATTRIBUTION}
)
"""What changes everywhere when a text is written anew; values, names and denials do not."""
BETWEEN = re.compile(r"[.!?…][\"”’)]*\s|\n")
"""Parts two sentences."""
SEVERAL = re.compile(
    r"\b(?:throughout|numbers|figures|statistics|names|dates|quotes|titles|ages|"
    r"(?:two|three|four|several|various|some|multiple) (?:[a-z]+ )?"
    r"(?:errors|mistakes|places|instances|references|paragraphs|mentions|passages|sentences|occasions|captions|"
    r"facts|details|values|points|spots|cases))\b",
    re.I,
)


@dataclass(frozen=True)
class Told:
    """What the notes of a step explain."""

    edits: frozenset[str]
    """Ids of the edits claims were linked to."""
    changes: frozenset[tuple[str, str]]
    """The (old, new) words of those, without case."""
    words: frozenset[str]
    """Stems and figures of the notes written in this step."""
    kinds: frozenset[Category]
    """Categories that a linked claim covers wherever they occur."""
    lexicon: Lexicon
    """The words of the article's language."""
    withdrawn: bool
    """A note takes the article back: it explains whatever went."""
    rewritten: bool
    """A note says that the text was written anew: it explains other words."""
    counted: frozenset[str]
    """All numbers of the notes, small ones too: they tell in a sentence that a claim was joined to."""


def what_is_told(revision: Revision, notes: Sequence[Note], links: Sequence[Link]) -> Told:
    """Return what *notes* explain, by the *links* of this step."""
    said = (LinkStatus.LINKED, LinkStatus.REMOVED)
    joined = [link for link in links if link.status in said and link.revision == -1]
    edits = frozenset(edit for link in joined for edit in link.edits)
    written = [note for note in notes if note.status in (NoteStatus.NEW, NoteStatus.REWORDED)]
    claims = [claim for note in written for claim in note.claims if any(link.claim == claim.id for link in joined)]
    many = [claim for claim in claims if claim.scope == "throughout" or SEVERAL.search(claim.text)]
    kinds = [OF_CLAIM.get(claim.type, frozenset()) for claim in many]
    kinds += [PLURALS[word] for claim in claims for word in claim.text.lower().split() if word in PLURALS]
    language = lexicon(revision.after.language or guess_language(revision.after.body or revision.after.text))
    texts = " ".join(note.text for note in written)
    return Told(
        edits,
        frozenset(changed_words(revision, edit) for edit in revision.walk() if edit.id in edits),
        matter(texts, language),
        frozenset[Category]().union(*kinds),
        language,
        any(note.kind is NoteKind.RETRACTION for note in written),
        any(REWRITTEN.search(note.text) for note in written),
        figures(texts, language, least=0),
    )


def explains(told: Told, revision: Revision, edit: Edit) -> bool:
    """Say whether what is told explains an edit no claim was linked to."""
    if changed_words(revision, edit) in told.changes or edit.category in told.kinds:
        return True
    if not told.words:
        return False
    old, new = revision.words(edit)
    if told.withdrawn and not new.strip():
        return True
    if told.rewritten and edit.category in REPHRASED:
        return True
    values = figures(new, told.lexicon) if new.strip() else figures(old, told.lexicon)
    if edit.category in VALUES:
        named = _names_the_value(told, revision, edit, values)
        if values or named:
            return named
    changed = matter(old, told.lexicon) ^ matter(new, told.lexicon)
    return bool(changed) and len(changed & told.words) >= SHARED * len(changed)


def _names_the_value(told: Told, revision: Revision, edit: Edit, values: frozenset[str]) -> bool:
    """
    Say whether the notes name the *values* that an edit put in, or the words that gave way to them.

    A number too small to tell elsewhere tells in a sentence that a claim was joined to.
    """
    old, new = revision.words(edit)
    if 2 * len(values & told.words) >= max(1, len(values)):
        return True
    if not values and beside_a_link(told, revision, edit):
        return not figures(new, told.lexicon, least=0).isdisjoint(told.counted)
    exact = figures(old, told.lexicon, least=EXACT)
    if exact and exact <= told.words:
        return True
    gone = matter(old, told.lexicon)
    return not figures(old, told.lexicon, least=0) and bool(gone) and len(gone & told.words) >= STATED * len(gone)


def beside_a_link(told: Told, revision: Revision, edit: Edit) -> bool:
    """Say whether *edit* stands in one sentence with an edit that a claim was joined to."""
    joined = [other for other in revision.edits if other.id in told.edits and other.id != edit.id]
    sides = [(edit.after, [other.after for other in joined], revision.after.text)]
    if revision.before is not None:
        sides.append((edit.before, [other.before for other in joined], revision.before.text))
    return any(
        here is not None
        and span is not None
        and not BETWEEN.search(text[min(here.end, span.end) : max(here.start, span.start)])
        for here, there, text in sides
        for span in there
    )


def says_more(told: Told, revision: Revision, edit: Edit) -> bool:
    """Say whether an edit that carries a claim brings or drops a whole statement of which the notes say nothing."""
    if told.rewritten and edit.category in REPHRASED:
        return False
    old, new = revision.words(edit)
    body = revision.after.text
    return any(
        is_foreign(told, text, other, body) for one, other in ((old, new), (new, old)) for text in statements(one)
    )


def statements(words: str) -> list[str]:
    """Return the sentences among the changed *words*; what is less than a sentence is left out."""
    found = [span.of(words) for span in sentences(words)]
    return found if len(found) > 1 or words.strip().endswith((".", "!", "?", "”", '"')) else []


def is_foreign(told: Told, text: str, other: str, body: str) -> bool:
    """Say whether a sentence carries a fact, shares next to nothing with the notes, and isn't said in *other* words."""
    own = matter(text, told.lexicon)
    if len(own) < STATEMENT or len(own & told.words) >= FOREIGN * len(own):
        return False
    code = told.lexicon.code
    kept = own & matter(other, told.lexicon)
    fact = names(text, code) or numbers(text, code) or opens_with_name(text, body, code)
    return bool(fact) and len(kept) < KEPT * len(own)


def changed_words(revision: Revision, edit: Edit) -> tuple[str, str]:
    """Return what an edit changed, without case."""
    old, new = revision.words(edit)
    return old.strip().casefold(), new.strip().casefold()


def matter(text: str, words: Lexicon) -> frozenset[str]:
    """Return the stems of the words of *text* that mean something, and its figures as values."""
    low = ((t.text, key(t.text)) for t in tokens(text) if len(t.text) >= SHORTEST)
    meant = (word for word, low in low if low not in words.stop and low not in words.numbers)
    return frozenset(map(stem, meant)) | figures(text, words)


def figures(text: str, words: Lexicon, least: int = TELLING) -> frozenset[str]:
    """Return the numbers of *text* as values, however they are spelt; what counts on one's fingers tells nothing.

    A part of one tells: 0.97 stands in no note by chance.
    """
    found = [number.value for number in numbers(text, words.code)]
    return frozenset(f"#{value}" for value in found if abs(value) >= least or value.denominator > 1)
