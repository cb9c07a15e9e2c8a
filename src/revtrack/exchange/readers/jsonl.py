"""
Read JSON lines of versions: one article a line, as the contract says and as our own export writes.
"""

import base64
from collections.abc import Iterator
from typing import Any

from revtrack.exchange.incoming import HTML, MARKDOWN, MAX_BODY, TEXT, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.streams import lines, opened
from revtrack.exchange.times import read_time
from revtrack.exchange.values import loads

FORMS = {"html": HTML, "text": TEXT, "markdown": MARKDOWN}
FRONT_MATTER = ("+++\n", "---\n", "+++\r\n", "---\r\n")
KEPT = ("message", "commit", "id", "author")
"""Keys of a version kept as its provenance."""


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the articles of a JSON lines file (plain, gzip or zstd; `-`: standard input)."""
    with opened(source) as stream:
        for item in lines(stream):
            if isinstance(item, Trouble):
                yield item
                continue
            number, line = item
            if line.strip():
                yield from _article(line, f"line {number}", options)


def _article(line: bytes, where: str, options: ReadOptions) -> Reading:
    try:
        row = loads(line)
    except ValueError as error:
        yield Trouble(where, f"not JSON: {error}")
        return
    problem = _problem(row)
    if problem:
        yield Trouble(where, problem)
        return
    key, found = row["article_id"], []
    for number, version in enumerate(row["versions"], 1):
        try:
            found.append(_look(version))
        except ValueError as error:
            yield Trouble(f"{where}, article {key!r}, version {number}", str(error))
    url = row.get("url") or address("jsonl", key)
    yield from parts(key, url, iter(found), row.get("outlet") or options.outlet)


def _problem(row: Any) -> str | None:
    """Return why *row* is not an article, or None."""
    if not isinstance(row, dict):
        return f"an article must be an object, not {type(row).__name__}"
    if not isinstance(row.get("article_id"), str) or not row["article_id"]:
        return "'article_id' must be a text that is not empty"
    if not isinstance(row.get("versions"), list):
        return "'versions' must be a list"
    for key in ("url", "outlet"):
        if not (row.get(key) is None or isinstance(row[key], str)):
            return f"{key!r} must be a text"
    return None


def _look(version: Any) -> Look:
    if not isinstance(version, dict):
        raise ValueError(f"a version must be an object, not {type(version).__name__}")
    forms = [form for form in FORMS if version.get(form) is not None]
    if len(forms) != 1:
        raise ValueError(f"one of 'html', 'text' and 'markdown' is wanted, there is {' and '.join(forms) or 'none'}")
    form = forms[0]
    content = version[form]
    if not isinstance(content, str):
        raise ValueError(f"{form!r} must be a text, not {type(content).__name__}")
    body = _bytes(version, content)
    if len(body) > MAX_BODY:
        raise ValueError(f"{len(body)} bytes is more than a version may have ({MAX_BODY})")
    if form == "text" and content.lstrip("\ufeff").startswith(FRONT_MATTER):
        form = "markdown"
    return Look(
        body,
        read_time(version.get("time")),
        url=str(version.get("final_url") or ""),
        status=_status(version.get("status", 200)),
        content_type=FORMS[form],
        headers=_headers(version.get("headers")),
        detail=tuple(_detail(version)),
    )


def _bytes(version: dict[str, Any], content: str) -> bytes:
    """Return the bytes themselves where our own export gave them, else those of the text."""
    if not isinstance(version.get("base64"), str):
        return content.encode("utf-8", "replace")
    try:
        return base64.b64decode(version["base64"], validate=True)
    except ValueError as error:
        raise ValueError(f"'base64' is damaged: {error}") from None


def _status(value: Any) -> int:
    if not isinstance(value, int) or not 100 <= value <= 999:
        raise ValueError(f"'status' must be an HTTP status, not {value!r}")
    return value


def _headers(value: Any) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    try:
        return tuple((str(name), str(text)) for name, text in value)
    except (TypeError, ValueError):
        raise ValueError("'headers' must be a list of [name, value]") from None


def _detail(version: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in KEPT:
        if isinstance(version.get(key), str) and version[key]:
            yield key, version[key][:2000]
