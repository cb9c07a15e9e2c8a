"""Two addresses of one article have one key."""

import pytest

from revtrack.config import FetchSettings
from revtrack.fetch import check, identity

PLAIN = FetchSettings()

SAME = [
    ("http://www.example.com/a/ferry", "https://example.com/a/ferry/"),
    ("https://example.com/a?utm_source=x&id=7", "https://example.com/a?id=7&fbclid=abc"),
    ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    ("https://example.com/x/../a//b", "https://example.com/a/b"),
    ("https://example.com/%7Eida/%c3%a9", "https://example.com/~ida/é"),
    ("https://EXAMPLE.com:443/a#note", "http://example.com/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
]
DIFFERENT = [
    ("https://example.com/a?id=1", "https://example.com/a?id=2"),
    ("https://example.com/A", "https://example.com/a"),
    ("https://example.com/a?amp=1", "https://example.com/a"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ("https://m.example.com/a", "https://example.com/a"),
    ("http://example.com:8080/a", "http://example.com/a"),
    ("https://example.com/?p=12", "https://example.com/"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    """Scheme, www, tracking, order, dots, encoding, the last slash and the fragment say nothing."""
    assert identity.key(check(one, PLAIN)) == identity.key(check(other, PLAIN))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    """What may select another article stays."""
    assert identity.key(check(one, PLAIN)) != identity.key(check(other, PLAIN))


@pytest.mark.parametrize(
    ("final", "canonical", "believed"),
    [
        ("https://www.example.com/a?x=1", "https://example.com/a", True),
        ("https://amp.example.com/a", "https://example.com/a", True),
        ("https://example.com/a", "https://example.com/", False),
        ("https://example.com/a", "https://wire.example/a", False),
        ("https://example.com/a", "https://notexample.com/a", False),
    ],
)
def test_a_page_speaks_for_its_own_site_only(final: str, canonical: str, believed: bool) -> None:
    """A canonical address on another site is a sign of a syndicated copy; a front page is a template's error."""
    answer = identity.accepted_canonical(check(final, PLAIN), check(canonical, PLAIN))
    assert (answer is not None) == believed


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://example.com/a?utm_source=x&b=2&a=1&fbclid=z", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a/?utm_source=x", "https://example.com/a/"),
        ("https://example.com/%7Ea?", "https://example.com/%7Ea?"),
        ("http://www.example.com/a?id=%2F", "http://www.example.com/a?id=%2F"),
    ],
)
def test_a_server_is_asked_without_tracking(given: str, asked: str) -> None:
    """Parameters that say how a reader came are dropped, all else is asked as it was given."""
    assert str(identity.untracked(check(given, PLAIN))) == asked


@pytest.mark.parametrize(("one", "other"), SAME[:1] + SAME[5:])
def test_usual_spellings_are_known_without_a_key(one: str, other: str) -> None:
    """What is written otherwise in the usual ways only is found among the spellings; those have one key."""
    urls = identity.spellings(check(one, PLAIN))
    assert str(check(other, PLAIN)) in urls
    assert {identity.key(check(url, PLAIN)) for url in urls} == {identity.key(check(one, PLAIN))}
