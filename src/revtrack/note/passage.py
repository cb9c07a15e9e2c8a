"""
Cut a block into the stretches that may be a note: brackets, sentences, own voice.

Purely about punctuation; no word lists. Every function is linear in the text.
"""

import re
from functools import lru_cache

Stretch = tuple[int, int]
"""Half-open code point range in the text it was cut from."""

_OPENING = re.compile(r"[“„«‹\"»”]")
_CLOSING = {"“": "”", "„": "“", "«": "»", "‹": "›", '"': '"', "»": "«", "”": "”"}
_ENDS = re.compile(r"[.!?…](?=[\s'\"”’»)\]*_]|$)")
_AFTER_END = re.compile(r"['\"”’»)\]*_`]{0,4}\s+(?=['\"“‘«„(\[*_¿¡•`]{0,3}\s?[^\W_])")
_SHUT = "'\"”’»"
"""The marks after which a sentence goes on in small letters: `In „Wer zahlt?“ vom 3. Mai`."""
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[.“\"'])(?:Mr|Mrs|Ms|Mx|Dr|Sen|Rep|Gov|Lt|Gen|Col|Sgt|Capt|Maj|Cmdr|Adm|St|Ste|No|Nos|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Corp|Co|Ltd|Jr|Sr|vs|v|Prof|Rev|Hon|Pres|Fig|Art|art|approx|Ave|Blvd|Mt|Pa|Calif|Fla|Ala|Ariz|Conn|Mass|Mich|Minn|Wash|Wis"
    r"|stellv|bzw|ca|Nr|Abs|usw|z|B|d|h|bspw|ggf|evtl|Hrsg|pág|págs|núm|Sra?|Srta|Dra?|Exmo|dom|par|pars|para|mln|mrd|Mio|Mrd|Tsd"
    r"|Mme|Mlle|M|MM|cf|ex|env|op|cit|ecc|sig|sigg|dott|ing|avv|on|blz|dhr|mevr|nl|bijv|o\.a|d\.w\.z|i\.e|e\.g|U\.S|U\.K|U\.N|E\.U|p|pp|a\.m|p\.m"
    r"|[A-ZÀ-Þ])$"
)
CREDIT = re.compile(
    r"(?i:[(\[]\s?(?:additional )?(?:reporting|writing|written|editing|edited|compiled|reported|produced|translated)\b"
    r"(?: and \w+)? by\b)"
    r"|(?<=[.)!?\]])\s*(?:Reporting|Additional reporting|Editing|Writing) by\b"
)
"""A line of credits, bracketed or begun as a sentence: what stands from here on is nobody's note."""


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Stretch, ...]:
    """Return the sentences of *text*; together they cover it, trailing space included."""
    found, start = [], 0
    for end in _ENDS.finditer(text):
        if end.start() < start:
            continue
        after = _AFTER_END.match(text, end.end())
        if after is None:
            continue
        head = text[max(start, end.start() - 14) : end.start()]
        if end.group() == "." and (_ABBREVIATED.search(head) or ordinal_stop(text, start, end.start(), after.end())):
            continue
        if text[after.end()].islower() and (end.group() in ".…" or text[end.end()] in _SHUT):
            continue
        found.append((start, after.end()))
        start = after.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return tuple(found)


def ordinal_stop(text: str, start: int, stop: int, following: int) -> bool:
    """Say whether the stop ends a day or ordinal (`am 3. Mai`, `1. FC`) rather than a sentence."""
    head = text[max(start, stop - 3) : stop]
    digits = re.search(r"(?<!\d)\d{1,2}$", head)
    return bool(digits) and (stop - start <= 3 or not text[following].isupper() or _month_follows(text, following))


def _month_follows(text: str, at: int) -> bool:
    return bool(re.match(r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)", text[at : at + 3]))


@lru_cache(maxsize=512)
def quotations(text: str) -> tuple[Stretch, ...]:
    """
    Return the quoted passages of *text*, marks included.

    A mark that is never closed silences the rest of the text only where it
    opens it; elsewhere it is taken for a stray.
    """
    found: list[Stretch] = []
    at, missing = 0, set[str]()
    while opened := _OPENING.search(text, at):
        at = opened.start()
        close = _CLOSING.get(text[at])
        if close is None or (text[at] in "»”" and (at == 0 or not text[at - 1].isspace())) or close in missing:
            at += 1
            continue
        end = text.find(close, at + 1)
        if end < 0 and text[at] in "„«“":
            end = text.find('"' if text[at] != "“" else "“", at + 1)
        if end < 0:
            if at == 0:
                return (*found, (0, len(text)))
            missing.add(close)
            at += 1
            continue
        found.append((at, end + 1))
        at = end + 1
    return tuple(found)


def brackets(text: str, shortest: int = 9) -> list[Stretch]:
    """
    Return the outermost bracketed stretches of *text*, brackets included.

    An opening bracket that is never closed counts when it opens the text.
    """
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start > shortest:
                found.append((start, match.end()))
    if depth and not text[:start].strip(" *_•-–—") and len(text) - start > shortest:
        found.append((start, len(text)))
    return found


BULLET = re.compile(r"\s[•●▪■]\s+(?=\S)")
"""A bullet inside a line, which opens an entry of its own though the one before ends without a full stop."""

PLACEHOLDER = re.compile(r"(?<![\]\w])\[(?:[a-zà-ÿ'’]{3,20}[ /]?){1,6}\](?![(\[:])")
"""Words to be filled in: two of them (`Correction [date]: we said [wrong claim]`) make a template, not a note."""

TWEET = re.compile(r"\(@\w{1,30}\)|pic\.twitter\.com|https?://t\.co/")
"""What shows that a passage is somebody's embedded post, not the outlet's own words."""


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
