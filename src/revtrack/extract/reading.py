"""
Read a body by what its server says it is.
"""

from collections.abc import Mapping

from revtrack.config import OutletSettings
from revtrack.extract.article import extract
from revtrack.extract.charset import decode
from revtrack.extract.plain import parse_text
from revtrack.model import Document, Layout


def read(
    body: bytes,
    headers: Mapping[str, str] | None = None,
    url: str | None = None,
    layout: Layout | None = None,
    profile: OutletSettings | None = None,
) -> Document:
    """Return *body* as a document: plain text by its blank lines, everything else as a page."""
    kind = next((v for k, v in (headers or {}).items() if k.lower() == "content-type"), "text/html")
    if kind.partition(";")[0].strip().lower() in ("text/plain", "text/markdown"):
        return parse_text(decode(body, headers).text)
    return extract(body, url=url, headers=headers, layout=layout)
