"""
Make every answer of the server: headers that keep pages harmless, entity tags, problems in one shape.
"""

import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from revtrack.report.render import CSP

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
}

EMBEDDABLE = CSP.replace("frame-ancestors 'self'", "frame-ancestors *")
"""For the strip, which outlets put under their own stories."""

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
"""For a capture: shown as it was, with no script, no form, no request, and an origin of its own (hostile.md N24)."""

TYPES = {
    "html": "text/html; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "feed": "application/feed+json; charset=utf-8",
    "link": "application/link-format; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def etag(body: bytes) -> str:
    """Return a strong entity tag of *body*."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def answer(
    request: Request, body: bytes, kind: str, *, tag: str | None = None, private: bool = False, status: int = 200,
    policy: str = CSP, headers: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    """Return *body* as *kind* (a key of `TYPES`), or 304 when the reader has it already."""
    tag = tag or etag(body)
    cache = "private, no-store" if private else "no-cache"
    sent = {
        **HEADERS, "Content-Security-Policy": policy, "ETag": tag, "Cache-Control": cache, **(headers or {}),
    }  # fmt: skip
    if status == 200 and tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(None, 304, sent)
    return Response(body, status, {**sent, "Content-Type": TYPES[kind]})


def json_answer(request: Request, value: Any, *, status: int = 200) -> Response:
    """Return *value* as JSON."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return answer(request, body, "json", status=status)


def problem(status: int, title: str, detail: str = "") -> Response:
    """Return a problem as RFC 9457 words it."""
    body = {"type": "about:blank", "title": title, "status": status, **({"detail": detail} if detail else {})}
    headers = {**HEADERS, "Content-Security-Policy": CSP, "Content-Type": "application/problem+json"}
    return Response(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), status, headers)
