"""
Read the wordings that name one value: what was said, what was shown, what was added or taken out.
"""

import re

from revtrack.note.alike import FIGURE, SPEAKER
from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.values import figure_only, quoted, tidy

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
_QUOTED = 8
"""Words of a quotation that may be the very words that were wrong, at most."""
_ASIDE = 120
"""Code points of an aside between a verb of saying and what was said, at most."""
_DENIED = 14
"""Words of what is denied, at most."""
_DENIAL = 14
"""Code points after a turn within which it only says that this was wrong: `, but that is not true`."""
_PARTICIPLE = 24
"""Code points of a verb after what something was called, at most: `als geschlossen bezeichnet wurde`."""


def contrary(clause: Clause) -> Values | None:
    """`contrary to what we wrote, X`: X is right, and what was wrong is not said."""
    hit = clause.first("contrary")
    if hit is None:
        return None
    if hit.start - clause.start > 20 and clause.first("wrong", hit.end):
        # `X, as this article said before, is not right`.
        return Values(tidy(clause.text, clause.start, hit.start, clause.voice, "all"), None, "said_wrong")
    colon = re.match(r"\s?:\s", clause.text[hit.end : clause.end])
    if colon:
        value = clause.right(hit.end + colon.end(), whole=True)
        return Values(None, value, "contrary") if value[0] < value[1] else None
    comma = clause.text.find(", ", hit.end, clause.end)
    if comma >= 0 and clause.at("published_p", comma + 1):  # `Contrary to what the story said, published at noon, X`
        comma = clause.text.find(", ", comma + 2, clause.end)
    if 0 <= comma < hit.end + 90:
        value = clause.right(comma + 2, whole=True)
        return Values(None, value, "contrary") if value[0] < value[1] else None
    if hit.start - clause.start > 20:
        return Values(None, tidy(clause.text, clause.start, hit.start, clause.voice), "contrary")
    value = clause.right(hit.end, whole=True)
    return Values(None, value, "contrary") if value[0] < value[1] else None


def denied(clause: Clause) -> Values | None:
    """`X is not Y, as we wrote`: Y is wrong, and what is right is not said."""
    said = clause.first("as_said")
    denials = [hit for hit in clause.all("not_word") if said and hit.end < said.start]
    if said is None or not denials:
        return None
    value = tidy(clause.text, denials[-1].end, said.start, clause.voice, "definite")
    aside = clause.at("aside", denials[-1].end)
    if aside and value[0] >= value[1]:  # `It was not, as we wrote, six.`
        value = clause.right(aside.end, articles="definite")
    return Values(value, None, "denied") if 0 < len(clause.words(value).split()) <= _DENIED else None


def turned(clause: Clause, end: int) -> Stretch | None:
    """Return the right value where the sentence turns to it at *end*: `..., when its author is in fact X`."""
    turn = clause.at("turn", end)
    value = clause.right(turn.end, articles="definite") if turn else None
    return value if value and value[0] < value[1] else None


def said(clause: Clause) -> Values | None:
    """`an earlier version said Y`: Y is wrong."""
    claim = _statement(clause)
    if claim is None:
        return None
    conceded = _conceded(clause, claim)
    if conceded:
        return conceded
    fact = _told_then(clause, claim)
    if fact:
        return fact
    mended = _mended(clause, claim)
    if mended:
        return mended
    meant = clause.first("meant", claim[0])
    lead = next((hit for hit in clause.all("when_word", claim[0]) if meant and hit.end < meant.start), None)
    if meant and lead and claim[0] < lead.start:  # `referred to a translator when an interpreter was meant`
        old = tidy(clause.text, claim[0], lead.start, clause.voice)
        return Values(old, tidy(clause.text, lead.end, meant.start, clause.voice), "said_but")
    turn = clause.first("turn", claim[0]) or clause.first("turn_far", claim[0])
    if turn and claim[0] < turn.start and clause.voice.first("wrong", turn.start, turn.end + _DENIAL):
        return Values(tidy(clause.text, claim[0], turn.start, clause.voice), None, "said_wrong")
    if turn and claim[0] < turn.start:
        old = tidy(clause.text, claim[0], turn.start, clause.voice)
        return Values(old, clause.right(turn.end), "said_but")
    return Values(claim, None, "said_wrong")


