"""
Read one clause of a note: which words were wrong, which are right, and by which pattern.

Each reader knows one family of wording; the first that fires decides. The
connectives (`not`, `instead of`, `from`, `to`, `as`) are classes of the phrase
list, so a family read in one language is read in all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from revtrack.note.grammar import Hit, Reading
from revtrack.note.passage import Stretch
from revtrack.note.values import figure_only, left, quoted, right, tidy


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a note, or a part of one that makes a statement of its own."""

    text: str
    """The whole note."""
    voice: Reading
    """The note without its quotations."""
    start: int
    end: int

    def first(self, name: str) -> Hit | None:
        """Return the first place of class *name* in the clause."""
        return self.voice.first(name, self.start, self.end)

    def all(self, name: str) -> list[Hit]:
        """Return every place of class *name* in the clause."""
        return self.voice.all(name, self.start, self.end)

    def has(self, *names: str) -> bool:
        """Say whether a class stands in the clause."""
        return self.voice.has(*names, start=self.start, end=self.end)

    def right(self, start: int, *, whole: bool = False) -> Stretch:
        """Return the value that begins at *start*."""
        return right(self.text, self.voice, start, self.end, whole)

    def left(self, end: int, model: Stretch, floor: int | None = None) -> Stretch:
        """Return the value that ends at *end* and answers *model*."""
        at = self.start if floor is None else floor
        cut = max(self.text.rfind(";", at, end), self.text.rfind(": ", at, end))
        return left(self.text, self.voice, cut + 1 if cut >= 0 else at, end, self.text[slice(*model)])

    def words(self, stretch: Stretch) -> str:
        """Return the words of *stretch*."""
        return self.text[slice(*stretch)]


@dataclass(frozen=True, slots=True)
class Values:
    """What a reader found; either side may be missing."""

    old: Stretch | None
    new: Stretch | None
    pattern: str
    action: str = "replace"


Reader = Callable[[Clause], Values | None]


def arrow(clause: Clause) -> Values | None:
    """`X -> Y`."""
    match = re.search(r"\s?(?:->|→)\s?", clause.text[clause.start : clause.end])
    if not match:
        return None
    at = clause.start + match.start()
    new = clause.right(clause.start + match.end())
    comma = max(clause.text.rfind(", ", clause.start, at), clause.text.rfind(": ", clause.start, at))
    mark = clause.text.rfind('"', clause.start, at - 1)
    floor = max(comma + 2 if comma >= 0 else clause.start, mark if clause.text[at - 1] == '"' else 0)
    return Values(tidy(clause.text, floor, at), new, "arrow")


def read_as(clause: Clause) -> Values | None:
    """`where it says X it should say Y`."""
    wrong, correct = clause.first("read_wrong"), clause.first("read_right")
    if not correct:
        return None
    if wrong and wrong.end <= correct.start:
        old = tidy(clause.text, wrong.end, correct.start, clause.voice)
        inner = [q for q in quoted(clause.text) if wrong.end <= q[0] and q[1] <= correct.start]
        return Values(tidy(clause.text, *inner[0]) if inner else old, clause.right(correct.end), "read_as")
    return None


def moved_to(clause: Clause) -> Values | None:
    """`changed from X to Y`, `corrected to Y from X`."""
    if not clause.has("change_verb"):
        return None
    for origin in clause.all("from_word"):
        aims = clause.all("to_word")
        later = [aim for aim in aims if aim.start > origin.end]
        earlier = [aim for aim in aims if aim.end < origin.start and not _verb_follows(clause, aim.end)]
        if earlier and not _verb_follows(clause, origin.end):
            old = clause.right(origin.end)
            new = tidy(clause.text, earlier[-1].end, _bare_end(clause, origin.start), clause.voice)
            if _alike(clause, old, new):
                return Values(old, new, "to_from")
        if later and later[0].start - origin.end <= 80:
            old = tidy(clause.text, origin.end, later[0].start, clause.voice)
            new = clause.right(later[0].end)
            if old[0] < old[1] and _alike(clause, old, new):
                return Values(old, new, "from_to")
    return None


def _bare_end(clause: Clause, at: int) -> int:
    for hit in reversed(clause.voice.all("locator", clause.start, at)):
        if at - hit.end <= 3:
            return (
                clause.text.rfind(" in", clause.start, hit.start)
                if " in" in clause.text[clause.start : hit.start]
                else at
            )
    return at


def _verb_follows(clause: Clause, at: int) -> bool:
    """Say whether a verb in the infinitive follows, so that `to` is no direction."""
    start = at + (clause.text[at : at + 1] == " ")
    return clause.voice.at("purpose_verb", start) is not None or clause.voice.at("locator", start) is not None


