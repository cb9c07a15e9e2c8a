"""
Compare any two versions of an article, neighbours or not, when somebody asks.
"""

from dataclasses import replace

from revtrack.audit import unannounced
from revtrack.diff import diff
from revtrack.errors import NotFoundError
from revtrack.link import link
from revtrack.model import Comparison, JoinedLink, NoteStatus, Revision, Step, Version
from revtrack.report.frame import Frame, revision_name
from revtrack.report.render import render
from revtrack.report.revision import revision_pages
from revtrack.report.single import REVISION, Drawn
from revtrack.report.story import Story


def pair_of(story: Story, before: int, after: int) -> Story:
    """
    Return the story of just two versions, as if the later had followed the earlier at once.

    Raises `NotFoundError` when one is missing or they stand the wrong way round.
    """
    if before not in story.versions or after not in story.versions or before >= after:
        raise NotFoundError(
            f"no comparison of version {before} with {after}: give an earlier and a later one of "
            f"{story.order[0]} to {story.order[-1]}"
        )
    old, new = story.versions[before], story.versions[after]
    compared = compared_step(story, old, new)
    first = Step(before, Revision(None, old.document), story.steps[before].notes, (), (), ())
    jumped = replace(new, not_before=old.last_seen or new.not_before)
    return Story(replace(story.timeline, versions=(old, jumped), steps=(first, compared)))


def compared_step(story: Story, old: Version, new: Version) -> Step:
    """Return the step from one version to any later one: diffed, its fresh notes linked, now."""
    revision = diff(old.document, new.document)
    had = {n.id for n in story.steps[old.number].notes if n.status is not NoteStatus.REMOVED}
    has = [n for n in story.steps[new.number].notes if n.status is not NoteStatus.REMOVED]
    notes = tuple(replace(n, status=NoteStatus.CARRIED if n.id in had else NoteStatus.NEW, previous=None) for n in has)
    fresh = tuple(n for n in notes if n.status is NoteStatus.NEW)
    links = link(fresh, (revision,))
    joined = tuple(JoinedLink(found, new.number) for found in links)
    return Step(new.number, revision, notes, joined, unannounced(revision, notes, links), ())


def comparison_of(story: Story, before: int, after: int) -> Comparison:
    """Return the comparison of two versions as other programs read it."""
    step = pair_of(story, before, after).timeline.steps[-1]
    links = tuple(joined.link for joined in step.links)
    return Comparison(step.revision, step.notes, links, step.unannounced, id=f"{story.id}/{before}-{after}")


def compared_file(story: Story, frame: Frame, name: str) -> Drawn | None:
    """Return the page `BEFORE-AFTER.html` of two versions that are no neighbours; None when *name* is no such page."""
    found = REVISION.fullmatch(name)
    if not found:
        return None
    before, after = int(found["before"]), int(found["after"])
    if after in story.versions and story.before(after) == before:
        return None
    pair = pair_of(story, before, after)
    pages = revision_pages(pair, pair.timeline.steps[-1], frame, story.timeline.versions)
    at = int(found["part"] or 1) - 1
    if not 0 <= at < len(pages):
        raise NotFoundError(f"no page {name!r}; there are {len(pages)}")
    return Drawn(render(pages[at]), "html")


def compared_name(before: str | None, after: str | None) -> str:
    """Return the page of the two versions a form asked for, in their order; raises `NotFoundError` for no numbers."""
    try:
        low, high = sorted((int(before or ""), int(after or "")))
    except ValueError:
        raise NotFoundError("say which two versions to compare: ?before=1&after=2") from None
    return revision_name(low, high)
