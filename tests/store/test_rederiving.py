"""New rules read old versions again: what was published, when, and what editors said stays as it was."""

from revtrack.model import Capture, Decision, Version
from revtrack.pipeline import reread
from revtrack.store import Archive
from revtrack.store.commit import PAST
from store import stories

AT = "2026-06-01T00:00:00Z"


def page(text: str) -> bytes:
    """Return a plain news page."""
    return (
        f"<html lang=en><head><title>Ferry</title></head><body><main><article><h1>Ferry stays in port</h1>"
        f"<p>The ferry to Quay carried {text} passengers last year, the port said on Monday.</p>"
        f"<p>It will sail again on Friday, when the storm that closed the harbour has passed.</p>"
        f"<p>Nobody was hurt, said Ana Teal, who runs the port of Quay with her brother.</p></article></main></body></html>"
    ).encode()


def archived(archive: Archive) -> stories.Article:
    """Commit two versions as rules that knew little would have."""
    article = archive.add(stories.URL, "The Daily Harbour")
    before = stories.document("Words the old rules saw.", "1,200 passengers")
    after = stories.document("Words the old rules saw.", "12,000 passengers")
    for outcome, text in (
        (stories.first(article, before, "2026-05-03T08:00:00Z"), "1,200"),
        (stories.second(article, before, after, "2026-05-03T12:00:00Z"), "12,000"),
    ):
        body = page(text)
        capture = stories.replace(outcome.capture, body=body, sha256=stories.sha256(body))
        archive.commit(stories.replace(outcome, capture=capture))
    archive.seal()
    return article


def read_again(archive: Archive, article: stories.Article, *, dry_run: bool = False) -> object:
    """Read the article again with today's rules, as the command does."""

    def captured(version: Version) -> Capture | None:
        return archive.capture(version.capture_sha256) if version.capture_sha256 else None

    readings = reread(archive.timeline(article).versions, captured, window=PAST)
    return archive.rederive(article, readings, at=AT, rules="rules of the test", dry_run=dry_run)


def test_rules_change_and_the_article_does_not(archive: Archive) -> None:
    """Texts, edits and findings are today's; numbers, times, pages and the chain's past are as before."""
    article = archived(archive)
    archive.decide(Decision("finding", "key-2", "needs_note", "it matters", "ed", "2026-05-04T08:00:00Z"))
    before, head = archive.timeline(article), archive.head()
    dry = read_again(archive, article, dry_run=True)
    assert (archive.head(), archive.timeline(article)) == (head, before)
    done = read_again(archive, article)
    assert dry == done
    assert (done.versions, done.documents, done.analyses, done.orphans) == (2, 2, 1, ("key-2",))
    after = archive.timeline(article)
    assert "carried 12,000 passengers" in after.versions[1].document.text
    assert [(v.number, v.first_seen, v.last_seen, v.capture_sha256) for v in after.versions] == [
        (v.number, v.first_seen, v.last_seen, v.capture_sha256) for v in before.versions
    ]
    words = [after.steps[1].revision.words(edit) for edit in after.steps[1].revision.edits]
    assert words == [("1,200", "12,000")]
    assert after.decisions == before.decisions
    assert archive.search("old rules") == []
    assert archive.verify(against=head).problems == ()


def test_reading_again_with_the_same_rules_changes_nothing(archive: Archive) -> None:
    """The second time nothing is written: the same rules find the same."""
    article = archived(archive)
    read_again(archive, article)
    head = archive.head()
    done = read_again(archive, article)
    assert (done.documents, done.analyses) == (0, 0)
    assert archive.head() == head


def test_what_was_taken_down_is_not_read_again(archive: Archive) -> None:
    """Nothing brings removed content back."""
    article = archived(archive)
    archive.take_down(article, "a court order", at=AT)
    versions = archive.timeline(article).versions
    done = archive.rederive(article, reread(versions, lambda _: None, window=PAST), at=AT, rules="r")
    assert done.versions == 0
    assert archive.verify().problems == ()
