"""
Read what a web archive holds of one address: the Wayback Machine, pywb, or any other that speaks Memento.

The list comes from a CDX server where there is one (it names digests, so equal
captures are asked for once), else from the TimeMap (RFC 7089). Bytes are asked
for as captured (`id_`). Every request waits its turn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from revtrack.errors import InputError, UsageError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import MAX_BODY, Look, Reading, Trouble, parts
from revtrack.exchange.options import Answer, ReadOptions
from revtrack.exchange.spool import evenly
from revtrack.exchange.times import digits, read_time
from revtrack.exchange.values import loads
from revtrack.model import stamp

WAYBACK = "https://web.archive.org/web"
WAYBACK_CDX = "https://web.archive.org/cdx/search/cdx"
MOST = 200_000
"""Captures of one address."""
LINK = re.compile(rb'<([^<>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^;,\s]*)\s*)*)')
PARAMETER = re.compile(rb';\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;,\s]*))')
STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
TRANSFER = ("content-encoding", "transfer-encoding", "content-length", "connection", "date", "server", "link")


@dataclass(frozen=True, slots=True)
class _Memento:
    url: str
    """Where the archive gives the bytes as captured."""
    at: str
    digest: str = ""


def read(source: str, options: ReadOptions) -> Reading:
    """
    Yield the captures of the address *source* in the archive at `options.base` (the Wayback Machine by default).

    `options.base` is a collection's address such as `https://archive.example/news`.
    Raises `UsageError`, `InputError` when the archive lists nothing.
    """
    if options.ask is None:
        raise UsageError("a Memento archive is asked over the network; this reader was given no way to")
    if not source.startswith(("http://", "https://")):
        raise UsageError(f"a web address is wanted, not {source!r}")
    base = (options.base or WAYBACK).rstrip("/")
    listed = [m for m in _listed(base, source, options) if wanted(options, source, m.at)]
    if not listed:
        raise InputError(f"{base} lists no capture of {source}")
    chosen = evenly(len(listed), options.limit)
    picked = [m for place, m in enumerate(listed) if chosen is None or place in chosen]
    looks: list[Look] = []
    bodies: dict[str, Look] = {}
    for memento in picked:
        look = _look(memento, bodies, options)
        if isinstance(look, Trouble):
            yield look
        else:
            looks.append(look)
    yield from parts(source, source, iter(looks), options.outlet)


def _listed(base: str, source: str, options: ReadOptions) -> list[_Memento]:
    """Return the archive's captures of *source*, oldest first."""
    assert options.ask is not None
    cdx = WAYBACK_CDX if base == WAYBACK else f"{base}/cdx"
    answer = options.ask(f"{cdx}?url={quote(source, safe='')}&output=json")
    found = [] if answer.problem else list(_from_cdx(answer.body, base, source))
    if not found:
        answer = options.ask(f"{base}/timemap/link/{source}")
        if answer.status == 404:
            return []
        if answer.problem:
            raise InputError(f"{base} gives no list of its captures: {answer.problem}")
        found = list(_from_timemap(answer.body, base))
    return sorted(found, key=lambda memento: memento.at)[:MOST]


def _from_cdx(body: bytes, base: str, source: str) -> Iterator[_Memento]:
    """Yield what a CDX server answers: JSON lines (pywb) or one list of lists (Wayback); pages answered 200 only."""
    try:
        whole = body.lstrip()[:2] in (b"[[", b"[]")
        rows = loads(body) if whole else [loads(line) for line in body.splitlines() if line]
    except ValueError:
        return
    if rows and isinstance(rows[0], list):
        rows = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    for row in rows:
        if not isinstance(row, dict):
            return
        compact = str(row.get("timestamp", ""))
        mime = str(row.get("mimetype") or row.get("mime") or "")
        status = str(row.get("statuscode") or row.get("status") or "200")
        if status not in ("200", "-") or not ("html" in mime or mime in ("", "warc/revisit", "unk")):
            continue
        try:
            at = stamp(digits(compact), "auto")
        except ValueError:
            continue
        url = row.get("original") or row.get("url") or source
        yield _Memento(f"{base}/{compact}id_/{url}", at, str(row.get("digest") or ""))


def _from_timemap(body: bytes, base: str) -> Iterator[_Memento]:
    """Yield the mementos of a TimeMap in link format."""
    for link in LINK.finditer(body):
        named = PARAMETER.findall(link.group(2))
        values = {name.decode().lower(): (a or b).decode("utf-8", "replace") for name, a, b in named}
        if "memento" not in values.get("rel", "").split():
            continue
        try:
            at = read_time(values.get("datetime"))
        except ValueError:
            continue
        url = urljoin(f"{base}/", link.group(1).decode("utf-8", "replace"))
        yield _Memento(STAMP.sub(r"/\1id_/", url, count=1), at)


def _look(memento: _Memento, bodies: dict[str, Look], options: ReadOptions) -> Look | Trouble:
    """Return the look a memento is; one whose digest was asked for before is not asked for again."""
    known = bodies.get(memento.digest) if memento.digest else None
    detail = (("memento", memento.url), *((("digest", memento.digest),) if memento.digest else ()))
    if known is not None:
        return Look(known.body, memento.at, status=known.status, headers=known.headers, detail=detail)
    assert options.ask is not None
    answer = options.ask(memento.url)
    if answer.problem and not (answer.status >= 400 and answer.headers):
        return Trouble(memento.url, answer.problem)
    if len(answer.body) > MAX_BODY:
        return Trouble(memento.url, f"larger than {MAX_BODY} bytes")
    if answer.status != 200:
        return Trouble(memento.url, f"the archive answered {answer.status}: {answer.problem}")
    look = Look(answer.body, memento.at, headers=_original(answer), detail=detail)
    if memento.digest:
        bodies[memento.digest] = look
    return look


def _original(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return the headers as captured, where the archive repeats them, else its own that describe the page."""
    prefixes = ("x-archive-orig-", "x-orig-")
    kept = [(name, value) for name, value in answer.headers if name.lower().startswith(prefixes)]
    if kept:
        named = {name.lower().split("orig-", 1)[1] for name, _ in kept}
        own = [(n, v) for n, v in answer.headers if n.lower() == "content-type" and "content-type" not in named]
        return (*own, *((name[name.lower().index("orig-") + 5 :], value) for name, value in kept))
    return tuple((name, value) for name, value in answer.headers if name.lower() not in TRANSFER)
