"""
Read the wordings that name both values: `X, not Y`, `to X from Y`, `where it says X read Y`.
"""

import re

from revtrack.note.alike import NAME
from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.reading import Hit
from revtrack.note.telling import only_topic
from revtrack.note.values import bare_figures, quoted, tidy

_STATED = ("said", "said_weak", "it_said_wrong", "report_verb")
_LONGEST = 12
"""Words of a value that stands between `from` and `to`, at most."""
_PREDICATE = 6
"""Words of what somebody is, said without an article: `vice-président de la région`, at most."""
_OPENING = 3
"""Words before a denial that opens its sentence, at most: `Correction: ce n'est`."""
_OPENS = 8
"""Code points after a comma within which a pronoun takes the subject up."""
_FIGURED = 16
"""Code points after a comma within which the right figure follows its verb."""
_PARENTHETICAL = 3
"""Words of a wrong value that stands between two commas, at most."""
_ASIDE = 90
"""Code points of an aside between `not` and its value, at most."""
_ALIKE = re.compile(r"[\"'”’] not [\"'“‘]|[A-ZÀ-Þ\d] not [A-ZÀ-Þ\d$€£]")
"""Two quotations, or two codes, with nothing but `not` between them."""
_APART = 40
"""Code points between a quotation and the joint behind it, at most."""
_GOVERNED = 70
"""Code points between `incorrectly` and the verb it belongs to, at most."""


def arrow(clause: Clause) -> Values | None:
    """`X -> Y`."""
    found = list(re.finditer(r"\s?(?:->|→)\s?", clause.text[clause.start : clause.end]))
    if len(found) != 1:  # More of them are steps, not two values.
        return None
    match = found[0]
    at = clause.start + match.start()
    new = clause.right(clause.start + match.end())
    comma = max(clause.text.rfind(", ", clause.start, at), clause.text.rfind(": ", clause.start, at))
    mark = clause.text.rfind('"', clause.start, at - 1)
    floor = max(comma + 2 if comma >= 0 else clause.start, mark if clause.text[at - 1] == '"' else 0)
    return Values(tidy(clause.text, floor, at), new, "arrow")


def read_as(clause: Clause) -> Values | None:
    """`where it says X it should say Y`, `for X read Y`."""
    pair = _for_read(clause)
    if pair:
        return Values(*pair, "read_as")
    wrong = clause.first("read_wrong")
    # `onde se lê X, leia-se Y`: the same verb stands on both sides.
    correct = next((hit for hit in clause.all("read_right") if wrong is None or hit.start != wrong.start), None)
    if not correct:
        return None
    pair = _quoted_pair(clause, wrong.end) if wrong else None
    if pair:
        return Values(*pair, "read_as")
    if wrong and wrong.end <= correct.start:
        inner = [q for q in quoted(clause.text) if wrong.start <= q[0] and q[1] <= correct.start + 1]
        old = tidy(clause.text, *(inner[0] if inner else (wrong.end, correct.start)), clause.voice)
        after = [q for q in quoted(clause.text) if correct.start <= q[0] and q[1] <= clause.end]
        new = tidy(clause.text, *after[0]) if after else clause.right(correct.end)
        return Values(old, new, "read_as")
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    if len(inner) == 2 and not wrong and inner[0][1] <= correct.start < inner[1][0]:
        return Values(tidy(clause.text, *inner[0]), tidy(clause.text, *inner[1]), "read_as")
    if len(inner) == 2 and clause.voice.has("as_word", start=inner[0][1], end=inner[1][0]):
        return Values(tidy(clause.text, *inner[0]), tidy(clause.text, *inner[1]), "read_as")
    if wrong and wrong.start > correct.start:
        within = [q for q in inner if wrong.start < q[0] and q[1] < wrong.end]
        if within and inner[0] != within[0]:
            return Values(tidy(clause.text, *within[0]), tidy(clause.text, *inner[0]), "read_as")
        return Values(clause.right(wrong.end), clause.right(correct.end), "read_as")
    return None


