"""An AMP page is read as the article it is the fast copy of."""

from revtrack.extract import extract
from revtrack.model import BlockKind

URL = "https://harbour.example/ferry-stays"
STORY = [
    f"The ferry keeps its fare of {n} pounds, the council said after a long evening of debate." for n in range(5, 12)
]
MENU = "Every section of the Harbour, from the tides to the letters, is a tap away for all its readers."
PAGE = f"""<!doctype html><html ⚡ lang=en><head><meta charset=utf-8><title>Ferry stays</title>
<link rel=canonical href={URL}><meta property=og:title content="Ferry stays"></head><body>
<amp-sidebar id=menu layout=nodisplay><p>{MENU}</p><ul><li><a href=/tides>Tides</a><li><a href=/letters>Letters</a></ul></amp-sidebar>
<article><h1>Ferry stays</h1>
<figure><amp-img src=/ferry.jpg alt="A ferry at a pier" width=4 height=3></amp-img><figcaption>The ferry on Monday</figcaption></figure>
{"".join(f"<p>{text}</p>" for text in STORY)}
<amp-accordion><section><h4>Correction</h4><div><p>An earlier version of this article misstated the fare.</p></div></section></amp-accordion>
</article>
<amp-accordion><section><h2>About us</h2><p>The Harbour is printed on the quay.</p></section></amp-accordion></body></html>"""


def test_the_body_is_the_story_without_the_sidebar() -> None:
    """The paragraphs are the body, the address is the canonical one, and nothing of `amp-sidebar` is read."""
    document = extract(PAGE, url=f"{URL}/amp")
    assert [b.text for b in document.blocks if b.kind is BlockKind.PARAGRAPH][: len(STORY)] == STORY
    assert (document.headline, document.url) == ("Ferry stays", URL)
    assert MENU not in document.text
    assert "quay" not in document.text


def test_the_caption_of_an_amp_img_is_a_caption() -> None:
    """The words under an `amp-img` are a caption; its alternative text is no text of the story."""
    document = extract(PAGE, url=f"{URL}/amp")
    assert [b.text for b in document.blocks if b.kind is BlockKind.CAPTION] == ["The ferry on Monday"]
    assert "at a pier" not in document.text


def test_a_note_in_an_accordion_is_kept() -> None:
    """A correction folded away in an `amp-accordion` is read, and known by its words."""
    noted = [b for b in extract(PAGE, url=f"{URL}/amp").blocks if b.hook]
    assert [b.text for b in noted] == ["An earlier version of this article misstated the fare."]
