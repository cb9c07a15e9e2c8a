"""
Show the words of a version block by block, marked, with the cards that stand beside them.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from revtrack.model import BlockKind, Document, Span
from revtrack.report import wording
from revtrack.report.cards import Card, Placed
from revtrack.report.pieces import Look, Piece, marked
from revtrack.report.story import Story

TEXT_BUDGET = 90_000
"""Characters of article text on one page; longer texts are cut into parts (pages stay under 300 KB)."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of the article with its marked words and the cards that stand beside it."""

    kind: str
    """The block's kind, `paragraph`, `heading`, `caption` ..."""
    label: str
    """What to call it; empty for a paragraph."""
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    since: str = ""
    """The version that brought these words, when it is not the first; empty else."""
    since_href: str = ""
    """The step that brought them."""


def text_blocks(story: Story, placed: tuple[Placed, ...]) -> tuple[tuple[TextBlock, ...], str]:
    """Return the newest text with its marks and cards, and what is left out when it is too long."""
    document = story.newest.document
    beside, marks = _by_block(document, placed)
    out, used, skipped = [], 0, 0
    for index, block in enumerate(document.blocks):
        here = beside[index]
        if used > TEXT_BUDGET and not here:
            skipped += 1
            continue
        used += len(block.text)
        if said_above(document, index) and not here:
            continue
        out.append(TextBlock(str(block.kind), _label(document, index), marked(block.text, marks[index]), tuple(here)))
    cut = f"{wording.count(skipped, 'block')} without marks left out here" if skipped else ""
    return tuple(out), cut


def _by_block(
    document: Document, placed: tuple[Placed, ...]
) -> tuple[defaultdict[int, list[Card]], defaultdict[int, list[tuple[Span, Look]]]]:
    """Return, by block, the cards that stand beside it and the marks in it, counted from its start."""
    beside: defaultdict[int, list[Card]] = defaultdict(list)
    marks: defaultdict[int, list[tuple[Span, Look]]] = defaultdict(list)
    for item in placed:
        if item.place:
            # Beside a note that was joined to nothing its words stand already.
            alone = not (item.at or item.card.joins or item.card.asks)
            beside[document.block_at(item.place.start)].append(replace(item.card, said=()) if alone else item.card)
        for at, look in item.at:
            index = document.block_at(at.start)
            span = document.span(index)
            if span.contains(at):
                marks[index].append((at.shifted(-span.start), look))
    return beside, marks


def said_above(document: Document, index: int) -> bool:
    """Say whether a block repeats what stands at the top of the page: headline, standfirst, byline."""
    block = document.blocks[index]
    above = {
        BlockKind.HEADLINE: document.headline,
        BlockKind.DEK: document.dek,
        BlockKind.BYLINE: ", ".join(document.authors),
    }
    return bool(block.text) and above.get(block.kind) == block.text


def _label(document: Document, index: int) -> str:
    """Return what a block is called; the headline, a paragraph and a heading explain themselves."""
    kind = document.blocks[index].kind
    return "" if kind in (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.DEK) else wording.label(kind)
