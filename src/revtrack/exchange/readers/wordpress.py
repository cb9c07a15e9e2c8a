"""
Read WordPress: WXR exports (XML) and what its REST interface answers (JSON), with revisions where they are.

An export holds each post as it stands; revisions come along only when a plugin
or the REST interface gave them. They are joined to their post by its number.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import MAX_BODY, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.pages import page
from revtrack.exchange.streams import head_of, opened, whole
from revtrack.exchange.times import read_time
from revtrack.exchange.values import loads
from revtrack.exchange.xmlstream import child, elements, name_of

PUBLIC = ("publish", "inherit", "")
MOST_JSON = 500_000_000
BLOCK = re.compile(r"<(?:p|div|ul|ol|h\d|blockquote|figure|table)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    """A post or one of its revisions."""

    post: str
    number: str
    at: str
    url: str
    title: str
    content: str
    author: str
    published: str
    is_revision: bool


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the posts of a WXR file or of a JSON file of REST answers; raises `InputError`."""
    posts: dict[str, list[_State]] = defaultdict(list)
    name = name_of(source)
    with opened(source) as stream:
        is_xml = head_of(stream, name).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
        items = _wxr(stream, name) if is_xml else _rest(stream, name)
        for item in items:
            if isinstance(item, Trouble):
                yield item
            else:
                posts[item.post].append(item)
    for post, states in posts.items():
        yield from _post(post, states, options)


def _wxr(stream: io.BufferedReader, name: str) -> Iterator[_State | Trouble]:
    for item in elements(stream, "rss", ("item",), name):
        if isinstance(item, Trouble):
            yield item
            continue
        if item.find("{*}post_type") is None:
            raise InputError(f"{name} is a feed, not an export of WordPress: its items have no post_type")
        kind, status = child(item, "post_type"), child(item, "status")
        if kind not in ("post", "page", "revision", "article") or status not in PUBLIC:
            continue
        number, parent = child(item, "post_id"), child(item, "post_parent")
        is_revision = kind == "revision"
        modified = child(item, "post_modified_gmt") or child(item, "post_date_gmt")
        try:
            yield _State(
                parent if is_revision else number, number, _gmt(modified), "" if is_revision else child(item, "link"),
                child(item, "title"), _content(item), child(item, "creator"), _gmt(child(item, "post_date_gmt")),
                is_revision,
            )  # fmt: skip
        except ValueError as error:
            yield Trouble(f"{name}, post {number}", str(error))


def _content(item: Any) -> str:
    found = item.find("{http://purl.org/rss/1.0/modules/content/}encoded")
    return "" if found is None else (found.text or "")


def _gmt(value: str) -> str:
    return "" if not value or value.startswith("0000") else read_time(value)


def _rest(stream: io.BufferedReader, name: str) -> Iterator[_State | Trouble]:
    try:
        rows = loads(whole(stream, MOST_JSON, name))
    except ValueError as error:
        raise InputError(f"{name} is neither WordPress XML nor JSON: {error}") from None
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        try:
            is_revision = "parent" in row and not row.get("link")
            yield _State(
                str(row["parent"] if is_revision else row["id"]), str(row["id"]),
                _gmt(str(row.get("modified_gmt") or row.get("date_gmt") or "")), str(row.get("link") or ""),
                _rendered(row["title"]), _rendered(row["content"]), "", _gmt(str(row.get("date_gmt") or "")),
                is_revision,
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Trouble(f"{name}, item {number}", f"no post as the REST interface gives it: {error!r}")


def _rendered(value: Any) -> str:
    return str(value.get("rendered") or value.get("raw") or "") if isinstance(value, dict) else str(value or "")


def _post(post: str, states: list[_State], options: ReadOptions) -> Reading:
    url = next((state.url for state in states if state.url), "")
    main = next((state for state in states if not state.is_revision), states[0])
    looks: list[Look] = []
    for state in sorted(states, key=lambda s: (s.at, not s.is_revision, s.number)):
        content = state.content if BLOCK.search(state.content) else _paragraphs(state.content)
        body = page(content, title=state.title, url=url, published=main.published, modified=state.at,
                    authors=[state.author])  # fmt: skip
        if len(body) > MAX_BODY:
            yield Trouble(f"post {post}", f"larger than {MAX_BODY} bytes")
        elif wanted(options, url, state.at) and (not looks or looks[-1].body != body):
            looks.append(Look(body, state.at, detail=(("post", state.number),)))
    yield from parts(f"post {post}", url or address("wordpress", post), iter(looks), options.outlet)


def _paragraphs(content: str) -> str:
    """Return classic editor content, where a blank line makes a paragraph, as HTML."""
    pieces = re.split(r"\n\s*\n", content.replace("\r\n", "\n"))
    return "\n".join(f"<p>{piece.strip()}</p>" for piece in pieces if piece.strip())
