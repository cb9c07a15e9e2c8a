"""
Say what each page of the newsroom shows at each step: pure values from the story files.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

HOURS = (0, 2, 9, 14, 22, 35, 47, 70)
"""Hours after the start at which the newsroom moves on and revtrack looks."""
START = datetime(2026, 11, 2, 21, 4, tzinfo=UTC)


def moment(step: int) -> datetime:
    """Return when step *step* happens."""
    return START + timedelta(hours=HOURS[step])


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented publisher."""

    key: str
    name: str
    host: str
    language: str


@dataclass(frozen=True, slots=True)
class Page:
    """What one story's page shows at one step."""

    outlet: Outlet
    path: str
    section: str
    byline: str
    published: datetime
    modified: datetime
    headline: str
    dek: str
    social_title: str
    caption: str
    paragraphs: tuple[str, ...]
    note: str = ""
    note_label: str = ""
    gone: bool = False

    @property
    def url(self) -> str:
        """Return the page's address."""
        return f"http://{self.outlet.host}{self.path}"


@dataclass(frozen=True, slots=True)
class Story:
    """A story's first page and what happens to it, step by step."""

    first: Page
    steps: tuple[Mapping[str, Any], ...]

    def at(self, step: int) -> Page:
        """Return the page as it stands at *step*."""
        page = self.first
        for change in self.steps:
            if change["at"] <= step:
                page = replace(_changed(page, change), modified=moment(change["at"]))
        return page


def stories() -> tuple[Story, ...]:
    """Return every story of the newsroom, in the order of their files' names."""
    root = resources.files("revtrack.demo")
    outlets = {
        key: Outlet(key, **row) for key, row in tomllib.loads((root / "outlets.toml").read_text("utf-8")).items()
    }
    files = sorted((f for f in (root / "stories").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(_story(tomllib.loads(f.read_text("utf-8")), outlets) for f in files)


def _story(table: dict[str, Any], outlets: Mapping[str, Outlet]) -> Story:
    steps = tuple(table.pop("steps"))
    table.setdefault("dek", "")
    table.setdefault("social_title", table["headline"])
    first = Page(
        **{
            **table,
            "outlet": outlets[table["outlet"]],
            "paragraphs": tuple(table["paragraphs"]),
            "modified": table["published"],
        }
    )
    return Story(first, steps)


def _changed(page: Page, change: Mapping[str, Any]) -> Page:
    """Return *page* after one step's change."""
    paragraphs = list(page.paragraphs)
    caption = page.caption
    for old, new in change.get("replace", ()):
        paragraphs = [paragraph.replace(old, new) for paragraph in paragraphs]
        caption = caption.replace(old, new)
    if "move" in change:
        source, target = change["move"]
        paragraphs.insert(target - 1, paragraphs.pop(source - 1))
    paragraphs += change.get("append", ())
    return replace(
        page,
        paragraphs=tuple(paragraphs),
        caption=caption,
        headline=change.get("headline", page.headline),
        note="" if change.get("unnote") else change.get("note", page.note),
        note_label=change.get("note_label", page.note_label),
        gone=change.get("gone", page.gone),
    )
