"""
Write how the blocks of two versions belong together as one short text, and read it back.

A version that changes one paragraph of fifty has fifty pairs, nearly all of
which follow the pair before: `=20~=29` says "20 the same, one edited, 29 the
same". A pair that does not go straight on says in brackets where it stands,
`>(76,82)`. The text is short enough to keep with every version.
"""

import re
from collections.abc import Sequence

from revtrack.model import Alignment, BlockPair

SIGNS = {
    Alignment.SAME: "=",
    Alignment.EDITED: "~",
    Alignment.MOVED: ">",
    Alignment.MOVED_EDITED: "<",
    Alignment.SPLIT: "/",
    Alignment.MERGED: "&",
    Alignment.ADDED: "+",
    Alignment.REMOVED: "-",
}
KINDS = {sign: kind for kind, sign in SIGNS.items()}
RUN = re.compile(r"([=~></&+-])(?:\(([\d.]*),([\d.]*)\))?(\d*)")


def pack(pairs: Sequence[BlockPair]) -> str | None:
    """Return *pairs* as a text that `unpack` reads; None when there are none."""
    out: list[list[str | int]] = []
    before = after = 0
    for pair in pairs:
        sign = SIGNS[pair.kind]
        if (pair.before, pair.after) == _next(pair.kind, before, after):
            if out and out[-1][0] == sign:
                out[-1][2] = int(out[-1][2]) + 1
            else:
                out.append([sign, "", 1])
        else:
            out.append([sign, f"({_dotted(pair.before)},{_dotted(pair.after)})", 1])
        before, after = _behind(pair, before, after)
    return "".join(f"{sign}{place}{'' if count == 1 else count}" for sign, place, count in out) or None


def unpack(text: str | None) -> tuple[BlockPair, ...]:
    """Return the pairs that `pack` wrote."""
    out: list[BlockPair] = []
    before = after = 0
    for sign, first, second, count in RUN.findall(text or ""):
        kind = KINDS[sign]
        for number in range(int(count or 1)):
            if number or not (first or second):
                sides = _next(kind, before, after)
            else:
                sides = (_numbers(first), _numbers(second))
            pair = BlockPair(kind, *sides)
            before, after = _behind(pair, before, after)
            out.append(pair)
    return tuple(out)


def _next(kind: Alignment, before: int, after: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the sides of a pair of *kind* that goes straight on."""
    return () if kind is Alignment.ADDED else (before,), () if kind is Alignment.REMOVED else (after,)


def _behind(pair: BlockPair, before: int, after: int) -> tuple[int, int]:
    return pair.before[-1] + 1 if pair.before else before, pair.after[-1] + 1 if pair.after else after


def _dotted(indexes: Sequence[int]) -> str:
    return ".".join(map(str, indexes))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("."))) if text else ()
