"""
Cut values out of a clause: the words right of a connective, and what answers them on its left.

A value is a span, as short as the note allows: the figure and its unit, the
name, the quoted words, else the phrase up to the next boundary.
"""

import re
from functools import lru_cache
from typing import Literal

from revtrack.note.alike import FIGURE, apposed, counted, like_name, like_number, same_start
from revtrack.note.grammar import fold
from revtrack.note.passage import Stretch, closes_sentence
from revtrack.note.reading import Reading
from revtrack.text import is_abbreviation

Articles = Literal["keep", "definite", "all"]
_ARTICLES: dict[Articles, tuple[str, ...]] = {"keep": (), "definite": ("definite",), "all": ("definite", "indefinite")}

LONGEST = 600
"""Code points of a value, at most."""
_QUOTED = re.compile(r"[\"“„«»`]\s?([^\"“”„«»`]{1,200}?)\s?[\"”“»«`]|(?<![\w])['‘]([^'‘’]{2,90}?)['’](?!\w)")
_OPEN = " \t\n,;:*_([\"“”„«»'‘’`"
_SHUT = " \t\n,;:.*_)]\"“”„«»'‘’`—–-!?"
_Piece = tuple[str, int, int]
"""A folded word and where it stands."""
_SUBJECT = 8
"""Words of a subject that a pronoun may stand for, at most."""
_BETWEEN = 8
"""Words between two commas that belong to the noun before them, at most."""
_BEFORE_VERB = 24
"""Words between two commas before the verb of their noun, at most."""
_ASIDE_LONGEST = 80
"""Code points of such words, at most."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = _MONTH + r"[a-z]{0,6}\.?\s\d{1,2}|\d{1,2}\s" + _MONTH + r"|last\sweek|pages?\s\d|p\.?\s?\d"
_CITED = re.compile(r"\s\((?:[^(),]{1,60},\s){1,3}(?:" + _DAY + r")[^()]{0,40}\)")
"""Where an article stood, in brackets: `(Diggers dig in, 3 May, page 12)`, `(News, last week)`."""
_ASIDE = re.compile(r"\s[—–]\s[^—–.!?;\n]{1,160}\s[—–](?=\s[a-zà-ÿ])")
"""Words between two dashes, after which the sentence goes on."""


@lru_cache(maxsize=512)
def quoted(text: str) -> tuple[Stretch, ...]:
    """Return the words inside each pair of quotation marks of *text*, without the marks."""
    found = []
    for match in _QUOTED.finditer(text):
        group = 1 if match.group(1) is not None else 2
        found.append(match.span(group))
    return tuple(found)


def tidy(text: str, start: int, end: int, reading: Reading | None = None, articles: Articles = "keep") -> Stretch:
    """
    Return the stretch without outer space, marks, leading prepositions and closing verbs.

    *articles* says which articles go as well: those that open a clause stay.
    """
    while start < end and text[start] in _OPEN:
        start += 1
    end = _closed(text, start, end)
    if reading is None:
        return start, end
    for tail in reversed(reading.all("value_tail", start + 1, end)):
        if tail.end >= end - 1 and tail.start > start:
            end = _closed(text, start, tail.start)
            break
    leads = ("value_lead", *_ARTICLES[articles])
    for _ in range(4):
        lead = next((hit for name in leads if (hit := reading.at(name, start)) and hit.end < end - 1), None)
        if lead is None:
            break
        start = lead.end
        while start < end and text[start] in _OPEN:
            start += 1
    return start, end


def _closed(text: str, start: int, end: int) -> int:
    """Return *end* without closing marks; the full stop of an abbreviation and a bracket opened inside stay."""
    while end > start and text[end - 1] in _SHUT:
        if text[end - 1] in ")]" and text.count("(", start, end) + text.count("[", start, end) > 0:
            break
        if text[end - 1] == "." and end - start > 3 and is_abbreviation(text[start : end - 1].split()[-1].lstrip("(")):
            break
        end -= 1
    return end


def right(
    text: str, reading: Reading, start: int, limit: int, whole: bool = False, articles: Articles = "keep"
) -> Stretch:
    """
    Return the value that begins at *start*: one quotation, or the phrase up to a boundary.

    With *whole* a quotation in front does not end it.
    """
    limit = min(limit, start + LONGEST)
    while start < limit and text[start] in " \t\n,:*_":
        start += 1
    if not whole:
        for begin, stop in quoted(text):
            if start <= begin <= start + 2 and stop <= limit:
                return tidy(text, begin, stop)
    end = boundary(text, reading, start, limit)
    return tidy(text, start, end, reading, articles)


def boundary(text: str, reading: Reading, start: int, limit: int) -> int:
    """Return where the phrase that begins at *start* ends: at a mark, a place in the text, or a new clause."""
    end = limit
    inside, asides = quoted(text), _asides(text, start, limit)
    for match in re.finditer(
        r"[;:.!?](?=[\s\"'”’»)\]*_]|$)|[)\]]|(?<!\d)\s(?:—|–|--)\s|\s(?:—|–|--)\s(?!\d)|\n\n|->|→", text[start:limit]
    ):
        at = start + match.start()
        if any(a <= at < b for a, b in inside):
            continue
        if any(a <= at < b for a, b in asides):
            continue
        if text[at] == "." and not closes_sentence(text, at):
            continue
        if text[at] in ")]" and text.count("(", start, at) + text.count("[", start, at) > text.count(
            ")", start, at
        ) + text.count("]", start, at):
            continue
        end = at
        break
    cited = _CITED.search(text, start + 1, end)
    if cited and not any(a <= cited.start() < b for a, b in (*inside, *asides)):
        end = cited.start()
    for name in ("locator", "in_place", "clause_break", "as_said"):
        for hit in reading.all(name, start + 1, end):
            cut = hit.start
            if name == "locator":
                cut = _before_place(text, reading, start, cut)
            lead = reading.at("definite", start)
            if name == "locator" and lead and lead.end >= cut - 1:
                continue  # `that line 6 would close`: the place is the value.
            if name == "locator" and not _leads_to_place(text[cut : hit.start]):
                continue  # `comes after the last item`
            if name == "clause_break" and reading.at("as_well", cut + 2):
                continue
            if name == "clause_break" and _within_commas(text, reading, start, cut):
                continue  # `the firm, which makes boats, was founded in Brack`
            if cut > start + 1 and not any(a <= cut < b for a, b in asides):
                end = min(end, cut)
                break
    return end


def _within_commas(text: str, reading: Reading, start: int, cut: int) -> bool:
    """Say whether the comma at *cut* opens or closes a few words between two commas, after which the verb follows."""
    if text[cut : cut + 1] != ",":
        return False
    if reading.at("be", cut + 2):
        opened = text.rfind(", ", start, cut)
        return opened > start and len(text[opened:cut].split()) <= _BEFORE_VERB
    shut = text.find(", ", cut + 2, cut + _ASIDE_LONGEST)
    return shut > 0 and reading.at("be", shut + 2) is not None and len(text[cut:shut].split()) <= _BETWEEN


def _asides(text: str, start: int, limit: int) -> list[Stretch]:
    """Return the asides between two dashes of one sentence; no value ends in them."""
    return [match.span() for match in _ASIDE.finditer(text, start + 2, limit)]


def _leads_to_place(lead: str) -> bool:
    """Say whether the words before a locator are those that lead to a place, and no bare article."""
    words = lead.split()
    return len(words) != 1 or lead.lstrip().startswith(",") or words[0].casefold() != "the"


def _before_place(text: str, reading: Reading, start: int, at: int) -> int:
    """Return where the words that lead to a place begin: ` in the `, ` of `, a comma."""
    lead = re.search(
        r"[,\s]+(?:(?:in|of|from|on|im|in|dans|au|en|no|na|nel|nella|del|de)\s)?(?:(?:the|der|dem|le|la|el|il|het|den)\s)?$",
        text[start:at],
    )
    return start + lead.start() if lead else at


def left(text: str, reading: Reading, floor: int, end: int, model: str, articles: Articles = "definite") -> Stretch:
    """Return the part of the phrase that ends at *end* which answers the value *model*."""
    floor = max(floor, end - LONGEST)
    end = _without_place(text, reading, floor, end)
    while end > floor and text[end - 1] in " ,(;:*_":
        end -= 1
    tails = sorted((*reading.all("value_tail", floor, end), *reading.all("left_tail", floor, end)), key=lambda t: t.end)
    for tail in reversed(tails):
        if tail.end == end and tail.start > floor:
            end = tail.start
            while end > floor and text[end - 1] in " ,(;:*_":
                end -= 1
            break
    for begin, stop in quoted(text):
        if stop <= end <= stop + 2 and begin >= floor:
            return tidy(text, begin, stop)
    phrase = text[floor:end]
    number = counted(phrase, model, reading.grammar.language)
    if number:
        return floor + number[0], floor + number[1]
    for verb in reading.all("be", floor, end) if model[:1].isupper() and " " in model else ():
        named = apposed(phrase, verb.end + 1 - floor, model)
        if named:
            return floor + named[0], floor + named[1]
    start = like_number(phrase, model)
    if start is None:
        start = same_start(phrase, model)
    if start is None:
        start = like_name(phrase, model)
    if start is None:
        start = _after_verb(phrase, reading, floor, model)
        if model[:1].islower() and phrase[start:].lstrip()[:1].isupper():
            start = _role(phrase, reading, floor, start)
    return tidy(text, floor + start, end, reading, articles)


def _without_place(text: str, reading: Reading, floor: int, end: int) -> int:
    for hit in reversed(reading.all("locator", floor, end)):
        if end - hit.end <= 3:
            return _before_place(text, reading, floor, hit.start)
    return end


def _after_verb(phrase: str, reading: Reading, floor: int, model: str) -> int:
    """Return where the words after the last verb or preposition begin, or as many as *model* has."""
    size = max(1, len(model.split()))
    end = floor + len(phrase)
    for name in ("value_verb", "that_word"):
        hits = reading.all(name, floor, end)
        if hits and len(text_words(phrase[hits[-1].end - floor :])) <= size + 4 and hits[-1].end < end:
            return hits[-1].end - floor
    pieces = list(re.finditer(r"\S+", phrase))
    return pieces[max(0, len(pieces) - size)].start() if pieces else 0


def _role(phrase: str, reading: Reading, floor: int, start: int) -> int:
    """Return where `deputy mayor of Marle` begins when only `Marle` was taken to answer `mayor`."""
    verbs = reading.all("be", floor, floor + start)
    begin = verbs[-1].end + 1 - floor if verbs else start
    return begin if phrase[begin : begin + 1].islower() and len(phrase[begin:].split()) <= 8 else start


def text_words(text: str) -> list[str]:
    """Return the words of *text*, folded."""
    return [fold(word) for word in re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)]


def parallel(
    text: str, old: Stretch, new: Stretch, fillers: frozenset[str] = frozenset(), pronouns: frozenset[str] = frozenset()
) -> tuple[Stretch, Stretch]:
    """
    Return both values without what two parallel clauses share at their edges.

    `he met them before the election` and `he actually met them before the inauguration`
    become `the election` and `the inauguration`: *fillers* count for nothing, and one of
    the *pronouns* stands for the other's subject. Short values stay whole.
    """
    before, after = ([piece for piece in _pieces(text, side) if piece[0] not in fillers] for side in (old, new))
    if before and after and before[0][0] in pronouns:
        before, after = _past_subject(before, after)
    elif before and after and after[0][0] in pronouns:
        after, before = _past_subject(after, before)
    if min(len(before), len(after)) < 5:
        return old, new
    head = 0
    while head < min(len(before), len(after)) - 1 and before[head][0] == after[head][0]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head - 1 and before[-1 - tail][0] == after[-1 - tail][0]:
        tail += 1
    if any(piece[0][0].isdigit() for piece in before[len(before) - tail :]):
        tail = 0  # `rise by 50 cents`, `fall by 50 cents`: the figure belongs to both.
    if head + tail < 3:
        return old, new
    cut = max(0, head - 1) if tail == 0 else head
    return (
        (before[cut][1], before[len(before) - tail - 1][2]),
        (after[cut][1], after[len(after) - tail - 1][2]),
    )


def _past_subject(pronoun: list[_Piece], named: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    """Return both from the verb on where the first says it of a *pronoun*: `it is in A`, `the firm is in B`."""
    for at in range(1, min(_SUBJECT, len(named))):
        if len(pronoun) > 1 and named[at][0] == pronoun[1][0]:
            return pronoun[1:], named[at:]
    return pronoun, named


def _pieces(text: str, stretch: Stretch) -> list[_Piece]:
    start, end = stretch
    return [
        (fold(m.group()), start + m.start(), start + m.end())
        for m in re.finditer(r"[^\W_]+(?:['’.,-][^\W_]+)*|[$€£]", text[start:end])
    ]


def bare_figures(text: str, old: Stretch, new: Stretch) -> tuple[Stretch, Stretch]:
    """Return both values cut to their figures where one of them is nothing else: `2300 instead of 3200 people`."""
    first, second = FIGURE.match(text, *old), FIGURE.match(text, *new)
    if first and second and (first.end() == old[1]) != (second.end() == new[1]):
        return (old[0], first.end()), (new[0], second.end())
    return old, new


def figure_only(text: str, stretch: Stretch) -> Stretch:
    """Return just the figure with its unit where a long phrase begins with one."""
    start, end = stretch
    match = FIGURE.match(text, start)
    if match and match.end() < end and len(text[start:end].split()) > 7:
        return start, match.end()
    return stretch


def whole_words(text: str, value: Stretch) -> Stretch:
    """Return a value with the rest of its last word and the `~` before it, and without a bracket it only opens."""
    start, end = value
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    opened = text.rfind(" (", start, end)
    if opened > start and text.find(")", opened, end) < 0:
        end = opened
    return start - (start > 0 and text[start - 1] in "~≈"), end


def with_article(text: str, reading: Reading, value: Stretch) -> Stretch:
    """
    Return a phrase with the article before it, as labelled values have it: `a woman`, `the Lune`.

    A name or a figure needs none, and English alone is read so: elsewhere an article is often part of another word.
    """
    last = text[slice(*value)].split()[-1]
    if reading.grammar.language != "en" or not (text[value[0]].islower() or (last[0].islower() and last.isalpha())):
        return value
    before = reading.word_before(value[0])
    article = before and next(
        (hit for name in ("definite", "indefinite") if (hit := reading.at(name, before.start))), None
    )
    near = article is not None and article.end == value[0] - 1 and text[article.end] == " "
    return (article.start, value[1]) if article and near else value
