"""
Bytes a version and milliseconds a commit: revtrack beside git, urlwatch's and diffengine's storage, in one run.

    python benchmarks/archive/sizes.py captures.jsonl.gz [--made 20] [--limit 150] [--parts]

Everybody gets the same HTML and the same text of the same versions. revtrack
stores the full-text index, the diffs and the chain besides.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import itertools
from functools import partial

import histories
import peers

from revtrack.diff import diff
from revtrack.model import Analysis, Capture, Check, CheckCode, Decided, Document, Outcome, Revision
from revtrack.store import Archive
from revtrack.store.bodies import sha256

Looks = list[tuple[str, list[tuple[str, str, Document]]]]


def prepare(found: list[histories.History]) -> Looks:
    """Return for each article the versions whose page or text differs from the one before."""
    out: Looks = []
    for history in found:
        looks = [(at, html, histories.document(html)) for at, html in history.pages]
        kept = [looks[0]] + [new for old, new in itertools.pairwise(looks) if new[1] != old[1]]
        out.append((history.url, kept))
    return out


def outcomes(archive: Archive, looks: Looks) -> list[Outcome]:
    """Return what a visit of each version would bring."""
    out = []
    for number, (url, versions) in enumerate(looks):
        article = archive.add(f"{url}#{number}" if "#" in url else f"{url}?n={number}", source="benchmark")
        before: Document | None = None
        for at, html, document in versions:
            body = html.encode("utf-8", "replace")
            capture = Capture(url, 200, (("Content-Type", "text/html"),), body, sha256(body))
            revision = Revision(before, document)
            if before is not None:
                revision = diff(before, document)
            out.append(
                Outcome(
                    article,
                    Check(at, CheckCode.NEW_VERSION, status=200),
                    capture,
                    document,
                    Decided.NEW,
                    sha256(document.text.encode())[:16],
                    analysis=Analysis(revision),
                )
            )
            before = document
    return out


def revtrack_size(looks: Looks, folder: Path) -> tuple[int, list[float], list[float], dict[str, int]]:
    """Return the archive's size, the seconds of each first and each changed version's commit, and bytes a table."""
    first, changed = [], []
    with Archive(folder / "archive.db") as archive:
        for outcome in outcomes(archive, looks):
            start = time.perf_counter()
            archive.commit(outcome)
            spent = time.perf_counter() - start
            (first if outcome.analysis.revision.before is None else changed).append(spent)
        archive.seal()
        assert archive.verify().holds
    return (folder / "archive.db").stat().st_size, first, changed, peers.tables(folder / "archive.db")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("captures", type=Path)
    parser.add_argument("--made", type=int, default=0, help="make this many versions of each page instead")
    parser.add_argument("--limit", type=int, default=1000, help="at most this many articles")
    parser.add_argument("--parts", action="store_true", help="show bytes by what they are for, and git's for each file")
    parser.add_argument("--tables", action="store_true", help="show bytes by table")
    args = parser.parse_args()
    found = list(histories.read(args.captures))[: args.limit]
    if args.made:
        found = [histories.made(history, args.made, number) for number, history in enumerate(found)]
    looks = prepare(found)
    count = sum(len(versions) for _, versions in looks)
    html = sum(len(page.encode("utf-8", "replace")) for _, versions in looks for _, page, _ in versions)
    print(f"{len(looks)} articles, {count} versions, {html / count:.0f} bytes of HTML a version")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, first, changed, tables = revtrack_size(looks, folder)
        Archive(folder / "empty.db").close()
        parts = peers.parts(folder / "archive.db", folder / "empty.db")
        rows = [("revtrack (HTML, text, search, diffs, chain)", ours)]
        for label, measure in (
            ("git gc --aggressive (HTML, text)", peers.git),
            *((("git, HTML alone", partial(peers.git, texts=False)), ("git, text alone", partial(peers.git, pages=False)))
              if args.parts else ()),
            ("urlwatch (HTML)", peers.urlwatch),
            ("diffengine (text)", peers.diffengine),
        ):  # fmt: skip
            try:
                rows.append((label, measure(looks, folder)))
            except (ImportError, subprocess.CalledProcessError) as error:
                print(f"{label}: not measured: {error}")
    git = dict(rows).get("git gc --aggressive (HTML, text)", ours)
    for label, size in rows:
        print(f"{label:46} {size / count:10.0f} bytes a version {size / git:6.2f} x git")
    for label, spent in (("first versions", first), ("changed versions", changed)):
        if spent:
            spent.sort()
            middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
            print(f"commit of {label}: median {middle * 1e3:.2f} ms, 95th percentile {late * 1e3:.2f} ms")
    if args.parts:
        for part, size in parts.items():
            print(f"    {part:46} {size / count:10.0f} bytes a version")
    if args.tables:
        for table, size in sorted(tables.items(), key=lambda item: -item[1]):
            print(f"    {table:28} {size / count:10.0f} bytes a version")


if __name__ == "__main__":
    main()
