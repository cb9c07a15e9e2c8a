"""
Read robots.txt as RFC 9309 says. Pure: what was read, in; what it means, out.

The parser is protego's (wildcards, longest match, groups merged, Crawl-delay);
the standard library's was wrong on half of the probes. What a server's answer
as a whole means (2.3.1) is decided here.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from revtrack.model import CheckCode, Fetched, FetchResult
from revtrack.poller.times import epoch
from revtrack.store.polling import RobotsFile

MAX_BYTES = 512_000
"""RFC 9309 2.5: at least 500 KiB must be read; what comes after is left out."""
KEEP_S = 86400.0
"""RFC 9309 2.4: a cached copy is used for 24 hours."""
RETRY_S = 3600.0
"""A server whose robots.txt cannot be read is asked again after an hour."""
GIVE_UP_S = 30 * 86400.0
"""RFC 9309 2.3.1.4: unreachable for a long time (30 days), it counts as having none."""
TOKEN = "revtrack"  # noqa: S105 (the product token robots.txt groups are matched with)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What robots.txt says about one address."""

    allowed: bool
    later: bool = False
    """Nothing is known because the server cannot be reached: not now."""
    delay_s: float = 0.0
    reason: str = ""


def read(origin: str, result: FetchResult, at: str, before: RobotsFile | None) -> RobotsFile:
    """
    Return what to keep of a request for robots.txt.

    An unreachable server keeps the copy there was (2.4 allows it); its time moves only for a new answer.
    """
    if isinstance(result, Fetched):
        text = result.capture.body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
        return RobotsFile(origin, at, 200, text.replace("\x00", ""))
    status = getattr(result, "status", None) or 0
    code = getattr(result, "code", None)
    if 400 <= status < 500 and code is not CheckCode.RATE_LIMITED:
        return RobotsFile(origin, at, status)
    # More than five redirects, a refused one, or one to a page that is no text: no robots.txt that could be followed.
    if code in (CheckCode.REDIRECT_ERROR, CheckCode.NOT_HTML, CheckCode.MOVED):
        return RobotsFile(origin, at, 404)
    if before is not None and before.status:
        return before
    return RobotsFile(origin, before.fetched_at if before is not None else at, 0)


def is_fresh(kept: RobotsFile | None, asked_at: float | None, now: float) -> bool:
    """Say whether *kept* may be used at epoch second *now*; *asked_at* is when the server was last asked."""
    if kept is None:
        return False
    since = now - max(epoch(kept.fetched_at) or 0.0, asked_at or 0.0)
    return 0 <= since < (KEEP_S if kept.status else RETRY_S)


def verdict(kept: RobotsFile, url: str, now: float, max_delay_s: float) -> Verdict:
    """Return whether *url* may be asked at epoch second *now*, and how far apart requests must be."""
    if not kept.status:
        if now - (epoch(kept.fetched_at) or now) > GIVE_UP_S:
            return Verdict(True)
        return Verdict(False, later=True, reason=f"{kept.origin}/robots.txt cannot be read: not now")
    if kept.status != 200 or not kept.body:
        return Verdict(True)
    rules = _parsed(kept.body)
    delay = min(float(rules.crawl_delay(TOKEN) or 0.0), max_delay_s)
    if rules.can_fetch(url, TOKEN):
        return Verdict(True, delay_s=delay)
    return Verdict(False, delay_s=delay, reason=f"{kept.origin}/robots.txt disallows it")


@lru_cache(maxsize=256)
def _parsed(body: str) -> Any:
    from protego import Protego

    return Protego.parse(body)
