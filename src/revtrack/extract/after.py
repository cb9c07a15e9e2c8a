"""
Say where an article goes on after one of its pages, without reading the page's text.

A fifth of what the stages cost: a later page is read for good only with all the others.
"""

from revtrack.extract.judge import is_article
from revtrack.extract.metadata import read_metadata
from revtrack.extract.page import parse
from revtrack.extract.paging import next_page
from revtrack.extract.reading import is_page
from revtrack.extract.rivals import without_rivals
from revtrack.model import Capture


def onward(capture: Capture) -> str:
    """Return the address of the page after *capture*, as `Document.next_page` has it; empty when it is the last."""
    headers = dict(capture.headers)
    if not is_page(capture.body, headers):
        return ""
    root = parse(capture.body, headers).root
    without_rivals(root, capture.url)
    address = next_page(root, capture.url)
    return address if address and is_article(read_metadata(root, capture.url)) else ""
