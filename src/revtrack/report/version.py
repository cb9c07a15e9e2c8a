"""
Make the page of one version: the article as it was published then, with where each passage came from.
"""

from dataclasses import dataclass

from revtrack.model import Version
from revtrack.report import times, wording
from revtrack.report.article import Fact
from revtrack.report.body import TEXT_BUDGET, TextBlock, said_above
from revtrack.report.frame import Frame, revision_name, version_name
from revtrack.report.pieces import plain
from revtrack.report.story import Story
from revtrack.report.tallies import PageLink, Pages, part_links
from revtrack.report.ways import step_page


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that proves what we saw."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Everything the page of a version shows."""

    frame: Frame
    headline: str
    """The headline of this version."""
    number: str
    article_headline: str
    article_href: str
    outlet: str
    dek: str
    byline: str
    facts: tuple[Fact, ...]
    text: tuple[TextBlock, ...]
    """Each block with the version that brought it."""
    previous_href: str
    next_href: str
    changes_href: str
    """The comparison with the version before; empty for the first."""
    words_href: str
    """The same text with the version that brought each word; empty where no server answers."""
    proofs: tuple[Proof, ...]
    pages: tuple[PageLink, ...]


def version_pages(story: Story, version: Version, frame: Frame) -> Pages[VersionPage]:
    """Return the pages of one version; several when the text is long."""
    blocks = _blocks(story, version)
    chunks: list[list[TextBlock]] = [[]]
    used = 0
    for block in blocks:
        length = sum(len(piece.text) for piece in block.pieces)
        if used + length > TEXT_BUDGET and chunks[-1]:
            chunks.append([])
            used = 0
        chunks[-1].append(block)
        used += length
    name = version_name(version.number)
    names = [name, *(name.replace(".html", f"-p{number}.html") for number in range(2, len(chunks) + 1))]
    return Pages(len(chunks), lambda index: _page(story, version, frame, tuple(chunks[index]), names, index))


def _blocks(story: Story, version: Version) -> list[TextBlock]:
    """Return the blocks of a version, each with the version that first had exactly its words."""
    if version.taken_down:
        notice = f"The words of this version were taken down: {version.taken_down}. Its time and its hashes stay."
        return [TextBlock("note", "taken down", plain(notice), (), "", "")]
    out = []
    born = births(story, version)
    for index, block in enumerate(version.document.blocks):
        if said_above(version.document, index):
            continue
        first = born[index] if born[index] > story.order[0] else None
        since = f"since version {first}" if first else ""
        href = step_page(story, story.steps[first]) if first else ""
        out.append(TextBlock(str(block.kind), wording.label(block.kind), plain(block.text), (), since, href))
    return out


def births(story: Story, version: Version) -> list[int]:
    """Return, for each block of *version*, the earliest version from which on every version has its exact text."""
    wanted = [block.text for block in version.document.blocks]
    born = [version.number] * len(wanted)
    alive = set(wanted)
    for earlier in reversed([v for v in story.timeline.versions if v.number < version.number]):
        alive &= {block.text for block in earlier.document.blocks}
        if not alive:
            break
        born = [earlier.number if text in alive else since for text, since in zip(wanted, born, strict=True)]
    return born


def _page(
    story: Story, version: Version, frame: Frame, blocks: tuple[TextBlock, ...], names: list[str], index: int
) -> VersionPage:
    """Return one page of a version."""
    document, number = version.document, version.number
    facts = [Fact("first seen", times.between(version.not_before, version.first_seen), "")]
    if version.last_seen:
        facts.append(Fact("last seen", times.clock(version.last_seen), ""))
    if version.taken_down:
        facts.append(Fact("taken down", version.taken_down, ""))
    elif version.reason:
        facts.append(Fact("kept because", version.reason, ""))
    proofs = (("SHA-256 of the page’s bytes", version.capture_sha256), ("hash in the archive’s chain", version.hash),
              ("read by", document.extractor), ("came from", "" if version.taken_down else version.source))  # fmt: skip
    return VersionPage(
        frame=frame.page(f"Version {number}: {document.headline or story.headline}", "../../", "articles",
                         head=version.hash, feed=""),
        headline=document.headline or story.headline,
        number=str(number),
        article_headline=story.headline,
        article_href="index.html",
        outlet=story.outlet,
        dek=document.dek,
        byline=", ".join(document.authors),
        facts=tuple(facts),
        text=blocks,
        previous_href=version_name(number - 1) if number - 1 in story.versions else "",
        next_href=version_name(number + 1) if number + 1 in story.versions else "",
        changes_href=revision_name(number - 1, number) if number - 1 in story.versions else "",
        words_href=f"words-{number}.html" if frame.served else "",
        proofs=tuple(Proof(name, value) for name, value in proofs if value),
        pages=part_links(names, index),
    )  # fmt: skip
