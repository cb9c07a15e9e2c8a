"""
Measure what one look costs in each stage, in CPU time of one core, and what the writer can take.

    python benchmarks/scale/stages.py histories.jsonl.gz [--articles 400]

Each stage runs alone on what the one before made; the median and the mean over all versions are printed, then the
whole as the pipeline runs it (with deciding, fingerprints and what joins the stages), what carrying it between two
processes takes, the commits a second that the one writer reaches, and the bytes on disk a version.
"""

import argparse
import itertools
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from revtrack.audit import Scene, audit, unannounced
from revtrack.config import OutletSettings
from revtrack.diff import diff
from revtrack.exchange import Incoming, ReadOptions, reader
from revtrack.extract import read
from revtrack.link import link
from revtrack.model import Article, Document, Job, Revision
from revtrack.note import find_notes, follow
from revtrack.pipeline.replaying import replay
from revtrack.pipeline.tasks import ReplayTask, with_body
from revtrack.store import Archive, importing
from revtrack.store.importing import Arrival, Imported

spent: dict[str, list[float]] = {}


def timed(stage: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call and keep the CPU time under *stage*."""
    start = time.process_time()
    value = function(*args, **kwargs)
    spent.setdefault(stage, []).append(time.process_time() - start)
    return value


def stages(item: Incoming) -> None:
    """Read the looks of one article stage by stage."""
    before: Document | None = None
    past: list[Revision] = []
    for look in item.looks:
        kind = look.content_type
        after = timed("extract", read, look.body, {"Content-Type": kind}, url=item.url)
        if before is not None and before.text == after.text:
            continue
        revision = Revision(None, after) if before is None else timed("diff", diff, before, after)
        earlier = () if before is None else find_notes(before)
        notes = timed("notes", lambda doc, old: follow(old, find_notes(doc)), after, earlier)
        links = timed("link", link, notes, (*past[-12:], revision))
        silent = timed("unannounced", unannounced, revision, notes, links)
        scene = Scene(revision, notes, links, silent, OutletSettings(), past=tuple(past[-12:]))
        timed("audit", audit, scene)
        past.append(revision)
        before = after


def carried(*values: object) -> None:
    """Take both values through what stands between two processes."""
    for value in values:
        pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def written(items: list[Incoming], folder: Path) -> tuple[int, int, float, int]:
    """Read everything first, then write it; return looks, versions, CPU seconds of writing and bytes."""
    arrivals = []
    for item in items:
        if item.first:
            continue
        task = ReplayTask(Job(Article(0, item.url, ""), item.url), item.looks)
        outcomes = timed("pipeline", replay, task)
        timed("carry", carried, task, tuple(with_body(outcome, b"") for outcome in outcomes))
        looks = tuple(
            Imported(f"{item.url} {n}".encode(), outcome, ()) for n, outcome in enumerate(outcomes)
        )  # fmt: skip
        arrivals.append(Arrival(item.url, "", "measured", 0, looks))
    with Archive(folder / "a.db") as archive:
        number = importing.begin(archive, "jsonl", "measured", "2026-06-01T00:00:00Z")
        start, versions = time.process_time(), 0
        for batch in itertools.batched(arrivals, 50) if hasattr(itertools, "batched") else _batched(arrivals, 50):
            versions += importing.write(archive, number, batch, "2026-06-01T00:00:00Z")
        cpu = time.process_time() - start
    return sum(len(a.looks) for a in arrivals), versions, cpu, (folder / "a.db").stat().st_size


def _batched(things: list[Any], size: int) -> Any:
    return (things[at : at + size] for at in range(0, len(things), size))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--articles", type=int, default=400)
    arguments = parser.parse_args()
    incoming = (i for i in reader("jsonl")(arguments.source, ReadOptions()) if isinstance(i, Incoming))
    chosen = list(itertools.islice(incoming, arguments.articles))
    stages(chosen[0])
    # Other articles for the whole than for its parts: what is remembered of a block would make the second cheaper.
    with tempfile.TemporaryDirectory() as name:
        count, made, cpu, size = written(chosen[::2], Path(name))
    whole = {name: sum(spent.pop(name)) / count * 1000 for name in ("pipeline", "carry")}
    spent.clear()
    for one in chosen[1::2]:
        stages(one)
    looks = len(spent["extract"])
    print(f"{'stage':<12} {'times':>6} {'median ms':>10} {'mean ms':>8} {'ms a look':>10}")
    for stage, times in spent.items():
        per = sum(times) / looks * 1000
        print(
            f"{stage:<12} {len(times):>6} {statistics.median(times) * 1000:>10.2f} {statistics.mean(times) * 1000:>8.2f} {per:>10.2f}"
        )
    for name, per in whole.items():
        print(f"{name}: {per:.2f} ms a look")
    print(
        f"commit: {cpu / count * 1000:.2f} ms a look, {cpu / made * 1000:.2f} ms a version; "
        f"the writer's ceiling is {count / cpu:.0f} looks/s ({made / cpu:.0f} versions/s)"
    )
    print(f"on disk: {size / made:.0f} bytes a version, {size / count:.0f} a look")
