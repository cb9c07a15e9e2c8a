"""
Read a sentence of a note that states the fact: `She is the tenant`, `It does not; the pier is open`.

It completes the claim before it, or stands before the sentence that owns up to the error.
"""

import re

from revtrack.note.alike import FIGURE, HEDGE
from revtrack.note.clause import Clause
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.values import figure_only, tidy

_FEWEST = 4
"""Words of a fact that has no verb, at least."""
_CONCESSION = 120
"""Code points of a concession before the fact, at most."""
_LEADS = 3
"""Turns before a fact, at most."""
_MARKS = 2
"""Code points of marks that end a sentence, at most."""
_SUBJECT = 70
"""Code points of a subject before its verb, at most."""


def restated(clause: Clause, old: Stretch | None = None) -> Stretch | None:
    """
    Return the value in a sentence that only says what is right: what follows its verb, else all of it.

    Where *old* says the same of another subject (`Wex is the capital`, `Tarn is the capital`), it is the subject.
    """
    start, verb = _predicate(clause)
    onward = _past_denial(clause, verb)
    if onward is not None:
        return clause.right(onward, whole=True)
    figure = _only_figure(clause, old)
    cleft = clause.first("cleft", verb.end + 1) if verb else None
    subject = clause.text[start : verb.start].split() if verb else []
    if verb and clause.voice.at("is_called", verb.start) and clause.at("definite", verb.end):
        value = tidy(clause.text, start, verb.start, clause.voice)  # `Ann Brun heißt die Bürgermeisterin`.
        if value[0] < value[1]:
            return value
    if verb and len(subject) <= 8 and not clause.voice.at("denial", verb.end + 1):
        turned = _turned(clause, verb.end)
        value = figure_only(clause.text, clause.right(turned.end if turned else verb.end, articles="all"))
        if figure and not (value[0] <= figure[0] < value[1]):
            return figure
        if cleft and value[0] < cleft.start < value[1]:
            value = value[0], cleft.start - 1
        if value[0] < value[1] and old and _is_subject(clause, (start, verb.start), value, old):
            return clause.right(start, whole=True)[0], verb.start - 1
        if value[0] < value[1]:
            return value
    value = clause.right(_past_pronoun(clause, start), whole=True)
    return value if value[0] < value[1] else None


def _turned(clause: Clause, at: int) -> Hit | None:
    """Return what turns to the fact behind its verb: `is in fact`, `is, of course,`."""
    return clause.at("turned_to", at) or clause.voice.at("turned_to", at) or clause.at("in_fact", at)


def _past_pronoun(clause: Clause, start: int) -> int:
    """Return where `lowered it` begins in `He actually lowered it`: the subject is the one spoken of before."""
    pronoun = clause.voice.at("pronoun", start)
    if pronoun is None:
        return start
    turned = clause.at("in_fact", pronoun.end)
    if turned or clause.voice.grammar.language != "en":
        return turned.end if turned else start
    led = clause.at("be", pronoun.end) or clause.at("modal", pronoun.end)
    told = led is None and len(clause.text[pronoun.end : clause.end].split()) > 1
    return pronoun.end if told else start  # `runs along the coast`


def _only_figure(clause: Clause, old: Stretch | None) -> Stretch | None:
    """Return the one figure of a clause, where *old* has one too: `that is the summer's, and about 150 live there`."""
    if old is None or not FIGURE.search(clause.words(old)):
        return None
    found = list(FIGURE.finditer(clause.text, clause.start, clause.end))
    if len(found) != 1:
        return None
    start = found[0].start()
    hedge = HEDGE.search(clause.text, clause.start, start)
    return hedge.start() if hedge else start, found[0].end()


def stated_first(clause: Clause) -> Stretch:
    """Return the value in a sentence that says what is right before the error is owned up to: `X is a nurse`."""
    start, verb = _predicate(clause)
    at = verb.end + 1 if verb else clause.end
    named = clause.at("definite", at) or clause.at("indefinite", at) or clause.text[at : at + 1].isupper()
    if verb and named:
        value = restated(clause)
        if value:
            return value
    value = clause.right(start, whole=True)
    few = verb is None and len(clause.words(value).split()) < _FEWEST and not any(map(str.isdigit, clause.words(value)))
    return (start, start) if few else value


def denied(clause: Clause) -> Stretch | None:
    """Return what a sentence denies that does nothing else: `Brun is not the mayor`."""
    _, verb = _predicate(clause)
    denial = clause.voice.at("denial", verb.end + 1) if verb else None
    value = clause.right(denial.end, articles="all") if denial and not clause.has("wrong") else None
    return value if value and value[0] < value[1] else None


