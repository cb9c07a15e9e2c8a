"""
Find in a phrase what answers a model: the figure, the number in words, the name, the words that begin or end alike.
"""

import re
from collections.abc import Sequence

from revtrack.note.grammar import fold
from revtrack.note.passage import Stretch
from revtrack.text import Number, NumberKind, numbers

NUMBER = (
    r"(?:[$€£¥]\s?|R\$\s?|US\$\s?|n[.°º]{1,2}\s?)?"
    r"(?:\d{1,3}(?:\s\d{3})+(?!\d)|\d[\d.,:/]*(?<![.,:]))(?:\s?(?:%|°|€|£|\$))?"
)
_UNIT = (
    r"(?:[\s-](?:percentage\spoints?|percent|per\scent|prozentpunkte?n?|procentpunten?|points?|million|billion|trillion|thousand|mln|bn|mio|mrd|millionen|milliarden"
    r"|prozent|tausend|millions?|milliards?|pour\scent|millones|millón|mil|por\sciento|por\scento|milhões|milhão|bilhões|milioni"
    r"|d['’]euros|de\seuros|di\seuro|de\sdólares|de\spesos|de\sreais|de\sfrancs|di\sdollari|euro|franken|kronen"
    r"|miliardi|mila|per\scento|miljoen|miljard|procent|duizend|cents?|euros?|pounds?|dollars?|dlrs|tonnes|tons|bpd|barrels"
    r"|years?\sold|a\sshare|per\sshare|a\sbarrel)(?![^\W\d_]))*"
)
FIGURE = re.compile(NUMBER + _UNIT, re.IGNORECASE)
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3}){1,4}(?![\d])")
_WORDS = 4
"""Words of a model that is a number in words, at most."""
_ARTICLE = 4
"""Code points before the number in such a model, at most: an article."""
HEDGE = re.compile(
    r"(?:more than|less than|fewer than|up to|at least|around|about|nearly|almost|over|under|mehr als|weniger als|rund"
    r"|plus de|moins de|environ"
    r"|más de|menos de|unos|unas|mais de|cerca de|più di|meno di|circa|meer dan|minder dan|ongeveer)\s$",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?<![\w-])(?:[A-ZÀ-ÞÉ][\w.'’&-]*)(?:\s(?:(?:of|de|del|della|di|da|do|dos|von|van|der|den|the|and|la|le|al|bin|y|e)\s){0,2}[A-ZÀ-Þ0-9][\w.'’&-]*)*"
)
SPEAKER = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][\w.'’-]*(?:\s(?:(?:de|van|von|der|den|la|del|di|da|dos|al|bin|le|of|for|the|&)\s){0,2}[A-ZÀ-Þ][\w.'’-]*){0,4}"
)
"""A name as people and bodies that speak bear it: small words join its capitals."""


def grouped(text: str) -> str:
    """Return *text*, as long as it was, with the spaces inside a figure (`15 000`) made ones that keep it together."""
    return _GROUPS.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


def counted(phrase: str, model: str, language: str) -> Stretch | None:
    """
    Return the number in words that answers a *model* which is one: `sept` answers `cinq`, `seize mois` `six mois`.

    Figures are left to `like_number`; what follows the number belongs to the answer where the model goes on otherwise.
    """
    if re.search(r"\d", model) or len(model.split()) > _WORDS:
        return None
    wanted = _sure(numbers(grouped(model), language))
    if len(wanted) != 1 or wanted[0].span.start > _ARTICLE:
        return None
    ordinal = wanted[0].kind is NumberKind.ORDINAL
    found = [
        number for number in _sure(numbers(grouped(phrase), language)) if (number.kind is NumberKind.ORDINAL) == ordinal
    ]
    if not found:
        return None
    end = found[-1].span.end
    for word in model[wanted[0].span.end :].split():
        same = re.match(rf"\s{re.escape(word)}(?!\w)", phrase[end:])
        if same is None:
            return found[-1].span.start, len(phrase)
        end += same.end()
    return found[-1].span.start, end


def _sure(found: Sequence[Number]) -> list[Number]:
    return [number for number in found if not number.loose]


def like_number(phrase: str, model: str) -> int | None:
    """Return where the figures begin that answer a *model* with as many figures, with as many words before them."""
    head = re.match(r"\W*((?:[^\W\d_]+\s){0,3}?)(?:n\W{1,2})?\W*(?=\d)", model)
    if not head:
        return None
    figures = list(FIGURE.finditer(phrase))
    if not figures:
        return None
    count = max(1, len(list(FIGURE.finditer(model))))
    first = figures[-min(count, len(figures))]
    hedge = HEDGE.search(phrase[: first.start()])
    if hedge:
        return hedge.start()
    before = list(re.finditer(r"[^\W\d_]+\s", phrase[: first.start()]))
    size = len(head.group(1).split())
    if size and len(before) >= size and not HEDGE.search(head.group(1)):
        return before[-size].start()
    return first.start()


def same_start(phrase: str, model: str) -> int | None:
    """Return where *model*'s first word last stands in the phrase: `a man` answers `a woman`."""
    words = model.split()
    if not words or (len(words[0]) < 2 and words[0].casefold() not in ("a", "o", "e", "à")):
        return None
    same = list(re.finditer(rf"(?<![\w-]){re.escape(words[0])}(?![\w-])", phrase))
    if same and len(phrase[same[-1].start() :].split()) <= len(words) + 8:
        return same[-1].start()
    return _same_end(phrase, words)


def _same_end(phrase: str, words: list[str]) -> int | None:
    """Return where as many words as the model has begin, when both end alike: `millions of tonnes`."""
    pieces = list(re.finditer(r"\S+", phrase))
    if 1 < len(words) <= len(pieces) and fold(pieces[-1].group()).strip(".,;") == fold(words[-1]).strip(".,;"):
        return pieces[len(pieces) - len(words)].start()
    return None


def like_name(phrase: str, model: str) -> int | None:
    """Return where the name begins that ends the phrase, when the model is one as well."""
    if not model[:1].isupper():
        return None
    names = list(NAME.finditer(phrase))
    if names and names[-1].end() >= len(phrase) - 1:
        return names[-1].start()
    return None


def apposed(phrase: str, start: int, model: str) -> Stretch | None:
    """Return the name at *start*, as long as the *model*, that more about it follows: `Ann Brun, a nurse`."""
    name = NAME.match(phrase, start)
    if name is None or phrase[name.end() : name.end() + 2] != ", ":
        return None
    return name.span() if _capitals(name.group()) == _capitals(model) else None


def _capitals(name: str) -> int:
    """Return how many words of a name are no particle."""
    return sum(1 for word in name.split() if word[0].isupper())
