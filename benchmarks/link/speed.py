"""
Time linking and auditing of real revisions, beside the diff of the same pairs in the same run.

    python benchmarks/link/speed.py CASES.jsonl

Prints the median and the 95th percentile in milliseconds of processor time, and the ratio of the
medians to the diff's, which depends less on how busy the machine is.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from cases import read_cases
from revtrack import text
from revtrack.audit import Scene, audit, unannounced
from revtrack.diff import diff
from revtrack.link import link
from revtrack.link.prose import cut
from revtrack.note import find_notes, follow
from revtrack.note.find import said
from revtrack.note.lexicon import common_words
from revtrack.note.passage import quotations, sentences
from revtrack.note.reading import read
from revtrack.note.screen import admitted
from revtrack.note.stretch import notes_in
from revtrack.note.values import quoted

ROUNDS = 3
REMEMBERED = (cut, notes_in, admitted, common_words, sentences, quotations, quoted, read, said, text.sentences)


def timed(work: Callable[[], object]) -> float:
    """Return the best of some rounds, in milliseconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        for remembered in REMEMBERED:  # As for an article never seen: nothing of it is remembered.
            remembered.cache_clear()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> None:
    """Time every stage on every case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    spent: dict[str, list[float]] = {"diff": [], "notes": [], "link": [], "audit": []}
    for case in read_cases(parser.parse_args().cases):
        revision, notes = case.revision, case.notes
        before, after = revision.before, revision.after
        assert before is not None
        links = link(notes, (revision,))
        scene = Scene(revision, notes, links, unannounced(revision, notes, links))
        spent["diff"].append(timed(lambda a=before, b=after: diff(a, b)))
        spent["notes"].append(timed(lambda a=before, b=after: follow(find_notes(a), find_notes(b))))
        spent["link"].append(timed(lambda n=notes, r=revision: link(n, (r,))))
        spent["audit"].append(timed(lambda s=scene: audit(s)))
    base = statistics.median(spent["diff"])
    for name, values in spent.items():
        median, high = statistics.median(values), sorted(values)[int(len(values) * 0.95)]
        print(f"{name:6} median {median:6.2f} ms  95% {high:7.2f} ms  {median / base:5.1f} times the diff")


if __name__ == "__main__":
    main()
