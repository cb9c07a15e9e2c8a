"""
Say by its tag what an element does to the text: end a block, be passed over, mark its words, name a kind.
"""

from revtrack.model import BlockKind, MarkKind

SKIPPED_NAMES = (
    "script style noscript template svg math canvas select datalist option optgroup input textarea button "
    "object map area head title meta link base param source track col colgroup dialog frame frameset "
    "noframes amp-ad amp-analytics amp-sticky-ad amp-consent amp-list progress meter audio video picture "
    "img"
)
SKIPPED = frozenset(SKIPPED_NAMES.split())
"""What a reader sees no words of, or words that are no text."""

BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul label amp-accordion amp-carousel"
)
BLOCKS = frozenset(BLOCKS_NAMES.split())
"""What begins and ends a block."""

MARKS = {"s": MarkKind.DELETED, "del": MarkKind.DELETED, "strike": MarkKind.DELETED, "ins": MarkKind.INSERTED}

KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
    "tr": BlockKind.TABLE_ROW,
}
