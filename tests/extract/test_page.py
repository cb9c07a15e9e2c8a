"""Whatever a page holds, reading it ends, and says what it could not read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract import extract
from revtrack.model import Block, Document, Fault, MarkKind

STORY = "".join(
    f"<p>The ferry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
    for n in range(5, 11)
)
PAGE = f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Fare stays | The Harbour</title>
<meta property="og:title" content="Fare stays"><script type="application/ld+json">{{"@type": "NewsArticle",
"headline": "Fare stays", "author": [{{"name": "Ana Okafor"}}], "datePublished": "2026-05-03T06:00:00+02:00",}}</script></head>
<body><header><a href=/>Home</a></header><article><h1>Fare stays</h1><div class=body>{STORY}</div></article></body></html>"""


def blocks(document: Document) -> tuple[Block, ...]:
    return document.blocks


def test_a_page_is_read_with_its_fields() -> None:
    """Broken JSON-LD is mended, and each field says where it was read."""
    document = extract(PAGE.encode(), url="https://harbour.example/fare-stays")
    assert document.headline == "Fare stays"
    assert document.authors == ("Ana Okafor",)
    assert document.published is not None
    assert document.published.isoformat() == "2026-05-03T06:00:00+02:00"
    assert dict(document.sources)["authors"] == "json-ld"
    assert document.field("slug") == "fare-stays"
    assert document.body.count("\n\n") == 5
    assert document.fault is None


def test_the_body_is_found_again_where_it_stood() -> None:
    """Ad slots and rails around and inside the body change nothing; a body elsewhere is a layout change."""
    first = extract(PAGE)
    noisy = PAGE.replace("<div class=body>", "<div class=ad-slot></div><div class=body>").replace(
        "</p><p>", "</p><div class=ad id=gpt-1></div><p>", 2
    )
    again = extract(noisy, layout=first.layout)
    assert (again.text, again.warnings) == (first.text, ())
    moved = extract(PAGE.replace("article>", "section>"), layout=first.layout)
    assert moved.text == first.text
    assert moved.warnings[0].startswith("layout change")


def test_a_small_body_beside_a_large_box_is_found_again() -> None:
    """A body beside a like box that holds far more is read from the same place again."""
    rail = "".join(f"<a href=/{n}>Of the tides and the boats of Skerry, number {n}</a> " for n in range(60))
    page = f"<html><body><div>{rail}</div><div><p>The ferry keeps its fare of five pounds, said the board.</p></div></body></html>"
    first = extract(page)
    assert extract(page, layout=first.layout).text == first.text


FAULTS = {
    Fault.SOFT_404: b"<title>Page not found</title><h1>404</h1><p>The page you requested does not exist.</p>",
    Fault.BLOCKED: b"<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>",
    Fault.ERROR_PAGE: b"<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><p>nginx</p>",
    Fault.SCRIPT_SHELL: b"<title>App</title><div id=root></div><script>" + b"x=1;" * 200 + b"</script>",
    Fault.EMPTY: b"",
    Fault.PARSE_TRUNCATED: b"<div>" * 3000 + b"<p>deep</p>" + b"</div>" * 3000,
    Fault.TRUNCATED: PAGE.encode()[: PAGE.index("the council", 900)] + b"<p class=",
    Fault.LOGIN: b"<title>Log in</title><form><input name=u><input type=password></form><p>Please log in.</p>",
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_what_is_no_article_is_named(fault: Fault) -> None:
    """Each fault is told from the page's own evidence, and says it."""
    document = extract(FAULTS[fault])
    assert document.fault is fault
    assert document.fault_detail


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE.encode(), {"content-type": "text/html; charset=iso-8859-1"}),
        (PAGE.replace("£", "&pound;").encode("utf-16"), {}),
        (b"\xef\xbb\xbf" + PAGE.encode(), {"content-type": "text/html; charset=windows-1251"}),
        (PAGE.encode(), {"content-type": "text/html; charset=no-such-thing"}),
    ],
)
def test_a_charset_flip_changes_nothing(body: bytes, headers: dict[str, str]) -> None:
    """What the bytes are counts for more than what is declared."""
    assert blocks(extract(body, headers=headers)) == blocks(extract(PAGE))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_mutilated_page_stops_the_reader(data: st.DataObject) -> None:
    """Cut, doubled, shuffled and poisoned pages are read to the end without an exception."""
    raw = bytearray(PAGE.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), at + data.draw(st.integers(0, 300)))
        piece = data.draw(
            st.sampled_from(
                [b"", b"\x00", b"\xed\xa0\x80", b"<p>", b"</div>", b"<table><tr>", b"]]>", b"&#xD800;", b"<script>"]
            )
        )
        raw[at:end] = piece + (raw[at:end] if data.draw(st.booleans()) else b"")
    document = extract(bytes(raw), url="https://harbour.example/x")
    document.text.encode()
    assert all(block.text for block in document.blocks)
    assert "\x00" not in document.text


