"""
Cut a note into the clauses that make a statement each: its sentences, and where one goes on to another fact.
"""

import re

from revtrack.note.clause import Clause
from revtrack.note.passage import sentences
from revtrack.note.reading import Reading
from revtrack.note.series import second_facts

_CLAUSE = 8
"""Code points of a statement before the sentence goes on, at least."""
_DROPPING = frozenset({"es", "pt", "it"})
"""Languages in which a fact may open with its verb: `son seis`."""
_ONWARD = re.compile(r"\*{0,2}(?:\s(?:above|below|now|here))?(\s?[:;—–]\s|\s[—–-]\s|,\s)")
"""What leads on from `that is wrong` or `it has been corrected above` to the fact."""
_SPLICED = 8
"""Words of a fact joined to the statement before it by nothing but a comma, at most."""
_APPOSED = 4
"""Words between two commas that only say who somebody is, at most."""
_NO_FACT = ("said_that", "contrary", "cause_lead", "slip", "as_lead", "version", "printed", "own_print", "cited")
"""What shows that the words before a comma are no fact, but where something stood."""
_OURS = ("own", "self", "printed", "version", "version_self", "own_print")
_FIGURE = 6
"""Code points between a comma and the figure that the fact after it opens with."""
_SECOND = 32
"""Code points of an article, its noun and the verb after it, at most."""
_TOLD = 20
"""Code points of a fact that stands before what our text said of it, at least."""
_FACT = 8
"""Code points of a fact that follows `this is wrong` after a mark, at least: `, es sind vier`."""


def clauses(text: str, voice: Reading, content: int) -> list[Clause]:
    """Return the statements of a note: its sentences, cut where a list of corrections goes on."""
    found = []
    for start, end in sentences(text):
        if end <= content:
            continue
        at = max(start, content)
        for cut in _cuts(text, voice, at, end):
            if cut > at:
                found.append(Clause(text, voice, at, cut))
                at = cut
        found.append(Clause(text, voice, at, end))
    return found


def _cuts(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where a sentence goes on to another claim, or states the right fact after a semicolon."""
    cuts = {hit.start for hit in voice.all("next_claim", start + 20, end)} | second_facts(text, voice, start, end)
    for match in re.finditer(r";\s", text[start:end]):
        at = start + match.start()
        follows = voice.first("restate", at, at + 24) or voice.first("right_is", at, at + 40)
        stated = voice.first("said_that", start, at)
        if at > start + 20 and (stated or follows or voice.has("error", "slip", "then", start=at, end=at + 28)):
            cuts.add(at)
    for hit in sorted((*voice.all("wrong", start, end), *voice.all("fixed", start, end)), key=lambda hit: hit.start):
        onward = _ONWARD.match(text[hit.end : min(end, hit.end + 14)])
        if onward and end - hit.end > _FACT and ("," not in onward.group(1) or _states(voice, hit.end, end)):
            cuts.add(hit.end + onward.end())
    for match in re.finditer(r"\s?:\s", text[start:end]):
        at = start + match.end()
        contrary = voice.has("not_word", start=start, end=at) and voice.has("as_lead", start=start, end=at)
        erred = voice.has("own_error", "erred", "we_said_wrong", "erring", start=start, end=at)
        spoken = voice.has("said_that", "slip", "version", start=start, end=at)
        answers = spoken and (voice.at("right_is", at) or voice.at("in_fact", at)) is not None
        if at > start + 20 and (contrary or erred or answers or voice.has("take_back", start=start, end=at)):
            cuts.add(at)
    for match in re.finditer(r"\s\((?=\w)", text[start:end]):
        at = start + match.end()
        if at > start + 20 and voice.at("restate", at) and voice.first("be", at, at + 16):
            cuts.add(at)
        recalled = voice.at("then", at) or voice.at("said_here", at)
        if at > start + _CLAUSE and recalled and voice.has("error_adverb", start=at, end=end):
            cuts.add(at)
    cuts.update(_spliced(text, voice, start, end))
    cuts.update(_told_after(text, voice, start, end))
    cuts.update(_mendings(text, voice, start, end))
    for match in re.finditer(r"[,;]\s", text[start:end]):
        at = start + match.start()
        joined = voice.at("join_instead", at) or voice.at("join_instead", at + 2)
        if at > start + 20 and voice.at("fact_lead", at + 2) and not joined:
            cuts.add(at)
    return sorted(cuts)


def _states(voice: Reading, comma: int, end: int) -> bool:
    """Say whether a statement of its own follows the *comma*: `This is wrong, the goal was the hall`."""
    if voice.first("restate", comma, comma + 12):
        return True
    if voice.figure_near(comma, _FIGURE):
        return True
    named = voice.at("definite", comma + 2) or voice.at("definite", comma + 1)
    second = voice.first("be", comma, comma + _SECOND) if named else None
    if named and second and second.start - named.end > 1 and end - second.end > _FIGURE:
        return True  # `, der Aufzug wird saniert`: German has the verb of a clause that leans at its end.
    leans = voice.at("clause_break", comma) or voice.at("as_lead", comma + 2) or voice.at("cause_lead", comma + 2)
    return leans is None and voice.first("be", comma, end) is not None


def _spliced(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where a statement of ours ends in a comma and the fact follows it: `we wrote four, it is six`."""
    stated = voice.first("ours_stated", start, end) or voice.first("said_that", start, end)
    comma = text.rfind(", ", stated.end, end) if stated else -1
    if stated is None or comma < 0 or len(text[comma:end].split()) > _SPLICED:
        return []
    before = text.rfind(", ", stated.end, comma)
    if before >= 0 and len(text[before:comma].split()) <= _APPOSED:
        return []  # `that the clerk, Ann Brun, was dismissed`
    opened = voice.at("restate", comma + 2)
    verb = voice.first("be", comma + 2, end)
    dropped = opened is not None or voice.grammar.language in _DROPPING
    near = verb is not None and dropped and verb.start - (opened.end if opened else comma + 1) <= 4
    return [comma + 1] if near else []


def _told_after(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where a fact ends in a comma and what our text said follows it: `it is six, our article said four`."""
    stated = voice.first("said_that", start, end)
    comma = text.rfind(", ", start, stated.start) if stated else -1
    if comma < start + _TOLD or voice.at("in_word", start) or voice.has(*_NO_FACT, start=start, end=comma):
        return []
    return [comma + 1] if any(voice.at(name, comma + 2) for name in _OURS) else []


def _mendings(text: str, voice: Reading, start: int, end: int) -> list[int]:
    """Return where a sentence goes on to say that the text was changed: `it is six, and the story has been fixed`."""
    found = []
    for name in ("fixed", "amended", "updated"):
        for hit in voice.all(name, start, end):
            joint = re.search(r",?\sand\s(?:[\w’'-]+\s){0,3}$", text[start : hit.start])
            joint = joint or re.search(r",\s(?:this|that|it|which)\s$", text[start : hit.start])
            if joint and joint.start() > _CLAUSE:
                found.append(start + joint.start())
    return found
