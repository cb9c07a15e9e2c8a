"""
Read the wordings that say what was put in, left out or taken out.
"""

from revtrack.note.clause import Clause, Values
from revtrack.note.passage import Stretch
from revtrack.note.telling import only_topic
from revtrack.note.values import quoted, tidy

_ASIDE_LEAD = 20
"""Code points of a statement that stands before what was done with it, at least."""
_TOPIC = 5
"""Words of a thing that only names what was left out, at most: `the last name of the clerk`."""


def added(clause: Clause) -> Values | None:
    """`add the dropped word "rose"`."""
    value = _quoted_after(clause, "add")
    return Values(None, value, "added_word", "add") if value else None


def left_out(clause: Clause) -> Values | None:
    """`omitted that X`, `failed to mention X`: X was put in; `X, but was left out of the first version`."""
    gone = clause.first("left_from")
    if gone and gone.start - clause.start > _ASIDE_LEAD:
        joint = clause.voice.first("but_right", clause.start, gone.start)
        value = tidy(clause.text, clause.start, joint.start, clause.voice) if joint else None
        return Values(None, value, "left_out", "add") if value and value[0] < value[1] else None
    hit = clause.first("left_out")
    if hit is None or clause.at("asking", hit.end) is not None:
        return None
    value = clause.right(hit.end, whole=True, articles="all")
    if value[0] >= value[1] or only_topic(clause, value) or clause.voice.at("word_noun", value[0]):
        return None
    if len(clause.words(value).split()) <= _TOPIC and clause.voice.has("field", start=value[0], end=value[1]):
        return None
    return Values(None, value, "left_out", "add")


def removed(clause: Clause) -> Values | None:
    """`remove the word "exclusive"`, `remove a reference to X`."""
    value = _quoted_after(clause, "remove")
    if value:
        return Values(value, None, "removed_word", "remove")
    for verb in clause.all("remove"):
        found = clause.at("reference", verb.end)
        if found:
            return Values(clause.right(found.start, whole=True), None, "removed_reference", "remove")
    return _cut(clause) or _passage_removed(clause)


def _cut(clause: Clause) -> Values | None:
    """`We deleted a paragraph on X`, with the verb before the passage or after it (`einen Absatz über X gelöscht`)."""
    hit = clause.first("we_cut")
    named = clause.voice.first("passage", hit.start, hit.end) if hit else None
    if hit is None or named is None:
        return None
    verb = clause.voice.first("remove", named.end, hit.end)
    value = tidy(clause.text, named.start, verb.start, clause.voice) if verb else clause.right(named.start, whole=True)
    return Values(value, None, "removed_reference", "remove") if " " in clause.words(value) else None


def _passage_removed(clause: Clause) -> Values | None:
    """`A sentence stating that X has been removed`: what the passage was about is gone."""
    gone = clause.first("gone_by")
    named = clause.first("reference")
    if gone is None or named is None or named.end > gone.start:
        return None
    if clause.at("by_word", gone.end):  # `The photo was taken by Ann Holm`.
        return None
    about = clause.voice.first("gone_about", named.end, gone.start)
    start = about.end if about and about.start - named.end <= 1 else named.start
    value = tidy(clause.text, start, gone.start, clause.voice)
    return Values(value, None, "removed_reference", "remove") if value[0] < value[1] else None


def _quoted_after(clause: Clause, name: str) -> Stretch | None:
    for verb in clause.all(name):
        for begin, stop in quoted(clause.text):
            if verb.end < begin <= verb.end + 32 and stop <= clause.end + 2:
                return tidy(clause.text, begin, stop)
    return None
