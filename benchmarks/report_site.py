"""
Time writing and serving the report of a made archive: how long for all, how long when nothing or one thing changed.

    python benchmarks/report_site.py --articles 1000 --versions 10 [--keep DIR]

Every article has 30 paragraphs of its own; a version changes two numbers in one
of them. The archive is a real SQLite file, read by `write_site` as
`revtrack report` does.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from revtrack.diff import diff
from revtrack.model import Analysis, Block, BlockKind, Check, CheckCode, Decided, Document, Outcome, Revision
from revtrack.report import write_site
from revtrack.store import Archive

WORDS = [
    "council",
    "bridge",
    "harbour",
    "river",
    "budget",
    "vote",
    "engineer",
    "repairs",
    "spring",
    "opponents",
    "residents",
    "letter",
    "federal",
    "project",
    "manager",
    "committee",
    "transport",
    "lanes",
    "buses",
    "lorries",
    "colony",
    "birds",
    "plan",
    "cost",
    "argument",
    "decade",
    "meeting",
    "night",
    "members",
]


def paragraphs(chance: random.Random) -> list[str]:
    """Return thirty paragraphs of about sixty words with numbers in them."""
    made = []
    for _ in range(30):
        words = [chance.choice(WORDS) for _ in range(55)]
        for at in (10, 30, 50):
            words.insert(at, str(chance.randint(2, 9000)))
        made.append(" ".join(words).capitalize() + ".")
    return made


def document(texts: list[str], headline: str) -> Document:
    """Return the texts as an article."""
    blocks = (Block(BlockKind.HEADLINE, headline), *(Block(BlockKind.PARAGRAPH, text) for text in texts))
    return Document(blocks, headline=headline, outlet="The Daily Harbour", section="Local")


def build(path: Path, articles: int, versions: int) -> None:
    """Make the archive."""
    chance = random.Random(8)
    with Archive(path) as archive:
        for number in range(articles):
            article = archive.add(f"https://harbour.example/{number}", "The Daily Harbour")
            texts, before, outcomes = paragraphs(chance), None, []
            for version in range(1, versions + 1):
                if version > 1:
                    at = chance.randrange(30)
                    texts[at] = " ".join(
                        str(chance.randint(2, 9000)) if word.isdigit() else word for word in texts[at].split(" ")
                    )
                after = document(texts, f"Council approves bridge {number}")
                revision = diff(before, after) if before else Revision(None, after)
                when = f"2026-{1 + version % 12:02d}-{1 + number % 28:02d}T{version % 24:02d}:00:00Z"
                waiting = tuple(edit.id for edit in revision.edits if edit.materiality >= 3)
                decided = Decided.NEW if before else Decided.FIRST
                outcomes.append(
                    Outcome(
                        article, Check(when, CheckCode.NEW_VERSION, version=version), None, after, decided,
                        str(version), analysis=Analysis(revision, unannounced=waiting),
                    )
                )  # fmt: skip
                before = after
            archive.commit_many(outcomes)
        archive.seal()


def timed(name: str, path: Path, out: Path) -> float:
    """Write the site once and print how long it took."""
    start, cpu = time.perf_counter(), time.process_time()
    with Archive(path, read_only=True) as archive:
        done = write_site(archive, out, head=archive.head())
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name:28} {took:7.1f} s, of it {cpu:6.1f} s of CPU   {done.written} written, {done.kept} kept")
    return took


def main() -> None:
    """Build, write three times, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=10)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    path = folder / "made.db"
    if not path.exists():
        build(path, given.articles, given.versions)
    out = folder / "site"
    timed("everything", path, out)
    timed("again, nothing changed", path, out)
    with Archive(path) as archive:
        archive.commit(
            Outcome(archive.article(1), Check("2027-01-01T00:00:00Z", CheckCode.SAME_TEXT, version=given.versions))
        )
    timed("again, one article looked at", path, out)
    sizes = sorted(file.stat().st_size for file in out.rglob("*.html"))
    print(f"pages {len(sizes)}, median {sizes[len(sizes) // 2]:,} bytes, largest {sizes[-1]:,} bytes")


if __name__ == "__main__":
    main()
