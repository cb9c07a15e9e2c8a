"""
Know words inside quotation marks: they are someone's own.

A quotation that goes on in the next paragraph has no closing mark there; the
next one opens with a mark of its own.
"""

import re
from collections.abc import Iterator

from revtrack.diff.rules.fired import CRITICAL, MATERIAL, Fired, shown, step
from revtrack.diff.rules.scene import Scene
from revtrack.model import BODY_KINDS, Category, Document

QUOTED = re.compile(
    r"“[^“”]*?(?:”|(?<=[\w.,!?…])\"(?!\w)|$)"  # a straight mark may close what a curly one opened
    r"|(?<![\w.,!?;:…=])\"(?=\S)[^\"“”]*(?:(?<=[^\s(])\"(?!\w)|”|$)"  # it opens before a word, not behind one or `=`
    r"|«[^«»]*(?:»|$)|‹[^‹›]*(?:›|$)|„[^„“”]*(?:[“”]|$)|‚[^‘’‚]*(?:[‘’]|$)"
    r"|‘(?=\S)(?:[^‘’]|’(?=\w))*(?:’(?!\w)|$)"  # an apostrophe inside does not close it
    r"|「[^」]*(?:」|$)"
)
"""Finds quotations, the last one open to the end where nothing closes it."""

_OPENING = '“"«„「‘‚‹'
_CLOSING = '”"»“」’‘›'


def quotes(scene: Scene) -> Iterator[Fired]:
    """Yield that words inside quotation marks were altered, put in or taken out."""
    if scene.whole:
        return
    t = scene.tile
    if inside_quotation(scene.before, t.a0, t.a1) and inside_quotation(scene.after, t.b0, t.b1):
        yield Fired(CRITICAL, Category.QUOTE, f"words inside quotation marks changed: {step(scene.old, scene.new)}")
        return
    lost = [q for q in QUOTED.findall(scene.old) if len(q) > 14 and q.strip('“”"«»„') not in scene.after.text]
    if lost and scene.new.strip():
        yield Fired(MATERIAL, Category.QUOTE, f"a quotation was taken out: {shown(lost[0])}")


def inside_quotation(document: Document, start: int, end: int) -> bool:
    """Say whether `start:end` lies within quotation marks of its block, both there or the quotation going on behind."""
    if not document.blocks:
        return False
    at = document.block_at(start)
    span = document.span(at)
    if span.length > 20_000 or end > span.end:
        return False
    if not any(document.text.find(mark, span.start, start) >= 0 for mark in _OPENING):
        return False
    for match in QUOTED.finditer(span.of(document.text)):
        if span.start + match.start() < start:
            closed = match.end() - match.start() > 1 and match[0][-1] in _CLOSING
            if closed and end <= span.start + match.end() - 1:
                return True
            if not closed and end <= span.start + match.end() and _goes_on(document, at, match[0][0]):
                return True
    return False


def _goes_on(document: Document, at: int, mark: str) -> bool:
    """Say whether the block behind block *at* is of its kind and opens with the same *mark*."""
    if at + 1 == len(document.blocks):
        return False
    block, following = document.blocks[at], document.blocks[at + 1]
    return block.kind is following.kind and block.kind in BODY_KINDS and following.text.startswith(mark)
