"""Live blogs: each entry keeps its own name and time."""

from datetime import UTC, datetime

from revtrack.extract import extract

TEXTS = (
    "The first boats have left the harbour of Skerry for the race around the old lighthouse, the board says.",
    "Two boats have turned back with broken masts; their crews are well and on their way to the harbour.",
    "The mayor has opened the hall for everyone who waits at the quay while the rain goes on over the sound.",
)
HEAD = '<script type="application/ld+json">{json}</script>'


def blog(boxes: str, json: str = "", names: str = "live-blog") -> str:
    """Return a live blog's page."""
    head = HEAD.format(json=json) if json else ""
    return f"<html><head>{head}</head><body><main class={names}><h1>Race day on Skerry</h1><div>{boxes}</div></main></body></html>"


def box(number: int, time: str) -> str:
    """Return one entry."""
    return f"<div class=update id=u{number}>{time}<h3>Update {number}</h3><p>{TEXTS[number]}</p></div>"


def shown(page: str) -> list[tuple[str | None, datetime | None, str]]:
    """Return name, time and text of every paragraph."""
    return [(b.entry, b.time, b.text) for b in extract(page).blocks if b.kind == "paragraph"]


EXPECTED = [(f"u{n}", datetime(2026, 11, 3, 9 + n, 30, tzinfo=UTC), text) for n, text in enumerate(TEXTS)]


def test_each_entry_has_its_own_name_and_time() -> None:
    """Boxes with an id and a time each, on a page that calls itself live, are entries."""
    boxes = "".join(box(n, f"<time datetime=2026-11-03T{9 + n:02}:30:00Z>{9 + n}:30</time>") for n in range(3))
    assert shown(blog(boxes)) == EXPECTED


def test_microdata_marks_an_entry_and_json_ld_gives_its_time() -> None:
    """An entry marked by `itemprop` takes the time that JSON-LD states for its address."""
    boxes = "".join(box(n, "").replace("class=update", "itemprop=liveBlogUpdate") for n in range(3))
    listed = ",".join(
        f'{{"@id": "https://skerry.example/race#u{n}", "datePublished": "2026-11-03T{9 + n:02}:30:00Z"}}'
        for n in range(3)
    )
    stated = f'{{"@type": "LiveBlogPosting", "headline": "Race day on Skerry", "liveBlogUpdate": [{listed}]}}'
    assert shown(blog(boxes, stated)) == EXPECTED


def test_boxes_with_times_on_another_page_are_no_entries() -> None:
    """A page that does not call itself live has no entries, whatever its boxes look like."""
    boxes = "".join(box(n, f"<time datetime=2026-11-03T{9 + n:02}:30:00Z>{9 + n}:30</time>") for n in range(3))
    assert {name for name, _, _ in shown(blog(boxes, names="story"))} == {None}
