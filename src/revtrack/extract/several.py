"""
Join what was read from the pages of one article into one document.
"""

from collections.abc import Sequence
from dataclasses import replace

from revtrack.model import BlockKind, Document, Fault

HEAD = frozenset({BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE})


def joined(pages: Sequence[Document]) -> Document:
    """
    Return one document: the first page's fields, the blocks of all in order.

    What a later page only repeats (headline, standfirst, a note, the lead picture) is left out.
    A later page that could not be read makes the whole faulty: its text is not gone.
    """
    first, *rest = pages
    bad = next(((number, page) for number, page in enumerate(rest, 2) if page.fault is not None), None)
    if bad is not None:
        number, page = bad
        detail = f"page {number} of {len(pages)} is no article: {page.fault}: {page.fault_detail}"
        return replace(first, fault=Fault.TRUNCATED, fault_detail=detail)
    said = {block.text for block in first.blocks}
    blocks = list(first.blocks)
    for page in rest:
        new = [block for block in page.blocks if block.kind not in HEAD and block.text not in said]
        said.update(block.text for block in new)
        blocks += new
    warnings = [f"page {number}: {w}" for number, page in enumerate(rest, 2) for w in page.warnings]
    return replace(
        first,
        blocks=tuple(blocks),
        warnings=(*first.warnings, *warnings),
        ignored=tuple(item for page in pages for item in page.ignored),
        next_page=pages[-1].next_page,
    )
