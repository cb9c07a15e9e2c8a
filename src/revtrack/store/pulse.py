"""Say cheaply whether anything about an article changed, so that a page drawn once can be served again."""

from revtrack.store.connection import Connection

STAMPS = """
SELECT a.id,
    (SELECT MAX(c.id) FROM checks c WHERE c.article_id = a.id) AS look,
    (SELECT MAX(d.id) FROM decisions d WHERE d.article_id = a.id) AS decision,
    (SELECT MAX(f.id) FROM findings f WHERE f.article_id = a.id) AS finding,
    (SELECT MAX(e.id) FROM edits e WHERE e.version_id = v.id) AS edit,
    a.state
FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.versions
"""


def beat(db: Connection) -> int:
    """Return a number that stays the same while no other connection commits (SQLite's `data_version`)."""
    return int(db.value("PRAGMA data_version"))


def stamps(db: Connection, article_id: int | None = None) -> dict[int, str]:
    """Return, for each article that has a version, a text that changes when anything a page shows of it does."""
    where = "" if article_id is None else "WHERE a.id = :article"
    rows = db.rows(STAMPS + where, {} if article_id is None else {"article": article_id})
    return {
        row["id"]: "-".join(str(row[name]) for name in ("look", "decision", "finding", "edit", "state")) for row in rows
    }
