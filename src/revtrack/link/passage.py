"""
Put the edits of a revision together that stand in one sentence: the candidates a claim is tried against.

Edits in notes are no candidates. A change of a hidden field is a passage of its
own, so that a note about a headline can meet the social card's title.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from revtrack.link.facing import Facing
from revtrack.link.prose import Prose, Sentence
from revtrack.link.words import fold, is_number, is_stop, key, keys, negations, table, words
from revtrack.model import FOLDABLE, BlockKind, Category, Edit, EditKind, FieldEdit, Revision, Span

LABEL = re.compile(
    r"\W*(?:(?:(?i:corrected|correction|clarification|refile|repeat|update \d*|factbox|wrapup))\b[\W\d]*)*"
    r"(?:(?:By|BY)(?: [A-Z][\w.'’-]*| and| AND){1,9}\W*)?(?:[A-Z]{3}[\w ,.]{0,40}(?:\((?:Reuters|AP|AFP)\)|[-–—])\W*)?"
)
"""A wire tag before a headline, a byline, a dateline: no change of what the article says."""
ABOUT_THE_PIECE = frozenset({"authors", "published", "modified", "section", "language", "url", "outlet", "lead_image"})
"""Fields that only a note about the byline and the like speaks of."""
SWAPPED = 60
"""Two words or names that changed places have no more characters than this; longer stretches were reordered."""
MOVE_BUDGET = 2_500
"""Pairs of sentences compared by likeness; the diff has found the plain moves already."""
SAME_WORDS = 88
"""rapidfuzz's token-set ratio from which a deleted and an inserted sentence count as one that moved."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit as far as it lies outside notes."""

    id: str
    before: Span | None
    after: Span | None
    old: str
    new: str
    trivial: bool
    """Only typography, spacing, case, or a move that changed no word."""
    styled: bool = False
    """The diff found house style or text about the page, nothing that the article says."""
    category: Category | None = None
    """What the diff, which saw the words around it, found it to be."""


@dataclass(eq=False)
class Passage:
    """The sentences around edits that belong together, on both sides."""

    changes: list[Change]
    before: str
    after: str
    near: str = ""
    """The sentences around it."""
    paragraph: int = 0
    """In the later version; 0 outside the body's paragraphs."""
    kind: BlockKind = BlockKind.PARAGRAPH
    field: str = ""
    """The hidden field it is, or empty for the text."""
    revision: int = -1
    moved: bool = False
    """The sentence stands elsewhere on the other side."""
    deleted: frozenset[str] = frozenset()
    inserted: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """The keys of both sides."""
    around: frozenset[str] = frozenset()
    denial: bool = False
    """One side denies something and the other does not."""

    @cached_property
    def changed(self) -> frozenset[str]:
        """Return the keys that only one side has."""
        return self.deleted | self.inserted

    @cached_property
    def trivial(self) -> bool:
        """Say whether nothing changed that a reader would read as another word."""
        return not self.changed or all(change.trivial for change in self.changes)

    @cached_property
    def slight(self) -> bool:
        """Say whether only function words and house style changed: like -> such as, past -> last."""
        if self.denial:
            return False
        if all(change.trivial or change.styled for change in self.changes):
            return True
        style = table("style")
        moved = (
            w for c in self.changes for w in words(c.old + " " + c.new) if key(w) in self.changed or (c.old and c.new)
        )
        return all(is_stop(word) or fold(word) in style for word in moved)


def passages(revision: Revision, before: Prose, after: Prose, number: int) -> list[Passage]:
    """Return the candidates in one revision, text first, hidden fields after."""
    groups: list[tuple[set[int], set[int], list[Change]]] = []
    facing = Facing(revision)
    for change in changes(revision, before, after):
        old, new = touched(change, before, after, facing)
        if groups and (groups[-1][0] & old or groups[-1][1] & new):
            groups[-1][0].update(old)
            groups[-1][1].update(new)
            groups[-1][2].append(change)
        else:
            groups.append((old, new, [change]))
    found = [text_passage(*group, before, after) for group in groups]
    mark_moved(found)
    found += [field_passage(edit) for edit in revision.field_edits]
    for passage in found:
        passage.revision = number
    return found


def changes(revision: Revision, before: Prose, after: Prose) -> Iterator[Change]:
    """Yield the edits outside notes; a move with words changed inside gives those."""
    for edit in revision.edits:
        for part in edit.parts or (edit,):
            yield from outside_notes(part, before, after)


def outside_notes(edit: Edit, before: Prose, after: Prose) -> Iterator[Change]:
    """Yield what of *edit* lies outside notes: itself, its rest, or nothing."""
    olds = list(cut(edit.before, before.holes))
    news = list(cut(edit.after, after.holes))
    pairs: list[tuple[Span | None, Span | None]]
    if len(olds) == 1 and len(news) == 1:
        pairs = [(olds[0], news[0])]
    else:
        pairs = [(old, None) for old in olds] + [(None, new) for new in news]
    for old_span, new_span in pairs:
        old_span, new_span = trimmed(old_span, before.text), trimmed(new_span, after.text)
        old = old_span.of(before.text) if old_span else ""
        new = new_span.of(after.text) if new_span else ""
        if old or new:
            styled = edit.category is Category.STYLE
            trivial = is_trivial(edit, old, new)
            yield Change(edit.id, old_span, new_span, old, new, trivial, styled, edit.category)


