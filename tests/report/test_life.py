"""The drawn life of an article: what is said stays apart, what happened to the article is marked where it happened."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from report.builder import Life, P, document
from revtrack.model import ArticleState, Gap, StateChange
from revtrack.report.axis import LETTER, placed
from revtrack.report.life import life_of
from revtrack.report.story import Story


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(14, 986), st.sampled_from(["noted", "open", "state"]), st.text("abc ", min_size=3, max_size=60)
        ),
        max_size=40,
    )
)
def test_labels_keep_apart(labels: list[tuple[float, str, str]]) -> None:
    """No two labels meet, and no stem of one runs through the words of another."""
    boxes = []
    for label in placed(labels):
        x, width = float(label.text_x), len(label.text) * LETTER
        left, right = (x - width, x) if label.anchor == "end" else (x, x + width)
        boxes.append((float(label.y), left, right, float(label.x)))
    for (y, left, right, stem), (other, begin, end, cut) in combinations(boxes, 2):
        assert y != other or right <= begin or end <= left
        # A stem reaches from the line up to its own label, through every lane below.
        assert not (other < y and left < cut < right)
        assert not (y < other and begin < stem < end)


def hours(count: int) -> Story:
    """Return an article with a new version every hour, each with another number that no note speaks of."""
    life = Life()
    for n in range(count):
        at = f"2026-11-{2 + n // 24:02d}T{n % 24:02d}:00:00Z"
        life.version(at, document((P, f"By hour {n + 1}, {1000 + n * 37} homes were dark.")), after=at)
    return Story(life.timeline())


def test_a_hundred_versions_stay_dots() -> None:
    """Dots and rings shrink until none covers its neighbour, and only a few changes are named."""
    drawn = life_of(hours(104), {})
    assert len(drawn.dots) == 104
    for left, right in zip(drawn.dots, drawn.dots[1:], strict=False):
        assert float(left.x) + float(left.ring) <= float(right.x) - float(right.ring) + 0.2
    assert 1 <= len(drawn.labels) <= 6
    assert len(drawn.rows) == 104


def test_gaps_and_the_end_of_an_article_are_marked() -> None:
    """A stretch nobody looked in is named below the line; an article that went away is marked when it went."""
    timeline = hours(3).timeline
    gap = Gap("2026-11-02T04:00:00Z", "2026-11-20T04:00:00Z", "nobody looked")
    states = (
        StateChange("2026-11-02T03:30:00Z", ArticleState.OK, ArticleState.GONE),
        StateChange("2026-11-24T00:00:00Z", ArticleState.GONE, ArticleState.OK),
    )
    story = Story(replace(timeline, gaps=(gap,), states=states, last_check="2026-11-25T00:00:00Z"))
    drawn = life_of(story, {})
    assert [one.text for one in drawn.gaps] == ["nobody looked for 18 d"]
    marks = [(label.text, float(label.x)) for label in drawn.labels if label.tone == "state"]
    assert [text for text, _ in marks] == ["gone", "there again"]
    assert float(drawn.dots[-1].x) < marks[0][1] < float(drawn.gaps[0].x) < marks[1][1]
