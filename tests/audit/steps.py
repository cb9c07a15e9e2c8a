"""Make a scene of two versions with the real stages: what an outlet published, read as revtrack reads it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from revtrack.audit import Scene, audit, unannounced
from revtrack.config import OutletSettings
from revtrack.diff import diff
from revtrack.link import link
from revtrack.model import Block, BlockKind, Document, Field, Finding, Revision, Verdict
from revtrack.note import find_notes, follow

HEADLINE = "Ferry to Brackwater sinks at its berth"
LEAD = "A ferry with 41 people on board sank at its berth in Brackwater on Tuesday, the harbour master said."
SECOND = "Divers worked through the night to raise the wreck before the spring tide."
THIRD = "The harbour was rebuilt in 1987 after a storm broke the old pier."


def article(
    *paragraphs: str, headline: str = HEADLINE, fields: Mapping[str, str] | None = None, modified: str | None = None
) -> Document:
    """Return a document with a headline and paragraphs."""
    blocks = (Block(BlockKind.HEADLINE, headline), *(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))
    hidden = tuple(Field(name, value) for name, value in (fields or {}).items())
    when = datetime.fromisoformat(modified) if modified else None
    return Document(blocks, headline=headline, language="en", fields=hidden, modified=when)


def scene(
    before: Document | None,
    after: Document,
    *,
    rules: Mapping[str, str] | None = None,
    past: Sequence[Revision] = (),
    seen: Sequence[tuple[str | None, str | None]] = (),
    profile: OutletSettings | None = None,
) -> Scene:
    """Return the scene of the step from *before* to *after*."""
    revision = Revision(None, after) if before is None else diff(before, after)
    notes = follow(find_notes(before) if before else (), find_notes(after))
    links = link(notes, (*past, revision))
    left = unannounced(revision, notes, links)
    profile = profile or OutletSettings(rules=dict(rules or {}))
    return Scene(revision, notes, links, left, profile, past=tuple(past), seen=tuple(seen))


def verdicts(step: Scene, rule: str) -> list[tuple[str, str]]:
    """Return (code, verdict) of every answer of *rule*."""
    return [(found.code, str(found.verdict)) for found in audit(step) if found.rule == rule]


def failures(step: Scene) -> list[Finding]:
    """Return what failed."""
    return [found for found in audit(step) if found.verdict is Verdict.FAIL]
