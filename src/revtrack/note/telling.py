"""
Find the words that a sentence says were said: `an earlier version said Y`, `we called him Y`, `was given as Y`.
"""

import re

from revtrack.note.alike import FIGURE, SPEAKER
from revtrack.note.clause import Clause
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.values import quoted, tidy

_NEXT = 14
"""Code points from `as` to the end of the field it names: `gave June 4 as the date`."""
_NEAR_AS, _FAR_AS = 90, 160
"""Code points from a verb of saying to the `as` before what was said; from one that cannot do without."""
_HEADED = re.compile(r"\W{0,2}(?:In\s)?[\"“‘]")
"""The title of an article, where a clause opens with it: `In “Salt of the Earth”, the author wrote`."""
_OPENING = 80
"""Code points of a clause within which the text that said something is named."""
_LEAD = 12
"""Code points between a verb of saying and the version it names: `in an `."""
_FAR = 40
"""Code points after `as` in which a figure would be the value itself."""
_THING = re.compile(r"['’]s?\s(?:[a-z-]+\s)?[a-z]+$")
_THINGS = ("field", "type_affiliation", "type_title", "type_age", "type_name")
_NAMED = 60
"""Code points of a name between `called` and what it was called, at most."""
_ASIDE = 120
"""Code points of an aside between a verb of saying and what was said, at most."""


def _named_as(clause: Clause) -> Stretch | None:
    """`was described in an earlier version of this article as Y`."""
    for hit in (*clause.all("version_self"), *clause.all("version")):
        link = clause.at("as_word", hit.end)
        if link and clause.voice.first("said", clause.start, hit.start):
            value = clause.right(link.end, whole=True, articles="all")
            if value[0] < value[1] and not only_topic(clause, value):
                return value
    return None


def _styled(clause: Clause) -> Stretch | None:
    """`in the editing Per Lund was given the title of Y`."""
    given = clause.first("given_title")
    if given is None or not clause.has("editing", "own_slip", "slip", "error_adverb"):
        return None
    value = clause.right(given.end)
    return value if value[0] < value[1] else None


def _told_as(clause: Clause) -> Stretch | None:
    """`was wrongly given as Y`, `was described as Y in an earlier version`."""
    for verb in clause.all("told_as"):
        if clause.voice.at("as_word", _last_word(clause, verb)) is None:
            continue  # Dutch puts what was said before the verb.
        begins = [at for at in quoted(clause.text) if 0 <= at[0] - verb.end <= 2]
        if begins:
            return tidy(clause.text, *begins[0])  # `was presented as "X"`
        admitted = clause.voice.has("error_adverb", "then", "slip", start=verb.start, end=verb.end)
        placed = clause.voice.has("own", "self", start=verb.start, end=verb.end)
        if admitted or placed or clause.has("version", "version_self", "own_slip", "cited", "printed"):
            value = clause.right(verb.end, whole=True, articles="all")
            if value[0] < value[1] and not only_topic(clause, value):
                return value
    return None


def statement(clause: Clause) -> Stretch | None:
    named = _named_as(clause) or _told_as(clause) or _styled(clause)
    if named:
        return named
    for verb in _saying(clause):
        if clause.voice.has("right_is", start=verb.start, end=verb.end):
            continue
        place = _place_of(clause, verb)
        if place:
            return place
        if clause.at("asking", verb.end) is not None and not _tells_all(clause, verb):
            given = _given_as(clause, verb.end)
            if given is None:
                continue
            return given
        text = clause.at("self", verb.end)
        if text and clause.first("said_that", text.end):  # `When published, this story said ...`.
            continue
        at, articles = _past_aside(clause, _past_article(clause, verb.end)), "keep"
        inside = FIGURE.search(clause.text, verb.start, verb.end)
        if inside and clause.voice.at("as_word", _last_word(clause, verb)) and not clause.voice.figure_near(at, _FAR):
            return inside.span()  # `donnait 50 mg comme limite`.
        as_word = next((hit for hit in clause.all("as_word", at) if not clause.voice.next_is("auch", hit.end)), None)
        naming = clause.voice.at("naming", verb.start) or clause.first("naming", verb.start)
        said_quote = next((q for q in quoted(clause.text) if at <= q[0] and q[1] <= clause.end + 1), None)
        if said_quote and as_word and said_quote[1] <= as_word.start:
            return tidy(clause.text, *said_quote)
        if as_word and (_names_before(clause, as_word) or _figure_before(clause, at, as_word)):
            value = tidy(clause.text, at, as_word.start, clause.voice, "all")
            if value[0] < value[1]:
                return value
        reach = _FAR_AS if clause.first("needs_as", verb.start) else _NEAR_AS
        if as_word and clause.voice.has("asking", start=at, end=as_word.start) and clause.at("that_word", at) is None:
            as_word = None  # `said two of those who identified themselves as sailors`
        if as_word and as_word.start - at <= reach and clause.voice.at("that_word", _last_word(clause, verb)) is None:
            at, articles = as_word.end, "all"
        elif naming and naming.end <= verb.end:
            passive = clause.voice.word_before(naming.start)
            called = passive is not None and clause.voice.at("passive", passive.start) is not None
            article = None if called else _named_thing(clause, verb.end)
            if article and article.start - verb.end <= _NAMED:
                at, articles = article.end, "all"
        elif _lacks_as(clause, verb):
            continue
        value = _quote_of(clause, clause.right(at, whole=True, articles="all" if articles == "all" else "keep"))
        if value[0] < value[1] and not only_topic(clause, value) and not _participle(clause, value):
            return value
    return None


