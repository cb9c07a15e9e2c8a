"""
Tell a line that only says when, and by whom, from running text.
"""

import re
from collections.abc import Sequence

from revtrack.extract.times import CLOCK, MONTHS, ZONES, parse_time

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
MOST_NAMES = 4
"""Words of the names in a byline that only its times give away."""
NOT_STAMP = re.compile(
    r"\d|[^\w\s]|\b(?:at|um|uhr|on|am|pm|a|p|m|by|the|of|de|le|el|il|kl|alle|ore|à|and|last|first)\b", re.IGNORECASE
)


def names_only(text: str) -> bool:
    """Say whether nothing but a few names stand beside the times of *text*: `Ana Reyes 2 hours ago 3 min read`."""
    rest = NOT_STAMP.sub(" ", AGO.sub(" ", READING_TIME.sub(" ", text))).split()
    return len(rest) <= MOST_NAMES and all(word[0].isupper() for word in rest)


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
        return "byline" if AGO.search(text) and READING_TIME.search(text) and names_only(text) else ""
    for pattern in (READING_TIME, AGO, PUBLISHING, NOT_STAMP):
        rest = pattern.sub(" ", rest)
    left = sum(len(word) for word in rest.split() if word.lower() not in CALENDAR)
    if named and left <= 12:
        return "byline"
    return "time stamp" if dated and left <= 4 else ""
