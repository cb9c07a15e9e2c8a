"""
Say which article an entry of a corrections column is about, how sure that is, and by what.

Pure. Nothing is guessed: an entry is joined when enough speaks for one article
and clearly less for any other.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from revtrack.exchange.columns import Entry
from revtrack.model import Article, Claim
from revtrack.store.columns import Candidate
from revtrack.text import lexicon, stem, typographic

JOINED_AT = 0.75
"""The score from which an entry is joined."""
CLEARLY = 0.1
"""How far the next best article must be behind."""
LINKED, TITLED, LIKE_TITLE, DAY, AUTHOR, SUBJECT, SAYS = 0.95, 0.8, 0.6, 0.3, 0.3, 0.3, 0.2
"""What each agreement is worth where it stands first; what follows a link or title adds half of it."""
OTHER_DAY = -0.3
SAME_TITLE, ALIKE = 95.0, 85.0
"""How alike two titles are, from 0 to 100."""
NEAR_DAYS, FAR_DAYS = 1, 7
LEAST_TITLE = 3
"""Words of a headline that is looked for in an entry's own text: shorter ones are common words."""
SUBJECT_WORDS, SUBJECT_SHARE = 3, 0.3
"""How many of an entry's telling words an article must have, and which share of them, to be on its subject."""
TELLING = re.compile(r"[^\W\d_]{3,}")
LEAST_FIGURE = 3
"""Characters of a figure that is taken for what was wrong or is right wherever the entry has it."""
FIGURE = re.compile(r"\d[\d.,:]*\d")


@dataclass(frozen=True, slots=True)
class Match:
    """An article an entry may be about."""

    article: Article
    score: float
    reasons: tuple[str, ...]


def join(matches: Sequence[Match]) -> Match | None:
    """Return the match that is sure, or None."""
    ranked = sorted(matches, key=lambda match: -match.score)
    if not ranked or ranked[0].score < JOINED_AT:
        return None
    return None if len(ranked) > 1 and ranked[0].score - ranked[1].score < CLEARLY else ranked[0]


def telling(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words of *text* that tell one subject from another."""
    lex = lexicon(language)
    common = lex.stop | lex.weekdays.keys() | lex.months.keys()
    return frozenset(stem(word) for word in TELLING.findall(typographic(text).casefold()) if word not in common)


def match(
    entry: Entry,
    claims: Sequence[Claim],
    candidate: Candidate,
    *,
    linked: str,
    says: Callable[[str], bool],
    words: Callable[[], frozenset[str]],
    common: frozenset[str],
) -> Match:
    """
    Return how much speaks for *candidate*.

    *linked* is the entry's link that leads to it, empty for none; *says* tells
    whether a version of it ever held some words, *words* gives its telling ones,
    of which those in *common* stand in too many articles to tell anything.
    """
    score, reasons = 0.0, list[str]()
    title, likeness = _title(entry, candidate.headlines)
    if linked:
        score, reasons = LINKED, [f"links to it: {linked}"]
    elif likeness >= ALIKE:
        same = likeness >= SAME_TITLE
        score = TITLED if same else LIKE_TITLE
        reasons = [f"names its title: {title}" if same else f"names a title like its own ({likeness:.0f}): {title}"]
    more = 0.5 if score else 1.0
    for worth, reason in _rest(entry, claims, candidate, says, words, common):
        score += worth * more if worth > 0 else worth * (not linked)
        reasons.append(reason)
    return Match(candidate.article, round(max(0.0, min(1.0, score)), 3), tuple(reasons))


def _rest(
    entry: Entry,
    claims: Sequence[Claim],
    candidate: Candidate,
    says: Callable[[str], bool],
    words: Callable[[], frozenset[str]],
    common: frozenset[str],
) -> list[tuple[float, str]]:
    """Return what else agrees or disagrees: (worth, reason)."""
    out: list[tuple[float, str]] = []
    apart = [abs(_number(mine) - _number(theirs)) for mine in entry.days for theirs in candidate.days]
    if apart and min(apart) <= NEAR_DAYS:
        out.append((DAY, f"names its day: {', '.join(entry.days)}"))
    elif apart and min(apart) > FAR_DAYS:
        out.append((OTHER_DAY, f"names another day: {', '.join(entry.days)}"))
    text = typographic(entry.text).casefold()
    author = next((name for name in candidate.authors if name and typographic(name).casefold() in text), "")
    if author:
        out.append((AUTHOR, f"names its author: {author}"))
    counted = " ".join((*_values(claims), *candidate.authors))
    mine = telling(entry.text, entry.language) - telling(counted, entry.language) - common
    shared = mine & words() if mine else mine
    if len(shared) >= max(SUBJECT_WORDS, SUBJECT_SHARE * len(mine)):
        out.append((SUBJECT, f"is on its subject: {', '.join(sorted(shared))}"))
    figures = [
        figure for figure in FIGURE.findall(entry.words) if len(figure) >= LEAST_FIGURE and figure != entry.day[:4]
    ]
    held = next((value for value in (*_values(claims), *figures) if says(value)), "")
    if held:
        out.append((SAYS, f"it said: {held}"))
    return out


def _title(entry: Entry, headlines: Sequence[str]) -> tuple[str, float]:
    """Return the headline most like one of the entry's titles, or that stands in its text, and how like it is."""
    pairs = [
        (headline, fuzz.ratio(_plain(title), _plain(headline)))
        for title in entry.titles
        for headline in headlines
    ]  # fmt: skip
    text = f" {_plain(entry.text)} "
    pairs += [
        (headline, 100.0) for headline in headlines
        if len(_plain(headline).split()) >= LEAST_TITLE and f" {_plain(headline)} " in text
    ]  # fmt: skip
    return max(pairs, key=lambda pair: pair[1], default=("", 0.0))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", typographic(title).casefold()))


def _values(claims: Sequence[Claim]) -> list[str]:
    """Return the words and figures that were wrong or are right, as far as they tell one article from another."""
    worded = [value for claim in claims for value in (claim.old, claim.new) if value]
    found = [value for value in worded if 4 <= len(value) <= 80]
    return found + [figure for value in worded for figure in FIGURE.findall(value)]


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
