"""
Count what revtrack.diff and its peers show on real revisions: edits, changed characters, cut words and numbers, moves.

    python benchmarks/diff/sizes.py HISTORY.jsonl.gz ... [--pairs 500]

`minimal` is the floor: the whole texts as one list of tokens, aligned by diff-match-patch without a deadline where it
is small and by rapidfuzz where it is not, with the same clean-up. Adjacent deletion and insertion count as one edit for
all. Times are processor time, after a first look at some pairs, since imports and word tables are no part of them.
Peers that are not installed are left out: python -m venv peers && peers/bin/pip install fast-diff-match-patch
htmldiff2 web-monitoring-diff, then run this with that interpreter and revtrack installed. web-monitoring-diff wants
lxml and html5-parser built against one libxml2: peers/bin/pip install --no-binary lxml,html5-parser lxml html5-parser.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from diff_match_patch import diff_match_patch
from pairs import read
from speed import document

from revtrack.diff import diff
from revtrack.diff.cleanup import tidy
from revtrack.diff.compose import tiles_between
from revtrack.diff.words import Ids, Passage, align_codes
from revtrack.model import EditKind, Span
from revtrack.text import tokens

WARM = 10
"""Pairs looked at before the clock starts."""

Spans = list[tuple[int, int, int, int]]


def revtrack(before: str, after: str) -> tuple[Spans, int]:
    """Return the changed spans of both sides, those inside moves counted as such, and the moves."""
    spans: Spans = []
    moves = 0
    edits = diff(document(before), document(after)).edits
    gone, come = ([span for edit in edits if (span := getattr(edit, side))] for side in ("before", "after"))
    for edit in edits:
        moves += edit.kind is EditKind.MOVE
        parts = edit.parts if edit.kind is EditKind.MOVE else (edit,)
        here = [(*(part.before or (0, 0)), *(part.after or (0, 0))) for part in parts]
        last = spans[-1] if spans else (0, 0, 0, 0)
        if edit.kind is EditKind.INSERT and last[2:] == (0, 0) and equal(last[1], gone) == equal(here[0][2], come):
            spans[-1] = (*last[:2], *here[0][2:])  # paragraphs that went and others that came in their place
        else:
            spans += here
    return spans, moves


def equal(place: int, covered: list[Span]) -> int:
    """Return how many characters before *place* no edit covers."""
    return place - sum(min(place, span.end) - span.start for span in covered if span.start < place)


def edits_only(before: str, after: str) -> None:
    """Find the changes and their places, as the peers do, without reading what they mean."""
    tiles_between(document(before), document(after), Ids())


def minimal(before: str, after: str) -> tuple[Spans, int]:
    """Return a minimal word diff of the whole texts, with the same clean-up."""
    ids, x, y = Ids(), Passage.cut(before, 0), Passage.cut(after, 0)
    runs = align_codes("".join(ids[word] for word in x.words), "".join(ids[word] for word in y.words))
    runs = tidy(runs, before, x.starts, y.starts)
    return [(x.starts[r.i0], x.starts[r.i1], y.starts[r.j0], y.starts[r.j1]) for r in runs if not r.equal], 0


def of_diffs(diffs: Iterable[tuple[int, str]]) -> Spans:
    """Return the changed spans of a diff-match-patch result, adjacent ones made one."""
    spans: Spans = []
    i = j = 0
    for sign, text in diffs:
        i1, j1 = i + len(text) * (sign <= 0), j + len(text) * (sign >= 0)
        if sign:
            if spans and spans[-1][1] == i and spans[-1][3] == j:
                spans[-1] = (spans[-1][0], i1, spans[-1][2], j1)
            else:
                spans.append((i, i1, j, j1))
        i, j = i1, j1
    return spans


def line_mode(before: str, after: str) -> tuple[Spans, int]:
    """Return what diff-match-patch shows in line mode with its semantic clean-up and its usual deadline of a second."""
    engine = diff_match_patch()
    diffs = engine.diff_main(before, after, True)
    engine.diff_cleanupSemantic(diffs)
    return of_diffs(diffs), 0


def page(text: str) -> str:
    """Return *text* as the HTML that some peers want."""
    return "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n"))


def peers() -> dict[str, Callable[[str, str], tuple[Spans, int] | None]]:
    """Return the differs that are installed; one that gives no places is only timed."""
    found: dict[str, Callable[[str, str], tuple[Spans, int] | None]] = {
        "revtrack": revtrack, "revtrack edits only": edits_only, "minimal words": minimal, "diff-match-patch line": line_mode,
    }  # fmt: skip
    try:
        import fast_diff_match_patch as fast

        sign = {"=": 0, "-": -1, "+": 1}
        found["fast-dmp semantic"] = lambda a, b: (
            of_diffs((sign[op], text) for op, text in fast.diff(a, b, cleanup="Semantic", counts_only=False)), 0,
        )  # fmt: skip
    except ImportError:
        pass
    try:
        import htmldiff2

        found["htmldiff2"] = lambda a, b: htmldiff2.render_html_diff(page(a), page(b)) and None
    except ImportError:
        pass
    try:
        from web_monitoring_diff import html_diff_render, html_text_diff

        found["web-monitoring-diff text"] = lambda a, b: html_text_diff(page(a), page(b)) and None
        found["web-monitoring-diff html"] = lambda a, b: html_diff_render(page(a), page(b)) and None
    except ImportError:
        pass
    return found


def cuts(text: str, edges: set[int]) -> int:
    """Return how many edges fall inside a token of *text*."""
    return sum(bool(edges & set(range(token.start + 1, token.end))) for token in tokens(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("histories", nargs="+", type=Path)
    parser.add_argument("--pairs", type=int, default=500)
    options = parser.parse_args()
    pairs = [pair for path in options.histories for pair in read(path)]
    random.Random(3).shuffle(pairs)
    pairs = pairs[: options.pairs]
    print(f"{len(pairs)} pairs")
    for name, differ in peers().items():
        changed = edits = edges = moves = 0
        for pair in pairs[:WARM]:
            differ(*pair)
        start, measured = time.process_time(), True
        answers = [differ(before, after) for before, after in pairs]
        taken = (time.process_time() - start) / len(pairs) * 1000
        for (before, after), answer in zip(pairs, answers, strict=True):
            if answer is None:
                measured = False
                continue
            spans, moved = answer
            moves += moved
            edits += len(spans) + moved
            changed += sum(a1 - a0 + b1 - b0 for a0, a1, b0, b1 in spans)
            edges += cuts(before, {at for a0, a1, _, _ in spans if a0 != a1 for at in (a0, a1)})
            edges += cuts(after, {at for _, _, b0, b1 in spans if b0 != b1 for at in (b0, b1)})
        n = len(pairs)
        shown = f"changed {changed / n:7.0f}  edits {edits / n:5.2f}  edges in tokens {edges / n:5.2f}  moves {moves:4}"
        print(f"{name:24} {taken:8.2f} ms a pair  {shown if measured else ''}", flush=True)


if __name__ == "__main__":
    main()
