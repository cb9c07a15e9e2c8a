"""
Read who wrote an article, from whatever a page gives for it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from revtrack.extract.cleaning import squeeze
from revtrack.extract.structured import Node, text_of

LEAD = re.compile(
    r"^(?:(?:words|text|story|written|reported|posted|published|foto|photos?)\s+)?(?:by|von|par|por|di|door|av|"
    r"af|autor(?:in)?|author|text|fra|przez|от)\b[:\s]+",
    re.IGNORECASE,
)
AND = re.compile(
    r"\s*(?:,|;|\||/|\s[–—•·]\s|\n)\s*(?:and\s+|und\s+)?|\s+(?:and|und|et|y|e|en|og|och|i|with|&|"
    r"és)\s+(?=\S)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3,}|^(?:updated|published|staff|admin|editor|redaktion|null|none|undefined|"
    r"n/a|true|false|-+)$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r",?\s+(?:(?:senior|chief|staff|political|science|business|special|associate|contributing|"
    r"health)\s+)*(?:writer|reporter|editor|correspondent|columnist|contributor|redakteur(?:in)?|"
    r"journalist(?:in)?|reporterin)s?(?:\s.*)?$|\s*\((?:[^)]{1,40})\)$",
    re.IGNORECASE,
)

ADDRESS = re.compile(r"(?:https?:)?//\S+$")
CREDIT = re.compile(r"\s*\((?:image|photo|picture|foto|bild|credit)s?:[^)]*\)?", re.IGNORECASE)
"""What some pages put into an author's tag after the name."""
WITH = re.compile(r"\s*\((?:with|mit|avec|con|com|met|med)\s+([^()]+)\)", re.IGNORECASE)
"""Those who helped, in brackets after the name."""
STAMP = re.compile(
    r"[\s,|·•–—-]*(?:(?<=\s)(?:updated|published|posted)\b(?! by).*|"
    r"(?:\b(?:on|am|le|el|il|op|em)\s+)?(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|"
    r"\d{1,2}[:.]\d{2}\b).*)$",
    re.IGNORECASE,
)
"""A day or a time of day on a byline, and what follows it."""
ENDS = re.compile(r"\b(?:Jr|Sr|[^\W\d_])$")
"""What stands before a full stop that belongs to the name."""
NETWORKS = frozenset(("facebook", "twitter", "instagram", "linkedin", "whatsapp", "youtube", "telegram", "email"))
"""Links beside a byline."""
SITE = re.compile(r"^[\w-]+\.(?:[a-z]{2,3}|info|example)$", re.IGNORECASE)


def from_json(value: Any, ids: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    """Return the names in a JSON-LD author value: a text, an object, a reference, or a list of these."""
    if depth > 4:
        return ()
    if isinstance(value, list):
        return unique(name for item in value for name in from_json(item, ids, depth + 1))
    if isinstance(value, dict):
        if not value.get("name") and value.get("@id") in ids:
            value = ids[value["@id"]]
        name = value.get("name") or f"{text_of(value.get('givenName'))} {text_of(value.get('familyName'))}".strip()
        if isinstance(name, list):
            return unique(n for item in name for n in split(text_of(item)))
        return split(text_of(name)) if name else ()
    return split(text_of(value))


def split(text: str) -> tuple[str, ...]:
    """Return the names in a byline such as `By Ana Okafor and Jon Reyes`; an address or a picture's credit is none."""
    text = WITH.sub(r", \1", CREDIT.sub("", STAMP.sub("", LEAD.sub("", squeeze(text)))))
    if ADDRESS.match(text):
        return ()
    out: list[str] = []
    for part in AND.split(text) if len(text) < 300 else ():
        said = LEAD.sub("", part or "").strip(" .,:|·•–—-")
        name = ROLE.sub("", said).strip(" .,")
        if ENDS.search(name) and f"{name}." in part:
            name += "."
        if name and " " not in name and not out:
            name = said  # `Harbour staff reporter` is all the name there is
        if name and not NO_NAME.search(name) and len(name) <= 80 and not (out and is_role(said)):
            out.append(name)
    return unique(out)


def is_role(part: str) -> bool:
    """Say whether a part after a name tells what its bearer does, or where: mostly small words, or a site's name."""
    words = part.split()
    small = sum(word[0].islower() for word in words)
    return (
        (len(words) >= 3 and small > len(words) / 2)
        or SITE.search(part) is not None
        or ROLE.fullmatch(f" {part}") is not None
    )


def is_name(name: str) -> bool:
    """Say whether *name*, as a page shows it, may be a person's: two to four words, first and last capitalised."""
    words = name.split()
    return (
        2 <= len(words) <= 4
        and not words[0][0].islower()
        and not words[-1][0].islower()
        and NETWORKS.isdisjoint(name.casefold().split())
    )


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return *names* without repeats, whatever their case, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())
