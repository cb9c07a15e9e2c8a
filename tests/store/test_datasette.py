"""The real Datasette opens an archive: its tables, foreign keys and views make sense to a stranger."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from revtrack.store import Archive
from store import stories

pytest.importorskip("datasette")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one article of two versions."""
    found = tmp_path_factory.mktemp("datasette") / "archive.db"
    with Archive(found) as archive:
        article = archive.add(stories.URL, "The Daily Harbour")
        one, two = stories.document("It runs.", "1,200 came."), stories.document("It runs.", "12,000 came.")
        archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
        archive.commit(stories.second(article, one, two, "2026-05-03T12:00:00Z"))
    return found


SERVED = """
import asyncio, json, sys
from datasette.app import Datasette
async def main():
    served = Datasette([sys.argv[1]])
    await served.invoke_startup()
    first = (await served.client.get("/archive.json")).json()
    names = [t["name"] for t in first["tables"] if not t["hidden"]] + [v["name"] for v in first["views"]]
    out = {}
    for name in names:
        page = await served.client.get(f"/archive/{name}")
        data = await served.client.get(f"/archive/{name}.json?_shape=array")
        out[name] = {"status": page.status_code, "html": page.text, "rows": data.json()}
    print(json.dumps(out))
asyncio.run(main())
"""


@pytest.fixture(scope="module")
def pages(path: Path) -> dict[str, dict[str, Any]]:
    """What Datasette answers for every table and view: status, html, rows."""
    command = [sys.executable, "-W", "ignore", "-c", SERVED, str(path)]
    finished = subprocess.run(command, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr[-2000:]
    found: dict[str, dict[str, Any]] = json.loads(finished.stdout)
    return found


def test_every_table_and_view_opens(pages: dict[str, dict[str, Any]]) -> None:
    """No table or view of the archive is an error page."""
    assert {"articles", "versions", "blocks", "edits", "notes", "links", "findings", "chain"} <= set(pages)
    assert {name: page["status"] for name, page in pages.items() if page["status"] != 200} == {}


def test_foreign_keys_link_and_views_speak(pages: dict[str, dict[str, Any]]) -> None:
    """A version links to its article, an article to its outlet; views read as sentences; search works."""
    assert 'href="/archive/articles/1"' in pages["versions"]["html"]
    assert 'href="/archive/outlets/1"' in pages["articles"]["html"]
    assert 'name="_search"' in pages["blocks"]["html"]
    (old, new) = pages["version_list"]["rows"]
    assert (old["outlet"], old["version"], old["headline"]) == ("The Daily Harbour", 1, "Ferry stays in port")
    assert new["edits"] == 4
    (note,) = pages["note_list"]["rows"]
    assert (note["kind"], note["version"], note["claims"]) == ("correction", 2, 1)
    (finding,) = pages["finding_list"]["rows"]
    assert (finding["code"], finding["severity"], finding["decision"]) == ("unannounced_change", 3, None)
    assert [row["text"] for row in pages["removed_text"]["rows"]] == ["1,200 came."]
    texts = [row["text"] for row in pages["version_text"]["rows"] if row["version"] == 2]
    assert "12,000 came." in texts
    assert pages["edit_list"]["rows"][0]["reasons"] == '["number"]'
