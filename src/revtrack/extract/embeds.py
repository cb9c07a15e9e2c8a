"""
Name what a page embeds from a known provider: a video, a post, a chart, a map, a document.
"""

import re
from urllib.parse import urlsplit

PROVIDERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|instagram\.com|"
    r"facebook\.com|tiktok\.com|datawrapper\.(?:de|dwcdn\.net)|dwcdn\.net|documentcloud\.org|"
    r"soundcloud\.com|spotify\.com|flourish\.studio|infogram\.com|scribd\.com|bsky\.app|"
    r"openstreetmap\.org|dailymotion\.com|brightcove\.net|jwplayer\.com|apple\.com|"
    r"acast\.com|megaphone\.fm)$|(?:^|\.)google\.com/maps"
)


def placeholder(address: str) -> str:
    """Return `[embed: host/path]` for an embed of a known provider, without its query; else an empty text."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    return f"[embed: {host}{path}]" if PROVIDERS.search(host) or PROVIDERS.search(f"{host}{path}"[:80]) else ""
