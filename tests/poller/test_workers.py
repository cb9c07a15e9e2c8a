"""A page that kills or hangs a worker process costs its own visit only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, deadly_digest, poll
from revtrack.config import PolitenessSettings
from revtrack.poller.watch import watch
from revtrack.store import Archive

URLS = [f"https://news.example/{name}" for name in "abcd"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


@pytest.mark.parametrize("evil", ["deadly", "endless"])
def test_one_bad_page_among_good_ones(archive: Archive, evil: str) -> None:
    """The bad page is a `crashed` check with words; the others have their versions; no process is left."""
    world = World(dict.fromkeys(URLS, "Ferry stays"), took_s=0.0)
    world.pages[URLS[1]] = f"An {evil} page"
    list(watch(archive, SETTINGS, URLS, now=world.now()))
    # Real processes need real time: the usual loop, and no gap to wait for.
    settings = replace(SETTINGS, politeness=PolitenessSettings(gap_s=0.0, robots=False, concurrency=4))
    summary = poll(archive, world, settings, digest=deadly_digest, workers=2, digest_timeout_s=2.0, loop=None)
    assert (summary.versions, summary.failed) == (3, 1)
    check = archive.timeline(archive.article(URLS[1])).recent[0]
    assert check.code == "crashed"
    assert ("died" in check.detail) == (evil == "deadly")
