"""
Find, over the whole page, the boxes and lines that may be an outlet's note, before anything is dropped.

Notes stand in footers, asides, captions, top boxes, beside the body and in
JSON-LD alone; whoever looks only at the body misses most of them. What is found
here is a candidate: `note` reads it and decides.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from revtrack.extract.noise import by_name
from revtrack.extract.page import Element
from revtrack.extract.piece import Piece
from revtrack.extract.structured import Node, text_of
from revtrack.model import Block, BlockKind

LONGEST = 1500
"""Characters of the longest note on record in the handbook, roughly doubled."""
BOX = 2500
"""A hooked element with more text than this is no note box but a page about corrections."""
LEVELS = 3
"""Ancestors in which a hook is looked for (deps.md 1.4)."""

HOOK = re.compile(
    r"correct(?:ion|ed|ive)|clarification|clarified|erratum|errata|retraction|retracted|amendment|amended|"
    r"editor(?:ial)?s?[-_ ]?note|note[-_ ]?from[-_ ]?editor|korrektur|berichtigung|richtigstellung|"
    r"rectificati[fo]|rectification|errat[ai]|correcci[oó]n|fe[-_]de[-_]erratas|rettifica|correzione|corre[cç][aã]o|"
    r"rectificatie|correctie|sprostowanie|rättelse|rettelse",
    re.IGNORECASE,
)
NO_HOOK = re.compile(
    r"auto-?correct|spell|corrections?-(?:link|form|button|policy|nav|menu)|report-?(?:an?-)?(?:error|correction)|"
    r"color-?correct|gamma|suggest",
    re.IGNORECASE,
)
NAMING = frozenset({"class", "id", "itemprop", "role", "aria-label", "name"})
"""Attributes that say what an element is for, besides `data-`."""
LABEL = re.compile(
    r"^\W{0,4}(?:corrections?(?:\s*(?:&|and)\s*(?:clarifications?|amplifications?))?|corrected|clarifications?|"
    r"amendments?|erratum|errata|retractions?|editor['’]?s?[’']?\s+note|(?:a\s+)?note\s+(?:to|"
    r"from)\s+(?:readers|the\s+editors?)|"
    r"korrektur|berichtigung|richtigstellung|anmerkung\s+der\s+redaktion|hinweis\s+der\s+redaktion|"
    r"in\s+eigener\s+sache|"
    r"rectificatif|rectification|erratum|correction|précision|note\s+de\s+la\s+rédaction|mise\s+au\s+point|"
    r"fe\s+de\s+erra(?:tas|tes)|correcci[oó]n|rectificaci[oó]n|nota\s+de(?:l?\s+(?:la\s+redacci[oó]n|editor))|"
    r"rettifica|correzione|errata\s+corrige|corre[cç][aã]o|errata|erramos|rectificatie|correctie|sprostowanie|"
    r"rättelse|rettelse|oikaisu)\b(?=\W|$)",
    re.IGNORECASE,
)
THIS = (
    r"(?:this|these|an?\s+(?:earlier|previous|prior|original|initial)|the\s+(?:original|earlier|"
    r"previous|first|initial|above|print|online))"
    r"\s+(?:(?:online|print|original|earlier|previous|published|news)\s+)?"
    r"(?:version|article|story|post|piece|column|report|essay|page|headline|caption|photo|graphic|"
    r"chart|map|item|blog|review|obituary|"
    r"interview|newsletter|transcript|dispatch|editorial|op-ed|subheading|table|video|podcast|image|introduction)"
)
ERRED = (
    r"(?:misstated|misidentified|mis-?spelled|misspelt|misquoted|mis-?attributed|mischaracteri[sz]ed|"
    r"misreported|mistakenly|"
    r"erroneously|incorrectly|inaccurately|wrongly|referred\s+incorrectly|(?:was|were|has\s+been|"
    r"have\s+been|is\s+being)\s+(?:\w+\s+){0,3}?"
    r"(?:amended|corrected|updated|clarified|edited|revised|modified|changed|retracted|removed|"
    r"republished)|contained\s+an?\s+(?:\w+\s+)?(?:error|inaccurac)|"
    r"(?:said|stated|gave|named|described|suggested|implied|omitted|reported|included|attributed|"
    r"referred|listed|used|failed)\b)"
)
CUES = (
    re.compile(rf"\b{THIS}\b.{{0,120}}?\b{ERRED}", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"\b(?:we|the\s+\w+)\s+regrets?\s+(?:the|this|any|these)\s+errors?\b|"
        r"\bwe\s+apologi[sz]e\s+for\s+(?:the|this)\s+error",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:in\s+einer\s+(?:früheren|vorherigen|ersten)\s+(?:version|fassung)|"
        r"in\s+der\s+ursprünglichen\s+(?:version|fassung)|"
        r"(?:dieser|der)\s+(?:artikel|text|beitrag)\s+wurde\s+.{0,40}?(?:korrigiert|geändert|berichtigt|angepasst)|"
        r"wir\s+haben\s+(?:das|dies|den\s+fehler|die\s+\w+)\s+.{0,40}?(?:korrigiert|geändert|berichtigt))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:une|la)\s+(?:première|précédente)\s+version|dans\s+une\s+version\s+(?:précédente|antérieure)|"
        r"(?:cet|l['’])\s*article\s+a\s+été\s+(?:corrigé|modifié|rectifié))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:una|en\s+una|la)\s+(?:primera\s+versión|versión\s+(?:anterior|previa|inicial))|(?:este|"
        r"el)\s+(?:artículo|texto)\s+ha\s+sido\s+"
        r"(?:corregido|modificado)|(?:uma|em\s+uma|na)\s+versão\s+(?:anterior|inicial)|(?:este|"
        r"o)\s+texto\s+foi\s+(?:corrigido|alterado)|"
        r"(?:una|in\s+una)\s+(?:precedente|prima)\s+versione|in\s+een\s+eerdere\s+versie|we\s+wcześniejszej\s+wersji|"
        r"in\s+una\s+versione\s+precedente|i\s+en\s+tidigare\s+version|i\s+en\s+tidligere\s+(?:utgave|"
        r"versjon|version))",
        re.IGNORECASE,
    ),
)
STEMS = (
    (
        "this these earlier previous prior original initial above print online first",
        "version article story post piece column report essay page headline caption photo graphic chart map item blog "
        "review obituary interview newsletter transcript dispatch editorial op-ed subheading table video podcast "
        "image introduction",
    ),
    ("regret apolog",),
    ("version fassung korrigiert geändert berichtigt angepasst",),
    ("version article",),
    ("vers wersj utgave artículo texto",),
)
NEEDED = tuple(tuple(tuple(words.split()) for words in group) for group in STEMS)
"""For each of `CUES`, words of which it holds one, lower case: looking for them first is many times as fast."""
STANDING = re.compile(
    r"tell\s+us|let\s+us\s+know|report\s+(?:an?\s+)?(?:error|correction|typo|mistake)|submit\s+a|"
    r"send\s+(?:us\s+)?(?:a\s+)?correction|"
    r"corrections?\s+(?:policy|page|request)|see\s+(?:something|an\s+error)|"
    r"spot(?:ted)?\s+(?:an?\s+)?(?:error|mistake|typo)|"
    r"(?:found|notice[d]?)\s+an?\s+(?:error|mistake|typo)|suggest\s+a\s+correction|contact\s+us|"
    r"fehler\s+(?:gefunden|melden)|"
    r"signaler\s+une|will\s+be\s+(?:updated|corrected)|originally\s+(?:appeared|published|ran)\b|"
    r"(?:first\s+)?published\s+(?:in|by|on)\b.{0,40}$",
    re.IGNORECASE,
)

MOST_HOOKS = 32


def hook_of(element: Element, sizes: Mapping[Element, int]) -> str:
    """Return what within three levels above *element* names it a note, as `class=...`, or an empty text."""
    node = element
    for _ in range(LEVELS + 1):
        if node is None or node.tag in ("body", "html", "main"):
            return ""
        if sizes.get(node, 0) <= BOX and node.attrib:
            # Not `items()`: libxml2 looks each value up by name, which takes seconds with 20,000 attributes.
            for key in [key for key in node.attrib if key in NAMING or key.startswith("data-")][:MOST_HOOKS]:
                value = node.get(key, "")
                if names_note(value):
                    return f"{key}={value[:80]}"
        node = node.getparent()
    return ""


@lru_cache(maxsize=32768)
def names_note(value: str) -> bool:
    """Say whether an attribute's value names a note."""
    return len(value) < 200 and bool(HOOK.search(value)) and not NO_HOOK.search(value)


