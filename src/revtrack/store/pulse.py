"""Say cheaply whether anything about an article changed, so that a page drawn once can be kept."""

from revtrack.store.connection import Connection

# What only grows is named by its newest row: looks, changes of state, decisions, the newest version's analysis. The
# last two bring their hash, which covers all that was committed before, so that no other archive has the same stamp.
# What is read again, pruned or taken down leaves a tombstone: one of any article renews the stamps of all.
STAMPS = """
SELECT a.id, a.state, a.versions, o.name AS outlet,
    (SELECT COUNT(*) FROM article_urls u WHERE u.article_id = a.id) AS urls,
    (SELECT k.id || ' ' || k.at FROM checks k WHERE k.article_id = a.id ORDER BY k.id DESC LIMIT 1) AS look,
    (SELECT MAX(s.id) FROM state_changes s WHERE s.article_id = a.id) AS turn,
    (SELECT HEX(h.hash) FROM chain h WHERE h.kind = 'decision'
        AND h.ref = (SELECT MAX(d.id) FROM decisions d WHERE d.article_id = a.id)) AS decision,
    (SELECT HEX(h.hash) FROM chain h WHERE h.kind = 'analysis' AND h.ref = v.id ORDER BY h.id DESC LIMIT 1) AS analysis,
    (SELECT MAX(h.ref) FROM chain h WHERE h.kind = 'tombstone') AS tombstone
FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.versions
LEFT JOIN outlets o ON o.id = a.outlet_id
"""
PARTS = ("state", "versions", "outlet", "urls", "look", "turn", "decision", "analysis", "tombstone")


def beat(db: Connection) -> int:
    """Return a number that stays the same while no other connection commits (SQLite's `data_version`)."""
    return int(db.value("PRAGMA data_version"))


def stamps(db: Connection, article_id: int | None = None) -> dict[int, str]:
    """Return, for each article that has a version, a text that changes when anything a page shows of it does."""
    where = "" if article_id is None else "WHERE a.id = :article"
    rows = db.rows(STAMPS + where, {} if article_id is None else {"article": article_id})
    return {row["id"]: "-".join(str(row[name]) for name in PARTS) for row in rows}
