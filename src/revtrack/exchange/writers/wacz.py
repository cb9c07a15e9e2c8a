"""
Write looks as a WACZ: a WARC, its index, its pages and a package list with their hashes, in one ZIP.
"""

import gzip
import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from revtrack.exchange.outgoing import Outgoing
from revtrack.exchange.writers.warc import Written
from revtrack.exchange.writers.warc import write as write_warc

STAMP = (1980, 1, 1, 0, 0, 0)
"""Every member's time, so that the same looks give the same file."""


def write(path: Path, articles: Iterable[Outgoing], software: str) -> int:
    """Write a WACZ 1.1.1 to *path* and return how many records it holds; raises `MissingExtraError`."""
    with tempfile.TemporaryFile() as warc:
        written = list(write_warc(warc, articles, software))
        with zipfile.ZipFile(path, "w") as out:
            resources = [_store(out, "archive/data.warc.gz", warc)]
            resources.append(_text(out, "indexes/index.cdx.gz", gzip.compress(cdxj(written).encode(), mtime=0)))
            resources.append(_text(out, "pages/pages.jsonl", _pages(written).encode()))
            package = json.dumps(
                {"profile": "data-package", "wacz_version": "1.1.1", "software": software, "resources": resources},
                indent=2, sort_keys=True,
            ).encode()  # fmt: skip
            _text(out, "datapackage.json", package)
            digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(package).hexdigest()}
            _text(out, "datapackage-digest.json", json.dumps(digest).encode())
    return len(written)


def _store(out: zipfile.ZipFile, name: str, stream: Any) -> dict[str, Any]:
    """Store a stream uncompressed, as replay reads at offsets in it, and return its line in the package."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    with out.open(zipfile.ZipInfo(name, STAMP), "w", force_zip64=True) as member:
        while piece := stream.read(1 << 20):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}


def _text(out: zipfile.ZipFile, name: str, data: bytes) -> dict[str, Any]:
    out.writestr(zipfile.ZipInfo(name, STAMP), data)
    digest = hashlib.sha256(data).hexdigest()
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": len(data)}


def cdxj(written: Iterable[Written], filename: str = "data.warc.gz") -> str:
    """Return the index of a WARC file as sorted CDXJ lines."""
    lines = []
    for record in written:
        stamp = re.sub(r"\D", "", record.at)[:14]
        row = {"url": record.url, "mime": record.mime, "status": str(record.status), "digest": record.digest,
               "length": str(record.length), "offset": str(record.offset), "filename": filename}  # fmt: skip
        lines.append(f"{surt(record.url)} {stamp} {json.dumps(row)}\n")
    return "".join(sorted(lines))


def surt(url: str) -> str:
    """Return the sort-friendly form of an address that indexes use: `example,news)/path`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query.lower()}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){(parts.path or '/').lower()}{query}"


def _pages(written: Iterable[Written]) -> str:
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All versions"})]
    lines += [
        json.dumps({"url": record.url, "ts": record.at, "title": record.title or record.url})
        for record in written
        if record.status == 200
    ]
    return "\n".join(lines) + "\n"