def _place_of(clause: Clause, verb: Hit) -> Stretch | None:
    """Return where `located the town of Brack in the Alps` put it."""
    put = clause.voice.first("place_verb", verb.start, verb.end)
    leads = clause.all("place_lead", put.end) if put else []
    value = clause.right(leads[-1].end) if leads else None
    return value if value and value[0] < value[1] else None


def _named_thing(clause: Clause, at: int) -> Hit | None:
    """Return what stands before the name that somebody was called by: `called him`, `called Ann Brun a`."""
    pronoun = clause.at("object_pronoun", at)
    if pronoun:
        article = clause.at("indefinite", pronoun.end) or clause.at("definite", pronoun.end)
        return article or pronoun
    person = SPEAKER.match(clause.text, at + 1)
    definite = clause.at("definite", person.end()) if person else None
    return definite or clause.first("indefinite", at + 1)


def _saying(clause: Clause) -> list[Hit]:
    """Return the words after which stands what was said: `said that`, `a passage stating that`."""
    told, claimed = clause.all("said_that"), clause.all("claim_that")
    if claimed and (not told or claimed[0].start < told[0].start):
        return [*claimed, *told]
    return [*(told or _told_in_ours(clause)), *claimed, *clause.all("shown_figure")]


def _tells_all(clause: Clause, verb: Hit) -> bool:
    """Say whether a statement only opens like a thing asked: `said the city of Nara is north of Tokyo`."""
    said = clause.voice.first("states", verb.start, verb.end)
    return said is not None and clause.at("definite", verb.end) is not None and clause.first("be", verb.end) is not None


def _given_as(clause: Clause, start: int) -> Stretch | None:
    """Return what `gave the amount of the subsidy as X` gave: the words for what was asked stand before `as`."""
    link = clause.first("as_word", start)
    if link is None or clause.at("definite", start) is None or link.start - start > _ASIDE:
        return None
    value = clause.right(link.end, whole=True)
    return value if value[0] < value[1] and not only_topic(clause, value) else None


def _lacks_as(clause: Clause, verb: Hit) -> bool:
    """Say whether somebody is described, and no `as` says as what; `described a meeting` tells what was said itself."""
    described = clause.voice.first("needs_as", verb.start, verb.end)
    if described is None or clause.voice.at("that_word", _last_word(clause, verb)):
        return False
    return clause.at("indefinite", verb.end) is None


def _told_in_ours(clause: Clause) -> list[Hit]:
    """Return the verbs of saying of a clause that names what we printed: `A piece on the wall (9 March, p 7) said`."""
    named = clause.has("printed", "cited", "rubric", "own_print", "self")
    papers = [hit for name in ("paper", "part", "noun") if (hit := clause.first(name))]
    ours = min((hit.start for hit in papers if hit.start - clause.start <= _OPENING), default=None)
    ends = [hit.start for name in ("right_is", "erring", "show") if (hit := clause.first(name))]
    told = [hit for hit in clause.all("told_that") if hit.start < min(ends, default=clause.end)]
    told = [hit for hit in told if clause.at("to_word", hit.end) is None and not _of_person(clause, hit)]
    named = named or _HEADED.match(clause.text, clause.start, clause.end) is not None
    return [hit for hit in told if named or _we(clause, hit) or (ours is not None and ours < hit.start)]


def _of_person(clause: Clause, verb: Hit) -> bool:
    """Say whether somebody in the story says it: `an article about a man who said`."""
    before = clause.voice.word_before(verb.start)
    others = ["who_said", "pronoun"]
    if clause.voice.first("naming", verb.start, verb.end):
        others += ["paper", "noun", "part"]  # `an article called “The tide”`
    return before is not None and any(clause.voice.at(name, before.start) for name in others)


