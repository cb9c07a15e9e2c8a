"""When an article is due again: learned, bounded, never drifting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.config import ScheduleSettings
from revtrack.model import CheckCode, FetchFailed
from revtrack.poller import politeness, schedule
from revtrack.poller.schedule import DAY, HOUR, Pulse

USUAL = ScheduleSettings()
ages = st.floats(0, 400 * DAY)
records = st.tuples(st.floats(0, 50), st.floats(0, 50))


@given(ages, records)
def test_every_wait_is_within_its_bounds(age: float, record: tuple[float, float]) -> None:
    """Whatever the record says, nobody is asked more often than allowed or less than once a week."""
    pulse = Pulse(0.0, age, *record)
    assert USUAL.min_interval_s <= schedule.wait_s(pulse, age, USUAL) <= USUAL.max_interval_s


@given(ages, ages, records)
def test_older_news_is_asked_less(one: float, other: float, record: tuple[float, float]) -> None:
    """With the same record the wait grows with the time since the last edit."""
    young, old = sorted((one, other))
    waits = [schedule.wait_s(Pulse(0.0, age, *record), age, USUAL) for age in (young, old)]
    assert waits[0] <= waits[1] + 2.0


@given(ages)
def test_a_lively_article_is_asked_more(age: float) -> None:
    """Of two articles of one age, the one that was seen to change more is asked sooner."""
    lively, quiet = Pulse(0.0, age, 5.0, 20.0), Pulse(0.0, age, 5.0, 0.0)
    assert schedule.wait_s(lively, age, USUAL) <= schedule.wait_s(quiet, age, USUAL)


def test_an_edit_and_a_correction_start_the_age_anew() -> None:
    """After a look that saw a change the next look comes soon."""
    pulse = Pulse(0.0, 10 * DAY, 3.0, 1.0)
    before = schedule.wait_s(pulse, 10 * DAY, USUAL)
    seen = schedule.after_look(pulse, 11 * DAY, changed=True)
    assert schedule.wait_s(seen, 11 * DAY, USUAL) < before / 10


def test_one_look_after_a_long_time_counts_as_several_edits() -> None:
    """A change seen after an interval that was expected to hold many is counted as many, after a short one as one."""
    long = schedule.after_look(Pulse(0.0, 0.0, 1.0, 30.0), 30 * DAY, changed=True)
    short = schedule.after_look(Pulse(0.0, 0.0, 1.0, 1.0), 60.0, changed=True)
    assert long.seen - 30.0 > 2
    assert short.seen - 1.0 == pytest.approx(1.0, abs=0.05)


def test_a_clock_that_goes_back_learns_nothing_wrong() -> None:
    """A look before the last one counts as no time at all."""
    pulse = Pulse(0.0, 10 * HOUR, 2.0, 1.0)
    assert schedule.after_look(pulse, 5 * HOUR, changed=False) == pulse


@given(st.floats(1, 1e6), st.text(max_size=20), st.integers(0, 99))
def test_jitter_is_small_and_the_same_each_time(interval: float, seed: str, looks: int) -> None:
    """Up to a tenth either way, and alike for the same article and look."""
    jittered = schedule.jittered(interval, seed, looks)
    assert 0.899 * interval <= jittered <= 1.101 * interval
    assert jittered == schedule.jittered(interval, seed, looks)


def test_failures_are_asked_ever_later_and_never_before_they_wish() -> None:
    """A quarter of an hour, doubling to a week; Retry-After is obeyed beyond that."""
    waits = [schedule.after_failure_s(n, None, USUAL) for n in (1, 2, 3, 4, 50)]
    assert waits == [900, 1800, 3600, 7200, 7 * DAY]
    assert schedule.after_failure_s(1, 5000.0, USUAL) == 5000.0
    assert [schedule.gone_s(n, USUAL) for n in (1, 2, 9)] == [HOUR, 4 * HOUR, 7 * DAY]


@given(st.floats(0, 60), st.floats(0, 60), st.integers(0, 1000))
def test_a_gap_is_never_shorter_than_gap_or_crawl_delay(gap: float, delay: float, number: int) -> None:
    """The longer of the two, and at most a fifth more."""
    found = politeness.gap_s(gap, delay, "news.example", number)
    assert max(gap, delay) <= found <= 1.2 * max(gap, delay) + 1e-9


def test_a_host_rests_when_it_asks_and_after_three_failures() -> None:
    """429 at once, silence from the third time on, a missing page never."""

    def failed(code: CheckCode, status: int | None = None, wait: float | None = None) -> FetchFailed:
        return FetchFailed(code, "", status, retry_after_s=wait)

    assert politeness.rest_s(failed(CheckCode.RATE_LIMITED, 429, 3.0), 1) == 60.0
    assert politeness.rest_s(failed(CheckCode.RATE_LIMITED, 429, 3000.0), 1) == 3000.0
    assert politeness.rest_s(failed(CheckCode.SERVER_ERROR, 503), 2) == 120.0
    assert [politeness.rest_s(failed(CheckCode.TIMEOUT), n) for n in (1, 2, 3)] == [None, None, 240.0]
    assert politeness.rest_s(failed(CheckCode.GONE, 404), 9) is None
