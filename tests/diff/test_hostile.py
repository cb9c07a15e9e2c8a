"""No input makes the diff hang, eat memory or lose a word: a coarser result, saying so."""

import random
import resource
import subprocess
import sys

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


def inputs() -> dict[str, tuple[str, str]]:
    draw = random.Random(5)
    article = prose(6_000, 1)
    paragraphs = article.split("\n\n")
    return {
        "nothing in common": (article, prose(6_000, 2)),
        "everything moved": (article, "\n\n".join(reversed(paragraphs))),
        "everything edited": (article, article.replace("a ", "e ")),
        "equal words": (" ".join(["the"] * 100_000), " ".join(["the"] * 50_000 + ["a"] + ["the"] * 49_990)),
        "two-character lines": ("\n\n".join(draw.choices(("a.", "b."), k=50_000)), "\n\n".join(draw.choices(("a.", "b."), k=50_000))),
        "two words": (" ".join(draw.choices(("yes", "no"), k=60_000)), " ".join(draw.choices(("yes", "no"), k=60_000))),
        "identical paragraphs": ("\n\n".join(["Read more."] * 50_000), "\n\n".join(["Read more."] * 49_990)),
        "one line": (prose(4_000, 3).replace("\n\n", " ").replace(".", ""), prose(4_000, 3).replace("\n\n", " ").replace(".", "") + " end"),
        "quote marks": ('" ' * 60_000, "“ " * 60_000),
        "only marks": ("(" * 100_000, ")" * 100_000),
        "combining marks": ("e\u0301\u200d" * 50_000, "é" * 50_000),
        "chinese without an end": ("".join(draw.choices("他说了好的不是我们", k=120_000)), "".join(draw.choices("他说了好的不是我们", k=120_000))),
        "blanks": (" " * 300_000 + "a", " " * 299_999 + "b"),
        "numbered items": ("\n\n".join(f"Item {n} of the list" for n in range(8_000)), "\n\n".join(f"Item {n + 1} of the list today" for n in range(8_000))),
    }  # fmt: skip


INPUTS = inputs()


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_has_a_valid_result(name: str) -> None:
    """The edits of any input, however large or repetitive, make the new text of the old one."""
    before, after = map(document, INPUTS[name])
    revision = diff(before, after)
    assert apply(before.text, revision) == after.text
    assert revision.coarse is None or "(" in revision.coarse


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
