"""
Judge whether a capture is the article at all, and show the evidence.

An error page with status 200, a wall of any sort or half a download must never
become a version: a deletion that never happened would be reported.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from revtrack.extract.metadata import Metadata
from revtrack.extract.page import Element, Page
from revtrack.extract.piece import Piece
from revtrack.model import Fault

SHORT = 1500
"""Characters of body under which words such as `page not found` are taken at their word."""
TINY = 160
"""Characters of body under which a page with nothing that says article is no article."""

_ERROR = r"(?:error|erreur|fehler|errore|erro|fout|foutmelding)"
CODE = re.compile(
    rf"^\W*(?:https?\W+)?(?:{_ERROR}\W+)?(40[134]|410|429|50[0-4])"
    rf"(?:\W*$|\s*[-–—|:.!(/]|\s+(?:{_ERROR}|(?:page |file )?not (?:found|allowed)|forbidden|gone|"
    r"bad (?:request|gateway)|internal server|server error|service (?:temporarily )?unavailable|gateway time|"
    r"too many requests|unauthori[sz]ed|authorization required|access denied|nicht gefunden|seite|"
    r"página no|página não|pagina (?:non|niet)|(?:page )?(?:introuvable|non trouvée))\b)",
    re.IGNORECASE,
)
"""A title that begins with an error's number: alone, before a dash, or with the words that go with it."""
NUMBER = re.compile(
    rf"^\W*404\s*(?:\W*$|[-–—|:.!])|[-–—|]\s*404\W*$|\b(?:{_ERROR}|https?|(?:{_ERROR}|status)\W*code)\W{{0,3}}404\b|"
    rf"\b404\W{{0,3}}(?:{_ERROR}|not found|page|seite)",
    re.IGNORECASE,
)
"""The same anywhere, for a page that is not there; a story may count 404 of something."""

