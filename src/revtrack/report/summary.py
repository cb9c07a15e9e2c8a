"""
Keep of one article what the pages about many articles need: small, picklable, in plain words.

A site of a thousand articles is written one timeline at a time; only these
summaries stay in memory, and an unchanged article's summary is read back from
the last run.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from revtrack.model import Edit, LinkStatus, Materiality, Note, NoteKind, NoteStatus
from revtrack.report import vocabulary, wording
from revtrack.report.cards import Ask, note_card
from revtrack.report.feeds import FeedEntry, entries_of
from revtrack.report.frame import article_path
from revtrack.report.items import Item, items_of
from revtrack.report.joins import Join
from revtrack.report.story import Story
from revtrack.report.ways import since


@dataclass(frozen=True, slots=True)
class Correction:
    """One note of one article, as lists and rates need it."""

    article: int
    headline: str
    outlet: str
    desk: str
    """The section of the outlet the article is in; empty when unknown."""
    kind: str
    """The note's kind as a stable word: `correction`, `editors_note` ..."""
    kind_words: str
    types: tuple[str, ...]
    """The kinds of error its claims are about, in words."""
    said: str
    href: str
    """The note's card, from the site's root."""
    at: str
    """When we first saw it; empty when not known."""
    between: str
    """The same as an interval in words."""
    in_first: bool
    """Whether it was there when we first looked: then how long the error stood is not known."""
    removed: bool
    joins: tuple[Join, ...]
    """The changes it speaks of."""
    stood: str
    least_s: float | None
    """At least how long the corrected words stood, in seconds; None when not known."""
    most_s: float | None
    asks: tuple[Ask, ...]
    """What a good note has, and whether this one has it."""
    status: str
    """What can be said when nothing was joined; else empty."""

    @property
    def owned(self) -> bool:
        """Whether the outlet owns up to something in it."""
        return NoteKind(self.kind).owns_up


@dataclass(frozen=True, slots=True)
class Summary:
    """What pages about many articles need of one."""

    id: int
    headline: str
    outlet: str
    url: str
    desk: str
    versions: int
    waiting: int
    """Material changes without a note seen."""
    material: int
    """Material changes of the text that a note speaks of or that none is seen for."""
    changed_at: str
    """When the newest version was first seen; empty when not known."""
    first_seen: str
    last_check: str
    state: str
    """How it stands with its server when that is not simply up; else empty."""
    corrections: tuple[Correction, ...]
    """All its notes, those that only tell news or add among them."""
    items: tuple[Item, ...]
    entries: tuple[FeedEntry, ...]
    verdicts: tuple[tuple[str, str, int], ...]
    """(rule, verdict, how many) over all findings."""
    typed: tuple[tuple[str, int, int], ...]
    """(category, how many of those material changes, how many of them without a note seen)."""

    @property
    def owned(self) -> tuple[Correction, ...]:
        """The notes that own up to something: what is counted as a correction."""
        return tuple(c for c in self.corrections if c.owned)

    @property
    def other_notes(self) -> tuple[Correction, ...]:
        """The notes that tell news or add: updates, addenda, plain editor's notes."""
        return tuple(c for c in self.corrections if not c.owned)


def summary_of(story: Story) -> Summary:
    """Return the summary of *story*."""
    timeline = story.timeline
    typed: dict[str, list[int]] = {}
    for edit, silent in _judged(story):
        tally = typed.setdefault(wording.category(edit.category), [0, 0])
        tally[0] += 1
        tally[1] += silent
    state = timeline.article.state
    return Summary(
        story.id, story.headline, story.outlet, timeline.article.url, story.newest.document.section,
        len(timeline.versions), len(story.open), sum(total for total, _ in typed.values()),
        story.newest.first_seen or "", timeline.versions[0].first_seen or "", timeline.last_check or "",
        "" if state in ("ok", "new") else vocabulary.STATE[state],
        tuple(_correction(story, *note) for note in story.notes),
        items_of(story),
        entries_of(story),
        _verdicts(story),
        tuple((name, total, silent) for name, (total, silent) in sorted(typed.items())),
    )  # fmt: skip


def _judged(story: Story) -> Iterator[tuple[Edit, bool]]:
    """
    Yield the material changes of the text of which can be said whether a note speaks of them, and that none is seen.

    Left out are the notes' own words, data of the page, and what an editor or another rule says needs no note.
    """
    for step in story.timeline.steps:
        for edit in step.revision.walk():
            key = step.version, edit.id
            if key in story.open or (key in story.by_edit and edit.materiality >= Materiality.MATERIAL):
                yield edit, key in story.open


def _correction(story: Story, note: Note, first: int, last: int) -> Correction:
    """Return a note for lists."""
    card = note_card(story, note, first, last).card
    version = story.versions[first]
    joined = [m for m in story.mentions_of(note.id) if m.link.status in (LinkStatus.LINKED, LinkStatus.REMOVED)]
    stood = next((found for m in joined if (found := story.stood(m.step, m.link.before))), None)
    in_first = first == story.timeline.versions[0].number
    return Correction(
        story.id, story.headline, story.outlet, story.newest.document.section,
        str(note.kind), wording.note_kind(note.kind),
        tuple(dict.fromkeys(wording.error_type(claim.type) for claim in note.claims)),
        note.text, f"{article_path(story.id)}index.html#{note.id}",
        version.first_seen or "",
        since(story, first),
        in_first, note.status is NoteStatus.REMOVED,
        tuple(join for join in card.joins if join.old or join.new),
        stood.words() if stood else "",
        stood.least_s if stood else None,
        stood.most_s if stood else None,
        card.asks,
        "" if joined else next((join.status for join in card.joins if join.status), ""),
    )  # fmt: skip


def _verdicts(story: Story) -> tuple[tuple[str, str, int], ...]:
    """Return how often each rule was met, not met and not assessable."""
    tally: dict[tuple[str, str], int] = {}
    steps = [finding for step in story.timeline.steps for finding in step.findings]
    for finding in (*steps, *story.timeline.findings):
        tally[finding.rule, str(finding.verdict)] = tally.get((finding.rule, str(finding.verdict)), 0) + 1
    return tuple((rule, verdict, number) for (rule, verdict), number in sorted(tally.items()))