def _for_read(clause: Clause) -> tuple[Stretch, Stretch] | None:
    """Return both quotations of `for "X" read "Y"`."""
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    if len(inner) != 2:
        return None
    lead = clause.voice.word_before(inner[0][0] - 1)
    read = clause.voice.word_before(inner[1][0] - 1)
    if (
        not lead
        or not read
        or not clause.voice.at("for_lead", lead.start)
        or not clause.voice.at("read_lead", read.start)
    ):
        return None
    return tidy(clause.text, *inner[0]), tidy(clause.text, *inner[1])


def swapped(clause: Clause) -> Values | None:
    """`changed "X" to "Y"`, with nothing but a verb before; `used "X", but I changed it to "Y"`."""
    for verb in clause.all("change_verb"):
        aims = clause.all("to_word", verb.end) if clause.at("back", verb.end) else []
        after = next((q for aim in aims for q in quoted(clause.text) if aim.end + 1 <= q[0] <= aim.end + 2), None)
        before = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= verb.start]
        if after and before:
            return Values(tidy(clause.text, *before[-1]), tidy(clause.text, *after), "from_to")
        inner = [q for q in quoted(clause.text) if verb.end + 1 <= q[0] <= verb.end + 3]
        if inner:
            for aim in clause.all("to_word", verb.end):
                if 0 <= aim.start - inner[0][1] <= 14:
                    return Values(tidy(clause.text, *inner[0]), clause.right(aim.end), "from_to")
    return None


def mistook(clause: Clause) -> Values | None:
    """`mistook A for B`: A is right, B is what was written."""
    verb = clause.first("mistook")
    if not verb:
        return None
    for link in clause.all("mistook_for", verb.end):
        if clause.voice.at("swap_only", verb.start) and clause.voice.at("for_lead", link.start):
            continue  # `transposed results for the council`
        if link.start > verb.end + 1:
            new = tidy(clause.text, verb.end, link.start, clause.voice, "definite")
            return Values(clause.right(link.end, articles="definite"), new, "mistook")
    return None


def not_but(clause: Clause) -> Values | None:
    """`not Y but X`: the wrong value first."""
    owed = clause.first("should_have_said")
    for denial in clause.all("not_word"):
        if (owed and owed.end <= denial.start) or clause.at("no_denial", denial.end):
            continue  # `should have said that voters might not support it, but`
        for turn in (*clause.all("but_right", denial.end), *clause.all("but_is", denial.end)):
            at = _past_lead(clause, denial.end, turn.start)
            old = tidy(clause.text, at, _aside_start(clause, at, turn.start), clause.voice, "definite")
            if 0 < len(clause.words(old).split()) <= 14:
                return Values(old, _whose(clause, denial, clause.right(turn.end, articles="definite")), "not_but")
    return _denied_then_said(clause)


def _past_lead(clause: Clause, at: int, end: int) -> int:
    """Return where the value begins after an aside that follows `not` or its verb at once: `is not, as we wrote, X`."""
    begin = _past_verb(clause, at)
    lead = clause.at("as_lead", begin + 1) if clause.text[begin : begin + 2] == ", " else None
    shut = clause.text.find(", ", lead.end, min(end, lead.end + _ASIDE)) if lead else -1
    return shut + 2 if shut >= 0 else at


def _aside_start(clause: Clause, start: int, end: int) -> int:
    """Return where the aside begins that closes before *end*, or *end*: `not X, as we first wrote, but Y`."""
    comma = clause.text.find(", ", start, end)
    return comma if comma > start and clause.at("as_lead", comma + 1) else end


def _whose(clause: Clause, denial: Hit, new: Stretch) -> Stretch:
    """Return the right value without what it did, where the sentence opens by saying who did not."""
    if len(clause.text[clause.start : denial.start].split()) > _OPENING:
        return new
    ends = [hit.start for name in ("who_did", "be") for hit in clause.voice.all(name, new[0] + 2, new[1])]
    return tidy(clause.text, new[0], min(ends)) if ends else new


