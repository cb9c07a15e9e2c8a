"""
Say what on a page is not the article: rails, sign-ups, share bars, ads, counters, stamps.

Each rule looks only at the element itself and its own text, never at the rest
of the page, so that what else has changed cannot change the answer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from revtrack.extract.names import names_of, words
from revtrack.extract.page import Element
from revtrack.extract.times import CLOCK, MONTHS, ZONES, parse_time

SINGLE = {
    "advert": "advertisement",
    "ad": "advertisement",
    "ads": "advertisement",
    "adslot": "advertisement",
    "adunit": "advertisement",
    "advertisement": "advertisement",
    "advertising": "advertisement",
    "dfp": "advertisement",
    "gpt": "advertisement",
    "sponsor": "advertisement",
    "sponsored": "advertisement",
    "sponsors": "advertisement",
    "anzeige": "advertisement",
    "werbung": "advertisement",
    "publicidad": "advertisement",
    "outbrain": "related links",
    "taboola": "related links",
    "zergnet": "related links",
    "revcontent": "related links",
    "related": "related links",
    "recirc": "related links",
    "recirculation": "related links",
    "recommended": "related links",
    "recommendation": "related links",
    "recommendations": "related links",
    "trending": "related links",
    "teaser": "related links",
    "teasers": "related links",
    "promo": "promotion",
    "promos": "promotion",
    "promobox": "promotion",
    "newsletter": "newsletter sign-up",
    "newsletters": "newsletter sign-up",
    "signup": "newsletter sign-up",
    "subscribe": "newsletter sign-up",
    "subscription": "newsletter sign-up",
    "mailchimp": "newsletter sign-up",
    "paywall": "paywall strip",
    "consent": "cookie strip",
    "whatsapp": "newsletter sign-up",
    "piano": "paywall strip",
    "regwall": "paywall strip",
    "share": "share bar",
    "sharing": "share bar",
    "shares": "share bar",
    "sharebar": "share bar",
    "sharetools": "share bar",
    "social": "share bar",
    "socials": "share bar",
    "addthis": "share bar",
    "sharedaddy": "share bar",
    "follow": "share bar",
    "comments": "comments",
    "comment": "comments",
    "disqus": "comments",
    "livefyre": "comments",
    "kommentare": "comments",
    "cookie": "cookie strip",
    "cookies": "cookie strip",
    "gdpr": "cookie strip",
    "breadcrumb": "navigation",
    "breadcrumbs": "navigation",
    "nav": "navigation",
    "navigation": "navigation",
    "navbar": "navigation",
    "menu": "navigation",
    "pagination": "navigation",
    "pager": "navigation",
    "toc": "navigation",
    "toolbar": "page tools",
    "tools": "page tools",
    "print": "page tools",
    "tag": "tags",
    "tags": "tags",
    "taglist": "tags",
    "keywords": "tags",
    "topics": "tags",
    "categories": "tags",
    "byline": "byline",
    "bylines": "byline",
    "author": "byline",
    "authors": "byline",
    "autor": "byline",
    "contributors": "byline",
    "timestamp": "time stamp",
    "stand": "time stamp",
    "datetime": "time stamp",
    "pubdate": "time stamp",
    "postdate": "time stamp",
    "sidebar": "rail",
    "rail": "rail",
    "rating": "counter",
    "ratings": "counter",
    "counter": "counter",
    "metadata": "page data",
    "copyright": "copyright line",
    "disclaimer": "page data",
    "skip": "navigation",
    "noprint": "page tools",
    "donate": "promotion",
    "donation": "promotion",
    "footer": "footer",
    "carousel": "related links",
    "popup": "promotion",
    "modal": "promotion",
    "login": "paywall strip",
    "widget": "widget",
}
"""A word in a class or id, and what it says the element is."""

PAIRS = {
    ("read", "more"): "related links",
    ("read", "also"): "related links",
    ("read", "next"): "related links",
    ("more", "on"): "related links",
    ("more", "stories"): "related links",
    ("more", "from"): "related links",
    ("most", "read"): "related links",
    ("most", "popular"): "related links",
    ("see", "also"): "related links",
    ("also", "read"): "related links",
    ("up", "next"): "related links",
    ("sign", "up"): "newsletter sign-up",
    ("opt", "in"): "newsletter sign-up",
    ("call", "to"): "promotion",
    ("entry", "meta"): "page data",
    ("post", "meta"): "page data",
    ("article", "meta"): "page data",
    ("entry", "footer"): "footer",
    ("author", "bio"): "byline",
    ("about", "author"): "byline",
    ("entry", "date"): "time stamp",
    ("post", "date"): "time stamp",
    ("publish", "date"): "time stamp",
    ("article", "date"): "time stamp",
    ("published", "date"): "time stamp",
    ("inline", "article"): "related links",
    ("last", "updated"): "time stamp",
    ("link", "list"): "related links",
    ("linked", "articles"): "related links",
}

HARMLESS = frozenset(
    {
        ("no", "ad"),
        ("no", "ads"),
        ("no", "promo"),
        ("with", "sidebar"),
        ("has", "sidebar"),
        ("no", "sidebar"),
        ("no", "comments"),
    }
)


@lru_cache(maxsize=32768)
def by_name(text: str) -> str:
    """Return why an element with these class and id *text* is not the article, or an empty text."""
    parts = words(text)
    pairs = list(pairwise(parts))
    if any(pair in HARMLESS for pair in pairs):
        return ""
    for pair in pairs:
        if pair in PAIRS:
            return PAIRS[pair]
    for part in parts:
        if part in SINGLE:
            return SINGLE[part]
    return ""


TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "dialog": "dialog",
    "form": "form",
    "menu": "navigation",
}
ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "form",
    "dialog": "dialog",
    "banner": "navigation",
}


def element_noise(element: Element) -> str:
    """Return why *element* and all in it is not the article, or an empty text."""
    if element.tag in ("nav", "dialog", "menu"):
        return TAGS[element.tag]
    if element.tag == "label":
        return "form"
    role = element.get("role")
    if role in ROLES:
        return ROLES[role]
    found = names_of(element)
    return by_name(found) if found else ""


LINE = (
    (
        "related links",
        re.compile(
            r"^\W{0,3}(?:read|see|watch|listen|also|more|related|recommended|click here|full (?:story|"
            r"coverage)|don['’]t miss|lesen sie|mehr zum|mehr dazu|lire aussi|à lire|lee también|"
            r"leia (?:também|mais)|leggi anche|lees ook|czytaj też|читайте также|läs (?:mer|också)|les også|"
            r"læs også)\b.{0,160}$",
            re.IGNORECASE,
        ),
    ),
    (
        "newsletter sign-up",
        re.compile(
            r"^(?:skip past newsletter|sign up (?:for|to|here)|subscribe (?:to|now|here)|get (?:the|"
            r"our) .{0,40}newsletter|"
            r"click here to (?:sign|subscribe)|download (?:the|our) .{0,40}app\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "advertisement",
        re.compile(
            r"^\W*(?:advertisements?|ads?|sponsored(?: content)?|anzeige|werbung|publicidad|publicité|"
            r"pubblicità|reklama|advertentie|annons|story continues below(?: advertisement)?|"
            r"article continues (?:below|after).{0,40}|advertising|scroll to continue(?: .{0,30})?)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "share bar",
        re.compile(
            r"^\W*(?:share(?: (?:this|on|via|article|story).{0,50})?|tweet|facebook|twitter|email|print|"
            r"whatsapp|copy link|linkedin|pin it|reddit|save|teilen|partager|compartir|condividi)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "counter",
        re.compile(
            r"^\W*[\d.,]+\s*[km]?\s+(?:shares?|comments?|views?|likes?|retweets?|reads?|min(?:ute)?s? read|min)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "relative time",
        re.compile(
            r"^\W*(?:(?:last )?(?:updated|published|posted|modified|reviewed)\W{0,3}\s*)?(?:about |"
            r"an? )?(?:\d+ |few )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|"
            r"years?)(?:[ ,]+\d+ (?:minutes?|mins?|hours?))? ago\W*$",
            re.IGNORECASE,
        ),
    ),
)
"""Whole blocks that say by their words what they are."""


DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica"
)
CALENDAR = frozenset(
    (*MONTHS, *ZONES, *DAYS.split(), "year", "年", "月", "日", "today", "yesterday", "heute", "gestern")
)
PUBLISHING = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated?|posted|modified|reviewed|created)|stand|"
    r"(?:erst)?veröffentlicht|aktualisiert|publiée?|mise? à jour|publicado|actualizado|atualizado|pubblicato|"
    r"aggiornato|gepubliceerd|bijgewerkt|publicerad|uppdaterad|oppdatert|publisert|opdateret|offentliggjort)\b",
    re.IGNORECASE,
)
"""The words that say what a time on a stamp is the time of."""
AGO = re.compile(
    r"\b(?:about |over |vor |il y a |hace |há |for |för )?(?:\d+|an?|few|einer|eine[mn]?|une?|una?|uma?|et|en|ett)\s+"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tag(?:en)?|"
    r"secondes?|heures?|jours?|segundos?|minutos?|horas?|d[ií]as?|minut[io]|or[ea]|giorn[io]|uur|dagen|"
    r"minutter|minutt?|timer?|timm(?:e|ar)|dager?|dagar?)"
    r"(?:[ ,]+\d+ (?:minutes?|mins?|hours?))?(?: (?:ago|fa|geleden|siden|sedan|atrás))?\b|\bjust now\b",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"\b\d+[ -]min(?:ute)?[sn]?\.? (?:read|lesezeit|de lecture|de lectura|di lettura)\b", re.IGNORECASE
)
NOT_STAMP = re.compile(
    r"\d|[^\w\s]|\b(?:at|um|uhr|on|am|pm|a|p|m|by|the|of|de|le|el|il|kl|alle|ore|à|and|last|first)\b", re.IGNORECASE
)


def stamp_noise(text: str, authors: Sequence[str]) -> str:
    """
    Return why a short block that holds but dates, times or a byline is not running text.

    A relative time (`4 minutes ago`) or a clock time counts as one only beside a publishing word.
    """
    if len(text) > 140:
        return ""
    rest, named = text, False
    for author in authors:
        if author and author in rest:
            rest, named = rest.replace(author, " "), True
    dated = parse_time(rest) is not None or (
        PUBLISHING.search(rest) is not None and (AGO.search(rest) or CLOCK.search(rest)) is not None
    )
    if not named and not dated:
        return ""
    for pattern in (READING_TIME, AGO, PUBLISHING, NOT_STAMP):
        rest = pattern.sub(" ", rest)
    left = sum(len(word) for word in rest.split() if word.lower() not in CALENDAR)
    if named and left <= 12:
        return "byline"
    return "time stamp" if dated and left <= 4 else ""


def line_noise(text: str, linked: int) -> str:
    """Return why a whole block that reads *text* is not the article, or an empty text."""
    if len(text) > 220:
        return ""
    for reason, pattern in LINE:
        if pattern.search(text) and (
            reason not in ("related links", "newsletter sign-up") or linked >= 0.4 * len(text)
        ):
            return reason
    return ""
