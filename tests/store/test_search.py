"""Words are found wherever they were ever published: by phrase, outlet, kind, time, and in removed text only."""

import pytest

from revtrack.errors import UsageError
from revtrack.store import Archive
from store import stories

Place = tuple[str, str, int, int | None]


@pytest.fixture
def told(archive: Archive) -> Archive:
    """
    Two outlets told the same: the Harbour corrected it a month later, the Bridge let it stand.

    One paragraph stands in both, word for word.
    """
    ferry = archive.add("https://harbour.example/ferry", "The Daily Harbour")
    wrong = stories.document("Some 1,200 passengers came.", "Nothing else is known.")
    right = stories.document("Some 12,000 passengers came.", "Nothing else is known.")
    archive.commit(stories.first(ferry, wrong, "2026-03-01T08:00:00Z"))
    archive.commit(stories.unchanged(ferry, "2026-03-20T08:00:00Z"))
    archive.commit(stories.second(ferry, wrong, right, "2026-04-01T08:00:00Z"))
    bridge = archive.add("https://bridge.example/ferry", "The Bridge")
    copied = stories.document("Its 1,200 passengers cheered, café owners said.", "Nothing else is known.")
    archive.commit(stories.first(bridge, copied, "2026-03-02T08:00:00Z"))
    return archive


def found(archive: Archive, query: str, **filters: object) -> list[Place]:
    """Return (outlet, text, first version, last version) of what is found."""
    hits = archive.search(query, **filters)  # type: ignore[arg-type]
    return [(hit.article.outlet, hit.text, hit.first_version, hit.last_version) for hit in hits]


HARBOUR: Place = ("The Daily Harbour", "Some 1,200 passengers came.", 1, 1)
RIGHT: Place = ("The Daily Harbour", "Some 12,000 passengers came.", 2, None)
BRIDGE: Place = ("The Bridge", "Its 1,200 passengers cheered, café owners said.", 1, None)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ('"1,200 passengers"', [BRIDGE, HARBOUR]),
        ('"passengers 1,200"', []),
        ("passengers came", [RIGHT, HARBOUR]),
        ("passengers -cheered", [RIGHT, HARBOUR]),
        ("cheered OR 12,000", [BRIDGE, RIGHT]),
        ("passen*", [BRIDGE, RIGHT, HARBOUR]),
        ("CAFE", [BRIDGE]),
        ('text:passengers NEAR( AND "', []),
    ],
)
def test_words_and_phrases(told: Archive, query: str, wanted: list[Place]) -> None:
    """Newest text first; case and accents do not count; nothing in a query is an operator by accident."""
    assert found(told, query) == wanted


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"outlet": "The Bridge"}, [BRIDGE]),
        ({"outlet": "Nobody"}, []),
        ({"removed": True}, [HARBOUR]),
        ({"kind": "paragraph"}, [BRIDGE, RIGHT, HARBOUR]),
        ({"kind": "headline"}, []),
        ({"until": "2026-03-01T12:00:00Z"}, [HARBOUR]),
        ({"since": "2026-05-01"}, [BRIDGE, RIGHT]),
        ({"since": "2026-03-25"}, [BRIDGE, RIGHT, HARBOUR]),
        ({"since": "2026-03-25", "until": "2026-03-31", "outlet": "The Daily Harbour", "removed": True}, [HARBOUR]),
        ({"limit": 1}, [BRIDGE]),
    ],
    ids=str,
)
def test_a_search_is_narrowed(told: Archive, filters: dict[str, object], wanted: list[Place]) -> None:
    """By outlet, by kind, to removed text, and by time: text that still stands was not gone at any time since."""
    assert found(told, "passengers", **filters) == wanted


def test_a_paragraph_in_two_articles_is_found_in_both(told: Archive) -> None:
    """It is stored and indexed once, and listed for each article that shows it; paging goes on behind it."""
    text = "Nothing else is known."
    assert found(told, '"nothing else"') == [("The Daily Harbour", text, 1, None), ("The Bridge", text, 1, None)]
    assert found(told, "passengers", before=told.search("passengers", limit=1)[0].id) == [RIGHT, HARBOUR]


def test_a_hit_says_where_it_stands_and_when(told: Archive) -> None:
    """The excerpt marks the words, and the times are those of the versions that show it."""
    (hit,) = told.search("passengers", removed=True)
    assert hit.excerpt == (("Some 1,200 ", False), ("passengers", True), (" came.", False))
    assert (hit.first_seen, hit.last_seen) == ("2026-03-01T08:00:00Z", "2026-03-20T08:00:00Z")


@pytest.mark.parametrize("query", ["", "  ", '""', "-passengers", "?!"])
def test_a_search_for_nothing_is_refused(told: Archive, query: str) -> None:
    """The message says what a search may hold."""
    with pytest.raises(UsageError, match="nothing to search for"):
        told.search(query)