def is_trivial(edit: Edit, old: str, new: str) -> bool:
    """Say whether no word changed."""
    if edit.category in FOLDABLE or edit.kind is EditKind.MOVE or edit.category is Category.MOVED:
        return True
    if LABEL.fullmatch(old) and LABEL.fullmatch(new):
        return True
    return [fold(w) for w in words(old)] == [fold(w) for w in words(new)]


def cut(span: Span | None, holes: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of *span* outside *holes*."""
    if span is None:
        return
    at = span.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < span.end:
        yield Span(at, span.end)


def trimmed(span: Span | None, text: str) -> Span | None:
    """Return *span* without blanks at its ends; None when nothing is left."""
    if span is None:
        return None
    found = span.of(text)
    start = span.start + len(found) - len(found.lstrip())
    return Span(start, start + len(found.strip())) if found.strip() else None


def touched(change: Change, before: Prose, after: Prose, facing: Facing) -> tuple[set[int], set[int]]:
    """Return the sentences a change touches on both sides; a whole sentence added or removed touches one side."""
    old = set(before.at(change.before)) if change.before else set()
    new = set(after.at(change.after)) if change.after else set()
    if change.before and not new and not whole(change.before, before, old):
        place = facing.in_after(change.before.start)
        new = set(after.at(Span(place, place)))
    elif change.after and not old and not whole(change.after, after, new):
        place = facing.in_before(change.after.start)
        old = set(before.at(Span(place, place)))
    return old, new


def whole(span: Span, prose: Prose, ids: set[int]) -> bool:
    """Say whether *span* covers complete sentences."""
    first, last = prose.sentences[min(ids)].span, prose.sentences[max(ids)].span
    return first.start >= span.start - 1 and last.end <= span.end + 1


def text_passage(old: set[int], new: set[int], found: list[Change], before: Prose, after: Prose) -> Passage:
    """Return the passage made of sentences *old* and *new*."""
    was = " ".join(before.sentences[k].text for k in sorted(old))
    now = " ".join(after.sentences[k].text for k in sorted(new))
    side, ids = (after, new) if new else (before, old)
    first: Sentence = side.sentences[min(ids)]
    near = side.sentences[max(0, min(ids) - 2) : max(ids) + 2]
    passage = Passage(found, was, now, " ".join(s.text for s in near), first.paragraph, first.kind)
    passage.around = frozenset().union(*(s.keys for s in near))
    return weighed(passage)


def field_passage(edit: FieldEdit) -> Passage:
    """Return a change of a hidden field as a passage."""
    old, new = edit.before or "", edit.after or ""
    change = Change(edit.id, None, None, old, new, edit.category in FOLDABLE, category=edit.category)
    kind = BlockKind.HEADLINE if "title" in edit.field or "headline" in edit.field else BlockKind.PARAGRAPH
    if edit.field in ABOUT_THE_PIECE:
        kind = BlockKind.BYLINE
    return weighed(Passage([change], old, new, field=edit.field, kind=kind))


def weighed(passage: Passage) -> Passage:
    """Fill in which words came and went."""
    was, now = keys(passage.before), keys(passage.after)
    passage.deleted, passage.inserted = frozenset(was - now), frozenset(now - was)
    if not (passage.deleted or passage.inserted):  # Words changed places: two names swapped.
        replaced = [(keys(c.old), keys(c.new)) for c in passage.changes if is_short(c)]
        swapped = frozenset(k for c in passage.changes if is_short(c) for k in exchanged(c))
        passage.deleted = swapped.union(k for old, new in replaced for k in old - new)
        passage.inserted = swapped.union(k for old, new in replaced for k in new - old)
    passage.own = frozenset(was) | frozenset(now)
    if passage.before and passage.after:
        passage.denial = negations(passage.before) != negations(passage.after)
    return passage


def is_short(change: Change) -> bool:
    """Say whether a few words were replaced by a few."""
    return bool(change.old and change.new) and len(change.old) + len(change.new) <= SWAPPED


def exchanged(change: Change) -> frozenset[str]:
    """Return the keys of figures and names that changed places within one edit: `59 to 48` -> `48 to 59`."""
    old, new = (
        [key(w) for w in words(side) if w[0].isupper() or is_number(key(w))] for side in (change.old, change.new)
    )
    return frozenset(old) if old != new and sorted(old) == sorted(new) else frozenset()


def mark_moved(found: list[Passage]) -> None:
    """Mark sentences deleted here and inserted there: they moved. In a rewrite only those with the very same words."""
    gone = [p for p in found if len(p.before) > 40 and not p.after]
    come = [p for p in found if len(p.after) > 40 and not p.before]
    if len(gone) * len(come) > MOVE_BUDGET:
        same = {p.own for p in gone} & {p.own for p in come}
        for passage in (*gone, *come):
            passage.moved = passage.own in same
        return
    for a in gone:
        for b in come:
            if fuzz.token_set_ratio(a.before, b.after, score_cutoff=SAME_WORDS):
                a.moved = b.moved = True
