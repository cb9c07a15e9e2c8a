"""
Read what something was wrongly called or given as: `wurde X als Y bezeichnet`, `the figure of X was wrong`.
"""

import re

from rapidfuzz import fuzz

from revtrack.note.alike import FIGURE, NAME
from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.statements import said, turned
from revtrack.note.telling import only_topic
from revtrack.note.values import quoted, tidy

_ALIKE = 60
"""How alike in letters, of 100, two names are that are taken for one written in two ways."""
_MEASURE = 4
"""Words after a figure that still belong to it, at most: `100 Kilometer pro Stunde`."""
_NOUN = re.compile(r"\s([^\W\d_]+)(?!\w)")
"""What is counted, right after its figure."""
_CAPITALS = frozenset({"de"})
"""Languages whose nouns are capitals, so that none tells a name."""
_TITLED = 24
"""Code points of a title before a name, at most."""


def framed(clause: Clause) -> Values | None:
    """`wurde X als Y bezeichnet`, `war von Y die Rede`: the value stands between auxiliary and participle."""
    for opened in clause.all("frame_open"):
        closed = clause.first("frame_close", opened.end)
        if closed is None or closed.start - opened.end < 4 or clause.at("that_word", closed.end):
            continue
        told = clause.first("said_that", opened.start)
        if told and told.end > closed.end:  # `hatten wir an dieser Stelle behauptet, der Verein sei pleite`.
            continue
        marks = [hit for name in ("frame_mark", "as_word") for hit in clause.voice.all(name, opened.end, closed.start)]
        marks = marks or clause.voice.all("error_adverb", opened.end, closed.start)
        at = max((hit.end for hit in marks), default=None)
        words = clause.voice.first("with_words", opened.end, closed.start)
        value = _trailing(clause, opened.end, closed.start) if at is None else (at, closed.start)
        if clause.voice.has("attributed_p", start=closed.start, end=closed.end):
            value = _speaker(clause, opened.end, closed.start) or value
        if words:  # `wurde Ann Brun mit den Worten „...“ zitiert`: she is who was wrong.
            value = (opened.end, words.start)
        if value is None:
            continue
        value = tidy(clause.text, *value, clause.voice, "all")
        if value[0] < value[1] and not only_topic(clause, value):
            return Values(value, _answer(clause, value) or turned(clause, closed.end), "said_wrong")
    return None


def _speaker(clause: Clause, start: int, end: int) -> Stretch | None:
    """Return the last name before *end* that names no words: `wurde der SPD ein Zitat zugeordnet`."""
    named = [found.span() for found in NAME.finditer(clause.text, start, end)]
    things = ("passage", "scope_quote", "field", "reference")
    others = [at for at in named if not clause.voice.has(*things, start=at[0], end=at[1])]
    return _bare_name(clause, *others[-1]) if others else None


def _bare_name(clause: Clause, begin: int, stop: int) -> Stretch:
    """Return the name without the noun before it, as German nouns are capitals too: `wurde der Entwurf Ann Brun`."""
    article = clause.voice.word_before(begin)
    if article and clause.voice.at("definite", article.start) and " " in clause.text[begin:stop]:
        begin = clause.text.index(" ", begin) + 1
    return begin, stop


def _trailing(clause: Clause, start: int, end: int) -> Stretch | None:
    """Return the quotation, figure or name that fills the last words before *end*."""
    last = end - 1
    for begin, stop in quoted(clause.text):
        if start <= begin and last - 1 <= stop <= last:
            return begin, stop
    figures = list(FIGURE.finditer(clause.text, start, end))
    if figures and len(clause.text[figures[-1].end() : end].split()) <= _MEASURE:
        return figures[-1].start(), end
    names = list(NAME.finditer(clause.text, start, end))
    if not names or names[-1].end() < last:
        return None
    return _bare_name(clause, *names[-1].span())


