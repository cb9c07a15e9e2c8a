"""Boxes inside the body that are no part of the story, and text that only its name calls one."""

from revtrack.extract import extract
from revtrack.model import BlockKind

STORY = (
    "The ferry to Skerry will keep its fare of five pounds, the harbour board said after a long evening.",
    "Passengers had feared a rise since the old boat was sold to a yard across the sound in the spring.",
    "Nobody on the island expects the new one before the first storms of the coming winter, said the mayor.",
    "The board meets again in December, when the accounts of the year are laid before the island's people.",
)


def paragraphs(*texts: str) -> str:
    """Return *texts* as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str) -> str:
    """Return an article page with *body*."""
    return f"<html><body><main><h1>Fare stays</h1><div class=story>{body}</div></main></body></html>"


def test_a_box_that_asks_for_an_address_is_a_sign_up() -> None:
    """A box with a field for an e-mail address is left out whole, whatever it says and however it is named."""
    box = "<div><div><b>The Tide</b><p>Every week, the island in your inbox.</p></div><form><input type=email></form></div>"
    document = extract(page(paragraphs(*STORY[:2]) + box + paragraphs(*STORY[2:])))
    assert document.body.split("\n\n") == list(STORY)
    assert {item.reason for item in document.ignored} == {"newsletter sign-up"}


def test_a_box_that_waits_for_consent_is_no_text() -> None:
    """What stands in place of another site's video until the reader agrees is left out, heading and all."""
    box = (
        "<div><h3>Empfohlener Inhalt</h3><p>Hier steht ein externer Inhalt von einem Videodienst.</p>"
        "<p>Bitte stimmen Sie der Anzeige in den Einstellungen zum Datenschutz zu.</p></div>"
    )
    document = extract(page(paragraphs(*STORY[:2]) + box + paragraphs(*STORY[2:])))
    assert document.body.split("\n\n") == list(STORY)
    assert {item.reason for item in document.ignored} == {"consent for an embed"}


def test_a_story_about_consent_is_a_story() -> None:
    """A paragraph that speaks of external content without asking the reader anything stays."""
    said = "External content on the museum's pages now comes from its own archive, the curator told the board."
    assert said in extract(page(paragraphs(*STORY, said))).body


def test_text_that_only_its_name_calls_a_rail_or_a_paywall_is_the_story() -> None:
    """The open beginning of a story (`teaser`) has no links, the paid rest (`paywall`) asks for nothing: both stay."""
    body = (
        f"<div class=teaser-content>{paragraphs(STORY[0])}</div>"
        f"{paragraphs(STORY[1])}<div class=paywall>{paragraphs(STORY[2])}</div>{paragraphs(STORY[3])}"
        "<div class=paywall><p>Subscribe for five pounds a month to read every story of the harbour and the island.</p></div>"
    )
    assert extract(page(body)).body.split("\n\n") == list(STORY)


def test_long_lines_that_end_sentences_are_paragraphs() -> None:
    """Lines divided by one break are paragraphs when each is long and ends a sentence; others keep their break."""
    lined = f"<p>{STORY[0]}<br>{STORY[1]}</p><p>Harbour Street 4<br>Skerry</p>{paragraphs(*STORY[2:])}"
    assert [block.text for block in extract(page(lined)).blocks[1:]] == [
        *STORY[:2],
        "Harbour Street 4\nSkerry",
        *STORY[2:],
    ]


def test_a_link_in_a_divided_block_stays_on_its_words() -> None:
    """Links keep their words when a block is divided into paragraphs."""
    lined = f"<p>{STORY[0]}<br>{STORY[1].replace('old boat', '<a href=/boat>old boat</a>')}</p>{paragraphs(*STORY[2:])}"
    block = extract(page(lined), url="https://skerry.example/fares").blocks[2]
    assert [(block.text[a.span.start : a.span.end], a.href) for a in block.links] == [
        ("old boat", "https://skerry.example/boat")
    ]


def test_a_name_that_the_story_itself_bears_says_nothing() -> None:
    """Where the story's largest part is called a widget, a smaller part of the same name is the story too."""
    parts = (STORY[:1], STORY[1:])
    story = "".join(f"<div class='article-widget text'>{paragraphs(*part)}<a href=/1>Map</a></div>" for part in parts)
    related = "<div class='article-widget related'><a href=/2>Rents fall again</a> <a href=/3>Storm ahead</a></div>"
    document = extract(page(story + related))
    assert [text for text in document.body.split("\n\n") if text != "Map"] == list(STORY)