def cue_of(text: str) -> str:
    """Return the words by which *text* says of itself that it is a note; an empty text when it does not."""
    if not 15 <= len(text) <= LONGEST:
        return ""
    label = LABEL.match(text)
    if (
        label
        and (len(text) > len(label.group()) + 15)
        and re.match(r"\s*(?:[:.—–(|\n,]|\S{0,12}\s?\d)", text[label.end() :])
    ):
        return (
            ""
            if STANDING.search(text) and not any(cue.search(text) for cue in CUES)
            else f"label {label.group().strip()!r}"
        )
    low = text.lower()
    for cue, needed in zip(CUES, NEEDED, strict=True):
        if not all(any(word in low for word in words) for words in needed):
            continue
        found = cue.search(text)
        if found and not quoted(text, found.start()) and not STANDING.search(text[: found.start()]):
            return f"words {found.group()[:60]!r}"
    return ""


def quoted(text: str, at: int) -> bool:
    """Say whether the words at *at* stand inside quotation marks: then another speaks."""
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_label(text: str) -> bool:
    """Say whether *text* is nothing but a note's label: `Corrections & Amplifications`, `Correction: May 3, 2024`."""
    label = LABEL.match(text)
    return label is not None and len(text) <= 60 and not STANDING.search(text) and len(text) - len(label.group()) < 30


