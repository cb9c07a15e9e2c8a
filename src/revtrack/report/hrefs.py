"""
Let only web addresses become links: the one gate for every `href` in pages and feeds.

Tracked pages name addresses of their own choosing. `javascript:`, `data:` and
their disguises stay plain text (hostile.md N23); the rest of HTML safety is
autoescape and the content security policy.
"""

import re

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\\<>\"'`{}|^]+", re.ASCII | re.IGNORECASE)
"""Scheme and everything after it: no white space, control, quote, bracket or backslash anywhere."""


def web_href(url: str | None) -> str | None:
    """Return *url* when it is a plain http or https address, else None: then it is shown as text."""
    if url is None or not _WEB.fullmatch(url):
        return None
    host = re.split(r"[/?#]", url.split("://", 1)[1], maxsplit=1)[0]
    return url if host and "@" not in host else None
