"""
Answer times of every page's queries at ten thousand versions and at a hundred times as many, in one run.

    python benchmarks/archive/scale.py --copies 100        # 1,000,000 versions of 100,000 articles
    python benchmarks/archive/scale.py --copies 3          # quick

A seed of 1,000 articles with 10 versions each is committed through the front
door, timed; the large archive is the seed copied row by row in SQL with other
numbers, addresses and words, which takes minutes instead of an hour. Times are
processor time of this process, so that other work on the machine does not
count; add what the disk takes on a cold cache.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from revtrack.diff import diff
from revtrack.model import (
    Analysis,
    Block,
    BlockKind,
    Check,
    CheckCode,
    Decided,
    Document,
    Evidence,
    Finding,
    Outcome,
    Revision,
    Verdict,
)
from revtrack.store import Archive

ARTICLES, VERSIONS = 1000, 10
OUTLETS = [f"The Outlet {number}" for number in range(20)]
FIRST, SECOND = (
    ["Bram", "Cleo", "Dorr", "Esk", "Fenn", "Gale", "Holt", "Iris", "Juna", "Kerr"],
    ["mill", "ferry", "bridge", "school", "harbour"],
)


def words(dice: random.Random, count: int) -> str:
    """Return made prose."""
    return " ".join(
        dice.choice(FIRST if dice.random() < 0.1 else SECOND) + str(dice.randrange(3000)) for _ in range(count)
    )


def seed(path: Path, articles: int) -> float:
    """Commit *articles* with `VERSIONS` versions each; return seconds a version."""
    dice = random.Random(1)
    spent = 0.0
    with Archive(path) as archive:
        for number in range(articles):
            article = archive.add(f"https://outlet{number % 20}.example/{number}", OUTLETS[number % 20])
            texts = [words(dice, 40) for _ in range(6)]
            before: Document | None = None
            for version in range(VERSIONS):
                if version:
                    texts[dice.randrange(6)] = words(dice, 40)
                blocks = [Block(BlockKind.HEADLINE, f"Story {number}")]
                after = Document((*blocks, *(Block(BlockKind.PARAGRAPH, text) for text in texts)), f"Story {number}")
                at = f"2026-{version % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z"
                revision = Revision(None, after) if before is None else diff(before, after)
                found = Finding(
                    "unannounced_change", "R9", Verdict.FAIL, dice.randint(1, 4), "a change with no note found",
                    (Evidence("edit", "e1"),), ("e1",), key=f"k{number}-{version}",
                )  # fmt: skip
                outcome = Outcome(
                    article, Check(at, CheckCode.NEW_VERSION), None, after, Decided.NEW, f"{number}-{version}",
                    analysis=Analysis(revision, unannounced=("e1",), findings=(found,) if version % 3 == 1 else ()),
                )  # fmt: skip
                start = time.process_time()
                archive.commit(outcome)
                spent += time.process_time() - start
                before = after
    return spent / (articles * VERSIONS)


TABLES = (
    "articles", "article_urls", "checks", "state_changes", "versions", "blocks", "block_lives", "field_lives", "edits",
    "field_edits", "notes", "claims", "note_sightings", "links", "findings", "chain",
)  # fmt: skip
UNNUMBERED = ("block_lives", "field_lives")
"""Tables that are counted by their article."""
WORDED = {"url": "{} || '-' || :copy", "text": "{} || ' copy' || :copy", "key": "{} || '-' || :copy"}


def copy(path: Path, copies: int) -> None:
    """Add *copies* - 1 copies of every row, with other numbers, addresses and words."""
    with Archive(path) as archive:
        run = archive.db.raw.execute
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000", "wal_autocheckpoint = 20000"):
            run(f"PRAGMA {pragma}")
        tops = {
            table: run(f"SELECT IFNULL(MAX(id), 0) FROM {table}").fetchone()[0]
            for table in TABLES if table not in UNNUMBERED
        }  # fmt: skip
        statements = []
        for table in TABLES:
            refers = {row[3]: row[2] for row in run(f"PRAGMA foreign_key_list({table})")}
            names = [row[1] for row in run(f"PRAGMA table_info({table})")]
            values = []
            for name in names:
                if name == "id" or (table == "chain" and name == "ref"):
                    values.append(f"{name} + {tops[table] if name == 'id' else tops['versions']} * :copy")
                elif refers.get(name) in tops:
                    values.append(f"{name} + {tops[refers[name]]} * :copy")
                else:
                    values.append(WORDED.get(name, "{}").format(name) if name in WORDED else name)
            statements.append(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table}"
                f" WHERE {'article_id' if table in UNNUMBERED else 'id'} <= {tops.get(table, tops['articles'])}"
            )
        for number in range(1, copies):
            with archive.db.transaction():
                for statement in statements:
                    run(statement, {"copy": number})
                run(
                    "INSERT INTO blocks_fts (rowid, text) SELECT id, text FROM blocks WHERE id > :low AND id <= :high",
                    {"low": tops["blocks"] * number, "high": tops["blocks"] * (number + 1)},
                )
            if number % 10 == 0:
                print(f"    {number} of {copies} copies", flush=True)


def times(path: Path, rounds: int) -> dict[str, float]:
    """Return the 99th percentile of each page's queries in milliseconds, over *rounds* random articles."""
    dice = random.Random(7)
    with Archive(path, read_only=True) as archive:
        top = archive.db.value("SELECT MAX(id) FROM articles")
        last = archive.db.value("SELECT MAX(id) FROM findings")

        def any_two() -> None:
            article = archive.article(dice.randint(1, top))
            one, other = sorted(dice.sample(range(1, VERSIONS + 1), 2))
            diff(archive.version(article, one).document, archive.version(article, other).document)

        def two() -> None:
            article = archive.article(dice.randint(1, top))
            for number in dice.sample(range(1, VERSIONS + 1), 2):
                archive.version(article, number)

        pages: dict[str, Callable[[], object]] = {
            "timeline": lambda: archive.timeline(archive.article(dice.randint(1, top))),
            "two versions, read": two,
            "any two, read and diffed anew": any_two,
            "job for a visit": lambda: archive.job(archive.article(dice.randint(1, top))),
            "search, a phrase": lambda: archive.search(
                f'"{dice.choice(SECOND)}{dice.randrange(3000)} mill{dice.randrange(3000)}"'
            ),
            "search, common word": lambda: archive.search(f"mill{dice.randrange(3000)}"),
            "search, one outlet": lambda: archive.search(f"mill{dice.randrange(3000)}", outlet=dice.choice(OUTLETS)),
            "search, since a date": lambda: archive.search(f"mill{dice.randrange(3000)}", since="2026-10-20"),
            "search, until a date": lambda: archive.search(f"mill{dice.randrange(3000)}", until="2026-01-10"),
            "search, headlines only": lambda: archive.search(f"mill{dice.randrange(3000)}", kind="headline"),
            "search, removed only": lambda: archive.search(f"mill{dice.randrange(3000)}", removed=True),
            "audit, newest": lambda: archive.findings(limit=50),
            "audit, some page": lambda: archive.findings(limit=50, before=dice.randint(1, last)),
            "audit, undecided, one outlet": lambda: archive.findings(
                limit=50, outlet=dice.choice(OUTLETS), undecided=True
            ),
            "audit, critical": lambda: archive.findings(limit=50, severity=4),
            "list of articles, some page": lambda: list(archive.articles(after=dice.randint(1, top), limit=50)),
        }
        out = {}
        for name, ask in pages.items():
            spent = []
            for _ in range(rounds):
                start = time.process_time()
                ask()
                spent.append(time.process_time() - start)
            out[name] = sorted(spent)[int(rounds * 0.99)] * 1e3
    return out


