"""Give versions and the steps between them back, as they were committed."""

from collections.abc import Iterator, Sequence

from revtrack.errors import NotFoundError
from revtrack.model import Article, Check, CheckCode, Decided, Finding, JoinedLink, Revision, Step, Version
from revtrack.store import chain, links, notes, revisions
from revtrack.store.connection import Connection, Row
from revtrack.store.contents import Contents
from revtrack.store.rows import dump

# The last check that still saw a version is the newest one before the next version's own check.
SELECT = """
SELECT v.id, v.number, v.first_seen, v.decided, v.revert_to, v.fingerprint, v.source, v.coarse, v.alignment,
    k.detail, p.id AS capture_id, b.sha256,
    (SELECT h.hash FROM chain h WHERE h.kind = 'version' AND h.ref = v.id ORDER BY h.id DESC LIMIT 1) AS hash,
    (SELECT s.at FROM checks s WHERE s.article_id = v.article_id AND s.version = v.number AND s.id >= v.check_id
        AND s.id < IFNULL((SELECT n.check_id FROM versions n WHERE n.article_id = v.article_id
            AND n.number > v.number ORDER BY n.number LIMIT 1), 9223372036854775807)
        ORDER BY s.id DESC LIMIT 1) AS last_seen
FROM versions v JOIN checks k ON k.id = v.check_id LEFT JOIN captures p ON p.id = v.capture_id
LEFT JOIN bodies b ON b.id = p.body_id
WHERE v.article_id = :article AND v.number BETWEEN :low AND :high ORDER BY v.number
"""


def heads(db: Connection, article_id: int, low: int, high: int) -> list[Row]:
    """Return the rows of versions *low* to *high*, in order."""
    return db.rows(SELECT, {"article": article_id, "low": low, "high": high})


def version_of(row: Row, before: Row | None, contents: Contents) -> Version:
    """Return the version of a row; *before* is the row of the version before it."""
    return Version(
        row["number"],
        contents.document(row["number"]),
        row["first_seen"],
        row["last_seen"] or None,
        None if before is None else before["last_seen"] or None,
        row["detail"] or str(Decided(row["decided"])).replace("_", " "),
        row["revert_to"],
        row["sha256"],
        chain.hexed(row["hash"]) if row["hash"] else "",
        row["source"] or "",
    )


def read(db: Connection, article: Article, number: int) -> Version:
    """Return one version; raises `NotFoundError` naming those there are. Negative numbers count from the end."""
    newest = newest_number(db, article.id)
    wanted = newest + 1 + number if number < 0 else number
    rows = heads(db, article.id, wanted - 1, wanted)
    if not rows or rows[-1]["number"] != wanted:
        have = f"it has 1 to {newest}" if newest else "it has none yet; see: revtrack poll"
        raise NotFoundError(f"no version {number} of {article.url}; {have}")
    before = rows[-2] if len(rows) > 1 else None
    return version_of(rows[-1], before, Contents.read(db, article.id, wanted, wanted))


def read_all(db: Connection, article: Article, low: int, high: int | None) -> Iterator[Version]:
    """Yield the versions *low* to *high* (None: the newest), in order."""
    newest = newest_number(db, article.id)
    top = newest if high is None else min(high, newest)
    contents = Contents.read(db, article.id, low, top)
    before: Row | None = None
    for row in heads(db, article.id, max(1, low - 1), top):
        if row["number"] >= low:
            yield version_of(row, before, contents)
        before = row


def newest_number(db: Connection, article_id: int) -> int:
    """Return the number of the newest version; 0 when there is none."""
    return int(
        db.value(
            "SELECT number FROM versions WHERE article_id = :article ORDER BY number DESC LIMIT 1",
            {"article": article_id},
        )
        or 0
    )


def _by_version(rows: Sequence[Row]) -> dict[int, list[Row]]:
    out: dict[int, list[Row]] = {}
    for row in rows:
        out.setdefault(row["version_id"], []).append(row)
    return out


def read_revisions(
    db: Connection, rows: Sequence[Row], contents: Contents
) -> dict[int, tuple[Revision, tuple[str, ...]]]:
    """
    Return by version number the revision that leads to each of *rows*, and the ids of its unannounced edits.

    A revision to or from a version that was taken down has nothing before it: there is nothing to compare.
    """
    wanted = {"versions": dump([row["id"] for row in rows])}
    chosen = "WHERE version_id IN (SELECT value FROM json_each(:versions)) ORDER BY id"
    edits = _by_version(db.rows("SELECT * FROM edits " + chosen, wanted))
    fields = _by_version(db.rows("SELECT * FROM field_edits " + chosen, wanted))
    out = {}
    for row in rows:
        number = row["number"]
        gone = number == 1 or contents.is_empty(number - 1) or contents.is_empty(number)
        before = None if gone else contents.document(number - 1)
        out[number] = revisions.read(
            before, contents.document(number), row, edits.get(row["id"], ()), fields.get(row["id"], ())
        )
    return out


def read_steps(db: Connection, rows: Sequence[Row], contents: Contents) -> tuple[Step, ...]:
    """Return what happened at each of the versions of *rows*."""
    ids = [row["id"] for row in rows]
    wanted = {"versions": dump(ids)}
    chosen = "WHERE version_id IN (SELECT value FROM json_each(:versions)) ORDER BY id"
    found_notes = notes.read(db, ids)
    found_links = _by_version(db.rows("SELECT * FROM links " + chosen, wanted))
    found_findings = _by_version(db.rows("SELECT * FROM findings " + chosen, wanted))
    changed = read_revisions(db, rows, contents)
    out = []
    for row in rows:
        number = row["number"]
        revision, unannounced = changed[number]
        joined: list[JoinedLink] = [links.link_of(item, number) for item in found_links.get(row["id"], ())]
        findings: list[Finding] = [links.finding_of(item) for item in found_findings.get(row["id"], ())]
        out.append(Step(number, revision, found_notes[row["id"]], tuple(joined), unannounced, tuple(findings)))
    return tuple(out)


def check_of(row: Row) -> Check:
    """Return the check of a row of `checks` with its article's address as `article_url`."""
    return Check(
        row["at"], CheckCode(row["code"]), row["detail"] or "", row["status"], row["url"] or row["article_url"],
        row["duration_ms"], row["bytes"], row["version"],
    )  # fmt: skip
