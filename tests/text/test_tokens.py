"""Tokens are whole: no edit edge can fall inside a number, a name, an address, a cluster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.text import pieces, tokens

WHOLE = {
    "thousands": "1,200", "decimals": "3.4", "sign": "-5", "real minus": "−5%", "currency": "$1,200.50", "country dollar": "US$12",
    "euro after": "12€", "percent": "1.5%", "scale letter": "1.5m", "ordinal": "21st", "clock": "10:30", "iso date": "2024-05-03",
    "numeric date": "05/03/2024", "score": "3–2", "fraction": "3/4", "degrees": "5°C", "no-break thousands": "1\u202f200\u00a0000",
    "hyphens": "twenty-first-century", "apostrophe": "O’Neil’s", "straight apostrophe": "don't", "initials": "U.S.", "initials hyphen": "U.S.-led",
    "author initials": "J.K.", "noon": "a.m.", "ampersand": "AT&T", "address": "https://example.org/a?b=c&d=1,2", "mail": "desk@news.example",
    "site": "news.example", "handle": "@harbour", "tag": "#ferry", "decade": "’90s", "family": "👨‍👩‍👧", "flag": "🇫🇷", "skin tone": "👍🏽",
    "keycap": "1️⃣", "heart": "❤️", "decomposed": "cafe\u0301", "soft hyphen": "exam\u00adple", "zero width": "zero\u200bwidth",
    "hindi": "हिन्दी", "arabic": "العربيَّة", "hangul": "한국어", "thai": "ภาษาไทย",
}  # fmt: skip


@pytest.mark.parametrize("word", WHOLE.values(), ids=WHOLE)
def test_these_are_one_token(word: str) -> None:
    """A number with its signs and units, a word with its marks, an address, an emoji family is one token."""
    assert [token.text for token in tokens(f"so {word} then")] == ["so", word, "then"]


def test_cjk_is_cut_by_character() -> None:
    """Chinese and Japanese have no blanks: each character is a token, numbers stay whole."""
    assert [token.text for token in tokens("他说了1,200次。")] == ["他", "说", "了", "1,200", "次", "。"]


def test_marks_stand_alone() -> None:
    """Punctuation is never part of a word, so that a full stop can change without its word."""
    found = [token.text for token in tokens("(“Yes,” he said.) Plan B; C!")]
    assert found == ["(", "“", "Yes", ",", "”", "he", "said", ".", ")", "Plan", "B", ";", "C", "!"]


@given(st.text(max_size=80) | st.text("aA1.,-$%’' \n\u00a0\u200d\u0301क์🇫👍字", max_size=60))
def test_pieces_tile_the_text(text: str) -> None:
    """The tokens with their trailing blanks tile the text, whatever it holds."""
    words, starts = pieces(text)
    assert len(starts) == len(words) + 1
    assert starts[0] == 0
    assert starts[-1] == len(text)
    for word, start, end in zip(words, starts, starts[1:], strict=False):
        assert start < end
        assert text[start:end].startswith(word)
        assert not text[start + len(word) : end].strip() or not word


@given(st.text(max_size=80))
def test_tokens_say_where_they_stand(text: str) -> None:
    """Each token is the slice its offsets name."""
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
