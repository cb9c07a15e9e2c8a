"""Whatever becomes of a page, reading it raises nothing, and a text that was cut short says so."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.extract import extract
from revtrack.model import Document, Fault

PAGE = (
    '<!doctype html><html lang=en><head><title>Fare stays | Skerry News</title><meta property="og:title" content="Fare">'
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Fare stays", '
    '"datePublished": "2026-11-02T10:00:00Z", "author": [{"name": "Ana Okafor"}], "liveBlogUpdate": [{}]}]}</script>'
    '</head><body class=live-blog><nav><a href="/">Home</a></nav><main itemscope><h1>Fare <em>stays</em></h1>'
    '<p class=byline>By Ana Okafor <time datetime="2026-11-02">2 November</time></p><article itemprop=articleBody>'
    "<p>The ferry keeps its fare of five pounds, the board said.<br><br>Nobody expects a rise.</p>"
    "<table><tr><th>Year</th><td>Fare</td></tr><tr><td>2026<td>5</table><pre>a\n  b</pre><ul><li>one<li><b>two</b></ul>"
    '<figure><img src=a.jpg alt=Boat><figcaption>The boat</figcaption></figure><iframe src="https://vimeo.com/1"></iframe>'
    "<details><summary>More</summary><p>Hidden words.</p></details><form><input type=email></form></article>"
    '<aside class="correction">Correction: an earlier version of this article misstated the fare.</aside>'
    '<a href="?page=2">2</a></main><footer>&copy; &#55296; &nbsp;</footer></body></html>'
)
BITS = st.sampled_from(
    ["<", ">", "</p>", "<p>", "</div>", "<div class='ad", "<!--", "]]>", "\x00", "\ud800", "&#0;", "&", '"', "<script>", "<svg>",
     "<table>", "</article>", "<br>", "\u202e", "<a href='http://[", "{", "\\u0000", "<template>", "9" * 400, "<p>" * 300]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return the page with pieces cut out, doubled and put in."""
    page = PAGE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(page)))
        end = min(len(page), start + draw(st.integers(0, 120)))
        middle = draw(st.one_of(st.just(""), BITS, st.just(page[start:end] * 2)))
        page = page[:start] + middle + page[end:]
    return page


def holds(document: Document) -> None:
    """Check what is true of every document."""
    for index, block in enumerate(document.blocks):
        span = document.span(index)
        assert document.text[span.start : span.end] == block.text
        for part in (*block.links, *block.marks):
            assert 0 <= part.span.start < part.span.end <= len(block.text)
    document.text.encode()


@given(mutated())
def test_a_damaged_page_is_read(page: str) -> None:
    """No mutation of a page raises, and every offset lies in its block."""
    document = extract(page, url="https://skerry.example/fare")
    holds(document)
    assert extract(page, url="https://skerry.example/fare", layout=document.layout).fault == document.fault


INSIDE = [
    n for n in range(PAGE.index("<main"), PAGE.index("</html")) if PAGE.rfind("<", 0, n - 1) > PAGE.rfind(">", 0, n)
]


@given(st.sampled_from(INSIDE))
def test_a_page_cut_inside_a_tag_says_so(end: int) -> None:
    """A page that ends inside a tag is truncated: what is missing was not taken out."""
    assert extract(PAGE[:end]).fault is Fault.TRUNCATED


@given(st.binary(max_size=400))
def test_any_bytes_are_read(body: bytes) -> None:
    """Bytes that are no page at all raise nothing."""
    holds(extract(body))


def test_deep_nesting_is_never_a_short_text_without_a_word() -> None:
    """However deep the story stands, it is read whole or the capture is faulty."""
    for depth in (200, 255, 1000, 3000):
        page = f"<html><body>{'<div>' * depth}<p>The ferry keeps its fare of five pounds, the board said.</p>{'</div>' * depth}"
        document = extract(f"{page}<p>And the fare stays low for all of the coming winter.</p></body></html>")
        assert document.fault is not None or document.text.count("fare") == 2