def _alike(clause: Clause, old: Stretch, new: Stretch) -> bool:
    """Say whether two stretches could be two values of one thing."""
    before, after = clause.words(old), clause.words(new)
    if not before or not after:
        return False
    size = max(len(before.split()), len(after.split()))
    figures = bool(re.search(r"\d", before)) == bool(re.search(r"\d", after))
    return size <= 12 and (figures or size <= 4)


def swapped(clause: Clause) -> Values | None:
    """`changed "X" to "Y"`, with nothing but a verb before."""
    for verb in clause.all("change_verb"):
        start = verb.end + 1
        inner = [q for q in quoted(clause.text) if start <= q[0] <= start + 2]
        if inner:
            for aim in clause.all("to_word"):
                if 0 <= aim.start - inner[0][1] <= 14:
                    return Values(inner[0], clause.right(aim.end), "from_to")
    return None


def mistook(clause: Clause) -> Values | None:
    """`mistook A for B`: A is right, B is what was written."""
    verb = clause.first("mistook")
    if not verb:
        return None
    for link in clause.voice.all("mistook_for", verb.end, clause.end):
        if link.start > verb.end + 1:
            new = tidy(clause.text, verb.end, link.start, clause.voice)
            return Values(clause.right(link.end), new, "mistook")
    return None


def not_but(clause: Clause) -> Values | None:
    """`not Y but X`: the wrong value first."""
    for denial in clause.all("not_word"):
        for turn in clause.voice.all("but_right", denial.end, clause.end):
            old = tidy(clause.text, denial.end, turn.start, clause.voice)
            if 0 < len(clause.words(old).split()) <= 14:
                return Values(old, clause.right(turn.end), "not_but")
    return None


def contrast(clause: Clause) -> Values | None:
    """`X, not Y` and `X instead of Y`; after a verb that admits the error the sides change places."""
    instead = clause.first("join_instead")
    joint = instead or next((hit for hit in clause.all("join_not") if not _adverbial(clause, hit.end)), None)
    if joint is None:
        return None
    old = clause.right(joint.end)
    new = clause.left(joint.start, old)
    if old[0] >= old[1] or new[0] >= new[1]:
        return None
    pattern = "instead_of" if instead else "x_not_y"
    if _admits(clause, joint.start, bool(instead)):
        return Values(new, old, pattern + "_reversed")
    return Values(old, new, pattern)


def _adverbial(clause: Clause, at: int) -> bool:
    start = at + (clause.text[at : at + 1] == " ")
    return clause.voice.at("not_value", start) is not None


def _admits(clause: Clause, end: int, instead: bool) -> bool:
    """Say whether what stands before is what was wrongly said: `incorrectly referred to Y, not X`."""
    error = clause.voice.has("error", start=clause.start, end=end)
    stated = clause.voice.has("said", "said_weak", start=clause.start, end=end)
    mended = clause.voice.has("fix", "fixed", "show", start=clause.start, end=end)
    if clause.voice.has("right", "be_right", start=clause.start, end=end):
        return False
    if error and not mended:
        return True
    return instead and stated and not mended


def added(clause: Clause) -> Values | None:
    """`add the dropped word "rose"`."""
    return _worded(clause, "add", "added_word", "add")


def removed(clause: Clause) -> Values | None:
    """`remove the word "exclusive"`, `remove a reference to X`."""
    return _worded(clause, "remove", "removed_word", "remove")


def _worded(clause: Clause, name: str, pattern: str, action: str) -> Values | None:
    for verb in clause.all(name):
        inner = [q for q in quoted(clause.text) if verb.end < q[0] <= verb.end + 32 and q[1] <= clause.end + 2]
        if inner:
            value = tidy(clause.text, *inner[0])
            return Values(value, None, pattern, action) if action == "remove" else Values(None, value, pattern, action)
        if action == "remove":
            found = clause.voice.at("reference", verb.end + 1)
            if found:
                value = clause.right(found.start, whole=True)
                return Values(value, None, "removed_reference", action)
    return None


