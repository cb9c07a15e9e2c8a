"""
Build timelines from plain texts: each version a list of (kind, text), notes and links by hand.

The diff here is deliberately small and independent of `revtrack.diff`: what a
page shows must follow from the values alone, whoever made them.
"""

import difflib
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from revtrack.model import (
    Alignment,
    Article,
    ArticleState,
    Block,
    BlockKind,
    BlockPair,
    Category,
    Claim,
    Decision,
    Document,
    Edit,
    EditKind,
    Evidence,
    FieldEdit,
    Finding,
    Gap,
    JoinedLink,
    Link,
    LinkStatus,
    Materiality,
    Note,
    NoteKind,
    NoteStatus,
    Revision,
    Span,
    Step,
    Timeline,
    Verdict,
    Version,
)

P, H, CAPTION, NOTE = BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.NOTE


def document(*blocks: tuple[BlockKind, str], outlet: str = "", **fields: object) -> Document:
    """Return a document of these blocks; the headline is that of the headline block."""
    headline = next((text for kind, text in blocks if kind is H), "")
    made = tuple(Block(kind, text) for kind, text in blocks)
    return Document(made, headline=headline, outlet=outlet, language="en", **fields)  # type: ignore[arg-type]


def revision(before: Document | None, after: Document, moved: tuple[tuple[int, int], ...] = ()) -> Revision:
    """Return the step between two documents: blocks paired in order, words compared inside them."""
    if before is None:
        return Revision(None, after)
    pairs, edits = _pairs(before, after, moved), []
    for pair in pairs:
        old = before.span(pair.before[0]) if pair.before else None
        new = after.span(pair.after[0]) if pair.after else None
        if pair.kind is Alignment.MOVED:
            edits.append(Edit("", EditKind.MOVE, old, new, Category.MOVED, Materiality.STYLE, ("a block moved",)))
        elif old and new and pair.kind is Alignment.EDITED:
            edits += _words(before.text, after.text, old, new)
        elif new and not old:
            edits.append(Edit("", EditKind.INSERT, None, new, Category.EXPANSION))
        elif old and not new:
            edits.append(Edit("", EditKind.DELETE, old, None, Category.REMOVAL, Materiality.MATERIAL))
    named = tuple(replace(edit, id=f"e{number}") for number, edit in enumerate(edits, 1))
    fields = ()
    if before.headline != after.headline:
        edit = FieldEdit("f1", "headline", before.headline, after.headline, Category.HEADLINE, Materiality.MATERIAL)
        fields = (edit,)
    return Revision(before, after, named, fields, tuple(pairs))


