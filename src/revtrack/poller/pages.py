"""
Follow an article over its pages and put them together as one capture.

Only the stages can tell that a page is a first part (`Document.next_page`); of
the later ones no more is asked than where they go on. Then all are read as one.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import NamedTuple

from revtrack.model import Capture, CheckCode, Fetched, FetchFailed, FetchResult, Part, bundled
from revtrack.model.bundle import CONTENT_TYPE

MAX_PAGES = 20
"""Pages of one article that are followed; a longer one is read so far, and the check says so."""

Fetch = Callable[[str], Awaitable[FetchResult]]
Next = Callable[[Capture], Awaitable[str]]
"""Returns the address after a page, empty when it is the last."""


class Followed(NamedTuple):
    """What following an article over its pages brought."""

    result: Fetched | FetchFailed
    cut: str = ""
    """Why the article was not read to its end, in words; empty when it was."""


async def follow(first: Capture, onward: str, fetch: Fetch, after: Next, max_bytes: int) -> Followed:
    """
    Return *first* and the pages after it as one capture; the failure of any page is the visit's.

    *onward* is the second page's address. A link back to a page already seen ends it.
    More than `MAX_PAGES` pages or *max_bytes* in all cut it off.
    """
    captures = [first]
    seen = {first.url}
    while onward and onward not in seen:
        if len(captures) == MAX_PAGES:
            return Followed(Fetched(one(captures)), f"the first {MAX_PAGES} pages only; it goes on at {onward}")
        seen.add(onward)
        result = await fetch(onward)
        if isinstance(result, FetchFailed):
            # A missing later page is no withdrawn article: the whole is incomplete, and its text is not gone.
            code = CheckCode.INCOMPLETE if result.code in (CheckCode.GONE, CheckCode.MOVED) else result.code
            detail = f"page {len(captures) + 1} of the article: {result.detail}"
            return Followed(replace(result, code=code, detail=detail, capture=None))
        if not isinstance(result, Fetched):
            break
        if result.capture.url in {capture.url for capture in captures}:
            break  # The address led back to a page that is known: there is no such page.
        if sum(len(c.body) for c in captures) + len(result.capture.body) > max_bytes:
            read = "page" if len(captures) == 1 else f"{len(captures)} pages"
            why = f"the first {read} only: more than {max_bytes} bytes in all with {onward}"
            return Followed(Fetched(one(captures)), why)
        captures.append(result.capture)
        onward = await after(result.capture)
    return Followed(Fetched(one(captures)))


def one(captures: list[Capture]) -> Capture:
    """Return *captures* as one: the first's, with the bytes of all and no validators, which speak for one page only."""
    first = captures[0]
    if len(captures) == 1:
        return first
    body = bundled([Part(c.url, c.header("content-type") or "text/html", c.body) for c in captures])
    dropped = ("etag", "last-modified", "content-type", "content-length", "content-encoding")
    headers = tuple((name, value) for name, value in first.headers if name.lower() not in dropped)
    return replace(
        first,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        headers=(*headers, ("Content-Type", CONTENT_TYPE)),
        finished_at=captures[-1].finished_at,
    )