def spelled(clause: Clause) -> Values | None:
    """`misspelled X's name`, `the spelling of X`, `... as Y`: the name as the note spells it is right."""
    verb = clause.first("spelled") or clause.first("name_fix")
    if not verb:
        return None
    tail = clause.text[verb.end : clause.end]
    name = re.search(
        r"(?<![\w])(?:[A-ZÀ-Þ][\w.'’-]*)(?:\s(?:(?:de|van|von|der|den|la|del|di|da|dos|al|bin)\s){0,2}[A-ZÀ-Þ][\w.'’-]*){0,4}",
        tail,
    )
    as_word = next(iter(clause.voice.all("as_word", verb.end, clause.end)), None)
    aim = next(
        (
            hit
            for hit in clause.voice.all("to_word", verb.end, clause.end)
            if re.match(r"\s[\"“'‘A-ZÀ-Þ]", clause.text[hit.end :])
        ),
        None,
    )
    if aim:
        return Values(None, clause.right(aim.end), "spelled_to")
    if not name:
        return None
    at = verb.end + name.start()
    if as_word and as_word.start < at:
        return Values(clause.right(as_word.end), None, "spelled_as")
    new = _bare_name(clause, at, verb.end + name.end())
    old = clause.right(as_word.end) if as_word and as_word.start >= new[1] else None
    return Values(old, new, "spelled_as")


def _bare_name(clause: Clause, start: int, end: int) -> Stretch:
    """Return the name without title and possessive; the first or last name when the note says which."""
    possessive = re.search(r"['’]s?$", clause.text[start:end])
    if possessive:
        end = start + possessive.start()
    title = re.match(
        r"(?:(?:Sen|Rep|Gov|Dr|Mr|Ms|Mrs|Judge|State|CFO|CEO|Justice|President|Prof|Professor|Mayor|Sir|Herr|Frau)\.?\s)+",
        clause.text[start:end],
    )
    if title and title.end() < end - start:
        start += title.end()
    which = clause.first("first_name") or clause.first("last_name")
    name = clause.text[start:end]
    if which and " " in name:
        if clause.first("first_name"):
            return start, start + name.index(" ")
        return start + name.rindex(" ") + 1, end
    return tidy(clause.text, start, end)


def said(clause: Clause) -> Values | None:
    """`an earlier version said Y`: Y is wrong."""
    claim = _statement(clause)
    if claim is None:
        return None
    turn = next(iter(clause.voice.all("turn", claim[0], clause.end)), None)
    if turn:
        old = tidy(clause.text, claim[0], turn.start, clause.voice)
        if claim[0] < turn.start:
            return Values(old, clause.right(turn.end), "said_but")
    return Values(claim, None, "said_wrong")


def _statement(clause: Clause) -> Stretch | None:
    for verb in clause.all("said_that"):
        at = verb.end + (clause.text[verb.end : verb.end + 1] == " ")
        if clause.voice.at("asking", at) is not None:
            continue
        as_word = next(iter(clause.voice.all("as_word", at, min(clause.end, at + 90))), None)
        if as_word and not clause.text[verb.start : verb.end].endswith("that"):
            at = as_word.end
        value = clause.right(at)
        inner = [q for q in quoted(clause.text) if value[0] <= q[0] and q[1] <= value[1]]
        if len(inner) == 1 and inner[0][1] - inner[0][0] > 2 and _mostly_quote(clause, value, inner[0]):
            value = tidy(clause.text, *inner[0])
        if value[0] < value[1]:
            return value
    return None


def _mostly_quote(clause: Clause, value: Stretch, inner: Stretch) -> bool:
    return clause.voice.grammar.language != "en" or inner[1] - inner[0] > 0.5 * (value[1] - value[0])


def show(clause: Clause) -> Values | None:
    """`corrected to show that X`: X is right."""
    aim = clause.first("show")
    if aim:
        at = aim.end + (clause.text[aim.end : aim.end + 1] == " ")
        place = clause.voice.at("in_place", at)
        if place:
            at = place.end + 1
        if clause.voice.at("asking", at) is not None:
            return None
        value = figure_only(clause.text, clause.right(at))
        return Values(None, value, "to_show") if value[0] < value[1] else None
    if clause.has("change_verb", "fix"):
        for aim in clause.all("to_word"):
            if not _verb_follows(clause, aim.end):
                value = clause.right(aim.end)
                if 0 < len(clause.words(value).split()) <= 10:
                    return Values(None, value, "corrected_to")
    return None


def stated_right(clause: Clause) -> Values | None:
    """`The correct figure is X`, `Richtig ist X`."""
    hit = clause.first("right_is")
    if not hit:
        return None
    value = clause.right(hit.end)
    return Values(None, value, "right_is") if value[0] < value[1] else None


READERS: tuple[Reader, ...] = (
    arrow,
    read_as,
    swapped,
    moved_to,
    mistook,
    not_but,
    contrast,
    added,
    removed,
    spelled,
    said,
    stated_right,
    show,
)


def read(clause: Clause) -> Values | None:
    """Return what the first reader that understands *clause* makes of it, or None."""
    for reader in READERS:
        values = reader(clause)
        if values:
            return values
    return None