def negated(clause: Clause) -> Stretch | None:
    """Return what a sentence says is not so: `it does not hold 3,000`, `the painters were not protesters`."""
    _, verb = _predicate(clause)
    denial = clause.at("not_word", verb.end) if verb else None
    wrong = clause.first("wrong")
    judged = wrong is not None and wrong.end >= clause.end - _MARKS  # `That does not hold.`
    if denial is None or judged or clause.at("not_value", denial.end):
        return None
    value = clause.right(denial.end)
    return value if value[0] < value[1] else None


def states_fact(clause: Clause, pattern: str) -> bool:
    """Say whether a sentence opens by stating a fact, and does not deny one."""
    start = fact_start(clause)
    stated = clause.voice.at("restate", start) is not None and not only_mends(clause)
    other = pattern == "contrary" and clause.voice.at("definite", start) is not None  # Of something else, perhaps.
    return stated and not other and not clause.has("not_word", "denial")


def only_mends(clause: Clause) -> bool:
    """Say whether a sentence tells what was done about the error, and so is no fact."""
    return clause.has("fixed", "we_fix", "updated", "amended", "apology", "regrets", "retracted", "showed_other")


def fact_start(clause: Clause) -> int:
    """Return where a restated fact begins, after `In fact,` and the like."""
    start = clause.start
    while start < clause.end and clause.text[start] in ' *_;"“':
        start += 1
    for _ in range(_LEADS):  # `In fact, what she had said was:`
        lead = clause.voice.at("fact_lead", start)
        if lead is None:
            break
        start = _past_concession(clause, lead.end)
        while start < clause.end and clause.text[start] in " ,:":
            start += 1
    return start


def _past_concession(clause: Clause, start: int) -> int:
    """Return where the fact goes on after `although A,`."""
    opened = clause.at("concede", start) or clause.at("concede", start + 1)
    comma = clause.text.find(", ", opened.end, min(clause.end, opened.end + _CONCESSION)) if opened else -1
    return comma + 2 if comma >= 0 else start


def _past_denial(clause: Clause, verb: Hit | None) -> int | None:
    """Return where the fact begins after `It does not` and a mark, or None."""
    denial = clause.at("not_word", verb.end) if verb else None
    mark = re.match(r"\s?[—–;,:-]\s*", clause.text[denial.end : clause.end]) if denial else None
    if denial and mark:
        return denial.end + mark.end()
    judged = _judgement(clause, verb)
    if judged is None:
        return None
    rest = clause.text[judged.end : clause.end]
    mark = re.search(r"\s?[;:]\s+|\s[—–]\s", rest) or re.match(r"\sand\s", rest)
    return judged.end + mark.end() if mark else None


def _judgement(clause: Clause, verb: Hit | None) -> Hit | None:
    """Return the word that calls what was said wrong: `That is not supported`, `This is in fact incorrect`."""
    lead = clause.voice.at("points_at", fact_start(clause))
    if verb is None or lead is None or verb.start - lead.end > 1:
        return None
    adverb = clause.at("in_fact", verb.end) or clause.at("adverb", verb.end)
    return clause.at("judgement", adverb.end if adverb else verb.end)


def _is_subject(clause: Clause, subject: Stretch, value: Stretch, old: Stretch) -> bool:
    """Say whether the subject is what is right, and not what is said of it."""
    return _same_of_another(clause, subject, value, old) or _counts(clause, subject, value, old)


def _same_of_another(clause: Clause, subject: Stretch, value: Stretch, old: Stretch) -> bool:
    """Say whether *old* says *value*, of something else than the *subject*."""
    named, said = clause.words(subject).strip(), clause.words(old)
    return (
        named[:1].isupper()
        and clause.words(value) in said
        and named not in said
        and not clause.at("restate", subject[0])
    )


def _counts(clause: Clause, subject: Stretch, value: Stretch, old: Stretch) -> bool:
    """Say whether the subject answers the figure that was wrong, and its predicate none: `2 GB is enough`."""
    named, said, wrong = (any(c.isdigit() for c in clause.words(part)) for part in (subject, value, old))
    return named and wrong and not said


def _predicate(clause: Clause) -> tuple[int, Hit | None]:
    """Return where a restated fact begins, and the verb that says what its subject is."""
    start = fact_start(clause)
    for verb in clause.voice.all("be", start, min(clause.end, start + _SUBJECT)):
        before = clause.voice.word_before(verb.start)
        if before is None or before.start <= start or clause.voice.at("joint_word", before.start) is None:
            return start, verb
    return start, None
