"""An article over several pages is followed, kept as one capture and watched as one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, capture, poll
from revtrack.config import PolitenessSettings
from revtrack.model import CheckCode, Fetched, FetchFailed, FetchResult
from revtrack.pipeline import digest
from revtrack.poller.watch import watch
from revtrack.store import Archive

URL = "https://news.example/the-old-ferry"
SAID = "tells how the old ferry of Skerry was sold, mended and lost again in the sound, years before anyone knew."


def answer(url: str, text: str, onward: str = "") -> FetchResult:
    """Return a page that says *text* and links to *onward*."""
    link = f"<a href='{onward}'>Next</a>" if onward else ""
    head = "<h1>The ferry that would not sink</h1><time datetime=2026-02-27>27 February</time>"
    return Fetched(capture(url, f"<html><body><main>{head}<div><p>{text} {SAID}</p></div>{link}</main></body></html>"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def look(archive: Archive, world: World) -> list[str]:
    """Poll everything once; return the codes so far."""
    poll(archive, world, everything=True, digest=digest)
    return [str(check.code) for check in archive.timeline(archive.article(URL)).recent[::-1]]


def said(archive: Archive) -> list[str]:
    """Return what the checks so far say."""
    return [check.detail for check in archive.timeline(archive.article(URL)).recent[::-1]]


def test_an_article_over_pages_is_one_version_and_a_change_on_page_two_another(archive: Archive) -> None:
    """All pages make one text; nothing new makes no version; a change on the last page makes one."""
    pages = {URL: answer(URL, "Part one", f"{URL}/2"), f"{URL}/2": answer(f"{URL}/2", "Part two")}
    world = World(dict(pages))
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    assert look(archive, world) == ["new_version"]
    assert [url for _, url in world.asked if "ferry" in url] == [URL, f"{URL}/2"]
    assert look(archive, world)[-1] == "same_bytes"
    world.pages[f"{URL}/2"] = answer(f"{URL}/2", "The second part")
    assert look(archive, world)[-1] == "new_version"
    versions = archive.timeline(archive.article(URL)).versions
    assert [v.document.body.split("\n\n") for v in versions] == [
        [f"Part one {SAID}", f"Part two {SAID}"],
        [f"Part one {SAID}", f"The second part {SAID}"],
    ]
    assert archive.verify().versions == 2


def test_a_missing_second_page_deletes_nothing(archive: Archive) -> None:
    """When a later page is gone, the visit is incomplete: no version, and the article is not withdrawn."""
    world = World({URL: answer(URL, "Part one", f"{URL}/2"), f"{URL}/2": answer(f"{URL}/2", "Part two")})
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    look(archive, world)
    world.pages[f"{URL}/2"] = FetchFailed(CheckCode.GONE, "404 Not Found", 404)
    assert look(archive, world) == ["new_version", "incomplete"]
    assert len(archive.timeline(archive.article(URL)).versions) == 1


def test_pages_that_lead_in_a_circle_end(archive: Archive) -> None:
    """A server that answers every page's number with another page is followed a bounded way, and the check says so."""
    pages = {f"{URL}/{n}": answer(f"{URL}/{n}", f"Part {n}", f"{URL}/{n + 1}") for n in range(2, 99)}
    world = World({URL: answer(URL, "Part one", f"{URL}/2"), **pages})
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    assert look(archive, world) == ["new_version"]
    assert len([url for _, url in world.asked if "ferry" in url]) == 20
    assert look(archive, world)[-1] == "same_bytes"
    cut = f"read in part: the first 20 pages only; it goes on at {URL}/21"
    assert said(archive) == [f"first version; {cut}", cut]
    assert poll(archive, world, everything=True, digest=digest).partial == [(URL, cut.removeprefix("read in part: "))]


def test_an_article_of_too_many_bytes_is_read_in_part_and_says_so(archive: Archive) -> None:
    """Pages that are too large together are kept as far as they fit, and the check names the page that did not."""
    large = f"<!--{'x' * 6_000_000}-->"
    pages = {URL: answer(URL, large + "Part one", f"{URL}/2"), f"{URL}/2": answer(f"{URL}/2", large + "Part two")}
    world = World(dict(pages))
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    assert look(archive, world) == ["new_version"]
    limit = SETTINGS.fetch.max_bytes
    assert said(archive) == [
        f"first version; read in part: the first page only: more than {limit} bytes in all with {URL}/2"
    ]


def test_an_article_that_ends_is_not_called_cut(archive: Archive) -> None:
    """An article of exactly as many pages as are followed is whole, and its check says no more than that."""
    pages = {f"{URL}/{n}": answer(f"{URL}/{n}", f"Part {n}", f"{URL}/{n + 1}" if n < 20 else "") for n in range(2, 21)}
    world = World({URL: answer(URL, "Part one", f"{URL}/2"), **pages})
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    assert look(archive, world) == ["new_version"]
    assert said(archive) == ["first version"]


@pytest.mark.parametrize("lent", [False, True], ids=["own processes", "lent workers"])
def test_whoever_reads_the_pages_finds_them_all(archive: Archive, lent: bool) -> None:
    """Three pages are one version, whether processes of our own or lent workers say where each goes on."""
    pages = {f"{URL}/{n}": answer(f"{URL}/{n}", f"Part {n}", f"{URL}/3" if n == 2 else "") for n in (2, 3)}
    world = World({URL: answer(URL, "Part 1", f"{URL}/2"), **pages}, took_s=0.0)
    list(watch(archive, SETTINGS, [URL], now=world.now()))
    settings = replace(SETTINGS, politeness=PolitenessSettings(gap_s=0.0, robots=False))
    with ThreadPoolExecutor(1) as executor:
        cluster = (executor, 1) if lent else None
        poll(archive, world, settings, everything=True, digest=digest, workers=1, cluster=cluster, loop=None)
    (version,) = archive.timeline(archive.article(URL)).versions
    assert version.document.body.split("\n\n") == [f"Part {n} {SAID}" for n in (1, 2, 3)]
