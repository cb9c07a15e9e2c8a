"""
Tell a picture's caption, and a box that is nothing but a picture, from the text around it.
"""

import re
from functools import lru_cache

from revtrack.extract.page import Element

CAPTION = re.compile(
    r"(?:^|[-_ ])(?:fig|img|image|photo|media|picture|wp|lead|video|"
    r"slide)?[-_]*(?:fig)?captions?(?:[-_]|$| )|caption$|cutline|bildunterschrift|legende\b|"
    r"bild-?text|image[-_]?description|photo[-_]?credit|foto-?credit|image[-_]?credit",
    re.IGNORECASE,
)
NOT_CAPTION = re.compile(
    r"no-?caption|closed|has-caption|with-?caption|caption-?(?:wrap|container|box)s?-?align", re.IGNORECASE
)
PHOTO = re.compile(r"(?:^|[\s_-])(?:photos?|images?|img|pictures?|figure|media|bild|foto)(?:[\s_-]|$)", re.IGNORECASE)


def is_caption(element: Element, names: str) -> bool:
    """Say whether *element*, of these class *names*, is a caption or a box with a picture and its caption."""
    photo, caption = named(names)
    if not (photo or caption) or not is_short(element):
        return False
    return caption or is_picture(element)


@lru_cache(maxsize=32768)
def named(names: str) -> tuple[bool, bool]:
    """Say whether class *names* speak of a picture, and whether they speak of a caption."""
    return bool(PHOTO.search(names)), bool(CAPTION.search(names) and not NOT_CAPTION.search(names))


def is_short(element: Element) -> bool:
    """Say whether *element* is small enough to be a caption, not the box around an article."""
    return sum(1 for _ in zip(element.iter(), range(41), strict=False)) <= 40


def is_picture(element: Element) -> bool:
    """Say whether *element* holds a picture and nothing that has a meaning of its own, such as a table or a quote."""
    if next(element.iter("table", "blockquote", "pre", "h2", "h3", "ul", "ol"), None) is not None:
        return False
    return next(element.iter("img", "picture", "amp-img", "video"), None) is not None