def _answer(clause: Clause, old: Stretch) -> Stretch | None:
    """Return the name before `as` that differs from the wrong one only in spelling: `X Brun als X Braun`."""
    wrong = clause.words(old)
    named = NAME.fullmatch(wrong) or NAME.search(wrong)
    links = clause.voice.all("as_word", clause.start, old[0])
    if not links or not named or named.start() > _TITLED:
        return None
    start = links[-1].start
    earlier = list(NAME.finditer(clause.text, clause.start, start))
    before = [name for name in earlier if name.end() >= start - 1 - (clause.text[start - 2 : start] == ", ")]
    kin = [name for name in earlier if " " in name.group() and set(name.group().split()) & set(named.group().split())]
    if not before and kin and " " in named.group():
        return kin[-1].span()  # `Ann Brun, the clerk, was named here as Ann Braun`.
    if not before:
        return None
    owner = re.match(r".*(?:['’]s|s['’])\s", before[-1].group())
    begin, end = before[-1].start() + (owner.end() if owner else 0), before[-1].end()
    right, mistaken = clause.text[begin:end], named.group()
    alike = set(right.split()) & set(mistaken.split()) or fuzz.ratio(right, mistaken) >= _ALIKE
    alike = alike or (" " in right and " " in mistaken and clause.has("misidentified"))
    alike = alike or (_titled(clause, begin) and _titled(clause, old[0]))
    return (begin, end) if alike and right != mistaken else None


def _figure_before(clause: Clause, old: Stretch) -> Stretch | None:
    """Return the figure that a wrong one stood for: `stated the 0.1% rate as 1%`, where both have the same signs."""
    links = clause.voice.all("as_word", clause.start, old[0])
    wrong = FIGURE.match(clause.text, *old)
    verbs = clause.voice.all("said", clause.start, old[0])
    if not links or not wrong or not verbs or verbs[-1].end > links[-1].start:
        return None
    between = list(FIGURE.finditer(clause.text, verbs[-1].end, links[-1].start))
    signs = re.sub(r"[\w.,:]", "", wrong.group())
    alike = len(between) == 1 and re.sub(r"[\w.,:]", "", between[0].group()) == signs
    return between[0].span() if alike and signs.strip() else None


def _titled(clause: Clause, start: int) -> bool:
    """Say whether a definite article stands before *start*: `the Ministry of Transport` names one thing."""
    before = clause.voice.word_before(start)
    return before is not None and clause.voice.at("definite", before.start) is not None


def _subject(clause: Clause, old: Stretch) -> Stretch | None:
    """Return who `was incorrectly identified as Y`, where both are names of two words or more."""
    verbs = [*clause.all("told_as"), *clause.all("it_said_wrong")]
    told = next((hit for hit in verbs if hit.end <= old[0]), None)
    if told is None or not NAME.fullmatch(clause.words(old)) or " " not in clause.words(old):
        return None
    before = [name for name in NAME.finditer(clause.text, clause.start, told.start) if name.end() >= told.start - 1]
    lead = clause.voice.word_before(before[-1].start()) if before else None
    if lead and clause.voice.at("of_word", lead.start):
        return None  # `The affiliation of Ann Brun was given as Y`.
    return before[-1].span() if before and " " in before[-1].group() else None


def called(clause: Clause) -> Values | None:
    """`identified Paul Quaresma as Pedro Quaresma`: the name before `as` is right, where both are alike."""
    values = said(clause)
    new = (
        _answer(clause, values.old) or _subject(clause, values.old) or _figure_before(clause, values.old)
        if values and values.old and not values.new
        else None
    )
    return Values(values.old, new, "said_wrong") if values and new else values


