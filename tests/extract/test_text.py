"""Plain text and markdown become the same kind of document as a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.extract import parse_markdown, parse_text, read
from revtrack.model import BlockKind, Fault

blocks = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(lambda t: t.strip())


@given(st.lists(blocks, min_size=1, max_size=6))
def test_plain_text_in_blocks_comes_back_exactly(parts: list[str]) -> None:
    """A text whose blocks are separated by one blank line is its document's text, character for character."""
    text = "\n\n".join(parts)
    assert parse_text(text).text == text


def test_a_headline_and_byline_are_recognised() -> None:
    """The first line is the headline when running text follows; a byline below it is one."""
    document = parse_text(
        "Ferry keeps its fare\n\nBy Ana Okafor and Jon Reyes\n\nNORTHMOOR — The ferry keeps its fare of £5, the council said."
    )
    assert [b.kind for b in document.blocks] == [BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.PARAGRAPH]
    assert (document.headline, document.authors) == ("Ferry keeps its fare", ("Ana Okafor", "Jon Reyes"))


def test_a_text_that_opens_with_a_sentence_has_no_headline() -> None:
    """Nothing is called a headline that may be a paragraph."""
    document = parse_text("The ferry keeps its fare.\n\nIt has been £5 since 1998, and will stay so.")
    assert document.headline == ""
    assert {b.kind for b in document.blocks} == {BlockKind.PARAGRAPH}


def test_what_cannot_be_stored_is_replaced_and_said() -> None:
    """NUL and lone surrogates become U+FFFD, with a warning."""
    document = parse_text("a\x00b\ud800c")
    assert document.text == "a\ufffdb\ufffdc"
    assert document.warnings == ("unreadable characters replaced: 2",)


TOML = """+++
title = "Ferry keeps its fare"
authors = ["Ana Okafor"]
published = 2024-05-03T06:00:00-04:00
description = "No rise for islanders."
og-title = "Fare stays"
image = "2024/ferry.jpeg"
image-caption = "The ferry at Northmoor."
+++

The ferry [keeps its fare](https://news.example/fare) of ~~£6~~ £5.

{{<embed/newsletter>}}

## Next steps

* One
* Two
"""


def test_toml_front_matter_becomes_fields() -> None:
    """Hugo's front matter fills the document's fields; what has no field of its own is a hidden one."""
    document = parse_markdown(TOML)
    assert [(str(b.kind), b.text) for b in document.blocks] == [
        ("headline", "Ferry keeps its fare"),
        ("byline", "Ana Okafor"),
        ("caption", "The ferry at Northmoor."),
        ("paragraph", "The ferry keeps its fare of £6 £5."),
        ("heading", "Next steps"),
        ("list_item", "One"),
        ("list_item", "Two"),
    ]
    paragraph = document.blocks[3]
    assert [(a.span.of(paragraph.text), a.href) for a in paragraph.links] == [
        ("keeps its fare", "https://news.example/fare")
    ]
    assert [(m.span.of(paragraph.text), str(m.kind)) for m in paragraph.marks] == [("£6", "deleted")]
    assert document.published is not None
    assert document.published.isoformat() == "2024-05-03T06:00:00-04:00"
    assert document.field("social_title") == "Fare stays"
    assert document.field("meta_description") == "No rise for islanders."


YAML = """---
title: "Day 12: the ferry"
date: 2024-05-03 16:51:00 -07:00
todayInOneSentence: 'The council said the fare stays;
  islanders agreed.'
redirect_from: "/day-11/"
tags: [ferry, fares]
nested:
  - name: a
---

1/ **The fare stays.** It is £5.
"""


def test_yaml_front_matter_becomes_fields() -> None:
    """Jekyll's front matter is read with its folded lines, lists and nested tables."""
    document = parse_markdown(YAML)
    assert document.headline == "Day 12: the ferry"
    assert document.published is not None
    assert document.published.isoformat() == "2024-05-03T16:51:00-07:00"
    assert document.field("todayInOneSentence") == "The council said the fare stays; islanders agreed."
    assert document.field("tags") == "ferry, fares"
    assert document.field("nested.1.name") == "a"
    assert document.aliases == ("/day-11/",)
    assert document.body == "1/ The fare stays. It is £5."


