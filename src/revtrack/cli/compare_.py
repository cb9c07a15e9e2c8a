"""
`revtrack compare`: two texts, or many pairs as JSON lines.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from revtrack.cli.options import SEEN
from revtrack.cli.output import emit_json
from revtrack.errors import InputError, UsageError
from revtrack.model import Comparison

if TYPE_CHECKING:
    from revtrack.pipeline.lines import LongLine

HEAD = 1000
"""Bytes kept of a line that is too long, to find its id in."""


@click.command(epilog="Example: revtrack compare monday.html tuesday.html    (one file: no earlier version was seen)")
@click.argument("files", nargs=-1, metavar="[BEFORE] AFTER", type=click.Path())
@click.option(
    "--format", "form", type=click.Choice(["auto", "html", "text", "markdown"]), default="auto", show_default=True,
    help="What the files are.",
)  # fmt: skip
@click.option("--note", "notes", multiple=True, metavar="TEXT", help="A note known from elsewhere; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema revtrack.comparison/1).")
@click.option("--html", "html", metavar="FILE", type=click.Path(dir_okay=False), help="Write the comparison as a page.")
@click.option("--jsonl", "jsonl", metavar="FILE", help="Compare the pairs in FILE, JSON lines; - for stdin.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to use with --jsonl.")
@click.option("--exit-code", is_flag=True, help="Exit 10 when anything changed.")
def command(
    files: tuple[str, ...],
    form: str,
    notes: tuple[str, ...],
    as_json: bool,
    html: str | None,
    jsonl: str | None,
    jobs: int,
    exit_code: bool,
) -> int:
    """Compare two texts: edits, notes, links, and what no note explains."""
    if jsonl is not None:
        if files or notes or html:
            raise UsageError("--jsonl takes its texts and notes from the lines: leave files, --note and --html out")
        code, changed = _many(jsonl, jobs)
        return code or (SEEN if exit_code and changed else 0)
    if not 1 <= len(files) <= 2:
        raise UsageError(f"compare takes one or two files, not {len(files)}: revtrack compare [BEFORE] AFTER")
    result = _pair(files, form, notes)
    if as_json:
        emit_json(result.as_dict())
    if html:
        _write_page(result, html)
    if not as_json and not html:
        from revtrack.cli.words import comparison_lines

        click.echo("\n".join(comparison_lines(result)) or "the two are the same")
    return SEEN if exit_code and (result.revision.edits or result.revision.field_edits) else 0


def _pair(files: tuple[str, ...], form: str, notes: tuple[str, ...]) -> Comparison:
    from revtrack.pipeline import compare
    from revtrack.pipeline.lines import parse

    texts = [_read(name) for name in files]
    before = parse(texts[0], form) if len(texts) == 2 else None
    return compare(before, parse(texts[-1], form, like=before), notes=notes)


def _read(name: str) -> str:
    """Return the text of a file, `-` for standard input; raises `InputError` saying what is wrong with it."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from None


def _write_page(result: Comparison, name: str) -> None:
    from revtrack.report import comparison_page

    Path(name).write_text(comparison_page(result), encoding="utf-8")


def _many(name: str, jobs: int) -> tuple[int, bool]:
    """Answer every line of *name* in order; return 1 when any line was bad, else 0, and whether anything changed."""
    import json

    bad = changed = False
    for answer in _answers(_input_lines(name), jobs):
        bad = bad or "error" in answer
        changed = changed or bool(answer.get("edits") or answer.get("field_edits"))
        sys.stdout.write(
            json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        )
        sys.stdout.write("\n")
        sys.stdout.flush()
    return int(bad), changed


def _answers(lines: "Iterable[str | LongLine]", jobs: int) -> Iterator[dict[str, Any]]:
    from revtrack.engine import in_order
    from revtrack.pipeline import compare_line

    return in_order(compare_line, lines, jobs)


def _input_lines(name: str) -> "Iterator[str | LongLine]":
    """Yield the lines, one at a time; of one that is too long, its beginning."""
    from revtrack.pipeline.lines import MAX_LINE, LongLine

    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from None
    with stream:
        while raw := stream.readline(MAX_LINE + 1):
            if len(raw) > MAX_LINE:
                yield LongLine(_text(raw[:HEAD]))
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(1 << 20)
            else:
                yield _text(raw)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip("\ufeff\r\n \t")
