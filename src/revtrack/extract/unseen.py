"""
Say whether a page hides an element from a reader's eyes.
"""

import re
from functools import lru_cache

from revtrack.extract.page import Element

UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-vh|is-?visually-?hidden|"
    r"a11y-hidden|assistive-text|element-invisible|show-for-sr|print-only|visible-print|hidden|hide|"
    r"d-none|tooltip|tooltip-?(?:text|content|container))(?:\s|$)",
    re.IGNORECASE,
)
STREAMED = re.compile(r"S:[0-9a-f]+$")
"""The id of what React sends hidden and puts in its place at once, when the page has loaded."""
NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=65536)
def hides(names: str, style: str) -> bool:
    """Say whether class *names* or an inline *style* hide what they stand on."""
    return bool((style and NO_DISPLAY.search(style)) or (names and UNSEEN_CLASS.search(names)))


def is_unseen(element: Element) -> bool:
    """Say whether the page hides *element*."""
    get = element.get
    hidden = get("hidden")
    if hidden is not None and hidden != "until-found" and not STREAMED.match(get("id") or ""):
        return True
    names, style = get("class"), get("style")
    return (names is not None or style is not None) and hides(names or "", style or "")
