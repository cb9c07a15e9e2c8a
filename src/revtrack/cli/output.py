"""
Print for people, for programs and for spreadsheets: the one gate to terminals and CSV.

Text from the net may hold escape sequences, bidi controls or spreadsheet
formulas; nothing tracked reaches a terminal or a CSV cell but through here.
"""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""First characters that a spreadsheet may take for a formula (OWASP CSV injection; hostile.md N26)."""


def printable(text: str, *, keep_newlines: bool = False) -> str:
    """
    Return *text* with every control, bidi and format character written as `\\u{hex}`.

    A newline becomes a space unless kept, so that one item stays one line.
    """
    out = []
    for char in text:
        if char in "\n\r\t":
            out.append(char if keep_newlines and char != "\r" else " ")
        elif unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            out.append(f"\\u{{{ord(char):x}}}")
        else:
            out.append(char)
    return "".join(out)


def emit_json(value: Any) -> None:
    """Write *value* to standard output as indented JSON; stable keys, non-ASCII kept."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


def emit_jsonl(rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def csv_cell(value: Any) -> str:
    """Return *value* for a CSV cell: a text that could be read as a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # A bare carriage return would end the record for some readers, NUL the file.
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text.startswith(FORMULA) else text


def csv_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return *rows* as CSV with a header line, cells made safe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(column)) for column in columns] for row in rows)
    return buffer.getvalue()


def emit_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str | None) -> bool:
    """Write *rows* as `json`, `jsonl` or `csv`; return False when *form* is None: print for people then."""
    if form == "json":
        emit_json(list(rows))
    elif form == "jsonl":
        emit_jsonl(rows)
    elif form == "csv":
        click.echo(csv_text(rows, columns), nl=False)
    else:
        return False
    return True


def show_kinds(kinds: Mapping[str, str], form: str | None) -> None:
    """Write what may be imported or exported, each kind with what it is about."""
    if not emit_rows([{"kind": kind, "about": about} for kind, about in kinds.items()], ("kind", "about"), form):
        width = max(map(len, kinds))
        for kind, about in kinds.items():
            click.echo(f"{kind:<{width}}  {about}")


def say(message: str) -> None:
    """Write talk to standard error, safe for a terminal."""
    click.echo(printable(message), err=True)


def on_terminal() -> bool:
    """Say whether standard error is a terminal: progress is shown only there."""
    return sys.stderr.isatty()