@pytest.mark.parametrize(
    "title",
    [
        "Ferry 404 keeps its timetable", "404 people cross each day", "500 years of the harbour council",
        "Room 404", "403 boats wait in the harbour", "502 crossings in May, a record",
        "500 services cut", "500 pages of evidence", "404 not guilty pleas", "410 unions call for a strike",
    ],
)  # fmt: skip
def test_a_number_in_a_headline_is_no_error(title: str) -> None:
    """A short story may count 404 of something; an error says so by the number alone or with words of its own."""
    page = (
        f"<html><head><title>{title} | The Daily Harbour</title></head><body><main><h1>{title}</h1>"
        "<p>The ferry to Skerry keeps its fare of five pounds, the board said.</p>"
        "<p>About 1,604 people cross each day, it said in its report number 404.</p></main></body></html>"
    )
    assert extract(page).fault is None


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("404", Fault.SOFT_404), ("404 - The Daily Harbour", Fault.SOFT_404), ("404: not here", Fault.SOFT_404),
        ("Error 404", Fault.SOFT_404), ("HTTP 404 error", Fault.SOFT_404), ("The Daily Harbour | 404", Fault.SOFT_404),
        ("410 Gone", Fault.SOFT_404), ("403 Forbidden", Fault.ERROR_PAGE),
        ("500 Internal Server Error", Fault.ERROR_PAGE),
        ("503 | The Daily Harbour", Fault.ERROR_PAGE), ("Fehler 404", Fault.SOFT_404),
        ("429 Too Many Requests", Fault.ERROR_PAGE),
        ("504 Gateway Time-out", Fault.ERROR_PAGE), ("401 Authorization Required", Fault.ERROR_PAGE),
    ],
)  # fmt: skip
def test_an_error_by_its_number_is_told(title: str, fault: Fault) -> None:
    """Alone, before the site's name, or with the words that go with it."""
    page = f"<html><head><title>{title}</title></head><body><main><p>Sorry about that.</p></main></body></html>"
    assert extract(page).fault is fault


def test_an_outlet_called_like_a_fault_has_none() -> None:
    """A short piece of an outlet with `404` in its name is no missing page."""
    page = (
        b"<html><head><title>Fare stays - 404 Harbour</title><meta property=og:site_name content='404 Harbour'></head>"
        b"<body><main><h1>Fare stays</h1><p>The ferry to Skerry keeps its fare of five pounds, the board said.</p></main></body></html>"
    )
    assert extract(page).fault is None


def test_page_that_tables_lay_out_is_read_in_paragraphs() -> None:
    """A cell that holds paragraphs divided by line breaks is no row of data, and the links beside it are a rail."""
    lines = [
        f"The ferry to Skerry keeps its fare of {n} pounds, the council said on Monday evening." for n in range(5, 11)
    ]
    rail = "<ul><li><a href=/1>Storm closes the coast road</a></li><li><a href=/2>Rents fall</a></li></ul>"
    cells = f"<td><font>{'<br><br>'.join(lines)}</font></td><td width=160>{rail}</td>"
    document = extract(f"<title>Fare stays</title><body><table><tr>{cells}</tr></table>")
    assert [block.text for block in document.blocks][-6:] == lines


def test_parts_of_a_line_that_only_their_style_sets_apart_are_two_words() -> None:
    """Spans that stand side by side without a space are read apart where a word ends and another begins."""
    spans = "<span class=text>The pier at dusk.</span><span class=credit>Credit...Ida Rourke</span>"
    body = "<p>The council met on Monday and agreed to keep the fare of the ferry as it is until the spring.</p>" * 4
    document = extract(
        f"<body><article><h1>Fare stays</h1><figure><figcaption>{spans}</figcaption></figure>{body}</article>"
    )
    assert "The pier at dusk. Credit...Ida Rourke" in document.text
    capital = extract(f"<body><article><p><span class=cap>The</span><span class=rest>Ferry</span></p>{body}</article>")
    assert "TheFerry" in capital.text


def test_words_that_their_style_strikes_through_are_marked() -> None:
    """Editors without a button for it strike words through by their style."""
    body = "<p>The council met on Monday and agreed to keep the fare of the ferry as it is until the spring.</p>" * 4
    struck = "<p>The choir has <span style='text-decoration: line-through'>31</span> 13 singers.</p>"
    document = extract(f"<body><article><h1>Choir sings</h1>{body}{struck}</article>")
    (mark,) = document.blocks[-1].marks
    assert (mark.kind, mark.span.of(document.blocks[-1].text)) == (MarkKind.DELETED, "31")
