"""Store the same versions as peers do: a git repository, urlwatch's database, diffengine's."""

import sqlite3
import subprocess
from pathlib import Path
from typing import Any


def git(looks: Any, folder: Path, *, pages: bool = True, texts: bool = True) -> int:
    """Return the bytes of a repository's packs after `git gc --aggressive`: one commit a version, page and text."""
    repository = folder / f"git-{pages}-{texts}"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    stream = bytearray()
    mark = 0
    for number, (_, versions) in enumerate(looks):
        for _, html, document in versions:
            mark += 1
            stream += (
                f"commit refs/heads/main\nmark :{mark}\ncommitter r <r@x.example> {1700000000 + mark} +0000\n".encode()
            )
            stream += b"data 1\nv\n"
            files = ((pages, f"{number}.html", html), (texts, f"{number}.txt", document.text))
            for name, data in [(name, data) for wanted, name, data in files if wanted]:
                raw = data.encode("utf-8", "replace")
                stream += f"M 644 inline {number % 100}/{name}\ndata {len(raw)}\n".encode() + raw + b"\n"
    subprocess.run(["git", "-C", str(repository), "fast-import", "--quiet"], input=bytes(stream), check=True)
    subprocess.run(
        ["git", "-C", str(repository), "-c", "pack.threads=1", "gc", "-q", "--aggressive", "--prune=now"], check=True
    )
    return sum(path.stat().st_size for path in (repository / ".git" / "objects").rglob("*") if path.is_file())


def urlwatch(looks: Any, folder: Path) -> int:
    """Return the bytes of urlwatch's database after it has seen every page, all snapshots kept."""
    from urlwatch.jobs import UrlJob
    from urlwatch.storage import CacheMiniDBStorage

    path = folder / "urlwatch.db"
    storage = CacheMiniDBStorage(str(path))
    stamp = 0
    for number, (url, versions) in enumerate(looks):
        job = UrlJob(url=f"{url}?n={number}")
        for _, html, _ in versions:
            stamp += 1
            storage.save(job, job.get_guid(), html, stamp, 0, None)
    storage.close()
    return path.stat().st_size


def diffengine(looks: Any, folder: Path) -> int:
    """Return the bytes of diffengine's database after it has seen every text: its own tables, through its own model."""
    import diffengine as peer

    path = folder / "diffengine.db"
    peer.database_proxy.initialize(peer.SqliteDatabase(str(path)))
    peer.database_proxy.create_tables([peer.Feed, peer.Entry, peer.FeedEntry, peer.EntryVersion, peer.Diff], safe=True)
    with peer.database_proxy.atomic():
        for number, (url, versions) in enumerate(looks):
            entry = peer.Entry.create(url=f"{url}?n={number}")
            before = None
            for _, _, document in versions:
                if before is not None and document.text == before.summary:
                    continue
                new = peer.EntryVersion.create(title=document.headline, url=url, summary=document.text, entry=entry)
                if before is not None:
                    peer.Diff.create(old=before, new=new)
                before = new
    peer.database_proxy.close()
    return path.stat().st_size


def tables(path: Path) -> dict[str, int]:
    """Return the bytes of each table and index, where this SQLite can say."""
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name").fetchall()
    except sqlite3.OperationalError:
        return {}
    finally:
        connection.close()
    return dict(rows)


PARTS = {
    "bodies captures templates": "pages, as they came",
    "blocks block_lives field_lives versions": "readable text: blocks, fields, versions",
    "blocks_fts_data blocks_fts_idx blocks_fts_docsize blocks_fts_config": "full-text search",
    "edits field_edits notes claims note_sightings links findings": "what was found: edits, notes, links, findings",
    "chain tombstones anchors": "proof",
}
"""Tables by what they are for; all others are counted as the rest."""
REST = "the rest: checks, articles, addresses, schedule"


def parts(path: Path, empty: Path) -> dict[str, int]:
    """Return the bytes of each part of the archive beyond those of an *empty* one, which come as a part of their own."""
    owner = {table: part for names, part in PARTS.items() for table in names.split()}
    connection = sqlite3.connect(path)
    tables_of = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master").fetchall())
    connection.close()
    there, fresh = tables(path), tables(empty)
    out = dict.fromkeys([*PARTS.values(), REST, "an empty archive"], 0)
    for name, size in there.items():
        out[owner.get(tables_of.get(name, name), REST)] += size - fresh.get(name, 0)
        out["an empty archive"] += fresh.get(name, 0)
    return out
