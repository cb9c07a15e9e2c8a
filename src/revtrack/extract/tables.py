"""
Tell a table of data from one that only lays out the page.
"""

from revtrack.extract.page import Element


def is_data_row(row: Element) -> bool:
    """Say whether *row* belongs to a table of data: several cells, and none that holds more than a few blocks."""
    cells = 0
    for cell in row:
        if cell.tag in ("td", "th"):
            cells += 1
            if not len(cell):
                continue
            blocks = 0
            for inner in cell.iter("table", "p", "div", "ul", "ol", "h1", "h2", "h3", "article", "section"):
                blocks += 1 if inner.tag in ("p", "div") else 3
                if blocks > 3:
                    return False
    return cells > 1
