"""Stores of page watchers, written by the tools themselves."""

import json
import os
import sqlite3
import subprocess
from pathlib import Path

import brotli
import pytest

from exchange.reading import everything, write
from exchange.stories import CONTEXT, FIRST, HEADLINE, NOTE, PAGES, SECOND
from revtrack.errors import InputError
from revtrack.extract import extract

URL = "https://harbour.example/fares"
EPOCH = 1777795200
"""2026-05-03T08:00:00Z."""


@pytest.mark.filterwarnings("default")
def test_urlwatchs_own_database_is_read(tmp_path: Path) -> None:
    """Written by urlwatch's storage class; the address found in the list of jobs beside it."""
    storage = pytest.importorskip("urlwatch.storage")
    from urlwatch.jobs import UrlJob

    job = UrlJob(url=URL)
    cache = storage.CacheMiniDBStorage(str(tmp_path / "cache.db"))
    for number, text in enumerate((FIRST, SECOND)):
        cache.save(job, job.get_guid(), text, EPOCH + 3600 * number, 0, "")
    cache.save(job, job.get_guid(), SECOND, EPOCH + 7200, 1, "")
    cache.save(UrlJob(url="https://other.example/"), UrlJob(url="https://other.example/").get_guid(), "x", EPOCH, 0, "")
    cache.close()
    write(tmp_path / "urls.yaml", f"name: Fares\nurl: {URL}  # ferry\n---\nurl: 'https://unrelated.example/'\n")
    found, troubles = everything("urlwatch", tmp_path / "cache.db")
    assert troubles == []
    mine = next(i for i in found if i.url == URL)
    assert [(look.at, look.body.decode()) for look in mine.looks] == [
        ("2026-05-03T08:00:00Z", FIRST), ("2026-05-03T09:00:00Z", SECOND)
    ]  # fmt: skip
    assert next(i.url for i in found if i is not mine).startswith("import:urlwatch/")


@pytest.mark.filterwarnings("default")
def test_webchanges_own_database_is_read(tmp_path: Path) -> None:
    """Written by webchanges' storage class, pages and texts told apart by its mime type."""
    storage = pytest.importorskip("webchanges.storage")
    from webchanges.handler import Snapshot
    from webchanges.jobs import UrlJob

    job = UrlJob(url=URL)
    database = storage.SsdbSQLite3Storage(tmp_path / "snapshots.db")
    database.save(guid=job.get_guid(), snapshot=Snapshot(PAGES[0].decode(), EPOCH, 0, "", "text/html", {}))
    database.save(guid=job.get_guid(), snapshot=Snapshot(SECOND, EPOCH + 60, 0, "", "text/plain", {}))
    database.close()
    write(tmp_path / "jobs.yaml", f"url: {URL}\n")
    found, troubles = everything("webchanges", tmp_path / "snapshots.db")
    assert troubles == []
    assert [i.url for i in found] == [URL]
    assert [(look.at, look.body, look.content_type.split(";")[0]) for look in found[0].looks] == [
        ("2026-05-03T08:00:00Z", PAGES[0], "text/html"), ("2026-05-03T08:01:00Z", SECOND.encode(), "text/plain")
    ]  # fmt: skip


TRACKERS = Path(__file__).parents[2] / ".venv-trackers" / "bin" / "python"
"""Where `make test` installs trackers that cannot share our environment."""


def written_by(tracker: str, *args: object) -> str:
    """Let the tracker write its own store; return what it prints."""
    if not TRACKERS.exists():
        pytest.skip("no trackers in .venv-trackers; `make test` puts them there")
    script = Path(__file__).parent / "trackers" / f"{tracker}_writes.py"
    nowhere = {"HTTP_PROXY": "", "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        [TRACKERS, script, *map(str, args)], capture_output=True, text=True, check=False, env={**os.environ, **nowhere}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_changedetections_own_folder_is_read(tmp_path: Path) -> None:
    """Written by its datastore: short text plain, long text as brotli; a snapshot of other bytes is named, not read."""
    long = f"{FIRST}\n" * 400
    written_by("changedetection", tmp_path, URL, EPOCH, FIRST, long, "\x89PNG\r\n\x1a\n picture", SECOND)
    assert list(tmp_path.rglob("*.txt.br")), "it packed the long one"
    found, troubles = everything("changedetection", tmp_path)
    assert [i.url for i in found] == [URL]
    assert [(look.at, look.body.decode()) for look in found[0].looks] == [
        ("2026-05-03T08:00:00Z", FIRST), ("2026-05-03T09:00:00Z", long), ("2026-05-03T11:00:00Z", SECOND)
    ]  # fmt: skip
    assert [trouble.rpartition(" ")[2] for trouble in troubles] == ["text"]


@pytest.mark.slow
def test_diffengines_own_database_is_read(tmp_path: Path) -> None:
    """Written by diffengine as it watches a page on loopback: each version once, its headline not twice."""
    url = written_by("diffengine", tmp_path, *(body.decode() for body in (*PAGES, PAGES[-1])))
    found, troubles = everything("diffengine", tmp_path / "diffengine.db")
    assert troubles == []
    assert [i.url for i in found] == [url]
    documents = [extract(look.body) for look in found[0].looks]
    assert [document.headline for document in documents] == [HEADLINE] * 3
    assert [document.body for document in documents] == [
        "\n\n".join(texts) for texts in ((FIRST, CONTEXT), (SECOND, CONTEXT), (SECOND, NOTE, CONTEXT))
    ]


def test_a_damaged_or_other_database_is_refused(tmp_path: Path) -> None:
    """The message says what there is instead."""
    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE cats (name TEXT); INSERT INTO cats VALUES (1);")
    with pytest.raises(InputError, match="no database of urlwatch"):
        everything("urlwatch", tmp_path / "other.db")
    with pytest.raises(InputError, match="no SQLite file"):
        everything("urlwatch", write(tmp_path / "text.db", "hello"))
    data = (tmp_path / "other.db").read_bytes()
    with pytest.raises(InputError, match="damaged"):
        everything("diffengine", write(tmp_path / "cut.db", data[:100] + b"\xff" * (len(data) - 100)))


def test_a_history_of_changedetection_is_read_and_leads_nowhere_else(tmp_path: Path) -> None:
    """Text and brotli snapshots come; a history line with a path to another file does not (GHSA-8757-69j2-hx56)."""
    uuid = "6ef1ef3a-6ee9-4a2c-8e6b-1a3d9c2a4e55"
    data = tmp_path / "data"
    write(
        data / "url-watches.json", json.dumps({"watching": {uuid: {"url": URL}, "../x": {"url": "https://x.example"}}})
    )
    write(data / uuid / "a.txt", FIRST)
    write(data / uuid / "b.txt.br", brotli.compress(SECOND.encode()))
    write(tmp_path / "secret.txt", "secret")
    (data / uuid / "link.txt").symlink_to(tmp_path / "secret.txt")
    history = [(EPOCH, "/datastore/x/a.txt"), (EPOCH + 60, "b.txt"), (EPOCH + 120, "../../secret.txt"),
               (EPOCH + 180, "link.txt")]  # fmt: skip
    write(data / uuid / "history.txt", "".join(f"{at},{name}\n" for at, name in history) + "nonsense\n")
    found, troubles = everything("changedetection", data)
    assert [i.url for i in found] == [URL]
    assert [look.body.decode() for look in found[0].looks] == [FIRST, SECOND]
    assert len(troubles) == 3
    assert all("secret" not in look.body.decode() for look in found[0].looks)
