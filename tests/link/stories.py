"""
Read case files: versions of an invented article as an outlet published them, and what is to be linked.

The first line is the promise. Each `=== version` holds one version: `# ` a
headline, `> ` a caption, `@name: ` a hidden field, other lines paragraphs. The
links are those of the last step. `=== expect` holds one line for each link:

    linked | old words -> new words      `-` for none
    linked@0 | old -> new                in the first step
    also | old -> new                    a further place of the claim above
    target_only | the sentence
    linked:social_title                  a hidden field
    unannounced | old -> new             what no note explains
"""

from dataclasses import dataclass
from pathlib import Path

from revtrack.audit import unannounced
from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Block, BlockKind, Document, Field, Link, LinkStatus, Note, Revision
from revtrack.note import find_notes, follow

FOLDER = Path(__file__).parents[1] / "cases" / "link"


@dataclass(frozen=True, slots=True)
class Story:
    """One case file."""

    promise: str
    versions: tuple[Document, ...]
    expected: tuple[str, ...]


def read(path: Path) -> Story:
    """Return the story in the file at *path*."""
    promise, *sections = path.read_text("utf-8").split("\n=== ")
    versions = [document(text) for name, _, text in (s.partition("\n") for s in sections) if name == "version"]
    expected = [text for name, _, text in (s.partition("\n") for s in sections) if name == "expect"]
    return Story(promise.strip(), tuple(versions), tuple(expected[0].strip().splitlines() if expected else ()))


def document(text: str) -> Document:
    """Return one version."""
    blocks, fields, headline = [], [], ""
    for line in text.strip().splitlines():
        if line.startswith("@"):
            name, _, value = line[1:].partition(": ")
            fields.append(Field(name, value))
        elif line.startswith("# "):
            headline = line[2:]
            blocks.append(Block(BlockKind.HEADLINE, headline))
        elif line.startswith("> "):
            blocks.append(Block(BlockKind.CAPTION, line[2:]))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line))
    return Document(tuple(blocks), headline=headline, fields=tuple(fields))


def steps(story: Story) -> tuple[tuple[Revision, ...], tuple[Note, ...]]:
    """Return the revisions of a story, oldest first, and the notes of its last version."""
    if len(story.versions) == 1:
        return (Revision(None, story.versions[0]),), follow((), find_notes(story.versions[0]))
    revisions = [diff(old, new) for old, new in zip(story.versions, story.versions[1:], strict=False)]
    notes = follow(find_notes(story.versions[-2]), find_notes(story.versions[-1]))
    return tuple(revisions), notes


def found(story: Story) -> list[str]:
    """Return what was linked, in the words of a case file."""
    revisions, notes = steps(story)
    links = link(notes, revisions)
    lines, claims = [], set[str]()
    for one in links:
        lines.append(line(one, revisions, first=one.claim not in claims))
        claims.add(one.claim)
    return lines


def open_changes(story: Story) -> list[str]:
    """Return what no note explains, in the words of a case file."""
    revisions, notes = steps(story)
    left = unannounced(revisions[-1], notes, link(notes, revisions))
    edits = [edit for edit in revisions[-1].edits if edit.id in left]
    return ["unannounced | " + " -> ".join(w.strip() or "-" for w in revisions[-1].words(edit)) for edit in edits]


def line(one: Link, revisions: tuple[Revision, ...], *, first: bool) -> str:
    """Return one link in the words of a case file."""
    step = revisions[one.revision]
    fields = [edit.field for edit in step.field_edits if edit.id in one.edits]
    word = str(one.status) if first else "also"
    word += f"@{one.revision}" if one.revision >= 0 else ""
    if fields:
        return f"{word}:{fields[0]}"
    old = one.before.of(step.before.text).strip() if one.before and step.before else "-"
    new = one.after.of(step.after.text).strip() if one.after else "-"
    if one.status in (LinkStatus.LINKED, LinkStatus.REMOVED):
        return f"{word} | {old} -> {new}"
    return f"{word} | {new}" if one.after else word
