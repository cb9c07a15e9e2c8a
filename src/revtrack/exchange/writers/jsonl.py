"""
Write looks as JSON lines of versions: what `import jsonl` reads, with what an import needs to be exact.
"""

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from revtrack.exchange.outgoing import Outgoing, Sent

FORMS = (("text/markdown", "markdown"), ("text/plain", "text"))


def rows(articles: Iterable[Outgoing]) -> Iterator[dict[str, Any]]:
    """Yield one object an article; bytes that are not UTF-8 go out as base64 beside the text they show."""
    for article in articles:
        yield {
            "article_id": article.article.url,
            "url": article.article.url,
            **({"outlet": article.article.outlet} if article.article.outlet else {}),
            "versions": [_version(look) for look in article.looks],
        }


def _version(look: Sent) -> dict[str, Any]:
    capture = look.capture
    content_type = capture.header("content-type") or "text/html"
    form = next((form for mime, form in FORMS if content_type.lower().startswith(mime)), "html")
    row: dict[str, Any] = {"time": look.check.at or None, form: capture.body.decode("utf-8", "replace")}
    if row[form].encode() != capture.body:
        row["base64"] = base64.b64encode(capture.body).decode()
    row |= {"sha256": capture.sha256, "status": capture.status, "headers": [list(pair) for pair in capture.headers]}
    if capture.url:
        row["final_url"] = capture.url
    return row | {key: value for key, value in look.provenance.items() if key in ("message", "commit", "author")}
