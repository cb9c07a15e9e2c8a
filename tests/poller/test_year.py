"""A year of cron ends with flat memory, nothing overdue and an archive that proves."""

import importlib.util
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_year_of_cron() -> None:
    """The benchmark's year, for 60 articles and an hourly cron: no drift, no growth, versions seen."""
    path = Path(__file__).resolve().parents[2] / "benchmarks/poll/year.py"
    spec = importlib.util.spec_from_file_location("year", path)
    assert spec is not None
    assert spec.loader is not None
    year = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(year)
    lines: list[str] = []
    assert year.live(60, 365, 3600, None, lines.append) == []
    assert len(lines) == 12