def _pairs(before: Document, after: Document, moved: tuple[tuple[int, int], ...]) -> list[BlockPair]:
    """Return the blocks paired: exact texts, the given moves, then what lies between in order."""
    old, new = [b.text for b in before.blocks], [b.text for b in after.blocks]
    gone, come = {a for a, _ in moved}, {b for _, b in moved}
    pairs = [BlockPair(Alignment.MOVED, (a,), (b,)) for a, b in moved]
    left, right = [i for i in range(len(old)) if i not in gone], [i for i in range(len(new)) if i not in come]
    matcher = difflib.SequenceMatcher(None, [old[i] for i in left], [new[i] for i in right], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        both = min(b - a, d - c)
        kind = Alignment.SAME if tag == "equal" else Alignment.EDITED
        pairs += [BlockPair(kind, (left[a + n],), (right[c + n],)) for n in range(both)]
        pairs += [BlockPair(Alignment.REMOVED, (left[n],), ()) for n in range(a + both, b)]
        pairs += [BlockPair(Alignment.ADDED, (), (right[n],)) for n in range(c + both, d)]
    return sorted(pairs, key=lambda pair: (pair.after or (10**9,), pair.before))


def _words(before: str, after: str, old: Span, new: Span) -> list[Edit]:
    """Return the word edits between two blocks."""
    a, b = (
        re.findall(r"\w[\w.,']*\w|\w|\s+|[^\w\s]", old.of(before)),
        re.findall(r"\w[\w.,']*\w|\w|\s+|[^\w\s]", new.of(after)),
    )
    out = []
    for tag, i, j, m, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        start, length = old.start + len("".join(a[:i])), len("".join(a[i:j]))
        begin, size = new.start + len("".join(b[:m])), len("".join(b[m:n]))
        kind = {"replace": EditKind.REPLACE, "insert": EditKind.INSERT, "delete": EditKind.DELETE}[tag]
        was, now = "".join(a[i:j]), "".join(b[m:n])
        category, weight, why = _sort(was, now)
        out.append(
            Edit(
                "",
                kind,
                Span(start, start + length) if length else None,
                Span(begin, begin + size) if size else None,
                category,
                weight,
                why,
            )
        )
    return out


def _sort(was: str, now: str) -> tuple[Category, Materiality, tuple[str, ...]]:
    if re.search(r"\d", was + now):
        return Category.NUMBER, Materiality.MATERIAL, (f"number changed: {was} -> {now}",)
    if was and now and was[0].isupper() and now[0].isupper():
        return Category.NAME, Materiality.MATERIAL, (f"name changed: {was} -> {now}",)
    if not re.search(r"\w", was + now):
        return Category.TYPOGRAPHY, Materiality.NONE, ("typography only",)
    if difflib.SequenceMatcher(None, was, now).ratio() > 0.7:
        return Category.SPELLING, Materiality.STYLE, ("spelling",)
    return Category.WORDING, Materiality.MINOR, ()


@dataclass
class Life:
    """An article under construction: say what each version was and what the outlet said."""

    url: str = "https://harbour.example/2026/bridge"
    outlet: str = "The Daily Harbour"
    number: int = 1
    versions: list[Version] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def version(
        self, at: str | None, doc: Document, *, after: str | None = None, last: str | None = None,
        moved: tuple[tuple[int, int], ...] = (),
    ) -> Step:  # fmt: skip
        """Add the version first seen at *at*; *after* is the last look before it."""
        number = len(self.versions) + 1
        before = self.versions[-1].document if self.versions else None
        if self.versions and after:
            self.versions[-1] = replace(self.versions[-1], last_seen=after)
        hashed = f"{number:02x}" * 32
        self.versions.append(Version(number, doc, at, last or at, after, "new text", hash=hashed))
        rev = revision(before, doc, moved)
        notes = tuple(replace(n, status=NoteStatus.CARRIED) for n in self.notes() if n.status is not NoteStatus.REMOVED)
        open_ones = tuple(e.id for e in (*rev.walk(), *rev.field_edits) if e.materiality >= 3)
        step = Step(number, rev, notes if before else (), (), open_ones, ())
        self.steps.append(step)
        return step

    def notes(self) -> tuple[Note, ...]:
        """Return the notes of the newest step."""
        return self.steps[-1].notes if self.steps else ()

    def note(
        self, text: str, *, old: str | None = None, new: str | None = None, edit: str = "", step: int = 0,
        status: LinkStatus = LinkStatus.LINKED, kind: NoteKind = NoteKind.CORRECTION, date: str | None = None,
        type: str = "number", confidence: float = 0.97,
    ) -> Note:  # fmt: skip
        """Say that the newest version brought a note about *edit* of *step* (the newest when 0)."""
        now, number = self.steps[-1], len({n.id for s in self.steps for n in s.notes}) + 1
        made = step or now.version
        body = now.revision.after.text
        at = body.find(text)
        span = Span(at, at + len(text)) if at >= 0 else None
        claim = Claim(
            f"n{number}.c1", text, type, old, new,
            old_span=_find(text, old), new_span=_find(text, new),
        )  # fmt: skip
        note = Note(f"n{number}", kind, text, "Correction", span, date, claims=(claim,))
        revised = self.steps[made - 1].revision
        found = next((e for e in revised.walk() if e.id == edit), None)
        link = Link(
            claim.id, status, (edit,) if edit else (), found.before if found else None, found.after if found else None,
            confidence, (Evidence("both_values", f"{old} -> {new}", 2.0),) if edit else (),
        )  # fmt: skip
        explained = {edit} if edit else set()
        waiting = tuple(e for e in now.unannounced if not (made == now.version and e in explained))
        self.steps[-1] = replace(
            now, notes=(*now.notes, note), links=(*now.links, JoinedLink(link, made)), unannounced=waiting
        )
        return note

    def drop_note(self, note_id: str) -> None:
        """Say that the newest version no longer has this note."""
        now = self.steps[-1]
        notes = tuple(replace(n, status=NoteStatus.REMOVED) if n.id == note_id else n for n in now.notes)
        self.steps[-1] = replace(now, notes=notes)

    def finding(self, finding: Finding) -> None:
        """Add a finding to the newest step."""
        self.steps[-1] = replace(self.steps[-1], findings=(*self.steps[-1].findings, finding))

    def timeline(
        self, *, last: str | None = None, state: ArticleState = ArticleState.OK, decisions: tuple[Decision, ...] = (),
        gaps: tuple[Gap, ...] = (), findings: tuple[Finding, ...] = (),
    ) -> Timeline:  # fmt: skip
        """Return the finished timeline, last looked at *last*."""
        last = last or self.versions[-1].first_seen
        newest = replace(self.versions[-1], last_seen=last)
        article = Article(self.number, self.url, self.outlet, newest.document.headline, state)
        return Timeline(
            article, (*self.versions[:-1], newest), tuple(self.steps), (), gaps, self.versions[0].first_seen, last,
            120, (), findings, decisions, "f" * 64,
        )  # fmt: skip


def _find(text: str, part: str | None) -> Span | None:
    at = text.find(part) if part else -1
    return Span(at, at + len(part or "")) if at >= 0 else None


def bridge(number: int = 1) -> Life:
    """Return the life of one article: a typo, a silent name change, a corrected number, a moved paragraph."""
    life = Life(number=number)
    text = [
        (H, "Council approves bridge after three years of debate"),
        (P, "The city council voted 7 to 4 on Tuesday night to approve a plan that would replace the ageing Harbour Street bridge, ending three years of argument over its cost."),
        (P, "The plan will make the route safer for cylists, who now share two narrow lanes with buses and lorries."),
        (P, "Opponents, among them the residents’ association, argued that the budget of $84.2 million was too low and that work in the river could harm a colony of nesting birds."),
        (CAPTION, "The bridge in 2024. Replacing it will cost $84.2 million."),
        (P, '"This is a good day for everybody who has sat in that queue," said Councillor Marta Delgado, who chairs the transport committee.'),
        (P, "The federal government has promised to pay for 40 percent of the project, according to a letter read out by the city manager, Thomas Okafor."),
        (P, "Engineers hired by the city told the meeting that the old bridge, built in 1931, would need repairs of at least $20 million within the decade."),
    ]  # fmt: skip

    def doc() -> Document:
        return document(*text, outlet="The Daily Harbour", dek="Work on the crossing is due to begin in the spring.",
                        section="Local", authors=("Ines Varga",), published=datetime(2026, 11, 2, 20, 50, tzinfo=UTC))  # fmt: skip

    life.version("2026-11-02T21:04:00Z", doc())
    text[2] = (P, text[2][1].replace("cylists", "cyclists"))
    life.version("2026-11-02T22:40:00Z", doc(), after="2026-11-02T22:25:00Z")
    text[5] = (P, text[5][1].replace("Marta", "Maria"))
    life.version("2026-11-03T06:25:00Z", doc(), after="2026-11-03T06:10:00Z")
    text[3] = (P, text[3][1].replace("$84.2", "$48.2"))
    text[4] = (CAPTION, text[4][1].replace("$84.2", "$48.2"))
    said = "Correction: An earlier version of this article misstated the cost of the Harbour Street bridge. It is $48.2 million, not $84.2 million."
    text.append((NOTE, said))
    step = life.version("2026-11-03T19:30:00Z", doc(), after="2026-11-03T10:15:00Z")
    numbers = [e.id for e in step.revision.edits if e.category is Category.NUMBER]
    life.note(said, old="$84.2 million", new="$48.2 million", edit=numbers[0], date="2026-11-03")
    joined = life.steps[-1].links[0]
    other = next(e for e in step.revision.edits if e.id == numbers[1])
    second = replace(joined.link, edits=(other.id,), before=other.before, after=other.after, confidence=0.9)
    life.steps[-1] = replace(
        life.steps[-1],
        links=(joined, JoinedLink(second, 4)),
        unannounced=tuple(e for e in life.steps[-1].unannounced if e not in numbers),
    )
    text[5] = (P, text[5][1].replace('"This', "“This").replace('queue,"', "queue,”"))
    text[6], text[7] = text[7], text[6]
    life.version("2026-11-04T08:15:00Z", doc(), after="2026-11-04T08:00:00Z", moved=((6, 7),))
    return life


def unannounced(edit: str, title: str = "A name changed and no note is seen", key: str = "k1") -> Finding:
    """Return the finding that a change has no note."""
    return Finding(
        "unannounced_change", "R9", Verdict.FAIL, 3, title, (Evidence("category", "name changed"),), (edit,), key=key
    )


PAYLOADS = (
    '"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "</title><script>alert(1)</script>",
    "</textarea><svg onload=alert(1)>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
    "${alert(1)} {{7*7}} {% raw %}", "</script><script>alert(1)</script>", "\u2028\u2029';alert(1)//", "' onmouseover='alert(1)",
    "javascript:alert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;", "\x00\x1b]0;title\x07\x1b[31m", "=HYPERLINK(\"http://evil.example\")",
)  # fmt: skip
"""The stored-XSS list: what must stay words in text, attribute, address, JSON-LD, feed and XML."""

BIDI = "pay \u202e000,1$\u202c to \u2066abc\u2069 soft\u00adhyphen zero\u200bwidth"
RTL = "ישראל הודיעה אתמול על שינוי, והעיתון תיקן את הידיעה לאחר מכן."
LONG = "Donau" + "dampfschifffahrts" * 24


def hostile(number: int = 3) -> Life:
    """Return the life of an article that tries everything, in every place a page shows words."""
    life = Life(url="javascript:alert(1)//https://evil.example/", outlet=PAYLOADS[0], number=number)
    texts = [*PAYLOADS, BIDI, RTL, LONG]

    def doc(extra: str) -> Document:
        blocks = [(H, PAYLOADS[2] + BIDI + extra), *((P, f"{text} {extra}") for text in texts), (CAPTION, LONG)]
        return document(
            *blocks, outlet=PAYLOADS[0], dek=PAYLOADS[1] + BIDI, section=PAYLOADS[3], authors=(PAYLOADS[4], LONG)
        )

    life.version("2026-11-02T10:00:00Z", doc("costs 5"))
    step = life.version("2026-11-02T12:00:00Z", doc("costs 7 <b>"), after="2026-11-02T11:00:00Z")
    life.note(" ".join(PAYLOADS), old=PAYLOADS[0], new=PAYLOADS[7], edit=step.revision.edits[0].id, type=PAYLOADS[1])
    life.note(RTL + LONG, status=LinkStatus.NOT_FOUND, kind=NoteKind.EDITORS_NOTE)
    life.finding(unannounced(step.revision.edits[-1].id, "".join(PAYLOADS), key="cc33"))
    return life


def long_life(number: int = 4, versions: int = 130) -> Life:
    """Return the life of an article that was changed very often."""
    life = Life(url=f"https://live.example/{number}", outlet="Live", number=number)
    paragraphs = [f"Paragraph {n} of a long live page says that {n} people were seen near the pier." for n in range(60)]
    for n in range(versions):
        paragraphs[n % 60] = (
            f"Paragraph {n % 60} of a long live page says that {n + 100} people were seen near the pier."
        )
        at = f"2026-11-{1 + n // 24:02d}T{n % 24:02d}:00:00Z"
        blocks = [(H, "A long day at the pier"), *((P, text) for text in paragraphs)]
        life.version(at, document(*blocks, outlet="Live"))
    return life
