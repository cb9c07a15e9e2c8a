"""Keep what one check brought back: the bytes' row, and the envelope they came in."""

from typing import Any

from revtrack.errors import NotFoundError
from revtrack.model import Capture
from revtrack.store import bodies
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import dump, dump_or_none, load, storable


def save(db: Connection, article_id: int, check_id: int, capture: Capture) -> int:
    """Store one capture and return its row id; its bytes only when they are not stored yet."""
    number = int(
        db.value(
            "SELECT IFNULL(MAX(number), -1) + 1 FROM captures WHERE article_id = :article", {"article": article_id}
        )
    )
    body_id, _ = bodies.save(db, capture.body, _base(db, article_id, number, capture.url))
    if number == 0:
        _keep_template(db, host_of(capture.url), body_id)
    return db.run(
        "INSERT INTO captures (article_id, check_id, body_id, number, url, status, headers, request_headers, redirects,"
        " address, tls, started_at, finished_at) VALUES (:article, :check, :body, :number, :url, :status, :headers,"
        " :request_headers, :redirects, :address, :tls, :started_at, :finished_at)",
        {
            "article": article_id, "check": check_id, "body": body_id, "number": number, "url": storable(capture.url),
            "status": capture.status, "headers": dump([list(pair) for pair in capture.headers]),
            "request_headers": dump_or_none([list(pair) for pair in capture.request_headers]),
            "redirects": dump_or_none([list(pair) for pair in capture.redirects]), "address": capture.address or None,
            "tls": capture.tls or None, "started_at": capture.started_at or None,
            "finished_at": capture.finished_at or None,
        },
    )  # fmt: skip


def _base(db: Connection, article_id: int, number: int, url: str) -> int | None:
    """
    Return the body to store capture *number* against.

    An earlier capture of the article that still has its bytes; for its first,
    the body kept for the template that pages of its host share.
    """
    base = bodies.base_number(number)
    if base is not None:
        found = db.value(
            "SELECT c.body_id FROM captures c JOIN bodies b ON b.id = c.body_id WHERE c.article_id = :article"
            " AND c.number <= :number AND b.codec <> :emptied ORDER BY c.number DESC LIMIT 1",
            {"article": article_id, "number": base, "emptied": bodies.EMPTIED},
        )
        return None if found is None else int(found)
    found = db.value("SELECT body_id FROM templates WHERE host = :host", {"host": host_of(url)})
    return None if found is None else int(found)


def _keep_template(db: Connection, host: str, body_id: int) -> None:
    """Make a body that nothing of its host helped to store (the first one, or one after a redesign) the template."""
    if db.value("SELECT base_id FROM bodies WHERE id = :body", {"body": body_id}) is None:
        db.run(
            "INSERT INTO templates (host, body_id) VALUES (:host, :body)"
            " ON CONFLICT (host) DO UPDATE SET body_id = excluded.body_id",
            {"host": host, "body": body_id},
        )


def host_of(url: str) -> str:
    """Return the host of *url*, lower case; the whole text where it has none."""
    _, _, rest = url.partition("://")
    return (rest or url).split("/", 1)[0].lower()


SELECT = """
SELECT c.id, c.url, c.status, c.headers, c.request_headers, c.redirects, c.address, c.tls, c.started_at, c.finished_at,
    c.body_id, b.sha256, b.size FROM captures c JOIN bodies b ON b.id = c.body_id
"""


def read(db: Connection, capture_id: int) -> Capture:
    """Return one capture with its bytes, proved by their hash."""
    row = db.row(SELECT + "WHERE c.id = :id", {"id": capture_id})
    if row is None:
        raise NotFoundError(f"no capture with row id {capture_id}")
    return capture_of(row, bodies.read(db, row["body_id"]))


def capture_of(row: Row, body: bytes) -> Capture:
    """Return the capture of a row and its bytes."""
    return Capture(
        row["url"], row["status"], _pairs(row["headers"]), body, row["sha256"], _pairs(row["request_headers"]),
        tuple((status, url) for status, url in load(row["redirects"])), row["address"] or "", row["tls"] or "",
        row["started_at"] or "", row["finished_at"] or "",
    )  # fmt: skip


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in load(text))


def chained(db: Connection, capture_id: int) -> list[Any] | None:
    """Return what the chain holds of a capture: its article, its envelope, the hash of its bytes; or None."""
    row = db.row(
        "SELECT a.url, c.number, b.sha256, b.size, c.url, c.status, c.headers, c.request_headers, c.redirects,"
        " c.address, c.tls, c.started_at, c.finished_at FROM captures c JOIN bodies b ON b.id = c.body_id"
        " JOIN articles a ON a.id = c.article_id WHERE c.id = :id",
        {"id": capture_id},
    )
    return None if row is None else [*row]
