"""
Say to which words a note's claims were joined: once for each change, with every place where it was made.

A value that was put right in the text, in a caption and in the picture's
description is one correction with three places, not three corrections.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from revtrack.model import Claim, Edit, Evidence, FieldEdit, LinkStatus, Span
from revtrack.report import vocabulary, wording
from revtrack.report.edits import Views, decided_words
from revtrack.report.pieces import Piece, plain
from revtrack.report.rows import place
from revtrack.report.steps import passage
from revtrack.report.story import Mention, Story
from revtrack.report.ways import step_page, step_title


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change was made, and the way there."""

    words: str
    """`paragraph 4`, `caption`, `picture description`."""
    href: str
    """The marked words in the text, or the edit on its revision page."""


@dataclass(frozen=True, slots=True)
class Join:
    """One change that a note speaks of, or that no note speaks of."""

    old: tuple[Piece, ...]
    """What it said before, in the article's words."""
    new: tuple[Piece, ...]
    """What it says since."""
    context: tuple[Piece, ...]
    """The change with the words around it, for where the text does not stand beside it."""
    places: tuple[Place, ...]
    """Where; empty when the words are not in the newest version."""
    stood: str
    """How long the old words stood, as an interval; empty when not known."""
    stood_in: str
    """In which versions: `versions 1 to 3`; empty when not known."""
    status: str
    """What can be said of the claim when it is not joined to a change; else empty."""
    why: tuple[str, ...]
    """The evidence in plain words, strongest first."""
    sure: str
    """How sure we are, in words and as a number."""
    step_href: str
    """The page of the step that made the change."""
    step_name: str
    decided: str
    """What an editor decided about it, in words; empty when nobody did."""


def joins_of(story: Story, mentions: Iterable[Mention], marks: Iterable[str]) -> tuple[Join, ...]:
    """
    Return the changes that *mentions* of one note describe, in their order, those of one claim and value as one.

    *marks* are the anchors of the mentions' words in the newest text, empty where they have none.
    """
    out: list[tuple[str, str, str, Join]] = []
    for mention, mark in zip(mentions, marks, strict=True):
        old, new = values(story, mention)
        join = _join(story, mention, old, new, mark)
        for at, (claim, was, now, known) in enumerate(out):
            if claim == mention.claim.id and join.step_href.split("#")[0] == known.step_href.split("#")[0]:
                if _inside((was, now), (old, new)):
                    out[at] = (claim, was, now, _merged(known, join, words=known))
                    break
                if _inside((old, new), (was, now)):
                    out[at] = (claim, old, new, _merged(known, join, words=join))
                    break
        else:
            out.append((mention.claim.id, old, new, join))
    return tuple(join for *_, join in out)


def _inside(part: tuple[str, str], whole: tuple[str, str]) -> bool:
    """Say whether both words of *part* stand in those of *whole*: the same value, with more around it."""
    return all(bool(a) == bool(b) and a in b for a, b in zip(part, whole, strict=True))


def _merged(known: Join, other: Join, *, words: Join) -> Join:
    """Return the two as one: the first's evidence, both places, and the words of the one that says them in short."""
    return replace(
        known,
        old=words.old,
        new=words.new,
        context=words.context,
        places=tuple(dict.fromkeys((*known.places, *other.places))),
        stood=known.stood or other.stood,
        stood_in=known.stood_in or other.stood_in,
    )


def values(story: Story, mention: Mention) -> tuple[str, str]:
    """
    Return the words that went and the words that came, as the article had them.

    Where the change is inside the values the note names (`84.2` in `$84.2 million`), the values are returned,
    if both sides have the same words around the change.
    """
    link, step = mention.link, story.steps[mention.step]
    before, after = step.revision.before, step.revision.after
    old, new = link.before, link.after
    edit = story.edit(mention.step, link.edits[0]) if link.edits else None
    if link.status not in (LinkStatus.LINKED, LinkStatus.REMOVED):
        return "", new.of(after.text) if new else ""
    if isinstance(edit, FieldEdit):
        return edit.before or "", edit.after or ""
    if isinstance(edit, Edit):
        old, new = edit.before, edit.after
    wide = _around(mention.claim, before.text, old, after.text, new) if before and old and new else None
    return wide or (old.of(before.text) if before and old else "", new.of(after.text) if new else "")


