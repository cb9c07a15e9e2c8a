"""
Decode a page's bytes as a browser would, and say how sure that is.

The order is the Encoding Standard's: byte order mark, Content-Type header,
`<meta>` in the first kilobyte, then a guess. One thing is done better than a
browser does: a declaration that the bytes contradict is not followed, so a
server that flips its charset header does not rewrite every accent.
"""

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

PRESCAN = 1024
"""Bytes in which a `<meta>` may declare the encoding (Encoding sniffing, HTML standard)."""

META = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

WHATWG = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "l1": "cp1252",
    "windows-1252": "cp1252",
    "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "unicode-1-1-utf-8": "utf-8",
    "utf8": "utf-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-user-defined": "cp1252",
}
"""Labels that the Encoding Standard reads differently from Python; UTF-7 is not among its encodings."""

REFUSED = {"utf-7", "utf7", "unicode-1-1-utf-7", "utf-32", "utf-32-le", "utf-32-be", "utf32", "idna", "punycode"}


class Decoded(NamedTuple):
    """A page's text, how it was decoded, and what was lost on the way."""

    text: str
    encoding: str
    replaced: int
    """How many byte sequences could not be decoded and became U+FFFD."""
    warning: str = ""


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Return *body* as text; never raises, whatever the bytes or the declarations."""
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _with(body[len(mark) :], encoding)
    declared = [e for e in (_from_header(headers), _from_markup(body)) if e]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, declared)
    if body.count(0) > len(body) // 4:
        return _utf16(body)
    odd = bool(declared) and declared[0] != "utf-8" and not body.isascii()
    if odd and declared[0].startswith(("iso2022", "hz")):
        return _with(body, declared[0])
    return Decoded(text, "utf-8", 0, f"declared as {declared[0]}, but is UTF-8" if odd else "")


def _not_utf8(body: bytes, declared: list[str]) -> Decoded:
    """Return *body*, which is not UTF-8, by its first other declaration; by windows-1252 when nearly nothing fits."""
    other = next((e for e in declared if e != "utf-8"), None)
    if other and declared[0] != "utf-8":
        return _with(body, other)
    as_utf8 = _with(body, "utf-8")
    high = sum(1 for _ in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]+", body))
    if declared and declared[0] == "utf-8" and high >= as_utf8.replaced:
        return as_utf8
    found = _with(body, other or "cp1252")
    said = f"declared as {declared[0]}, but is not: read as {found.encoding}" if declared else ""
    return found._replace(warning=said)


def _utf16(body: bytes) -> Decoded:
    """Return *body*, a quarter NUL bytes, as UTF-16 in the byte order that its NULs show."""
    return _with(body, "utf-16-le" if body[1::2].count(0) >= body[::2].count(0) else "utf-16-be")


def _with(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace")
    replaced = text.count("\ufffd") if "\ufffd" in text else 0
    return Decoded(text, encoding, replaced)


def _from_header(headers: Mapping[str, str] | None) -> str | None:
    for name, value in (headers or {}).items():
        if name.lower() == "content-type":
            found = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", value, re.IGNORECASE)
            return _known(found.group(1)) if found else None
    return None


def _from_markup(body: bytes) -> str | None:
    found = XML.search(body[:PRESCAN]) or META.search(body[:PRESCAN])
    label = _known(found.group(1).decode("ascii", "replace")) if found else None
    # A meta that can be read at all is not UTF-16 (HTML standard, "prescan").
    return "utf-8" if label and label.startswith("utf-16") else label


def _known(label: str) -> str | None:
    """Return the Python name of an encoding label, or None when there is no such encoding."""
    label = label.strip().lower()
    label = WHATWG.get(label, label)
    if label in REFUSED:
        return None
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None