def _mended(clause: Clause, claim: Stretch) -> Values | None:
    """`a passage stating that Y has been amended to clarify that X`."""
    lead = clause.first("claim_that")
    done = clause.first("amended", claim[0]) or clause.first("fixed", claim[0]) or clause.first("updated", claim[0])
    if lead is None or done is None or lead.end > claim[0] + 1 or done.start <= claim[0]:
        return None
    old = tidy(clause.text, claim[0], done.start, clause.voice)
    aim = clause.first("show", max(claim[0], done.start))
    new = clause.right(aim.end, whole=True) if aim else None
    return Values(old, new, "said_but") if old[0] < old[1] else None


def _told_then(clause: Clause, claim: Stretch) -> Values | None:
    """`X, described in the text as closed, is open`: the right value after the comma that ends the aside."""
    told = next((hit for hit in clause.all("told_as") if hit.end <= claim[0] + 1), None)
    comma = clause.text.find(", ", claim[0], min(clause.end, claim[1] + _PARTICIPLE)) if told else -1
    if told is None or comma < 0 or clause.text.rfind(", ", clause.start, told.start) < 0:
        return None
    old, new = tidy(clause.text, claim[0], min(claim[1], comma), clause.voice), clause.right(comma + 2, whole=True)
    placed = clause.voice.has("own", "self", start=clause.start, end=claim[0])
    return Values(old, new, "said_but") if placed and new[0] < new[1] else None


def _conceded(clause: Clause, claim: Stretch) -> Values | None:
    """`While an earlier version said Y, X`: the right value after the comma that ends the concession."""
    opened = clause.first("concede")
    if opened is None or opened.start - clause.start > _LEAD:
        return None
    comma = clause.text.find(", ", claim[0], clause.end)
    if comma < 0:
        return None
    old, new = tidy(clause.text, claim[0], comma, clause.voice), clause.right(comma + 2, whole=True)
    return Values(old, new, "said_but") if old[0] < old[1] and new[0] < new[1] else None


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


def _statement(clause: Clause) -> Stretch | None:
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
            article = _named_thing(clause, verb.end)
            if article and article.start - verb.end <= 40:
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
    ends = [hit.start for name in ("right_is", "erring") if (hit := clause.first(name))]
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


def only_topic(clause: Clause, value: Stretch) -> bool:
    """Say whether a short value only names the error: `gave the wrong date`."""
    opened = clause.voice.first("error", *value)
    if opened and len(clause.text[value[0] : opened.start].split()) <= 1 and not quoted(clause.words(value)):
        return True  # `the wrong name for a man arrested in a burglary`
    short = len(clause.words(value).split()) <= 7
    return short and clause.voice.has("error", start=value[0], end=value[1]) and not quoted(clause.words(value))


def _participle(clause: Clause, value: Stretch) -> bool:
    """Say whether a value is nothing but a verb of the clause: `was wrongly spelled`."""
    hits = (clause.voice.at(name, value[0]) for name in ("stated_p", "spelled", "mend_p", "mistook"))
    return any(hit is not None and hit.end >= value[1] for hit in hits)


def stated_right(clause: Clause) -> Values | None:
    """`The correct figure is X`, `Richtig ist X`."""
    hit = clause.first("right_is")
    if not hit or clause.at("pointer", hit.end):  # `The correct table is given below`.
        return None
    value = clause.right(hit.end, articles="all")
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= hit.start]
    old = tidy(clause.text, *inner[0]) if len(inner) == 1 and value in quoted(clause.text) else None
    return Values(old, value, "right_is") if value[0] < value[1] else None


def related(clause: Clause) -> Values | None:
    """`gave the wrong age for X, who is Y`: the clause about X says what is right."""
    hit = clause.first("relative")
    if hit is None or not clause.voice.has("error", "fix", start=clause.start, end=hit.start):
        return None
    if clause.voice.has("from_word", "as_word", start=clause.start, end=hit.start):
        return None
    value = figure_only(clause.text, clause.right(hit.end, articles="all"))
    short = 0 < len(clause.words(value).split()) <= _QUOTED
    return Values(None, value, "related") if short and not clause.voice.at("denial", value[0]) else None


def shown(clause: Clause) -> Values | None:
    """`corrected to show that X`: X is right."""
    aim = clause.first("show")
    if aim is None:
        return None
    place = clause.at("in_place", aim.end)
    at = place.end if place else aim.end
    if clause.at("asking", at) is not None:
        return None
    value = clause.right(at)
    if clause.at("right_lead", at):  # `the right amount: X`, `the correct spelling of X`.
        if clause.text[value[1] : value[1] + 2] != ": ":
            return None
        value = clause.right(value[1] + 2)
    value = figure_only(clause.text, value)
    return Values(None, value, "to_show") if value[0] < value[1] else None
