"""Columns as outlets of seven languages write them: each entry is joined to its article, or to none; never to another."""

import shutil
from pathlib import Path

import pytest

from intake.outlets import ARTICLES, COLUMNS
from revtrack.config import Settings
from revtrack.exchange import Incoming, Look, ReadOptions
from revtrack.exchange.columns import read
from revtrack.intake import Intake, bring_in
from revtrack.intake.columns import bring_entries
from revtrack.store import Archive

NOW = "2026-06-01T00:00:00Z"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of all the articles: the same stories in seven languages, two of them twice on one day."""
    path = tmp_path_factory.mktemp("columns") / "a.db"
    with Archive(path) as opened:
        found = [
            Incoming(told.key, told.url, tuple(
                Look(told.page(value).encode(), f"{told.day[:-2]}{int(told.day[-2:]) + later:02}T08:00:00Z")
                for later, value in enumerate((told.wrong, told.right))
            ), f"The Harbour ({told.language})")
            for told in ARTICLES
        ]  # fmt: skip
        assert bring_in(opened, found, Intake("jsonl", "h"), lambda: NOW).versions == 2 * len(ARTICLES)
    return path


@pytest.mark.parametrize("name", COLUMNS)
def test_entries_are_joined_to_their_articles_and_to_no_other(archive: Path, tmp_path: Path, name: str) -> None:
    """Whatever the column cites by; teasers, mottos and addresses around it are no entries."""
    column = COLUMNS[name]
    shutil.copy(archive, tmp_path / "a.db")
    (tmp_path / "column.html").write_text(column.page)
    options = ReadOptions(base=f"https://{column.language}.harbour.example/corrections")
    with Archive(tmp_path / "a.db") as opened:
        entries = read(str(tmp_path / "column.html"), options)
        done = bring_entries(opened, entries, name, Settings(), lambda: NOW)
        keys = {opened.article(told.url).id: told.key for told in ARTICLES}
        found = sorted(
            (int(kept.place.split()[1]), keys.get(kept.article or 0)) for kept in (*done.joined, *done.unmatched)
        )
        assert opened.verify().problems == ()
    assert tuple(key for _, key in found) == column.about