def _denied_then_said(clause: Clause) -> Values | None:
    """`is not free, it costs 5 euros`: a short denial, then nothing but the fact."""
    denial = next(iter(clause.all("not_word")), None)
    comma = clause.text.find(", ", denial.end, clause.end) if denial else -1
    if denial is None or comma < 0 or clause.at("clause_break", comma) or clause.at("as_lead", comma + 1):
        return None
    old = tidy(clause.text, _past_verb(clause, denial.end), comma, clause.voice, "all")
    new = clause.right(comma + 2, whole=True)
    words = len(clause.words(old).split()), len(clause.words(new).split())
    short = 0 < words[0] <= _PARENTHETICAL and 0 < words[1] <= _PREDICATE and new[1] >= clause.end - 2
    taken_up = clause.voice.has("restate", start=comma, end=comma + _OPENS)
    taken_up = taken_up or clause.voice.figure_near(comma, _FIGURED)
    return Values(old, new, "not_but") if short and taken_up else None


def _past_verb(clause: Clause, at: int) -> int:
    """Return where the words after `não é` begin."""
    verb = clause.at("be", at)
    return verb.end if verb else at


def contrast(clause: Clause) -> Values | None:
    """`X, not Y` and `X instead of Y`; after a verb that admits the error the sides change places."""
    instead = next((hit for hit in clause.all("join_instead") if not clause.at("particle", hit.end)), None)
    joint = instead or next((hit for hit in _denials(clause) if _of_value(clause, hit)), None)
    if joint is None:
        return None
    opened = clause.text[clause.start : joint.start]
    if instead and len(opened.split()) <= 2 and not any(c.isdigit() for c in opened):
        return _instead_first(clause, joint.end)
    pair = _quoted_pair(clause, joint.end) if instead else None
    pair = pair or _quoted_before(clause, joint)
    old = pair[0] if pair else clause.right(_after_aside(clause, joint.end), articles="definite")
    old = old if pair or instead else _before_comma(clause, old)
    new = pair[1] if pair else _whole_predicate(clause, joint.start, old, clause.left(joint.start, old))
    new = _pictured(clause, joint.start) or new
    if old[0] >= old[1] or new[0] >= new[1]:
        return None
    if only_topic(clause, new):  # `It was our mistake, not theirs.`
        return None
    old, new = bare_figures(clause.text, old, new)
    pattern = "instead_of" if instead else "x_not_y"
    if _admits(clause, joint.start, instead is not None):
        return Values(new, old, pattern + "_reversed")
    return Values(old, new, pattern)


def _pictured(clause: Clause, end: int) -> Stretch | None:
    """Return whose picture was used by mistake: `used a photo of Ada Marsh to illustrate it, instead of Ida Marsh`."""
    shown = clause.voice.first("photo_of", clause.start, end) if clause.has("error_adverb", "error") else None
    named = NAME.match(clause.text, shown.end + 1, end) if shown else None
    return named.span() if named else None


def _quoted_before(clause: Clause, joint: Hit) -> tuple[Stretch, Stretch] | None:
    """Return the quotations on both sides of *joint*: `‘in prison’ for a year instead of ‘in hospital’`."""
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    after = [q for q in inner if joint.end <= q[0] <= joint.end + 3]
    before = [q for q in inner if 0 <= joint.start - q[1] <= _APART]
    return (tidy(clause.text, *after[0]), tidy(clause.text, *before[-1])) if after and before else None


def _whole_predicate(clause: Clause, end: int, old: Stretch, new: Stretch) -> Stretch:
    """Return `wife of the painter` for the `painter` that seemed to answer `not the sister`: what `is` says."""
    inside = clause.voice.word_before(new[0])
    words = clause.words(old)
    if inside is None or not words.islower() or re.search(r"\d", words) or not clause.voice.at("of_word", inside.start):
        return new
    for verb in reversed(clause.voice.all("be", clause.start, inside.start)):
        value = tidy(clause.text, verb.end, end, clause.voice, "all")
        articled = clause.at("definite", verb.end) or clause.at("indefinite", verb.end)
        if articled or (clause.words(value)[:1].islower() and len(clause.words(value).split()) <= _PREDICATE):
            return value
    return new


def _of_value(clause: Clause, hit: Hit) -> bool:
    """Say whether a value follows `not`, or an aside before it (`not as we first reported`)."""
    return not clause.at("not_value", hit.end) or clause.at("aside", hit.end) is not None


