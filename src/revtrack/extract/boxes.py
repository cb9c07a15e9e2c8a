"""
Find small boxes inside the body that something in them gives away: a sign-up by its field for an address, a picture
or a video that waits for the reader's consent by its words.

The box is the largest element around what gives it away that is still small;
`sizes` tells how many characters an element holds.
"""

import re
from collections.abc import Mapping, Sequence

from revtrack.extract.page import Element
from revtrack.extract.piece import Piece

SMALL = 800
"""Characters of the largest such box; a story that asks for an address at its end is not one."""

OUTSIDE = re.compile(
    r"(?:extern|eingebettet)\w{0,2} (?:redaktionelle\w? )?inhalt|redaktioneller inhalt|inhalte? von .{2,30} angezeigt|"
    r"mir (?:externe )?inhalte|an drittplattformen|(?:external|third[- ]party) content|"
    r"content (?:is )?(?:hosted|provided) by|"
    r"(?:view|see|show|display|load|watch) this (?:content|video|post|tweet|embed|map|chart)|"
    r"contenus? (?:externe|bloqué|tiers)|(?:afficher|voir) (?:ce contenu|cette vidéo)|ce contenu (?:est|n['’]a)|"
    r"contenido (?:externo|de terceros)|(?:ver|mostrar) este contenido|contenut[oi] estern[oi]|"
    r"visualizzare (?:questo|il) contenuto|extern\w* (?:content|inhoud)|(?:deze|externe) (?:content|inhoud)|"
    r"conteúdo externo|ekstern\w* ind?hold|externt innehåll|treś\w+ zewnętrzn",
    re.IGNORECASE,
)
"""Words that speak of what another site would show here."""
STEMS = ("inhalt", "conten", "inhoud", "conteúdo", "hold", "innehåll", "treś", "drittplatt", "this ", "vidéo")
"""One of these stands in every wording of `OUTSIDE`: looking for them first is ten times as fast."""
CONSENT = re.compile(
    r"cookies?\b|datenschutz|privatsphäre|einverstanden|zustimm|akzeptier|einwillig|erlaub|anzeigen lassen|"
    r"privacy|consent|"
    r"accept|permission|allow|préférences|consentement|accepte|privacidad|acept|consentimiento|consenso|accett|"
    r"toestemming|akkoord|samtykke|godkänn|zgod",
    re.IGNORECASE,
)
"""Words that ask the reader for leave to show it."""


def boxes(container: Element, pieces: Sequence[Piece], sizes: Mapping[Element, int]) -> dict[Element, str]:
    """Return the boxes in *container* that are no part of the story, each with its reason."""
    found: dict[Element, str] = {}
    for field in container.iter("input"):
        if (field.get("type") or "").lower() == "email":
            around = largest(field.getparent(), container, sizes)
            if around is not None:
                found[around] = "newsletter sign-up"
    for piece in pieces:
        low = piece.text.lower() if len(piece.text) <= SMALL else ""
        if any(stem in low for stem in STEMS) and OUTSIDE.search(low):
            around = largest(piece.element, container, sizes)
            if around is not None and CONSENT.search(" ".join(around.itertext())):
                found[around] = "consent for an embed"
    return found


def largest(element: Element, container: Element, sizes: Mapping[Element, int]) -> Element | None:
    """Return the largest small element around *element* inside *container*; None when it is itself too large."""
    best = None
    node = element
    while node is not None and node is not container and sizes.get(node, 0) <= SMALL:
        best = node
        node = node.getparent()
    return best