def _around(claim: Claim, before: str, old: Span, after: str, new: Span) -> tuple[str, str] | None:
    """Return both values of the claim when each text has its own around the change, with the same words beside it."""
    found = []
    for text, span, value in ((before, old, claim.old or ""), (after, new, claim.new or "")):
        start = text.find(value, max(0, span.end - len(value)), span.start + len(value)) if value else -1
        if start < 0 or start > span.start or start + len(value) < span.end:
            return None
        found.append((value, text[start : span.start], text[span.end : start + len(value)]))
    (wrong, *beside), (right, *others) = found
    return (wrong, right) if beside == others else None


def _join(story: Story, mention: Mention, old: str, new: str, mark: str) -> Join:
    """Return how one mention was joined."""
    link, step = mention.link, story.steps[mention.step]
    joined = link.status in (LinkStatus.LINKED, LinkStatus.REMOVED)
    stood = story.stood(mention.step, link.before) if joined else None
    step_href = step_page(story, step) + (f"#{link.edits[0]}" if link.edits else "")
    return Join(
        plain(old), plain(new), _context(story, mention) if joined else (),
        _places(story, mention, f"#{mark}" if mark else step_href),
        stood.words() if stood else "",
        _stood_in(story, mention) if stood else "",
        "" if link.status is LinkStatus.LINKED else vocabulary.LINK_STATUS[link.status],
        tuple(reason_words(e) for e in link.evidence[:4]),
        wording.sure(link.confidence) if link.status is not LinkStatus.NOT_FOUND else "",
        step_href,
        step_title(story, step),
        decided_words(mention.decision.verdict) if mention.decision else "",
    )  # fmt: skip


def _context(story: Story, mention: Mention) -> tuple[Piece, ...]:
    """Return the change with the words around it; nothing when an editor drew the link without an edit."""
    step = story.steps[mention.step]
    edit = story.edit(mention.step, mention.link.edits[0]) if mention.link.edits else None
    return passage(story, step, Views(story, step), edit).pieces if edit else ()


def _places(story: Story, mention: Mention, href: str) -> tuple[Place, ...]:
    """Return where in the newest version, or in which field, a mention's words stand; nothing when they are gone."""
    where = now_at(story, mention)
    if where:
        return (Place(place_of(story, where), href),)
    edit = story.edit(mention.step, mention.link.edits[0]) if mention.link.edits else None
    return (Place(wording.field(edit.field), href),) if isinstance(edit, FieldEdit) else ()


def now_at(story: Story, mention: Mention) -> Span | None:
    """Return where the words a mention is about stand in the newest version; None when they are gone."""
    span = mention.link.after
    if span is None and mention.link.edits:
        edit = story.edit(mention.step, mention.link.edits[0])
        span = edit.after if isinstance(edit, Edit) else None
    return story.now(mention.step, span) if span and span.length else None


def place_of(story: Story, where: Span) -> str:
    """Return where in the newest version words stand: `paragraph 4`."""
    document = story.newest.document
    return place(document, document.block_at(where.start))


def _stood_in(story: Story, mention: Mention) -> str:
    """Return the versions in which the old words stood: `versions 1 to 3`."""
    if mention.link.before is None:
        return ""
    last = story.before(mention.step) or mention.step
    first = story.introduced(last, mention.link.before)
    return wording.versions(first, last)


def reason_words(evidence: Evidence) -> str:
    """Return a piece of evidence in words, with what it rests on."""
    detail = wording.reason(evidence.detail) if evidence.detail else ""
    return wording.evidence(evidence.kind) + (f" ({detail})" if detail else "")