def test_a_widget_of_words_alone_is_text() -> None:
    """A heading that a page builder calls a widget stays; one with a link in it is left out."""
    heading = "<div class=widget-box><h2>On the island</h2></div>"
    document = extract(page(paragraphs(*STORY[:2]) + heading + paragraphs(*STORY[2:])))
    assert document.body.split("\n\n") == [*STORY[:2], "On the island", *STORY[2:]]
    linked = extract(page(paragraphs(*STORY) + "<div class=widget-box><p>Poll of the day</p><a href=/1>Vote</a></div>"))
    assert linked.body.split("\n\n") == list(STORY)


def test_a_story_that_is_sent_hidden_and_put_in_place_is_read() -> None:
    """What React streams hidden, under an id of its own, is seen as soon as the page has loaded; other hidden text not."""
    sent = f"<html><body><main><h1>Fare stays</h1></main><div hidden id='S:1'><div>{paragraphs(*STORY)}</div></div></body></html>"
    assert extract(sent).body.split("\n\n") == list(STORY)
    hidden = page(paragraphs(*STORY) + "<p hidden>Only a machine reads this line of text, and no reader does.</p>")
    assert extract(hidden).body.split("\n\n") == list(STORY)


def test_comments_longer_than_the_story_do_not_make_its_box_a_tool() -> None:
    """A story in a box named `print` stays, however long the comments beside it are."""
    said = "".join(
        f"<div class=comment><p>Passenger {n} thinks that the fare of the ferry has been too high for years.</p></div>"
        for n in range(20)
    )
    body = f"{paragraphs(STORY[0])}<div class=print>{paragraphs(*STORY[1:])}</div>{said}"
    assert extract(f"<html><body><main><h1>Fare stays</h1>{body}</main></body></html>").body.split("\n\n") == list(
        STORY
    )


def test_how_long_a_story_takes_to_read_is_no_part_of_it() -> None:
    """A line that only gives the reading time is left out; a sentence about minutes stays."""
    lines = ("3 Min Lesezeit", "Reading time: 4 minutes", "Temps de lecture : 3 min", "5 min de lectura")
    document = extract(page(paragraphs(lines[0], *STORY, *lines[1:], "4 minutes is all the crossing takes now.")))
    assert document.body.split("\n\n") == [*STORY, "4 minutes is all the crossing takes now."]
    assert [item.text for item in document.ignored] == list(lines)


def test_a_caption_that_credits_the_author_is_a_caption() -> None:
    """A picture taken by the story's author keeps its caption."""
    picture = "<figure><img src=1.jpg><figcaption>The quay (Ana Okafor)</figcaption></figure>"
    head = "<head><meta name=author content='Ana Okafor'></head>"
    document = extract(
        page(paragraphs(*STORY[:2]) + picture + paragraphs(*STORY[2:])).replace("<body>", f"{head}<body>")
    )
    assert [block.text for block in document.blocks if block.kind is BlockKind.CAPTION] == ["The quay (Ana Okafor)"]


def test_a_line_that_only_heads_what_was_left_out_goes_with_it() -> None:
    """A short line that is no sentence, right above a rail at the end, is left out; a sentence there stays."""
    rail = "<p hidden>Promoted</p><ul class=related><li><a href=/1>The new boat</a></li><li><a href=/2>The old</a></li></ul>"
    document = extract(page(f"{paragraphs(*STORY)}<div>Stories of the sea</div>{rail}"))
    assert document.body.split("\n\n") == list(STORY)
    assert document.ignored[-1].reason == "heading of what was left out"
    assert extract(page(f"{paragraphs(*STORY)}<div>Nobody answered.</div>{rail}")).body.endswith("Nobody answered.")


def test_a_table_of_days_keeps_its_rows() -> None:
    """A row that holds but dates, or a single word that elsewhere is furniture, is data."""
    rows = ("Opens | Closes", "3 May 2026 | 4 June 2026", "5 July 2026 | 6 August 2026", "Print | Email")
    table = "".join("<tr><td>" + "</td><td>".join(row.split(" | ")) + "</td></tr>" for row in rows)
    document = extract(page(f"{paragraphs(*STORY)}<table>{table}</table>"))
    assert [block.text for block in document.blocks if block.kind is BlockKind.TABLE_ROW] == list(rows)
