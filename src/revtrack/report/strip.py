"""
Make the strip an outlet can put under its own story: the history of this article in three lines.
"""

from dataclasses import dataclass

from revtrack.report import times, wording
from revtrack.report.frame import Frame, article_path
from revtrack.report.story import Story


@dataclass(frozen=True, slots=True)
class StripLine:
    """One thing that happened, newest first."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class StripPage:
    """Everything the strip shows: neutral, no score, no reproach."""

    frame: Frame
    summary: str
    lines: tuple[StripLine, ...]
    href: str
    """The article's page; absolute where the site's address is known."""


def strip_of(story: Story, frame: Frame, shown: int = 4) -> StripPage:
    """Return the strip of *story* with its newest notes."""
    versions, notes = len(story.versions), story.notes
    said = f"{wording.count(versions, 'version')} seen since {times.day(story.timeline.versions[0].first_seen)}"
    said += f", {wording.count(len(notes), 'note')} by the outlet" if notes else ", no note by the outlet"
    lines = []
    for note, first, _ in reversed(notes[-shown:]):
        version = story.versions[first]
        text = note.text if len(note.text) <= 220 else note.text[: note.text.rfind(" ", 0, 220)] + " …"
        lines.append(StripLine(times.day(version.first_seen), text))
    href = f"{frame.base_url}{article_path(story.id)}index.html" if frame.base_url else "index.html"
    own = frame.page("History of this article", "../../", "articles", head=story.newest.hash, feed="")
    return StripPage(own, said + ".", tuple(lines), href)
