"""
Show what changed between two versions: complete, minimal, and readable.

- `diff(before, after)`: the revision, every difference in some edit
- `apply(before_text, revision)`: the new text, made from the old one and the edits
- `align(before, after)`: which sentences belong together
- `judge_again(revision, piece)`: category and materiality of a piece of one of its edits
- `blame(versions, number)`: for every word of a version in which version it came and when it went

Blocks are laid over each other first, then sentences, then words; a passage
that stands elsewhere is moved. What an edit means is read by rules over whole
tokens, whose words are data files. There is no clock in here: the same two
versions give the same edits on every machine.
"""

from revtrack.diff.again import judge_again
from revtrack.diff.aligning import align
from revtrack.diff.applying import apply
from revtrack.diff.provenance import Blame, Removed, Stretch, blame
from revtrack.diff.revising import diff

__all__ = ["Blame", "Removed", "Stretch", "align", "apply", "blame", "diff", "judge_again"]
