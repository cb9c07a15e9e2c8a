"""A line that only says when the page was published or touched is no paragraph; one that says more is."""

from datetime import UTC, datetime

import pytest

from revtrack.extract import extract
from revtrack.model import Document

STORY = "".join(
    f"<p>The ferry to Skerry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
    for n in range(5, 11)
)


def read(line: str) -> Document:
    """Return a story whose first line is *line*."""
    return extract(f"<html><body><article><h1>Ferry keeps its fare</h1><p>{line}</p>{STORY}</article></body></html>")


STAMPS = (
    "Published <time>November 2, 2026</time> · Updated {} minutes ago",
    "Updated {} mins ago",
    "Last updated at 10:1{} a.m. EST",
    "First published on Monday, 2 November 2026 at 09:1{} GMT · 4 min read",
    "Veröffentlicht am 2. November 2026, aktualisiert vor {} Minuten",
    "Publié le 2 novembre 2026 à 10h1{}, mis à jour il y a 3 minutes",
    "Publicado 2 noviembre 2026 · Actualizado hace {} horas",
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_makes_no_version(stamp: str) -> None:
    """Whatever its clock says, the text is the same, and the stamp is kept among what was ignored."""
    one, other = read(stamp.format(4)), read(stamp.format(7))
    assert one.text == other.text
    assert len(one.blocks) == 7
    assert [item.reason for item in one.ignored] in (["time stamp"], ["relative time"])


@pytest.mark.parametrize(
    "line",
    [
        "Updated two rooms ago.",
        "On 2 November 2026 the harbour froze.",
        "Published 4 poems a year until 1931.",
        "She waited 4 minutes.",
    ],
)
def test_a_short_sentence_is_no_stamp(line: str) -> None:
    """A sentence with a date or a number in it stays in the article."""
    assert any(block.text == line for block in read(line).blocks)


def test_a_line_around_a_byline_says_when() -> None:
    """Where the page has no main heading, the time stands in the line that names the author."""
    story = (
        "<p>The ferry to Skerry will keep its fare of five pounds, the harbour board said after the meeting.</p>" * 4
    )
    line = "<div class=technical>Do 25.04.24 | 14:07 Uhr | Von <span class=authorname>Eva Lindt</span></div>"
    document = extract(f"<html><body><main><h3>Fare stays</h3>{line}{story}</main></body></html>")
    assert document.published == datetime(2024, 4, 25, 14, 7, tzinfo=UTC)
    assert document.authors == ("Eva Lindt",)
