"""
Say when two addresses are the same article's.

The key drops what changes without the article changing: the scheme, `www`,
tracking parameters, parameter order, dot segments, needless percent-encoding,
a slash at the end. It is for comparing, never for asking: a server is asked
for the address it gave, less the tracking parameters, which would count each
visit of ours as a reader of somebody's newsletter.
"""

import re
from dataclasses import replace
from itertools import product
from urllib.parse import quote, unquote

from revtrack.fetch.gate import DEFAULT_PORTS, Url

TRACKING = re.compile(
    r"""utm_\w+|at_(?:medium|campaign|custom\d*|link\w*|ptr\w*|bbc\w*|format)|mc_[ce]id|ml_subscriber\w*|
        fb(?:clid|_action_\w+|_source|_ref)|[gdt]clid|gclsrc|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|
        igsh(?:id)?|_ga|_gl|_hs(?:enc|mi)|hs_?cta\w*|mkt_tok|vero_\w+|oly_(?:anon|enc)_id|pk_\w+|piwik_\w+|matomo_\w+|
        s_?cid|ncid|cmpid|icid|ito|smid|smtyp|sref|ref_?src|ref_?url|referrer|ftag|spm|wt_?mc\w*|xtor|
        soc_(?:src|trk)|guccounter|guce_\w+|srnd|ocid|taid""",
    re.IGNORECASE | re.VERBOSE,
)
"""Query parameters that say how a reader came, not what they read."""

_UNRESERVED = re.compile(r"%[0-9A-Fa-f]{2}")


def key(url: Url) -> str:
    """Return the text that is equal for two addresses of one article: `host/path?query`, port where unusual."""
    host = url.host.removeprefix("www.")
    port = "" if url.port in (80, 443) else f":{url.port}"
    path = _dots(_decoded(url.path)).rstrip("/")
    return host + port + path + _query(url.query)


def untracked(url: Url) -> Url:
    """Return *url* without the parameters that say how a reader came; all else stays as it was given."""
    if url.query is None:
        return url
    parts = url.query.split("&")
    kept = [part for part in parts if not _tracks(part)]
    return url if len(kept) == len(parts) else replace(url, query="&".join(kept) or None)


def spellings(url: Url) -> tuple[str, ...]:
    """Return *url* and the ways it is most often written otherwise: http or https, `www`, a slash at the end."""
    bare = untracked(url)
    host, path = bare.host.removeprefix("www."), bare.path.rstrip("/")
    ports = {scheme: bare.port if bare.port not in (80, 443) else port for scheme, port in DEFAULT_PORTS.items()}
    others = product(ports, (host, f"www.{host}"), (path or "/", f"{path}/"))
    written = [Url(scheme, name, ports[scheme], way, bare.query) for scheme, name, way in others]
    return tuple(dict.fromkeys(map(str, (url, bare, *written))))


def same_site(one: Url, other: Url) -> bool:
    """Say whether two hosts are one site: equal, or one a subdomain of the other, `www` aside."""
    a, b = one.host.removeprefix("www."), other.host.removeprefix("www.")
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def is_front_page(url: Url) -> bool:
    """Say whether *url* is a site's front page or a language's: where sites send readers of deleted articles."""
    return re.fullmatch(r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+|home/?)?", url.path.lower()) is not None


def accepted_canonical(final: Url, canonical: Url | None) -> Url | None:
    """
    Return the canonical address a page names for itself, when it may be believed.

    A page may speak for its own site only, and a front page is nobody's canonical address
    (a common template error that would make all articles one).
    """
    if canonical is None or not same_site(final, canonical):
        return None
    if is_front_page(canonical) and not is_front_page(final):
        return None
    return canonical


def _decoded(path: str) -> str:
    """Return *path* with needless percent-encoding undone and the needed one in upper case."""

    def one(match: re.Match[str]) -> str:
        char = unquote(match[0], errors="strict") if int(match[0][1:], 16) < 0x80 else ""
        return char if char and (char.isalnum() or char in "-._~") else match[0].upper()

    return _UNRESERVED.sub(one, quote(path, safe="%/:@!$&'()*+,;=-._~"))


def _dots(path: str) -> str:
    """Return *path* without `.` and `..` segments (RFC 3986, 5.2.4) and without doubled slashes."""
    out: list[str] = []
    for part in path.split("/"):
        if part == "..":
            out[-1:] = []
        elif part not in ("", "."):
            out.append(part)
    return "/" + "/".join(out)


def _tracks(part: str) -> bool:
    return TRACKING.fullmatch(part.partition("=")[0]) is not None


def _query(query: str | None) -> str:
    kept = sorted(_decoded(part) for part in (query or "").split("&") if part and not _tracks(part))
    return "?" + "&".join(kept) if kept else ""
