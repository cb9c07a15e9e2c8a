"""Store the same versions as peers do: a git repository, urlwatch's database, diffengine's."""

import sqlite3
import subprocess
from pathlib import Path
from typing import Any


def git(looks: Any, folder: Path) -> int:
    """Return the bytes of a repository's packs after `git gc --aggressive`: one commit a version, page and text."""
    repository = folder / "git"
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
            for name, data in ((f"{number}.html", html), (f"{number}.txt", document.text)):
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