def test_an_escaped_pair_in_yaml_is_one_character() -> None:
    """As JSON escapes it: two halves would end whatever reads the text next; half a pair is a replacement character."""
    document = parse_markdown('---\ntitle: "Fares \\ud83d\\ude00 rise"\n"k\\ud83d": "v\\ude00"\n---\nThe fare rises.\n')
    assert document.headline == "Fares \U0001f600 rise"
    assert document.field("k\ufffd") == "v\ufffd"


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ('b = "2"\n# why\na = ["x", "y"]', {"a": "x, y", "b": "2"}),
        ('a = """one\n  two"""\nb = 1', {"a": "one two", "b": "1"}),
        ('b.c = 1\nb.d = true\n[t]\na = "x"', {"b.c": "1", "b.d": "true", "t.a": "x"}),
        ("a = [\n  1,\n  2,\n]\n[[t]]\nk = 2", {"a": "1, 2", "t.1.k": "2"}),
    ],
)
def test_toml_may_give_a_value_on_a_line_or_on_many(front: str, fields: dict[str, str]) -> None:
    """Whatever TOML allows is read as TOML reads it, one value a line or not."""
    document = parse_markdown(f"+++\n{front}\n+++\nThe fare stays.")
    assert {field.name: field.value for field in document.fields} == fields
    assert (document.body, document.warnings) == ("The fare stays.", ())


def test_a_key_given_twice_is_broken_front_matter() -> None:
    """Each line is sound by itself; together they are not TOML."""
    document = parse_markdown('+++\nslug = "a"\nslug = "b"\n+++\nThe fare stays.')
    assert document.warnings[0].startswith("front matter is broken")


def test_broken_front_matter_is_read_line_by_line() -> None:
    """Nothing is lost when front matter is not what it claims to be."""
    document = parse_markdown('+++\ntitle = "Open\nslug = ferry\n+++\nThe fare stays.')
    assert document.body == "The fare stays."
    assert document.field("slug") == "ferry"
    assert document.warnings[0].startswith("front matter is broken")


@pytest.mark.parametrize("text", [">" * 3000 + " The fare rises.", "".join("  " * n + "- x\n" for n in range(3000))])
def test_markdown_nested_beyond_what_can_be_parsed_says_so(text: str) -> None:
    """Quotes or lists thousands deep are a fault of the capture, never an article that lost its words."""
    document = parse_markdown(text)
    assert document.fault is Fault.PARSE_TRUNCATED
    assert "Excessive depth" in document.fault_detail


def test_attribute_lists_are_no_words() -> None:
    """What a site generator's markdown says to the browser alone is not in the article; braces in prose are."""
    document = parse_markdown(
        "The [fare](https://news.example/fare){:target=\"_blank\" rel='x'} stays.\n{: .lead}\n\n"
        "## Next {#next .wide}\n\nThe set {1, 2} and {note} stay. So does {.x} here."
    )
    assert document.body == "The fare stays.\n\nNext\n\nThe set {1, 2} and {note} stay. So does {.x} here."


def test_a_body_is_read_by_what_it_is() -> None:
    """The content type decides; front matter makes a text markdown; a PDF is no article."""
    assert read(TOML.encode(), {"content-type": "text/plain"}).headline == "Ferry keeps its fare"
    assert read(b"One.\n\nTwo.", {"Content-Type": "text/plain; charset=utf-8"}).text == "One.\n\nTwo."
    assert read(b"%PDF-1.7 ...", {"Content-Type": "text/html"}).fault == "not_html"
    assert read(b"{}", {"Content-Type": "application/json"}).fault == "not_html"
    assert "Fare" in read(b"<!doctype html><title>x</title><p>Fare stays at five pounds, they said.").text
