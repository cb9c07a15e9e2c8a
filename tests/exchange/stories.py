"""An invented story in three wordings, and pages that show them."""

FIRST = "Fares on the Pell ferry rise by 3 percent in May, the harbour board said."
SECOND = "Fares on the Pell ferry rise by 13 percent in May, the harbour board said."
NOTE = "Correction: An earlier version of this article misstated the rise. It is 13 percent, not 3 percent."
CONTEXT = (
    "The board met on Tuesday evening in the old customs house, where residents of the outer islands had asked to be "
    "heard. Ana Teal, who chairs the board, said the money would pay for a second winter crossing. Bo Osk, a fisherman "
    "from Lumen, said he would rather have the first one run on time."
)
HEADLINE = "Ferry fares to rise in May"


def page(*paragraphs: str, headline: str = HEADLINE, url: str = "") -> bytes:
    """Return a page that shows *paragraphs*."""
    body = "\n".join(f"<p>{text}</p>" for text in (*paragraphs, CONTEXT))
    link = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline}</title>{link}</head>'
        f"<body><main><article><h1>{headline}</h1>\n{body}\n</article></main></body></html>"
    ).encode()


PAGES = (page(FIRST), page(SECOND), page(SECOND, NOTE))
TIMES = ("2026-05-03T08:00:00Z", "2026-05-03T11:30:00Z", "2026-05-04T07:00:00Z")
