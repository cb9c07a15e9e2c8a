"""
Write Atom and JSON feeds: one entry a step, with a permanent id and the diff inside.

Ids are made from the article's address and the version, so they stay the same
wherever the site stands. `updated` is when we first saw the version; a feed of
an unchanged archive has the same bytes.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from revtrack.model import NoteStatus, Step
from revtrack.report import times, wording
from revtrack.report.edits import revision_urn
from revtrack.report.frame import article_path
from revtrack.report.hrefs import web_href
from revtrack.report.keys import every_edit
from revtrack.report.steps import StepView, step_view
from revtrack.report.story import Story
from revtrack.report.ways import step_page

ENTRIES = 60
"""How many steps a feed holds; an article's own pages have all of them."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One step as a feed tells of it."""

    id: str
    """urn:uuid, permanent."""
    title: str
    href: str
    """The step's page, from the site's root."""
    original: str
    """The article's own address; empty when it is no web address."""
    outlet: str
    at: str
    summary: str
    step: StepView
    """The step itself, drawn into the entry."""
    folder: str
    """The article's folder, from the site's root."""
    corrects: bool
    """Whether a note that owns up to something came in or was reworded."""
    silent: bool
    """Whether a material change in it has no note we know of."""


@dataclass(frozen=True, slots=True)
class DrawnEntry:
    """A feed entry with its content as HTML."""

    entry: FeedEntry
    href: str
    html: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Everything a feed says."""

    id: str
    title: str
    self_href: str
    home_href: str
    updated: str
    entries: tuple[DrawnEntry, ...]
    head: str
    """The archive's chain head, so that readers become witnesses; empty in an article's own feed."""


def entries_of(story: Story, kept: int = ENTRIES) -> tuple[FeedEntry, ...]:
    """Return an article's newest steps as entries, newest first; steps at unknown times are left out."""
    known = [step for step in story.timeline.steps if times.parse(story.versions[step.version].first_seen)]
    return tuple(_entry(story, step) for step in reversed(known[-kept:]))


def _entry(story: Story, step: Step) -> FeedEntry:
    first = step.revision.before is None
    fresh = (NoteStatus.NEW, NoteStatus.REWORDED)
    notes = [note for note in step.notes if note.status in fresh]
    kinds = [wording.note_kind(note.kind) for note in notes]
    silent = any(number == step.version for number, _ in story.open)
    what = "first seen" if first else f"version {step.version}"
    said = ", ".join(dict.fromkeys(kinds)) if not first else ""
    said = said or ("change with no note seen" if silent else "")
    return FeedEntry(
        revision_urn(story.timeline.article.url, step.version),
        f"{story.headline} ({what}{': ' + said if said else ''})",
        article_path(story.id) + step_page(story, step),
        web_href(story.timeline.article.url) or "",
        story.outlet,
        times.rfc3339(story.versions[step.version].first_seen),
        _summary(step),
        step_view(story, step),
        article_path(story.id),
        any(note.kind.owns_up for note in notes),
        silent,
    )


def _summary(step: Step) -> str:
    """Return a step's changes in one line of plain text."""
    if step.revision.before is None:
        return "The first version we have seen."
    edits = sorted(every_edit(step), key=lambda edit: -edit.materiality)
    kinds = list(dict.fromkeys(wording.category(edit.category) for edit in edits))
    return (
        f"{wording.count(len(edits), 'change')}: {', '.join(kinds[:6])}." if kinds else "Nothing in the text changed."
    )


def newest(entries: Iterable[FeedEntry], kept: int = ENTRIES) -> tuple[FeedEntry, ...]:
    """Return the newest entries of many articles, newest first, in an order that depends on nothing else."""
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)[:kept])


def feed_page(
    name: str, title: str, entries: tuple[FeedEntry, ...], draw: Callable[["EntryContent"], str], *, root: str = "",
    base_url: str = "", head: str = "",
) -> FeedPage:  # fmt: skip
    """
    Return the feed at path *name* (from the site's root, without its ending).

    *draw* turns an entry's content into HTML; *root* leads from the feed to the site's root; with *base_url*
    all addresses are absolute.
    """
    up = base_url or root
    drawn = tuple(
        DrawnEntry(entry, up + entry.href, draw(EntryContent(entry.step, up + entry.folder))) for entry in entries
    )
    updated = entries[0].at if entries else "1970-01-01T00:00:00Z"
    return FeedPage(
        f"urn:revtrack:feed:{name}" if not base_url else f"{base_url}{name}", title,
        f"{base_url}{name}" if base_url else name.rsplit("/", 1)[-1], up or "./", updated, drawn, head,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryContent:
    """What stands inside an entry."""

    step: StepView
    folder: str
    """Where the step's links lead from."""


def json_feed(page: FeedPage) -> str:
    """Return the feed as JSON Feed 1.1."""
    items: list[dict[str, Any]] = []
    for drawn in page.entries:
        item: dict[str, Any] = {
            "id": drawn.entry.id,
            "url": drawn.href,
            "title": drawn.entry.title,
            "summary": drawn.entry.summary,
            "content_html": drawn.html,
            "date_published": drawn.entry.at,
            "tags": ["correction"] * drawn.entry.corrects + ["no note seen"] * drawn.entry.silent,
        }
        if drawn.entry.original:
            item["external_url"] = drawn.entry.original
        if drawn.entry.outlet:
            item["authors"] = [{"name": drawn.entry.outlet}]
        items.append(item)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "home_page_url": page.home_href,
        "feed_url": page.self_href + ".json",
        "items": items,
    }
    if page.head:
        feed["_revtrack"] = {"about": "https://jsonfeed.org/version/1.1#extensions", "head": page.head}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