def _before_comma(clause: Clause, old: Stretch) -> Stretch:
    """Return the wrong value without the phrase that follows both: `a former, not current, adviser to the board`."""
    words = clause.words(old)
    comma = words.find(", ")
    short = comma > 0 and len(words[:comma].split()) <= _PARENTHETICAL
    onward = words[comma + 2 : comma + 3].islower()  # `Valkey, not Redis, saw it`; `in Paris, not London, Ontario`.
    return (old[0], old[0] + comma) if short and (words[:1].islower() or onward) else old


def _denials(clause: Clause) -> list[Hit]:
    """Return every `, not`; where a quotation closes before it, its comma stands inside the marks: `“X,” not “Y”`."""
    shut = {q[1] + 1 for q in quoted(clause.text) if clause.text[q[1] - 1] == ","}
    inside = [hit for hit in clause.all("not_word") if len(clause.text[: hit.start].rstrip()) in shut]
    between = [hit for hit in clause.all("not_word") if _ALIKE.match(clause.text[max(0, hit.start - 2) : hit.end + 2])]
    found = {hit.start: hit for hit in (*between, *inside, *clause.all("join_not"))}
    return sorted(found.values(), key=lambda hit: hit.start)


def _quoted_pair(clause: Clause, at: int) -> tuple[Stretch, Stretch] | None:
    """Return the quotation right after *at* and the other one, where the clause has two: `instead of "Y" read "X"`."""
    inner = [q for q in quoted(clause.text) if clause.start <= q[0] and q[1] <= clause.end + 1]
    after = [q for q in inner if at <= q[0] <= at + 3]
    if len(inner) != 2 or not after:
        return None
    other = inner[0] if after[0] == inner[1] else inner[1]
    return tidy(clause.text, *after[0]), tidy(clause.text, *other)


def _instead_first(clause: Clause, at: int) -> Values | None:
    """`instead of falling by 5 points, the index rose by 3`: the wrong value stands first."""
    comma = clause.text.find(", ", at, clause.end)
    verb = clause.first("be", at) if comma < 0 else None
    if comma < 0 and (verb is None or len(clause.text[at : verb.start].split()) > _LONGEST):
        return None
    if verb:  # `Statt 12.000 sind 1.200 eingegangen`.
        old, new = tidy(clause.text, at, verb.start, clause.voice, "definite"), clause.right(verb.end)
    else:
        old, new = tidy(clause.text, at, comma, clause.voice, "definite"), clause.right(comma + 2)
    return Values(old, new, "instead_first") if old[0] < old[1] and new[0] < new[1] else None


def _after_aside(clause: Clause, at: int) -> int:
    """Return where the value begins after `not`, past an aside: `and not, as we first said, on Monday`."""
    aside = clause.at("aside", at) or clause.voice.at("aside", at)
    if aside:
        return aside.end
    lead = re.compile(r"[,\s]+").match(clause.text, at, clause.end)
    opened = clause.voice.at("as_lead", lead.end()) if lead and "," in lead.group() else None
    comma = clause.text.find(", ", opened.end, min(clause.end, opened.end + _ASIDE)) if opened else -1
    return comma + 2 if comma >= 0 else at


def _admits(clause: Clause, end: int, instead: bool) -> bool:
    """Say whether what stands before is what was wrongly said: `incorrectly referred to Y, not X`."""
    colon = clause.text.rfind(": ", clause.start, end)
    start = colon if colon >= 0 else clause.start
    here = clause.voice
    if here.has("right", "be_right", "right_is", "fix", "fixed", "show", start=start, end=end):
        return False
    stated = [hit for name in _STATED for hit in here.all(name, start, end)]
    if here.has("error_verb", start=start, end=end):
        return True
    if here.has("named_now", start=start, end=end):
        return False  # `gave his name wrong, who is called X and not Y`
    for wrongly in here.all("error_adverb", start, end):
        if any(-3 <= verb.start - wrongly.end <= _GOVERNED or 0 <= wrongly.start - verb.end <= 3 for verb in stated):
            return True
    names = ("said", "said_weak", "it_said_wrong", "then", "we_put", "mishap")
    return instead and here.has(*names, start=start, end=end)