def became(clause: Clause) -> Values | None:
    """`through a slip Ann Brun became Ann Braun`: the name before the verb is right, the one after it wrong."""
    if not clause.has("slip", "own_slip", "error", "we"):
        return None
    for verb in clause.all("became"):
        after = next((at for at in _named(clause) if 0 <= at[0] - verb.end <= _TITLED), None)
        before = [at for at in _named(clause) if at[1] <= verb.start]
        if after is None or not before:
            continue
        wrong = clause.words(after)
        right = max(before, key=lambda at: fuzz.ratio(clause.words(at), wrong))
        if clause.words(right) != wrong and fuzz.ratio(clause.words(right), wrong) >= _ALIKE:
            return Values(after, right, "became")
    return None


def made_of(clause: Clause) -> Values | None:
    """`we made the mayor a bishop`: what he is, and what we made of him."""
    made = clause.first("made_of")
    if made is None:
        return None
    lead = clause.first("made_lead", made.start)
    at = lead.end if lead else made.end
    into = clause.all("made_into", at)
    articles = [hit for name in ("definite", "indefinite") for hit in clause.all(name, at + _TITLED // 4)]
    turn = into[-1] if into else max(articles, key=lambda hit: hit.start, default=None)
    if turn is None:
        return None
    old, new = clause.right(turn.end, articles="all"), tidy(clause.text, at, turn.start, clause.voice, "all")
    if old[0] >= old[1] or new[0] >= new[1]:
        return None
    person = clause.words(new)[0].isupper() and clause.voice.grammar.language not in _CAPITALS
    return Values(old, None if person else new, "became")  # What `Ann Brun` is says the next sentence.


def _named(clause: Clause) -> list[Stretch]:
    """Return the names and quotations of a clause, left to right."""
    marked = [at for at in quoted(clause.text) if clause.start <= at[0] and at[1] <= clause.end]
    names = [found.span() for found in NAME.finditer(clause.text, clause.start, clause.end)]
    bare = [at for at in names if not any(q[0] <= at[0] < q[1] for q in marked)]
    return sorted((*marked, *bare))


def slipped_figure(clause: Clause) -> Values | None:
    """`Owing to a typing error the share was 38 percent`: the figure right after the verb is wrong."""
    if not clause.has("slip", "own_slip") or clause.has("join_not", "join_instead", "right_is"):
        return None
    for verb in clause.all("be"):
        figure = FIGURE.match(clause.text, verb.end + 1, clause.end)
        if figure:
            return Values(figure.span(), None, "said_wrong")
    return None


def claim_wrong(clause: Clause) -> Values | None:
    """`The sentence according to which X is wrong`, or `was removed`: X is wrong."""
    lead = clause.first("whereby")
    if lead is None:
        return None
    wrong = clause.first("judged_wrong", lead.end) or clause.first("wrong", lead.end)
    gone = clause.first("passage_gone")
    if wrong:
        value = tidy(clause.text, lead.end, wrong.start, clause.voice)
        return Values(value, None, "said_wrong") if value[0] < value[1] else None
    if gone is None:
        return None
    verbs = clause.voice.all("passive", lead.end, gone.end) or clause.voice.all("be", lead.end, gone.end)
    value = tidy(clause.text, lead.end, verbs[-1].start, clause.voice) if verbs else clause.right(lead.end, whole=True)
    return Values(value, None, "said_wrong") if value[0] < value[1] else None


def figure_wrong(clause: Clause) -> Values | None:
    """`The figure of X, given in an earlier version, was wrong`: X is wrong."""
    for field in clause.all("field"):
        joint = clause.at("of_word", field.end)
        wrong = clause.first("wrong", field.end) or clause.first("error", field.end)
        if joint is None or wrong is None:
            continue
        figure = FIGURE.match(clause.text, joint.end + 1, wrong.start)
        if figure is None:
            continue
        noun = _NOUN.match(clause.text, figure.end(), wrong.start)
        taken = noun is not None and not clause.voice.has("be", "that_word", start=noun.start(1), end=noun.end(1))
        return Values((figure.start(), noun.end() if noun and taken else figure.end()), None, "said_wrong")
    return None
