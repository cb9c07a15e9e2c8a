"""Copies of one story at several outlets are noticed, and stay articles of their own."""

from pathlib import Path
from typing import Any

from poller.kit import SETTINGS, World, poll
from revtrack.cli.status_ import lines
from revtrack.model import stamp
from revtrack.pipeline import digest
from revtrack.poller.watch import watch
from revtrack.store import Archive
from revtrack.store.standing import standing

WIRE, PAPER = "https://wire.example/2026/ferry", "https://harbour.example/news/ferry"


def page(number: str, canonical: str = "") -> str:
    """Return a story of six paragraphs about ferry *number*."""
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    text = "".join(
        f"<p>Ferry {number} crossed the sound {count} times on Monday, the port of Ostrand said.</p>"
        for count in ("two", "three", "four", "five", "six", "seven")
    )
    return f"<html lang=en><head><title>Ferry {number}</title>{head}</head><body><article><h1>Ferry {number}</h1>{text}"


def told(folder: Path, pages: dict[str, str], *urls: str) -> tuple[list[str], list[str]]:
    """Poll *urls*, one after another, and return the articles and what `revtrack status` says of copies."""
    world: Any = World(dict(pages))
    with Archive(folder / "a.db") as archive:
        for url in urls:
            list(watch(archive, SETTINGS, [url], now=world.now()))
            poll(archive, world, digest=digest, everything=True)
        found = standing(archive, stamp(world.now()), stamp(world.now()))
        said = [line for line in lines(found) if line.startswith(("same text", "copied"))]
        return [article.url for article in archive.articles()], said


def test_the_same_text_at_two_outlets(tmp_path: Path) -> None:
    """Two articles; the status names the pair."""
    pages = {WIRE: page("Nine"), PAPER: page("Nine"), "https://harbour.example/news/other": page("Ten")}
    articles, said = told(tmp_path, pages, *pages)
    assert (articles, said) == (list(pages), [f"same text: {WIRE} and {PAPER}"])


def test_the_same_text_at_many_outlets(tmp_path: Path) -> None:
    """Each later one is named once, with the first."""
    urls = [f"https://paper{number}.example/news/ferry" for number in range(4)]
    _, said = told(tmp_path, dict.fromkeys(urls, page("Nine")), *urls)
    assert said == [f"same text: {urls[0]} and {url}" for url in urls[1:]]


def test_a_page_that_names_its_original(tmp_path: Path) -> None:
    """The status says which address it names, watched or not; what is named stays an article of its own."""
    pages = {PAPER: page("Nine", canonical=WIRE), WIRE: page("Nine, as we saw it")}
    articles, said = told(tmp_path, pages, PAPER, WIRE)
    assert (articles, said) == ([PAPER, WIRE], [f"copied: {PAPER} names {WIRE} as its original"])


def test_a_page_that_names_itself_otherwise(tmp_path: Path) -> None:
    """Another address of the same site, `www` or not, is an alias and no copy."""
    named = "https://www.harbour.example/news/ferry-nine"
    articles, said = told(tmp_path, {PAPER: page("Nine", canonical=named)}, PAPER, named)
    assert (articles, said) == ([PAPER], [])
