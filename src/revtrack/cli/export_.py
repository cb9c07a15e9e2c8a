"""
`revtrack export`: everything out, in formats others read.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from revtrack._version import __version__
from revtrack.cli.options import db_option, list_options
from revtrack.cli.output import csv_cell, say, show_kinds
from revtrack.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from revtrack.exchange.outgoing import Outgoing
    from revtrack.model import Timeline
    from revtrack.store import Archive

KINDS = {
    "warc": "every capture as a WARC file",
    "wacz": "the same as a WACZ, index and pages included",
    "jsonl": "JSON lines of versions, as import jsonl reads them",
    "csv": "a folder of tables: versions, edits, field_edits, notes, links, findings, decisions",
    "tables": "the same tables as JSON lines",
    "parquet": "the same tables as Parquet",
    "annotations": "W3C Web Annotations, a file an article",
    "jsonld": "schema.org NewsArticle with its corrections, a line an article",
    "timemap": "Memento TimeMaps, a file an article",
    "labels": "what editors decided, with its context, as JSON lines",
    "evidence": "one finding as one page a stranger can check (--finding KEY)",
    "git": "every version as a commit, as git fast-import reads it",
}


@click.command("export", epilog="Example: revtrack export wacz -o ferry.wacz https://harbour.example/ferry")
@click.argument("kind")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@db_option
@click.option("-o", "--output", default="-", metavar="PATH", help="File or folder to write; - for standard output.")
@click.option("--outlet", default=None, metavar="NAME", help="Only the articles of this outlet.")
@click.option("--finding", default="", metavar="KEY", help="The finding that evidence is wanted for.")
@click.option("--base-url", default="", metavar="URL", help="Where the report stands, for TimeMaps and JSON-LD.")
@click.option("--raw-csv", is_flag=True, help="Leave cells that a spreadsheet could take for a formula as they are.")
@list_options
def command(
    kind: str, articles: tuple[str, ...], db: str, output: str, outlet: str | None, finding: str, base_url: str,
    raw_csv: bool, form: str | None,
) -> None:  # fmt: skip
    """
    Write the archive, or some ARTICLEs of it, in a format others read.

    `revtrack export kinds` lists the kinds. Nothing in the archive is changed.
    """
    if form and kind != "kinds":
        raise UsageError(f"an export has the form of its kind; --{form} is for `revtrack export kinds`")
    from revtrack.cli.archive import find
    from revtrack.store import Archive

    if kind == "kinds":
        show_kinds(KINDS, form)
        return
    if kind not in KINDS:
        raise UsageError(f"no export {kind!r}; there are {', '.join(KINDS)}")
    with Archive(db, read_only=True) as archive:
        chosen = [find(archive, wanted) for wanted in articles] if articles else archive.articles(outlet=outlet)
        export = _Export(archive, chosen, output, base_url, raw_csv, finding)
        written: str = getattr(export, kind)()
    say(written)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place to write to that becomes *path* once all is written; when that fails, nothing is left of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class _Export:
    """One export: what goes out, and where to."""

    def __init__(
        self, archive: "Archive", articles: Any, output: str, base_url: str, raw_csv: bool, finding: str
    ) -> None:
        self.archive, self.articles, self.output = archive, articles, output
        self.base_url, self.raw_csv, self.finding = base_url, raw_csv, finding
        self.software = f"revtrack/{__version__}"

    def outgoing(self) -> Iterator["Outgoing"]:
        from revtrack.exchange.outgoing import Outgoing, Sent
        from revtrack.store import exporting

        for article in self.articles:
            looks = (Sent(c, capture, kept) for c, capture, kept in exporting.looks(self.archive, article) if capture)
            yield Outgoing(article, looks)

    def timelines(self) -> Iterator["Timeline"]:
        for article in self.articles:
            yield self.archive.timeline(article)

    def stream(self, write: Callable[[BinaryIO], int], what: str) -> str:
        """Write to standard output, or to a file that is there only once it is whole."""
        if self.output == "-":
            count = write(sys.stdout.buffer)
            return f"{count} {what}"
        with whole(Path(self.output)) as partial, open(partial, "wb") as out:
            count = write(out)
        return f"{self.output}: {count} {what}"

    def folder(self) -> Path:
        if self.output == "-":
            raise UsageError("this export writes several files; say where to with -o FOLDER")
        path = Path(self.output)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def lines(self, rows: Iterator[dict[str, Any]], what: str) -> str:
        def write(out: BinaryIO) -> int:
            count = 0
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
                count += 1
            return count

        return self.stream(write, what)

    def warc(self) -> str:
        from revtrack.exchange.writers import warc

        if self.output == "-":
            raise UsageError("a WARC file is written with its places counted; say where to with -o FILE.warc.gz")
        return self.stream(lambda out: sum(1 for _ in warc.write(out, self.outgoing(), self.software)), "records")

    def wacz(self) -> str:
        from revtrack.exchange.writers import wacz

        if self.output == "-":
            raise UsageError("a WACZ is a ZIP file; say where to with -o FILE.wacz")
        with whole(Path(self.output)) as partial:
            count = wacz.write(partial, self.outgoing(), self.software)
        return f"{self.output}: {count} records"

    def jsonl(self) -> str:
        from revtrack.exchange.writers import jsonl

        return self.lines(jsonl.rows(self.outgoing()), "articles")

    def tables(self) -> str:
        from revtrack.exchange.writers import tables

        return self.lines(({"table": table, **row} for table, row in tables.rows(self.timelines())), "rows")

    def csv(self) -> str:
        import csv
        from contextlib import ExitStack

        from revtrack.exchange.writers.tables import TABLES, rows

        folder, count = self.folder(), 0
        with ExitStack() as stack:
            writers = {}
            for table, columns in TABLES.items():
                out = stack.enter_context(open(folder / f"{table}.csv", "w", encoding="utf-8", newline=""))
                writers[table] = csv.writer(out, lineterminator="\n")
                writers[table].writerow(columns)
            for table, row in rows(self.timelines()):
                cells = [row[column] for column in TABLES[table]]
                writers[table].writerow(cells if self.raw_csv else map(csv_cell, cells))
                count += 1
        return f"{folder}: {count} rows in {len(TABLES)} tables"

    def parquet(self) -> str:
        from revtrack.exchange.writers import parquet, tables

        counts = parquet.write(self.folder(), tables.rows(self.timelines()))
        return f"{self.output}: " + ", ".join(f"{count} {table}" for table, count in counts.items())

    def annotations(self) -> str:
        from revtrack.exchange.writers.annotations import collection

        return self.each(
            "annotations.json", lambda timeline: json.dumps(collection(timeline), ensure_ascii=False, indent=1)
        )

    def timemap(self) -> str:
        from revtrack.report.machine import timemap
        from revtrack.report.story import Story

        return self.each("timemap.link", lambda timeline: timemap(Story(timeline), self.base_url))

    def each(self, name: str, text: Callable[["Timeline"], str]) -> str:
        """Write one file an article into the folder, or the only article's to standard output."""
        if self.output == "-":
            timelines = list(self.timelines())
            if len(timelines) != 1:
                raise UsageError(f"{len(timelines)} articles would be written; name one, or a folder with -o FOLDER")
            sys.stdout.buffer.write(text(timelines[0]).encode("utf-8", "backslashreplace"))
            return "1 article"
        folder, count = self.folder(), 0
        for timeline in self.timelines():
            data = text(timeline).encode("utf-8", "backslashreplace")
            (folder / f"{timeline.article.id}-{name}").write_bytes(data)
            count += 1
        return f"{folder}: {count} articles"

    def jsonld(self) -> str:
        from revtrack.report.jsonld import article_data
        from revtrack.report.story import Story

        known = (timeline for timeline in self.timelines() if timeline.versions)
        return self.lines((article_data(Story(timeline), self.base_url) for timeline in known), "articles")

    def labels(self) -> str:
        from revtrack.exchange.writers import labels

        return self.lines(labels.rows(self.timelines()), "decisions")

    def git(self) -> str:
        from revtrack.exchange.writers.gitstream import stream

        def write(out: BinaryIO) -> int:
            count = 0
            for count, piece in enumerate(stream(self.timelines())):  # noqa: B007 (the last piece ends the stream)
                out.write(piece)
            return count

        return self.stream(write, "commits; read them with: git init -b main x && git -C x fast-import --done < FILE")

    def evidence(self) -> str:
        from revtrack.exchange.writers import evidence
        from revtrack.report.evidence import evidence_page

        if not self.finding:
            raise UsageError(
                "say which finding with --finding KEY; `revtrack audit --json` and the report name the keys"
            )
        listed = next(
            (f for f in self.archive.findings(verdict=None, limit=1_000_000) if f.finding.key == self.finding), None
        )
        if listed is None:
            raise NotFoundError(f"no finding with the key {self.finding!r}; see: revtrack audit --json")
        timeline = self.archive.timeline(listed.article)
        step = next((step for step in timeline.steps if step.version == listed.version), None)
        number = listed.version or timeline.versions[-1].number
        sides = [self.side(timeline, n) for n in (number - 1, number) if n >= 1]
        data = evidence.data(timeline, step, listed.finding, sides, self.archive.head(), self.software)
        page = evidence_page(data, evidence.embed(data)).encode("utf-8", "replace")

        def write(out: BinaryIO) -> int:
            return len(sides) if out.write(page) else 0

        return self.stream(write, "versions; check it with: revtrack verify-evidence FILE")

    def side(self, timeline: "Timeline", number: int) -> Any:
        from revtrack.exchange.writers.evidence import Side
        from revtrack.store import exporting

        version = next(v for v in timeline.versions if v.number == number)
        capture = self.archive.capture(version.capture_sha256) if version.capture_sha256 else None
        return Side(version, capture, exporting.proof(self.archive, timeline.article, number))