def candidates(pieces: Sequence[Piece], sizes: Mapping[Element, int]) -> dict[int, str]:
    """Return, for the index of each piece that may be a note, what says so."""
    found: dict[int, str] = {}
    rails: dict[Element, bool] = {}
    for index, piece in enumerate(pieces):
        if len(piece.text) > LONGEST or piece.linked > 0.7 * len(piece.text) or in_rail(piece.element, rails):
            continue
        if piece.kind is BlockKind.QUOTE and "tweet" in (piece.element.get("class") or ""):
            continue
        hook = hook_of(piece.element, sizes)
        if hook and (len(piece.text) >= 25 or is_label(piece.text)) and not STANDING.search(piece.text[:80]):
            found[index] = hook
        elif cue := cue_of(piece.text):
            found[index] = cue
        elif is_label(piece.text) and index + 1 < len(pieces) and follows(piece, pieces[index + 1]):
            found[index] = found[index + 1] = f"label {piece.text!r}"
    return found


def follows(label: Piece, body: Piece) -> bool:
    """Say whether *body* is the text under a label that stands alone."""
    near = body.element.getparent() in (label.element.getparent(), label.element, label.element.getparent().getparent())
    return (
        near
        and 25 <= len(body.text) <= LONGEST
        and body.linked < 0.6 * len(body.text)
        and not STANDING.search(body.text)
    )


def in_rail(element: Element, known: dict[Element, bool]) -> bool:
    """
    Say whether *element* stands in a rail, a menu or the comments, where others' headlines and words are.

    *known* keeps what was found about the elements above it.
    """
    asked, answer, node = [], False, element
    while node is not None and node.tag != "body":
        if node in known:
            answer = known[node]
            break
        asked.append(node)
        if is_rail(node):
            answer = True
            break
        node = node.getparent()
    known.update(dict.fromkeys(asked, answer))
    return answer


def is_rail(element: Element) -> bool:
    """Say whether *element* itself is a rail, a menu or the comments, by its tag or its name."""
    if element.tag == "nav":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return names != " " and by_name(names) in ("comments", "navigation", "related links", "cookie strip")


def stated(nodes: Sequence[Node]) -> list[Block]:
    """Return the notes that JSON-LD holds: `correction` as text or CorrectionComment, and comments of that type."""
    out: list[Block] = []
    for node in nodes:
        values: list[Any] = [node.get("correction")]
        if "CorrectionComment" in str(node.get("@type")):
            values.append(node.get("text") or node.get("description"))
        for key in ("comment", "hasPart"):
            parts = node.get(key)
            values += [
                p
                for p in (parts if isinstance(parts, list) else [parts])
                if isinstance(p, dict) and "Correction" in str(p.get("@type"))
            ]
        for value in values:
            for item in value if isinstance(value, list) else [value]:
                text = text_of((item.get("text") or item.get("description")) if isinstance(item, dict) else item)
                if len(text) > 14 and not text.startswith(("http://", "https://")):
                    out.append(Block(BlockKind.NOTE, text, hook="json-ld"))
    return list({block.text: block for block in out}.values())
