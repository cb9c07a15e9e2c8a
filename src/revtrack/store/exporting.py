"""
Read an article's looks with their bytes, and the chain's word on its versions, for handing them on.
"""

from collections.abc import Iterator

from revtrack.model import Article, Capture, Check, CheckCode
from revtrack.store import articles, captures, versions
from revtrack.store.archive import Archive
from revtrack.store.chain import CONTENT, GENESIS, digest_of, hexed
from revtrack.store.rows import load


def known(archive: Archive, url: str) -> Article | None:
    """Return the article known by the canonical address *url*, or None."""
    return articles.find(archive.db, url)


def looks(archive: Archive, article: Article) -> Iterator[tuple[Check, Capture | None, dict[str, str]]]:
    """
    Yield (check, capture, provenance) of each look at *article* that brought bytes or found the same ones.

    Oldest first, in the order they were committed. The capture of a look that
    found the same bytes is the one before, for it stored none of its own.
    """
    rows = archive.db.rows(
        "SELECT k.*, a.url AS article_url, c.id AS capture_id, i.detail AS provenance FROM checks k"
        " JOIN articles a ON a.id = k.article_id LEFT JOIN captures c ON c.check_id = k.id"
        " LEFT JOIN imported i ON i.check_id = k.id WHERE k.article_id = :article ORDER BY k.id",
        {"article": article.id},
    )
    last: Capture | None = None
    for row in rows:
        check = versions.check_of(row)
        if row["capture_id"] is not None:
            last = captures.read(archive.db, row["capture_id"])
        elif check.code is not CheckCode.SAME_BYTES or last is None:
            continue
        yield check, last, load(row["provenance"]) or {}


def proof(archive: Archive, article: Article, number: int) -> list[dict[str, object]]:
    """
    Return the chain's entries about one version: each with the content its digest is taken of.

    The chain hash of an entry is SHA-256 over `revtrack/1`, its number, the hash
    before it, its kind, its row and that digest, a line each.
    """
    row = archive.db.row(
        "SELECT id, capture_id FROM versions WHERE article_id = :article AND number = :number",
        {"article": article.id, "number": number},
    )
    assert row is not None, f"no version {number} of {article.url}"
    out: list[dict[str, object]] = []
    for kind, ref in (("capture", row["capture_id"]), ("version", row["id"]), ("analysis", row["id"])):
        entry = archive.db.row(
            "SELECT id, hash FROM chain WHERE kind = :kind AND ref = :ref ORDER BY id DESC LIMIT 1",
            {"kind": kind, "ref": ref},
        )
        if entry is None:
            continue
        before = archive.db.value("SELECT hash FROM chain WHERE id = :id", {"id": entry["id"] - 1})
        content = CONTENT[kind](archive.db, ref)
        out.append(
            {"number": entry["id"], "kind": kind, "ref": ref, "before": hexed(before) if before else GENESIS,
             "hash": hexed(entry["hash"]),
             "digest": digest_of(content), "content": content}
        )  # fmt: skip
    return out
