"""
Join the claims of notes to the edits they describe, or say why none can be named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from revtrack.link import target, wording
from revtrack.link.evidence import Scene, gather
from revtrack.link.inplace import STRUCK, in_place
from revtrack.link.passage import Passage
from revtrack.link.places import carrying, further, same_change, span_of
from revtrack.link.scenes import Scenes
from revtrack.link.sought import Sought, sought, value_keys
from revtrack.link.weights import Weights, fitted
from revtrack.link.words import keys
from revtrack.model import BlockKind, Claim, Link, LinkStatus, Note, NoteStatus, Revision

LINK_AT = 0.6
"""Confidence from which a link is asserted."""
OUTSIDE_AT = 0.8
"""The same for a claim whose error stood outside the text: a photo, a graphic, another page."""
LATE_AT = 0.85
"""The same for an edit made after the note appeared: the note may be about something else by then."""
SURE = 0.9
"""Above this the step of the note is not compared with earlier ones."""
BACK = 12
"""How many steps before the note are searched: notes follow their fix by hours, seldom by more than some versions."""
SHARED = 0.12
"""A passage another claim took yields to one that is nearly as likely."""
WRITTEN = (NoteStatus.NEW, NoteStatus.REWORDED)
STANDING = (NoteStatus.CARRIED, NoteStatus.MOVED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what speaks for it."""

    confidence: float
    passage: Passage
    found: dict[str, float]


def link(notes: Sequence[Note], revisions: Sequence[Revision]) -> tuple[Link, ...]:
    """
    Return the links of every claim in *notes* that is new or reworded in the last of *revisions*.

    *revisions* go from oldest to newest; a fix may stand in an earlier one than
    its note. Of a carried note only a fix made later, in the last revision, is
    returned. A claim that names neither a value nor a matter has no answer.
    Links of one claim come best first. Nothing is guessed: where no edit is
    likely enough the status says what is known instead.
    """
    return tuple(linked for linked in Linker(notes, revisions).links()) if revisions else ()


