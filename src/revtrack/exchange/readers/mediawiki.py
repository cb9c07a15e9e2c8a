"""
Read MediaWiki XML dumps with histories: each revision of an article page is a version.

Wikitext is read as the text it shows: templates, references and tables are
left out, links become their words. The revision's own SHA-1 is kept as its
provenance, since the bytes kept are the words and not the wikitext.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import MARKDOWN, MAX_BODY, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.streams import opened
from revtrack.exchange.times import read_time
from revtrack.exchange.xmlstream import child, elements, name_of

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
REF = re.compile(r"<ref\b[^>]*?/>|<ref\b[^>]*>.*?</ref\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
FILE = re.compile(
    r"\[\[(?:File|Image|Category|Datei|Bild|Kategorie|Fichier|Archivo)\s*:[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]",
    re.IGNORECASE,
)
LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
OUTER = re.compile(r"\[(?:https?|mailto):\S*\s*([^\]\n]*)\]")
HEADING = re.compile(r"^(={1,6})\s*(.+?)\s*\1\s*$", re.MULTILINE)
BOLD = re.compile(r"'{2,5}")
ITEM = re.compile(r"^[*#]+\s*", re.MULTILINE)


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the article pages (namespace 0) of a dump; raises `InputError`."""
    with opened(source) as stream:
        base = ""
        for element in elements(stream, "mediawiki", ("siteinfo", "page"), name_of(source)):
            if isinstance(element, Trouble):
                yield element
            elif element.tag.endswith("}siteinfo") or element.tag == "siteinfo":
                base = child(element, "base").rpartition("/")[0]
            elif child(element, "ns") in ("", "0"):
                yield from _page(element, base, options)


def _page(page: Any, base: str, options: ReadOptions) -> Reading:
    title = child(page, "title")
    url = f"{base}/{quote(title.replace(' ', '_'), safe='/:()')}" if base else address("mediawiki", title)
    looks = []
    for revision in page.iterfind("{*}revision"):
        item = _look(revision, title)
        if isinstance(item, Trouble):
            yield item
        elif wanted(options, url, item.at):
            looks.append(item)
    looks.sort(key=lambda look: look.at)
    yield from parts(title, url, iter(looks), options.outlet)


def _look(revision: Any, title: str) -> Look | Trouble:
    number = child(revision, "id")
    text = revision.find("{*}text")
    try:
        at = read_time(child(revision, "timestamp"))
    except ValueError as error:
        return Trouble(f"{title}, revision {number}", str(error))
    if text is None or text.get("deleted") is not None:
        return Trouble(f"{title}, revision {number}", "its text was removed from the dump")
    body = f"# {title}\n\n{plain(text.text or '')}".encode("utf-8", "replace")
    if len(body) > MAX_BODY:
        return Trouble(f"{title}, revision {number}", f"larger than {MAX_BODY} bytes")
    return Look(body, at, content_type=MARKDOWN, detail=tuple(_detail(revision, number)))


def _detail(revision: Any, number: str) -> Iterator[tuple[str, str]]:
    yield "revision", number
    contributor = revision.find("{*}contributor")
    if contributor is not None and len(contributor):
        yield "author", child(contributor, "username") or child(contributor, "ip")
    for key, name in (("comment", "message"), ("sha1", "sha1")):
        if child(revision, key):
            yield name, child(revision, key)[:2000]


def plain(wikitext: str) -> str:
    """Return the words *wikitext* shows, as markdown."""
    text = REF.sub("", COMMENT.sub("", wikitext))
    text = _without(_without(text, "{{", "}}"), "{|", "|}")
    text = FILE.sub("", text)
    text = LINK.sub(r"\1", text)
    text = OUTER.sub(r"\1", text)
    text = ITEM.sub("- ", BOLD.sub("", TAG.sub("", text)))
    text = HEADING.sub(lambda m: f"{'#' * len(m.group(1))} {m.group(2)}\n", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


def _without(text: str, opening: str, closing: str) -> str:
    """Return *text* without what stands between nested brackets; one that never closes takes its line only."""
    out, depth, at, start = [], 0, 0, 0
    for found in re.finditer(f"{re.escape(opening)}|{re.escape(closing)}", text):
        if found.group() == opening:
            if depth == 0:
                out.append(text[at : found.start()])
                start = found.start()
            depth += 1
            at = found.end()
        elif depth:
            depth -= 1
            at = found.end()
    if depth:
        end = text.find("\n", start)
        return "".join(out) + ("" if end < 0 else text[end:])
    return "".join(out) + text[at:]
