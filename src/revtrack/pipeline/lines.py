"""
Answer one line of `revtrack compare --jsonl`: a dictionary in, a dictionary out.

The input's shape is the public contract's. A bad line is answered with an
error of a stable code, so that the lines after it go on.
"""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from revtrack.errors import InputError, RevtrackError
from revtrack.extract import extract, parse_markdown, parse_text
from revtrack.model import Document
from revtrack.pipeline.comparing import compare

FORMATS = ("auto", "html", "text", "markdown")
MAX_LINE = 64_000_000
"""Bytes of one input line; a longer one is answered with an error, not read into memory for ever."""
FIRST_ID = re.compile(r'\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line of more than `MAX_LINE` bytes, of which only the beginning was kept."""

    head: str


def parse(text: str, form: str, url: str | None = None, like: Document | None = None) -> Document:
    """
    Return *text* as a document; *form* is one of `FORMATS`, *like* the same article's other version.

    Raises `InputError` on an unknown format.
    """
    if form == "auto":
        form = guess(text)
    if form == "html":
        return extract(text, url=url, layout=like.layout if like else None)
    if form == "text":
        return parse_text(text)
    if form == "markdown":
        return parse_markdown(text)
    raise InputError(f"format {form!r} is unknown; there are {', '.join(FORMATS)}")


def guess(text: str) -> str:
    """Return `html`, `markdown` or `text`, from how *text* begins."""
    head = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if head.startswith(("<!doctype", "<html", "<?xml", "<head", "<body", "<article", "<div", "<p>", "<!--")):
        return "html"
    if head.startswith(("+++\n", "---\n")):
        return "markdown"
    return "text"


def compare_line(line: str | LongLine) -> dict[str, Any]:
    """Return the contract's result for one input line; `{"id", "error"}` when the line is bad."""
    row: Any = None
    if isinstance(line, LongLine):
        named = FIRST_ID.match(line.head)
        row = {"id": json.loads(named[1], strict=False)} if named else None
        return _error(row, "line_too_long", f"longer than {MAX_LINE} bytes, skipped")
    if not line:
        return _error(None, "blank_line", "the line is blank")
    try:
        row = json.loads(line)
        return _compare_row(row)
    except json.JSONDecodeError as error:
        return _error(row, "bad_json", f"not JSON: {error.msg} at character {error.pos}")
    except RevtrackError as error:
        return _error(row, "bad_line", str(error))
    except RecursionError:
        return _error(row, "bad_json", "nested too deeply")


def _compare_row(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InputError(f"a line must be an object, not {type(row).__name__}")
    before, after = _text(row, "before", optional=True), _text(row, "after")
    form, url = row.get("format", "auto"), row.get("url")
    notes = row.get("notes") or []
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        raise InputError("'notes' must be a list of texts")
    if not isinstance(form, str) or not (url is None or isinstance(url, str)):
        raise InputError("'format' and 'url' must be texts")
    old = None if before is None else parse(before, form, url)
    result = compare(old, parse(after or "", form, url, like=old), notes=notes)
    return replace(result, id=_id(row)).as_dict()


def _text(row: dict[str, Any], key: str, *, optional: bool = False) -> str | None:
    value = row.get(key)
    if value is None and optional:
        return None
    if not isinstance(value, str):
        raise InputError(f"{key!r} must be a text{' or null' if optional else ''}, not {type(value).__name__}")
    return value


def _id(row: Any) -> str:
    value = row.get("id", "") if isinstance(row, dict) else ""
    return value if isinstance(value, str) else json.dumps(value)


def _error(row: Any, code: str, message: str) -> dict[str, Any]:
    return {"id": _id(row) or None, "error": {"code": code, "message": message}}
