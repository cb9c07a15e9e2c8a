"""
Show of every word of a version since when it is there: in which version it came, moved, came back, went.
"""

import re
from dataclasses import dataclass

from revtrack.diff import Blame, blame
from revtrack.errors import NotFoundError
from revtrack.report import times, wording
from revtrack.report.frame import Frame, version_name
from revtrack.report.render import draw
from revtrack.report.single import Drawn
from revtrack.report.story import Story

WORDS = re.compile(r"words-(?P<number>\d{1,9})\.html")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share their history."""

    text: str
    version: str
    """The version that brought them; empty for the first one's, which need no mark."""
    title: str
    """Their history in words."""


@dataclass(frozen=True, slots=True)
class WordsBlock:
    """One block of the text."""

    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class GoneWords:
    """Words that an earlier version had."""

    text: str
    when: str


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Everything the page of word origins shows."""

    frame: Frame
    headline: str
    article_href: str
    number: str
    version_href: str
    blocks: tuple[WordsBlock, ...]
    gone: tuple[GoneWords, ...]


def words_file(story: Story, frame: Frame, name: str) -> Drawn | None:
    """Return the page `words-N.html`; None when *name* is no such page, `NotFoundError` for no such version."""
    found = WORDS.fullmatch(name)
    if not found:
        return None
    number = int(found["number"])
    if number not in story.versions:
        raise NotFoundError(f"no version {number} of article {story.id}; it has 1 to {story.newest.number}")
    known = blame([version.document for version in story.timeline.versions], story.order.index(number) + 1)
    return Drawn(draw("words.html", _page(story, frame, number, known)), "html")


def _page(story: Story, frame: Frame, number: int, known: Blame) -> WordsPage:
    document = story.versions[number].document
    blocks = []
    for index, block in enumerate(document.blocks):
        span = document.span(index)
        here = [stretch for stretch in known.stretches if stretch.span.overlaps(span)]
        stretches = []
        for stretch in here:
            text = known.text[max(stretch.span.start, span.start) : min(stretch.span.end, span.end)]
            came = "" if stretch.came == 1 else str(stretch.came)
            stretches.append(Stretch(text, came, _history(story, stretch.came, stretch.moved, stretch.restored)))
        blocks.append(WordsBlock(wording.label(block.kind), tuple(stretches)))
    gone = [
        GoneWords(removed.text.strip(), wording.versions(removed.came, removed.went - 1))
        for removed in known.removed
        if removed.text.strip()
    ]
    return WordsPage(
        frame.page(f"Since when: version {number}", "../../", "articles", head=story.versions[number].hash, feed=""),
        story.headline, "index.html", str(number), version_name(number), tuple(blocks), tuple(gone[:200]),
    )  # fmt: skip


def _history(story: Story, came: int, moved: int | None, restored: int | None) -> str:
    """Return the history of words in one line."""
    version = story.versions[story.order[came - 1]]
    said = [f"since version {version.number}, {times.between(version.not_before, version.first_seen)}"]
    said += [f"moved in version {story.order[moved - 1]}"] if moved else []
    said += [f"back since version {story.order[restored - 1]}"] if restored else []
    return "; ".join(said)
