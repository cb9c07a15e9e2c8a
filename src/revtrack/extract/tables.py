"""
Tell a table of data from one that only lays out the page.
"""

from revtrack.extract.page import Element

BREAKS = 4
"""Line breaks of a cell that may hold paragraphs, at least."""
LINE = 60
"""Characters to each break on the average, at least: verses, addresses and opening hours have shorter ones."""


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
            if is_prose(cell):
                return False
    return cells > 1


def doubled(line: Element) -> bool:
    """Say whether a line break directly follows another one."""
    before = line.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def is_prose(cell: Element) -> bool:
    """Say whether a cell holds paragraphs that only line breaks divide, as pages laid out with tables do."""
    breaks = sum(1 for line in cell.iter("br") if not doubled(line))
    return breaks >= BREAKS and sum(map(len, cell.itertext())) >= LINE * breaks
