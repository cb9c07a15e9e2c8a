"""
Change in a page what no reader calls the article: five ways, the last all of them together.

P1 attributes shuffled, nonces and script contents changed; P2 empty ad slots between paragraphs; P3 link rails
reworded and reordered; P4 a labelled text ad in the body; P5 everything.
"""

import random
import re
from collections.abc import Callable

from lxml import html

RAIL = re.compile(
    r"related|recirc|most-?(?:read|popular)|trending|recommend|sidebar|more-(?:stories|from|news)|teaser", re.IGNORECASE
)
AD = "Meridian Watches: built for people who are never late. Now in stores."


def attributes(root: html.HtmlElement, rng: random.Random) -> None:
    """P1: shuffle attributes, renew nonces, change what scripts hold."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        items = list(element.attrib.items())
        rng.shuffle(items)
        element.attrib.clear()
        for key, value in items:
            element.set(key, value)
        if element.tag == "script" and "json" not in (element.get("type") or ""):
            element.set("nonce", f"{rng.getrandbits(64):x}")
            element.text = f"window.t={rng.random()}"
        if element.tag == "a" and element.get("href", "").startswith("http"):
            element.set(
                "href", element.get("href") + ("&" if "?" in element.get("href") else "?") + f"s={rng.getrandbits(32)}"
            )


def slots(root: html.HtmlElement, rng: random.Random) -> None:
    """P2: put empty ad slots after every third paragraph."""
    for number, paragraph in enumerate(list(root.iter("p"))):
        if number % 3 == 0 and paragraph.getparent() is not None:
            slot = html.Element("div", {"class": "ad-slot", "id": f"gpt-ad-{rng.getrandbits(24)}"})
            slot.tail, paragraph.tail = paragraph.tail, None
            paragraph.addnext(slot)


def rails(root: html.HtmlElement, rng: random.Random) -> None:
    """P3: reword and reorder the links of boxes that name themselves a rail and hold no running text."""
    for element in list(root.iter("div", "aside", "section", "ul", "nav")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        if not RAIL.search(names) or linked < 0.6 * len(" ".join(element.text_content().split())):
            continue
        if any(len(p.text_content()) - sum(len(a.text_content()) for a in p.iter("a")) > 80 for p in element.iter("p")):
            continue  # a column with the story in it: its paragraphs' links are the story's
        for link in element.iter("a"):
            if link.text and len(link.text) > 12:
                link.text = rng.choice(
                    ("Storm closes the coast road", "Rents fall again", "The baker who swims to work every day")
                )
        children = list(element)
        rng.shuffle(children)
        for child in children:
            element.remove(child)
        element.extend(children)


def text_ad(root: html.HtmlElement, rng: random.Random) -> None:
    """P4: put a labelled text ad after a paragraph in the middle."""
    long = [p for p in root.iter("p") if len(p.text_content()) > 80 and p.getparent() is not None]
    if long:
        spot = long[len(long) // 2]
        box = html.fragment_fromstring(f'<div class="advertisement"><span>Advertisement</span><p>{AD}</p></div>')
        box.tail, spot.tail = spot.tail, None
        spot.addnext(box)


def everything(root: html.HtmlElement, rng: random.Random) -> None:
    """P5: all four."""
    for change in (attributes, slots, rails, text_ad):
        change(root, rng)


CHANGES: dict[str, Callable[[html.HtmlElement, random.Random], None]] = {
    "P1": attributes, "P2": slots, "P3": rails, "P4": text_ad, "P5": everything,
}  # fmt: skip


def perturbed(markup: str, name: str, seed: int) -> str:
    """Return *markup* after the change *name*."""
    root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    CHANGES[name](root, random.Random(seed))
    return html.tostring(root, encoding="unicode")
