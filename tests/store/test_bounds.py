"""Times that people give are compared as times, however they and the stored ones are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revtrack.errors import UsageError
from revtrack.model import bound
from revtrack.store import Archive
from revtrack.store.pruning import Policy
from store import stories

zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9, minutes=-30))])
moments = st.datetimes(datetime(1990, 1, 1), datetime(2199, 1, 1), timezones=zones)
near = st.tuples(moments, st.sampled_from([0, 1, 1000, 250_000, 999_000, 1_000_000, -1, -1000, -250_000, -1_000_000]))


def stored(moment: datetime) -> set[str]:
    """Return the ways a moment may stand in the archive: with as much of a fraction as it needs, or more."""
    utc = moment.astimezone(UTC)
    forms = {utc.isoformat(), utc.isoformat(timespec="microseconds")}
    if moment.microsecond % 1000 == 0:
        forms.add(utc.isoformat(timespec="milliseconds"))
    return {form.replace("+00:00", "Z") for form in forms}


@example((datetime(2026, 1, 1, microsecond=1, tzinfo=UTC), -1))
@example((datetime(2026, 1, 1, microsecond=250_000, tzinfo=UTC), -250_000))
@given(near)
def test_a_bound_sorts_as_its_moment_does(pair: tuple[datetime, int]) -> None:
    """As text, a bound is at or before exactly those stored times that are in its second or later."""
    moment, apart = pair
    other = moment + timedelta(microseconds=apart)
    for written in (moment.isoformat(), moment.isoformat().replace("+00:00", "Z")):
        for there in stored(other):
            assert (bound(written) <= there) == (moment.replace(microsecond=0) <= other)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026", "2026-01-01T00:00:00"),
        ("2026-05", "2026-05-01T00:00:00"),
        ("2026-05-03", "2026-05-03T00:00:00"),
        ("2026-05-03T08:15", "2026-05-03T08:15:00"),
        ("2026-05-03T08:15:00+02:00", "2026-05-03T06:15:00"),
        ("2026-05-03 08:15:00.250Z", "2026-05-03T08:15:00"),
    ],
)
def test_a_day_is_its_first_moment_in_utc(text: str, first: str) -> None:
    """So are a month and a year; a zone is reckoned with, and none is UTC."""
    assert bound(text) == first


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13", "2026-02-30", "01/05/2026", "9999-12-31T23:59:59-01:00"])
def test_what_is_no_time_is_refused_wherever_one_is_taken(archive: Archive, text: str) -> None:
    """Nothing is listed by it, and nothing is pruned."""
    article = archive.add(stories.URL)
    archive.commit(stories.first(article, stories.document("It runs."), "2026-01-01T08:00:00Z"))
    head = archive.head()
    for ask in (
        lambda: archive.findings(since=text), lambda: archive.notes(since=text),
        lambda: archive.search("runs", since=text), lambda: archive.search("runs", until=text),
        lambda: archive.prune(Policy(captures_before=text), at="2026-06-01T00:00:00Z", dry_run=False),
        lambda: archive.prune(Policy("2026", text), at="2026-06-01T00:00:00Z", dry_run=False),
    ):  # fmt: skip
        with pytest.raises(UsageError, match="not a time: "):
            ask()
    assert archive.head() == head


def test_lists_reckon_with_the_zone(archive: Archive) -> None:
    """A version first seen at eight is not seen since half past nine two hours further east, nor until half past nine there."""
    article = archive.add(stories.URL)
    one, two = stories.document("It runs."), stories.document("It ran.")
    archive.commit(stories.first(article, one, "2026-01-01T07:00:00Z"))
    archive.commit(stories.second(article, one, two, "2026-01-01T08:00:00Z"))
    assert len(archive.notes(since="2026-01-01T09:30:00+02:00")) == 1
    assert len(archive.notes(since="2026-01-01T10:30:00+02:00")) == 0
    assert [hit.text for hit in archive.search("ran", until="2026-01-01T09:30:00+02:00")] == []
    assert [hit.text for hit in archive.search("ran", until="2026-01-01T10:00:00+02:00")] == ["It ran."]
