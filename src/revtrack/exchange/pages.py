"""
Write the page that a source without pages stands for: a title, a body, what else is known.

Sources that keep an article's parts (title, body, dates) in columns are read
as the small page they describe, so that one extractor reads everything.
"""

from collections.abc import Sequence
from html import escape


def page(
    body: str, *, title: str = "", url: str = "", published: str = "", modified: str = "", authors: Sequence[str] = ()
) -> bytes:
    """Return a page with *body* (HTML) and the fields that are given, in UTF-8."""
    head = ['<meta charset="utf-8">', f"<title>{escape(title)}</title>"]
    if url:
        head.append(f'<link rel="canonical" href="{escape(url)}">')
    for name, value in (("article:published_time", published), ("article:modified_time", modified)):
        if value:
            head.append(f'<meta property="{name}" content="{escape(value)}">')
    head += [f'<meta name="author" content="{escape(author)}">' for author in authors if author]
    heading = f"<h1>{escape(title)}</h1>\n" if title else ""
    text = f"<html><head>{''.join(head)}</head>\n<body><article>\n{heading}{body}\n</article></body></html>\n"
    return f"<!doctype html>\n{text}".encode("utf-8", "replace")


def paragraphs(text: str) -> str:
    """Return plain *text* as HTML paragraphs, cut at blank lines."""
    pieces = [piece.strip() for piece in text.replace("\r\n", "\n").split("\n\n")]
    return "\n".join(f"<p>{escape(piece)}</p>" for piece in pieces if piece)