SAYS: tuple[tuple[Fault, re.Pattern[str]], ...] = (
    (
        Fault.BLOCKED,
        re.compile(
            r"\baccess (?:to this page )?(?:has been )?denied|are you (?:a )?(?:robot|human)|"
            r"verify (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a robot)|"
            r"checking (?:if the site connection is secure|your browser)|just a moment\b|attention required|"
            r"unusual traffic|captcha|"
            r"pardon our interruption|request (?:was |has been )?blocked|you have been blocked|"
            r"bot (?:detection|protection)|"
            r"security check|enable cookies and|rate limit(?:ed)?|too many requests|cloudflare ray id|incapsula|"
            r"not available in your (?:country|region)|unavailable (?:in|for) (?:your|european)|451: unavailable|"
            r"waiting room|you are (?:now )?in (?:line|the queue)|file d['’]attente|victime de son succès|"
            r"warteraum|sala de espera",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.SOFT_404,
        re.compile(
            r"\bpage (?:can(?:no|['’])t be|could not be|was not|not) found|(?:page|article|story|"
            r"content|post) (?:you['’]?re|you are|you were|you) (?:looking|requested|tried)|"
            r"(?:page|article|story|content) (?:is|isn['’]t|is not|no longer) (?:no longer |"
            r"currently )?(?:available|exists?)|"
            r"does(?:n['’]t| not) exist|no longer exists|has been removed or|seite (?:wurde )?nicht gefunden|"
            r"nicht gefunden|"
            r"page (?:introuvable|non trouvée)|n['’]existe (?:pas|plus)|página no (?:encontrada|existe)|"
            r"pagina non trovata|"
            r"página não encontrada|pagina niet gevonden|nie znaleziono|sidan (?:kunde inte|finns inte)|"
            r"siden (?:findes|finnes) ikke",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.ERROR_PAGE,
        re.compile(
            r"\ban? (?:unexpected |internal )?error (?:has )?occurred|something went wrong|"
            r"internal server error|bad gateway|gateway time-?out|"
            r"service (?:is )?(?:temporarily )?unavailable|temporarily unavailable|"
            r"application error|error establishing a database|"
            r"une erreur (?:est survenue|s['’]est produite)|ein fehler ist aufgetreten|"
            r"se ha producido un error|si è verificato un errore|"
            r"ocorreu um erro|er is (?:iets misgegaan|een fout)|under maintenance|down for maintenance|"
            r"wartungsarbeiten|"
            r"sorry, (?:we|this)|try (?:again|reloading)",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.LOGIN,
        re.compile(
            r"^(?:(?:please )?(?:log|sign)[ -]?in\b|anmelden|einloggen|connexion|se connecter|iniciar sesión|"
            r"user (?:account|login)|accedi\b|inloggen)|"
            r"you (?:must|need to) (?:be logged in|log in|sign in)|create (?:an|your) account to (?:read|continue)",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.CONSENT,
        re.compile(
            r"before you continue|we (?:value|care about) your privacy|(?:your|manage) (?:privacy|"
            r"cookie) (?:choices|settings|preferences)|"
            r"accept (?:all )?(?:cookies|and continue)|consent to (?:the )?(?:use|our)|cookies? zustimmen|"
            r"mit werbung (?:weiterlesen|und tracking)|"
            r"avant d['’]accéder|privacy gate|tcf\b",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.SCRIPT_SHELL,
        re.compile(
            r"(?:enable|requires?|turn on|need) javascript|javascript (?:is|to be|must be) (?:disabled|"
            r"required|enabled)|activer javascript|aktivieren sie javascript",
            re.IGNORECASE,
        ),
    ),
    (
        Fault.EMPTY,
        re.compile(
            r"^\W*(?:redirecting|loading|please wait|you are being redirected|weiterleitung|redirection)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What such pages say, strongest first; believed only where there is no body worth the name."""


def judge(
    page: Page, meta: Metadata, pieces: Sequence[Piece], body: str, url: str | None, container: Element | None = None
) -> tuple[Fault | None, str]:
    """Return the fault of a capture and its evidence in words; (None, "") for a sound one."""
    if page.cut:
        return Fault.PARSE_TRUNCATED, page.cut
    if cut_off := page.open_end():
        return Fault.TRUNCATED, cut_off
    if home := home_page(meta, url):
        return Fault.HOME_PAGE, home
    seen = " ".join(piece.text for piece in pieces[:60] if not piece.unseen)[:1200]
    if len(body) < SHORT:
        found = said(
            without_name(next((f.value for f in meta.fields if f.name == "meta_title"), ""), meta.outlet),
            without_name(meta.headline, meta.outlet),
            body if len(body) < 600 else body[:200],
            seen if len(body) < TINY else "",
            is_article=is_article(meta),
        )
        if found:
            return found
        if container is not None and password(container) and meta.published is None:
            return Fault.LOGIN, "a password field, and no article beside it"
    if len(body) < 2 * SHORT and not is_article(meta) and (found := stated_alone(pieces)):
        return found
    if body.strip():
        return None, ""
    if shell(page):
        return Fault.SCRIPT_SHELL, f"{len(seen)} characters of text, the rest is made by script"
    return Fault.EMPTY, f"no article text; the page shows {len(seen)} characters"


def stated_alone(pieces: Sequence[Piece]) -> tuple[Fault, str] | None:
    """Return the fault that a short block of its own states, such as a heading `This page isn't available`."""
    for piece in pieces[:40]:
        if len(piece.text) <= 80 and not piece.unseen and not piece.linked:
            for fault, pattern in SAYS[1:3]:
                found = pattern.search(piece.text)
                if found and len(found.group()) >= 0.6 * len(piece.text):
                    return fault, f"a block of its own says {piece.text!r}"
    return None


def said(title: str, headline: str, body: str, seen: str, *, is_article: bool) -> tuple[Fault, str] | None:
    """Return the fault that a page's own words state, and the words."""
    if code := CODE.match(title):
        return (
            Fault.SOFT_404 if code.group(1) in ("404", "410") else Fault.ERROR_PAGE
        ), f"the title says {title[:60]!r}"
    for fault, pattern in SAYS:
        for where, text in (("title", title), ("headline", headline), ("text", body), ("page", seen)):
            if is_article and where != "page" and len(body) > 300:
                continue
            found = pattern.search(text) or (NUMBER.search(text) if fault is Fault.SOFT_404 else None)
            if found:
                return fault, f"the {where} says {found.group().strip()!r}"
    return None


def without_name(text: str, outlet: str) -> str:
    """Return *text* without the outlet's name, which may itself read like a fault: `404 Media`."""
    return text.replace(outlet, " ") if outlet and text != outlet else text


def is_article(meta: Metadata) -> bool:
    """Say whether the page declares an article: then a headline about errors is one about errors."""
    return "headline" in meta.sources and meta.published is not None


def home_page(meta: Metadata, url: str | None) -> str:
    """Return what says that an article's address answered with the home page, or an empty text."""
    if not url or len(urlsplit(url).path.strip("/")) < 2:
        return ""
    own = next((f.value for f in meta.fields if f.name == "page_address"), "")
    if own and urlsplit(own).path in ("", "/") and not urlsplit(own).query and meta.published is None:
        return f"the page names {own} as its own address, and no article"
    return ""


def password(root: Element) -> bool:
    """Say whether the page asks for a password."""
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))


def shell(page: Page) -> bool:
    """Say whether the page is an empty frame that scripts fill."""
    return sum(1 for _ in page.root.iter("script")) >= 1 and page.size > 500