class Linker:
    """The notes and revisions of one article, and what was linked so far."""

    def __init__(self, notes: Sequence[Note], revisions: Sequence[Revision], weights: Weights | None = None) -> None:
        """Prepare to link *notes* to edits in *revisions*, weighing evidence by *weights*."""
        self.notes, self.scenes, self.weights = notes, Scenes(revisions, notes), weights or fitted()
        self.taken: set[int] = set()

    def links(self) -> list[Link]:
        """Return the links of all notes, in order."""
        found: list[Link] = []
        for note in self.notes:
            if note.source == STRUCK and note.span is not None:
                found += in_place(note, self.scenes.revisions[-1]) if note.status in WRITTEN else []
                continue
            for claim in note.claims:
                wanted = sought(note, claim, carried(note, claim, self.notes))
                if wanted.idle:
                    continue
                if note.status in WRITTEN:
                    found += self.link_claim(wanted)
                elif note.status in STANDING:
                    found += self.late(wanted)
        return found

    def link_claim(self, claim: Sought) -> list[Link]:
        """Return the links of one claim, or the one answer that says why there is none."""
        if self.scenes.last is None and len(self.scenes.revisions) == 1:
            return [self.unlinked(claim, 0.0, unseen=True)]
        ranked = self.rank(claim)
        best = ranked[0] if ranked else None
        if best and best.confidence >= (OUTSIDE_AT if claim.outside else LINK_AT):
            self.taken.add(id(best.passage))
            return [self.make(claim, c) for c in [best, *further(claim, best, ranked)]]
        return [self.unlinked(claim, best.confidence if best else 0.0, unseen=False)]

    def unlinked(self, claim: Sought, chance: float, *, unseen: bool) -> Link:
        """Return the answer on a claim whose likeliest edit has no more than *chance*: outside, target or not found."""
        known = target.answer(claim, self.scenes.reader, chance, unseen=unseen)
        if claim.outside or (known.status is LinkStatus.NOT_FOUND and claim.caption and not self.scenes.captioned):
            return Link(claim.claim.id, LinkStatus.OUT_OF_TEXT, confidence=round(1 - chance, 3))
        return known

    def late(self, claim: Sought) -> list[Link]:
        """Return the links of a claim that the last revision put right after its note, or in one more place."""
        if not (claim.old or claim.new):
            return []  # No value, so none that came or went: the step need not be looked at.
        last = self.scenes.last
        if last is None or not any(not passage.trivial for passage in last.passages):
            return []
        ranked = sorted(self.candidates(claim, last, "later_step"), key=lambda c: -c.confidence)
        best = ranked[0] if ranked else None
        if best is None or best.confidence < LATE_AT:
            return []
        moved = best.found
        stated = max(moved.get("new_inserted", 0.0), moved.get("old_deleted", 0.0))
        # A claim worded as a whole clause ("the fourth-highest number of ...") is met by its value alone.
        if stated < 0.5 and not (stated > 0 and moved.get("value_replaced", 0.0) >= 0.5):
            return []
        before = [c for scene in self.scenes.earlier(BACK) for c in self.candidates(claim, scene, "earlier_step")]
        done = [c.passage for c in before if c.confidence >= LINK_AT]
        if done and not ("both_values" in moved or any(same_change(passage, best.passage) for passage in done)):
            return []  # Its fix was made before: what else happens to the sentence later is another matter.
        return [self.make(claim, c) for c in [best, *further(claim, best, ranked)]]

    def rank(self, claim: Sought) -> list[Candidate]:
        """
        Return the candidates for *claim*, likeliest first.

        Steps before the note's are looked at when its own leave doubt, or moved none of the values it states.
        """
        last = self.scenes.last
        found = self.candidates(claim, last, "") if last else []
        best = max(found, key=lambda c: c.confidence, default=None)
        if best is None or best.confidence < SURE or (claim.recognisable and not moves_stated(best)):
            # What an earlier wording of the note said already was put right before this step.
            fresh = replace(claim, carried=0.0)
            for scene in self.scenes.earlier(BACK):
                found += self.candidates(fresh, scene, "earlier_step")
        return sorted(found, key=lambda c: -(c.confidence - SHARED * (id(c.passage) in self.taken)))

    def candidates(self, claim: Sought, scene: Scene, timing: str) -> list[Candidate]:
        """Return every passage of *scene* with its evidence; *timing* names how the step stands to the note's."""
        found = []
        for passage in scene.passages:
            if passage.kind is BlockKind.BYLINE and claim.claim.scope != "byline":
                continue
            evidence = gather(claim, passage, scene)
            if id(passage) in self.taken:  # Another claim explains it: being the only change says nothing any more.
                evidence = {name: value for name, value in evidence.items() if name not in ("alone", "few")}
            if timing:
                evidence[timing] = 1.0
            confidence = self.weights.confidence(self.weights.score(evidence))
            found.append(Candidate(confidence, passage, evidence))
        return found

    def make(self, claim: Sought, candidate: Candidate) -> Link:
        """Return the link of *claim* to *candidate*."""
        passage = candidate.passage
        changes = carrying(claim, passage)
        gone = claim.action == "remove" and not any(change.new for change in changes)
        return Link(
            claim=claim.claim.id,
            status=LinkStatus.REMOVED if gone else LinkStatus.LINKED,
            edits=tuple(dict.fromkeys(change.id for change in changes)),
            before=span_of([change.before for change in changes]),
            after=span_of([change.after for change in changes]),
            confidence=round(candidate.confidence, 3),
            evidence=wording.evidence(claim, passage, candidate.found, self.weights),
            revision=-1 if passage.revision == len(self.scenes.revisions) - 1 else passage.revision,
        )


def moves_stated(candidate: Candidate) -> bool:
    """Say whether any of the values a claim states came or went there."""
    return any(candidate.found.get(name) for name in ("new_inserted", "old_deleted"))


def carried(note: Note, claim: Claim, notes: Sequence[Note]) -> float:
    """Return how much of a claim the previous wording of its note, or a note now gone, said already: 0 to 1."""
    text = claim.text.lower()
    past = [note.previous or "", *(other.text for other in notes if other.status is NoteStatus.REMOVED)]
    likeness = max(max(fuzz.partial_ratio(text, p), fuzz.token_set_ratio(text, p)) for p in map(str.lower, past)) / 100
    values = value_keys(claim.old) | value_keys(claim.new)
    if not values <= set(keys(" ".join(past))):
        return 0.0
    return max(0.0, min(1.0, (likeness - 0.6) / 0.25))