def opening(path: Path) -> float:
    """Return the median milliseconds of opening the archive to read."""
    spent = []
    for _ in range(20):
        start = time.process_time()
        with Archive(path, read_only=True) as archive:
            archive.head()
        spent.append(time.process_time() - start)
    return sorted(spent)[10] * 1e3


def unchanged(path: Path, count: int) -> float:
    """Return unchanged checks a second, committed in batches of 1,000."""
    with Archive(path) as archive:
        known = list(archive.articles(limit=1000))
        batches = [
            [
                Outcome(article, Check("2026-12-01T08:00:00Z", CheckCode.NOT_MODIFIED, status=304, url=article.url))
                for article in known
            ]
            for _ in range(max(1, count // len(known)))
        ]
        start = time.process_time()
        for batch in batches:
            archive.commit_many(batch)
        return sum(map(len, batches)) / (time.process_time() - start)


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="keep the archive here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = (args.folder or Path(name)) / "scale.db"
        if not path.exists():
            print(f"commit of a changed version: {seed(path, args.articles) * 1e3:.2f} ms (mean, text only)")
        small_open, small = opening(path), times(path, args.rounds)
        start = time.perf_counter()
        copy(path, args.copies)
        print(f"built in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        large_open, large = opening(path), times(path, args.rounds)
        few, many = args.articles * VERSIONS, args.articles * VERSIONS * args.copies
        print(f"{'99th percentile, ms':32} {few:>12,} {many:>12,}")
        for page, before in small.items():
            print(f"{page:32} {before:12.2f} {large[page]:12.2f}  {large[page] / before:5.2f} x")
        print(f"{'opening (median)':32} {small_open:12.2f} {large_open:12.2f}")
        print(f"unchanged checks a second: {unchanged(path, 50_000):,.0f}")
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
