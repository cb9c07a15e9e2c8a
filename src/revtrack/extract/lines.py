"""
Say of a whole block by its own words that it is not the article: "Read more", "Advertisement", "4 minutes ago".
"""

import re

COUNTED = r"[\d.,]+\s*[km]?\s+(?:shares?|comments?|views?|likes?|retweets?|reads?|min(?:ute)?s? read|min)"
LINE = (
    (
        "related links",
        re.compile(
            r"^\W{0,3}(?:read|see|watch|listen|also|more|related|recommended|click here|full (?:story|"
            r"coverage)|don['’]t miss|lesen sie|mehr zum|mehr dazu|lire aussi|à lire|lee también|"
            r"leia (?:também|mais)|leggi anche|lees ook|czytaj też|читайте также|läs (?:mer|också)|les også|"
            r"læs også|czytaj (?:też|także|więcej))\b.{0,160}$",
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
            r"pubblicità|reklama?|iklan|広告|광고|реклама|advertentie|annons|story continues below(?: advertisement)?|"
            r"article continues (?:below|after).{0,40}|advertising|scroll to continue(?: .{0,30})?|"
            r"(?:skip|passer|saltar|salta) (?:the |la |el )?(?:ad|advertisement|publicité|publicidad|pubblicità)|"
            r"(?:werbung|anzeige) überspringen|abone ol)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "share bar",
        re.compile(
            r"^\W*(?:share(?: (?:this|on|via|article|story).{0,50})?|tweet|facebook|twitter|email|print|"
            r"whatsapp|copy link|linkedin|pin it|reddit|save|teilen|partager|compartir|condividi|delen|"
            r"del|dela|udostępnij|シェア(?:する)?|ツイート|ブックマーク|メール|印刷|공유하기|поделиться)(?:\s+(?:\d+|list))?\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "paywall strip",
        # A Japanese page speaks of members as other pages speak of subscribers; only a line that offers them something.
        re.compile(r"^.{0,40}会員.{0,50}(?:できます|ください|いただけます|になれます|お読み|放題|限定です)。?.{0,40}$"),
    ),
    (
        "counter",
        re.compile(
            rf"^\W*(?:{COUNTED}\W{{1,4}}){{0,3}}{COUNTED}\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "reading time",
        re.compile(
            r"^\W*(?:(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo d[ie] lett?ura|"
            r"leestijd|lästid|lesetid|læsetid)\W{0,3}\s*(?:(?:ca|env)\.? )?\d+\s*(?:m|min(?:ut[a-zñ]*)?\.?)"
            r"|(?:(?:ca|env)\.? )?\d+[ -]?min(?:ut[a-z]*)?\.? (?:read|lesezeit|de lecture|de lectura|di lettura|"
            r"de leitura|leestijd|lästid|lesetid|læsetid|czytania))\W*$",
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


READ_MORE = re.compile(
    r"\W*(?:read more|mehr lesen|weiterlesen|lire la suite|leer más|leggi tutto|lees meer|czytaj więcej)\W*$",
    re.IGNORECASE,
)
"""A link's words that are no link's here: its address is given by script."""


def line_noise(text: str, linked: int) -> str:
    """Return why a whole block that reads *text* is not the article, or an empty text."""
    if len(text) > 220:
        return ""
    for reason, pattern in LINE:
        if pattern.search(text) and (
            reason not in ("related links", "newsletter sign-up") or linked >= 0.4 * len(text) or READ_MORE.match(text)
        ):
            return reason
    return ""
