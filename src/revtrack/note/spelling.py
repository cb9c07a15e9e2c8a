"""
Read notes about a name: `misspelled X's name as Y`, `the spelling of X`.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.values import quoted, tidy
from revtrack.text import is_title, key, lexicon

_NAME = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][\w.'’-]*"
    r"(?:\s(?:(?:de|van|von|der|den|la|del|di|da|dos|al|bin)\s){0,2}[A-ZÀ-Þ][\w.'’-]*){0,4}"
)
_ALIKE = 60
"""How alike in letters, of 100, two names are that are taken for one written in two ways."""
_TITLE_WORDS = 4
"""Words of a quotation that is a title or a sentence rather than a name, at least."""
_OFFICE = re.compile(r"\s(?:[a-z-]+\s){1,3}")
_WORD = re.compile(r"\S+")
_NOUNS_CAPITAL = frozenset({"de"})
"""Languages that write every noun with a capital: `der Name der Schule` names no one."""


def spelled(clause: Clause) -> Values | None:
    """`misspelled X's name`, `the spelling of X`, `... as Y`: the name as the note spells it is right."""
    verb = clause.first("spelled") or clause.first("name_fix")
    if not verb or _turns(clause, verb.start):
        return None
    told = clause.first("said_that")
    if told and told.end <= verb.start and not clause.first("spelled"):
        return None  # `stated that the officials gave the names of the students`
    passive = _misspelled(clause, verb.start) if clause.first("spelled") else None
    if passive:
        return passive
    opened = clause.voice.first("fix", verb.start, verb.end)
    start = verb.end if clause.first("spelled") else (opened.end if opened else verb.start)
    aim = next(
        (hit for hit in clause.all("to_word", start) if re.match(r"\s[\"“'‘A-ZÀ-Þ]", clause.text[hit.end :])), None
    )
    if aim:
        return Values(None, clause.right(aim.end), "spelled_to")
    name = next(_names(clause, start, clause.end), None)
    name = _past_office(clause, name, start) if name else None
    if not name or (name.start() == clause.start and not clause.first("spelled")):
        return None
    if _common_noun(clause, *name.span()):
        return None
    before = [other for other in _names(clause, clause.start, verb.start) if other.start() > clause.start]
    if before and name.start() == start + 1 and clause.has("error"):
        return Values(name.span(), _bare_name(clause, *before[-1].span()), "spelled_as")
    as_word = clause.first("as_word", start)
    if as_word and as_word.start < name.start():
        wrong = clause.right(as_word.end)
        return Values(wrong, _kin(clause, clause.words(wrong), before), "spelled_as")
    new = _bare_name(clause, *name.span())
    old = clause.right(as_word.end) if as_word and as_word.start >= new[1] else None
    whole = not clause.has("first_name", "last_name")
    if old and whole and " of the " in clause.text[start : new[0]] and not _kin(clause, clause.words(old), [name]):
        return Values(old, None, "spelled_as")  # `the name of the director of the Brack Trust as Alice Brun`
    return Values(old, new, "spelled_as")


def _kin(clause: Clause, wrong: str, before: list[re.Match[str]]) -> Stretch | None:
    """Return the name, or the part of one, before the verb that the *wrong* one was meant for: `Rial` for `Riall`."""
    for name in reversed(before):
        whole = _bare_name(clause, *name.span())
        parts = [match.span() for match in _WORD.finditer(clause.text, *whole)] if " " not in wrong else []
        alike = [span for span in (whole, *parts) if fuzz.ratio(clause.words(span), wrong) >= _ALIKE]
        if alike:
            return max(alike, key=lambda span: fuzz.ratio(clause.words(span), wrong))
    return None


def named_wrong(clause: Clause) -> Values | None:
    """`The name of the Corwen Trust was incorrect`, `Per Lund's first name was given as Peter`: here it is right."""
    hit = clause.first("name_given")
    if hit is None or clause.has("join_not", "join_instead", "right_is"):
        return None
    owners = [name for name in _names(clause, clause.start, hit.start) if name.end() >= hit.start - 1]
    inside = list(_names(clause, hit.start, hit.end)) or owners
    if not inside:
        return None
    new = _bare_name(clause, *inside[-1].span())
    as_word = clause.voice.at("as_word", (clause.voice.word_before(hit.end) or hit).start)
    old = clause.right(as_word.end) if as_word else None
    return Values(old, new, "spelled_as") if old is None or old[0] < old[1] else None


def _past_office(clause: Clause, name: re.Match[str], start: int) -> re.Match[str]:
    """Return the person of `FBI director Ada Marsh`: lower-case words of an office stand between the names."""
    following = next((other for other in _names(clause, start, clause.end) if other.start() > name.end()), None)
    if following is None or not _OFFICE.fullmatch(clause.text, name.end(), following.start()):
        return name
    small = ("in_word", "as_word", "to_word", "be", "and_on", "value_verb", "join_not")
    return name if clause.voice.has(*small, start=name.end(), end=following.start()) else following


def _misspelled(clause: Clause, verb: int) -> Values | None:
    """`X's name was misspelled in an earlier version`: the name before the verb is right."""
    auxiliary = clause.voice.word_before(verb)
    if auxiliary is None or clause.voice.at("be", auxiliary.start) is None:
        return None
    before = [name for name in _names(clause, clause.start, auxiliary.start) if len(name.group()) > 3]
    if not before or clause.first("as_word", verb):
        return None
    return Values(None, _bare_name(clause, *before[-1].span()), "spelled_as")


def _names(clause: Clause, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the names between two offsets that are no days, and stand in no quotation that is a sentence or a title."""
    titles = [q for q in quoted(clause.text) if len(clause.words(q).split()) >= _TITLE_WORDS]
    for name in _NAME.finditer(clause.text, start, end):
        inside = any(low <= name.start() < high for low, high in titles)
        if not inside and clause.voice.at("month", name.start()) is None:
            yield name


def _turns(clause: Clause, at: int) -> bool:
    """Say whether the word at *at* only leads to the right value: `..., der richtige Name lautet X`."""
    return any(turn.start < at < turn.end for turn in clause.all("turn"))


def _common_noun(clause: Clause, start: int, end: int) -> bool:
    """Say whether one capital word after an article is a noun like any other: `der Name der Schule`."""
    if clause.voice.grammar.language not in _NOUNS_CAPITAL or " " in clause.text[start:end]:
        return False
    before = clause.voice.word_before(start)
    return before is not None and clause.voice.at("definite", before.start) is not None


def _past_titles(clause: Clause, start: int, end: int) -> int:
    """Return where the name proper begins: `Commissioner Ada Marsh`, `State Sen. Ada Marsh`."""
    lex = lexicon(clause.voice.grammar.language)
    words = [(word.end(), word.group()) for word in _WORD.finditer(clause.text, start, end)]
    first = start
    for at, (after, word) in enumerate(words[:-1]):
        following = words[at + 1][1]
        if not (is_title(key(word), lex) or (following[-1] == "." and is_title(key(following), lex))):
            break
        first = after + 1
    return first


def _bare_name(clause: Clause, start: int, end: int) -> Stretch:
    """Return the name without title and possessive; the first or last name when the note says which."""
    possessive = re.search(r"['’]s?$", clause.text[start:end])
    if possessive:
        end = start + possessive.start()
    start = _past_titles(clause, start, end)
    name = clause.text[start:end]
    if " " in name and clause.first("first_name"):
        return tidy(clause.text, start, start + name.index(" "))
    if " " in name and clause.first("last_name"):
        return tidy(clause.text, start + name.rindex(" ") + 1, end)
    return tidy(clause.text, start, end)
