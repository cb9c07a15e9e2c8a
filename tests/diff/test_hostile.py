"""No input makes the diff hang, eat memory or lose a word: a coarser result, saying so."""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable

import pytest

from revtrack.diff import apply, diff
from revtrack.model import Block, BlockKind, Document

MEGABYTES = 600
"""Address space of the child: an interpreter with its libraries maps 300 of them before it reads a word."""


def document(text: str) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n\n")))


def prose(sentences: int, seed: int) -> str:
    draw = random.Random(seed)
    words = ["".join(draw.choices("abcdefghijklmnop", k=draw.randint(2, 9))) for _ in range(3000)]
    lines = [" ".join(draw.choices(words, k=12)).capitalize() + "." for _ in range(sentences)]
    return "\n\n".join(" ".join(lines[at : at + 6]) for at in range(0, sentences, 6))


def drawn(words: str, size: int, seed: int, between: str = " ") -> str:
    return between.join(random.Random(seed).choices(words.split(), k=size))


def one_line(end: str) -> str:
    return prose(4_000, 3).replace("\n\n", " ").replace(".", "") + end


def blocks(lines: Iterable[str]) -> str:
    return "\n\n".join(lines)


INPUTS: dict[str, Callable[[], tuple[str, str]]] = {
    "nothing in common": lambda: (prose(6_000, 1), prose(6_000, 2)),
    "everything moved": lambda: (prose(6_000, 1), blocks(reversed(prose(6_000, 1).split("\n\n")))),
    "everything edited": lambda: (prose(6_000, 1), prose(6_000, 1).replace("a ", "e ")),
    "a megabyte in pieces": lambda: (prose(16_000, 1), prose(16_000, 1).replace("a b", "a c").replace("c d", "c e")),
    "equal words": lambda: (" ".join(["the"] * 100_000), " ".join(["the"] * 50_000 + ["a"] + ["the"] * 49_990)),
    "two-character lines": lambda: (drawn("a. b.", 100_000, 1, "\n"), drawn("a. b.", 100_000, 2, "\n")),
    "two-character blocks": lambda: (drawn("a. b.", 100_000, 1, "\n\n"), drawn("a. b.", 100_000, 2, "\n\n")),
    "numbered blocks": lambda: (blocks(map(str, range(60_000))), blocks(map(str, range(1, 120_001, 2)))),
    "two words": lambda: (drawn("yes no", 60_000, 1), drawn("yes no", 60_000, 2)),
    "identical paragraphs": lambda: (blocks(["Read more."] * 50_000), blocks(["Read more."] * 49_990)),
    "one line": lambda: (one_line(""), one_line(" end")),
    "quote marks": lambda: ('" ' * 600_000, "“ " * 600_000),
    "only marks": lambda: ("(" * 100_000, ")" * 100_000),
    "full stops": lambda: ("." * 200_000, "." * 199_000 + "!" * 1_000),
    "full stops before a word": lambda: ("." * 200_000 + "x", "." * 200_000 + "y"),
    "full stops and blanks": lambda: (". " * 200_000, "! " * 200_000),
    "combining marks": lambda: ("e\u0301\u200d" * 50_000, "é" * 50_000),
    "chinese without an end": lambda: (
        drawn("他 说 了 好 的 不 是 我 们", 120_000, 1, ""), drawn("他 说 了 好 的 不 是 我 们", 120_000, 2, ""),
    ),
    "blanks": lambda: (" " * 300_000 + "a", " " * 299_999 + "b"),
    "numbered items": lambda: (
        blocks(f"Item {n} of the list" for n in range(8_000)),
        blocks(f"Item {n + 1} of the list today" for n in range(8_000)),
    ),
}  # fmt: skip

MOST_CPU_S = 4.0
"""Twice the promise, since a busy machine's cores are slower."""

MOST_MEGABYTES = 200


def measure(name: str) -> dict[str, object]:
    """Return what comparing the input *name* costs this process, and whether its edits are complete."""
    before, after = map(document, INPUTS[name]())
    diff(document("It runs."), document("It ran."))  # imports and word tables are no part of the cost
    room, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    revision = diff(before, after)
    cpu_s = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - room) / 1024
    complete = apply(before.text, revision) == after.text
    return {"cpu_s": cpu_s, "megabytes": grown, "complete": complete, "coarse": revision.coarse}


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_is_compared_within_bounds(name: str) -> None:
    """However large or repetitive the texts, the edits are complete, in bounded time and room, and say if coarse."""
    done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    assert found["complete"]
    assert found["cpu_s"] < MOST_CPU_S
    assert found["megabytes"] < MOST_MEGABYTES
    assert found["coarse"] is None or "(" in found["coarse"]


def test_ten_words_in_any_order_stay_small() -> None:
    """Four thousand words of a ten-word vocabulary are compared within a bounded address space."""
    script = """
import random
from revtrack.diff import apply, diff
from revtrack.model import Block, BlockKind, Document
draw = random.Random(1)
def text(): return " ".join(draw.choices("one two three four five six seven eight nine ten".split(), k=4000))
before, after = (Document((Block(BlockKind.PARAGRAPH, text()),)) for _ in range(2))
assert apply(before.text, diff(before, after)) == after.text
"""
    limit = MEGABYTES * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
