"""Make the job for a visit: everything it needs to know about an article, as one picklable value."""

from itertools import pairwise

from revtrack.model import Article, Job, Note, NoteStatus, Seen, Validators, Version
from revtrack.store import bodies, notes, versions
from revtrack.store.commit import PAST
from revtrack.store.connection import Connection, Row
from revtrack.store.contents import Contents

MOST_FINGERPRINTS = 200


def read(db: Connection, article: Article, *, full: bool, extractor: str) -> Job:
    """Return the job for the next visit to *article*."""
    row = db.row("SELECT * FROM articles WHERE id = :id", {"id": article.id})
    assert row is not None, f"article {article.id} is gone"
    newest = row["versions"]
    validators = Validators() if full else Validators(row["etag"], row["last_modified"])
    url = row["final_url"] or article.url
    if not newest:
        return Job(article, url, validators, profile=article.outlet)
    low = max(2, newest - PAST + 1)
    rows = versions.heads(db, article.id, low - 1, newest)
    contents = Contents.read(db, article.id, low - 1, newest)
    head = rows[-1]
    previous = versions.version_of(head, rows[-2] if len(rows) > 1 else None, contents)
    earlier = [item for item in rows if item["number"] >= low]
    changed = versions.read_revisions(db, earlier, contents)
    return Job(
        article,
        url,
        validators,
        last_sha256=_last_sha256(db, article.id),
        previous=previous,
        previous_page=_page(db, previous, extractor),
        past=tuple(changed[item["number"]][0] for item in earlier),
        past_seen=tuple(_seen(before, after) for before, after in pairwise(rows)),
        past_notes=_past_notes(db, article.id, head["id"]),
        fingerprints=_fingerprints(db, article.id),
        layout=previous.document.layout,
        profile=article.outlet,
    )


def _seen(before: Row, after: Row) -> Seen:
    """Return when the step between two versions happened."""
    return before["last_seen"] or before["first_seen"], after["first_seen"]


def _last_sha256(db: Connection, article_id: int) -> str | None:
    found = db.value(
        "SELECT b.sha256 FROM versions v JOIN captures c ON c.id = v.capture_id JOIN bodies b ON b.id = c.body_id"
        " WHERE v.article_id = :article ORDER BY v.number DESC LIMIT 1",
        {"article": article_id},
    )
    return None if found is None else str(found)


def _page(db: Connection, previous: Version, extractor: str) -> bytes | None:
    """Return the bytes of *previous* when today's *extractor* is not the one that read it."""
    if not extractor or previous.document.extractor == extractor or previous.capture_sha256 is None:
        return None
    body_id = db.value("SELECT id FROM bodies WHERE sha256 = :sha256", {"sha256": previous.capture_sha256})
    return bodies.read(db, body_id)


def _past_notes(db: Connection, article_id: int, version_id: int) -> tuple[Note, ...]:
    """Return the notes seen in earlier versions and not in the newest, each as it was last seen."""
    rows = db.rows(
        "SELECT s.version_id, s.note_id, s.name FROM notes n JOIN note_sightings s ON s.id ="
        " (SELECT MAX(id) FROM note_sightings WHERE note_id = n.id AND status <> :removed)"
        " WHERE n.article_id = :article AND n.source <> 'given' AND s.version_id <> :newest ORDER BY s.id",
        {"article": article_id, "newest": version_id, "removed": str(NoteStatus.REMOVED)},
    )
    seen = notes.read(db, sorted({row["version_id"] for row in rows}))
    return tuple(
        next(note for note in seen[row["version_id"]] if note.id == row["name"]) for row in rows
    )  # fmt: skip


def _fingerprints(db: Connection, article_id: int) -> tuple[tuple[int, str], ...]:
    rows = db.rows(
        "SELECT number, fingerprint FROM versions WHERE article_id = :article ORDER BY number DESC LIMIT :limit",
        {"article": article_id, "limit": MOST_FINGERPRINTS},
    )
    return tuple((row["number"], row["fingerprint"]) for row in reversed(rows))