def _we(clause: Clause, verb: Hit) -> bool:
    """Say whether we say it: `we called`."""
    before = clause.voice.word_before(verb.start)
    own = clause.voice.at("we", verb.start) or clause.voice.at("object_pronoun", verb.start)
    return own is not None or (before is not None and clause.voice.at("we", before.start) is not None)


def _names_before(clause: Clause, link: Hit) -> bool:
    """Say whether the value stands before `as`: `gave June 4 as the date`, `listed Marle as one of the towns`."""
    field = clause.has("field") and clause.voice.first("field", link.end, link.end + _NEXT) is not None
    return field or (clause.at("among_lead", link.end + 1) is not None and not clause.has("needs_as"))


def _figure_before(clause: Clause, start: int, link: Hit) -> bool:
    """Say whether a figure fills the words before `as`, and none follows: `gave 50 mg as the limit`."""
    figure = FIGURE.match(clause.text, start + 1, link.start)
    near = figure is not None and len(clause.text[figure.end() : link.start].split()) <= 1
    return near and not clause.voice.figure_near(link.end, _NEXT)


def _past_article(clause: Clause, at: int) -> int:
    """Return where the statement begins after `said in an earlier version of this story, ...`."""
    for name in ("version_self", "version", "self"):
        hit = clause.first(name, at)
        if hit and hit.start - at <= _LEAD and clause.at("in_word", at) is not None:
            return hit.end
    comma = clause.text.find(", ", at, min(clause.end, at + _ASIDE))
    if comma >= 0 and clause.at("both", at) and clause.voice.has("part", "noun", start=at, end=comma):
        return comma + 2  # `said both in the text and in a caption, X`
    return at


def _past_aside(clause: Clause, at: int) -> int:
    """Return where the statement begins after `reported, citing the ruling of the judge, that`, or `that, says X,`."""
    source = clause.voice.at("source_lead", at + 2) if clause.text[at : at + 2] == ", " else None
    beyond = clause.text.find(", ", source.end, min(clause.end, at + _ASIDE)) if source else -1
    if beyond >= 0:
        return beyond + 2
    if clause.at("in_word", at):  # `said in a headline (News, early editions) that`.
        that = clause.first("that_word", at)
        placed = that is not None and clause.voice.has("part", "paper", start=at, end=that.start)
        return that.end if that and placed and that.start - at <= _ASIDE else at
    if clause.text[at : at + 2] != ", " or clause.at("that_word", at + 1):
        return at
    shut = clause.text.find(", ", at + 2, min(clause.end, at + _ASIDE))
    if shut >= 0 and clause.at("according", at + 1):
        return shut + 2  # `said that, according to the clerk, X`
    that = clause.at("that_word", shut + 1) if shut >= 0 else None
    return that.end if that else at


def _last_word(clause: Clause, verb: Hit) -> int:
    before = clause.voice.word_before(verb.end)
    return before.start if before else verb.start


def _quote_of(clause: Clause, value: Stretch) -> Stretch:
    """Return the one quotation a value holds, where the rest only leads up to it; else the value."""
    inner = [q for q in quoted(clause.text) if value[0] - 1 <= q[0] and q[1] <= value[1] + 1 and q[1] - q[0] > 2]
    if len(inner) != 1:
        return value
    start, end = tidy(clause.text, *inner[0])
    rest = clause.text[value[0] : max(value[0], start - 1)].split(), clause.text[end + 1 : value[1]].split()
    if not rest[0]:
        return (start, end) if len(rest[1]) <= 2 else value
    return (start, end) if end - start > 0.4 * (value[1] - value[0]) else value


def _names_thing(clause: Clause, value: Stretch) -> bool:
    """Say whether a value only names what was wrong of somebody: `Ada Marsh's employer`."""
    if _THING.search(clause.words(value)) is None:
        return False
    last = clause.voice.word_before(value[1])
    return last is not None and any(clause.voice.at(name, last.start) for name in _THINGS)


def only_topic(clause: Clause, value: Stretch) -> bool:
    """Say whether a short value only names the error: `gave the wrong date`."""
    opened = clause.voice.first("error", *value)
    if opened and len(clause.text[value[0] : opened.start].split()) <= 1 and clause.text[opened.start - 1] == " ":
        return True  # `the wrong name for a man arrested in a burglary`
    if _names_thing(clause, value):
        return True
    short = len(clause.words(value).split()) <= 7
    return short and clause.voice.has("error", start=value[0], end=value[1]) and not quoted(clause.words(value))


def _participle(clause: Clause, value: Stretch) -> bool:
    """Say whether a value is nothing but a verb of the clause: `was wrongly spelled`."""
    hits = (clause.voice.at(name, value[0]) for name in ("stated_p", "spelled", "mend_p", "mistook"))
    return any(hit is not None and hit.end >= value[1] for hit in hits)
