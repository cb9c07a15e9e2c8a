"""
Look at what the chain does not say: SQLite's structure, the schema, stored bytes, and rows nobody committed.
"""

from collections.abc import Iterator

from revtrack.errors import DamagedError, NotFoundError
from revtrack.store import bodies
from revtrack.store.connection import Connection
from revtrack.store.proofs import Problem
from revtrack.store.rows import BlockRow


def structure(db: Connection) -> Iterator[Problem]:
    """Yield what SQLite itself finds wrong."""
    for row in db.each("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem("file", f"sqlite: {row[0]}")
    for row in db.each("PRAGMA foreign_key_check"):
        yield Problem(f"{row['table']} row {row['rowid']}", f"refers to a row of {row['parent']} that is missing")


def schema(db: Connection) -> Iterator[Problem]:
    """Yield tables, indexes and views that are not what the migrations make, and triggers nobody asked for."""
    from revtrack.store.migrations import steps

    wanted, there = steps.fresh_objects(), steps.objects(db.raw)
    for key, sql in wanted.items():
        if key not in there:
            yield Problem(f"{key[0]} {key[1]}", "is missing from the schema")
        elif there[key] != sql:
            yield Problem(f"{key[0]} {key[1]}", "is not defined as revtrack's migrations define it")
    for kind, name in there:
        if kind == "trigger" and (kind, name) not in wanted:
            yield Problem(f"trigger {name}", "was put there by somebody else; it could change what is written")
    done, known = steps.steps_done(db)
    if done != known:
        yield Problem(
            "_sqlite_migrations", f"says {len(done)} schema steps were taken, other than the {len(known)} known"
        )


UNCHAINED = {
    "outlets": "SELECT o.id FROM outlets o WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.outlet_id = o.id)",
    "articles": "SELECT a.id FROM articles a WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'article' AND c.ref = a.id)",
    "captures": "SELECT p.id FROM captures p WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'capture' AND c.ref = p.id)",
    "versions": "SELECT v.id FROM versions v WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'version' AND c.ref = v.id)",
    "notes": "SELECT n.id FROM notes n WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE c.kind = 'note' AND c.ref = n.id)",
    "decisions": "SELECT d.id FROM decisions d WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'decision' AND c.ref = d.id)",
    "tombstones": "SELECT t.id FROM tombstones t WHERE NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'tombstone' AND c.ref = t.id)",
    "state_changes": "SELECT s.id FROM state_changes s WHERE s.check_id IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM chain c WHERE c.kind = 'state' AND c.ref = s.id)",
    "article_urls": "SELECT u.id FROM article_urls u JOIN articles a ON a.id = u.article_id"
    " WHERE u.check_id IS NULL AND u.url <> a.url",
    "block_lives": "SELECT l.article_id || '/' || l.place || '/' || l.first_version FROM block_lives l"
    " JOIN articles a ON a.id = l.article_id"
    " WHERE l.first_version > a.versions OR l.first_version < 1 OR l.last_version < l.first_version",
    "field_lives": "SELECT l.article_id || '/' || l.place || '/' || l.first_version FROM field_lives l"
    " JOIN articles a ON a.id = l.article_id"
    " WHERE l.first_version > a.versions OR l.first_version < 1 OR l.last_version < l.first_version",
    "blocks": "SELECT b.id FROM blocks b WHERE NOT EXISTS (SELECT 1 FROM block_lives l WHERE l.block_id = b.id)",
    "bodies": "SELECT b.id FROM bodies b WHERE NOT EXISTS (SELECT 1 FROM captures p WHERE p.body_id = b.id)"
    " AND NOT EXISTS (SELECT 1 FROM bodies o WHERE o.base_id = b.id)"
    " AND NOT EXISTS (SELECT 1 FROM templates t WHERE t.body_id = b.id)",
}
"""For each table, the rows that no commit of revtrack leaves behind."""


def unchained(db: Connection) -> Iterator[Problem]:
    """Yield rows that were put there without being committed."""
    for table, sql in UNCHAINED.items():
        for row in db.each(sql):
            yield Problem(f"{table} row {row[0]}", "was never committed: nothing in the chain accounts for it")


def stored_bodies(db: Connection) -> Iterator[Problem]:
    """Yield stored bytes that do not decode to their hash."""
    for row in db.each(
        "SELECT b.id, b.codec, b.depth, IFNULL(o.depth + 1, 0) AS below FROM bodies b"
        " LEFT JOIN bodies o ON o.id = b.base_id ORDER BY b.id"
    ):
        try:
            if row["codec"] == bodies.EMPTIED:
                yield from _emptied(db, row["id"])
            else:
                bodies.read(db, row["id"])
        except (DamagedError, NotFoundError) as error:
            yield Problem(f"bodies row {row['id']}", str(error))
        if row["depth"] != row["below"]:
            yield Problem(
                f"bodies row {row['id']}", f"says it stands on {row['depth']} others, it does on {row['below']}"
            )


def _emptied(db: Connection, body_id: int) -> Iterator[Problem]:
    """Yield a problem when bytes are gone and the chain does not say that they were pruned or taken down."""
    told = db.value(
        "SELECT NOT EXISTS (SELECT 1 FROM captures p WHERE p.body_id = :id AND NOT EXISTS (SELECT 1 FROM chain c"
        " JOIN tombstones t ON t.chain_id = c.id WHERE c.kind = 'capture' AND c.ref = p.id))",
        {"id": body_id},
    )
    if not told:
        yield Problem(f"bodies row {body_id}", "was emptied, and no tombstone says why")


def block_digests(db: Connection) -> Iterator[Problem]:
    """Yield blocks whose digest is not that of their words, which content addressing would not find again."""
    for row in db.each("SELECT id, digest, kind, text, details FROM blocks ORDER BY id"):
        if BlockRow(row["kind"], row["text"], row["details"]).digest != row["digest"]:
            yield Problem(f"blocks row {row['id']}", "has words that do not match its digest")


SUMS = {
    "says it has {0} versions, there are {1}": "SELECT a.id, a.versions, (SELECT IFNULL(MAX(v.number), 0)"
    " FROM versions v WHERE v.article_id = a.id) AS there FROM articles a WHERE a.versions <> there",
    "says its state is {0}, its last change of state says {1}": "SELECT a.id, a.state, IFNULL((SELECT s.after FROM"
    " state_changes s WHERE s.article_id = a.id ORDER BY s.id DESC LIMIT 1), 'new') AS last FROM articles a"
    " WHERE a.state <> last",
    "says its headline is {0!r}, its newest version says {1!r}": "SELECT a.id, a.headline, IFNULL((SELECT f.value"
    " FROM field_lives f WHERE f.article_id = a.id AND f.last_version IS NULL AND f.kind = 'document'"
    " AND f.name = 'headline'), '') AS shown FROM articles a WHERE a.headline <> shown",
}
"""What an article's row repeats for quick lists, and where it comes from."""


def sums(db: Connection) -> Iterator[Problem]:
    """Yield articles whose row does not agree with what it sums up."""
    for words, sql in SUMS.items():
        for row in db.each(sql):
            yield Problem(f"articles row {row[0]}", words.format(row[1], row[2]))
