"""The archive's commands through the front door: what they print, and the codes they exit with."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.store import Archive
from store import stories


def revtrack(*args: str, db: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would."""
    env = os.environ | {"REVTRACK_DB": str(db)}
    return subprocess.run([sys.executable, "-m", "revtrack", *args], env=env, capture_output=True, text=True)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive with one article of two versions."""
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        article = archive.add(stories.URL, "The Daily Harbour")
        one, two = stories.document("It runs.", "1,200 came."), stories.document("It runs.", "12,000 came.")
        archive.commit(stories.first(article, one, "2026-05-03T08:00:00Z"))
        archive.commit(stories.second(article, one, two, "2026-05-03T12:00:00Z"))
        archive.seal()
    return path


def test_init_makes_the_archive_once(tmp_path: Path) -> None:
    """The first call makes it, the second says that it is up to date."""
    path = tmp_path / "deep" / "down" / "a.db"
    assert revtrack("init", db=path).stdout == f"made {path}\n"
    assert revtrack("init", db=path).stdout == f"{path} is up to date; it has 0 articles\n"


def test_verify_exits_65_at_the_first_row_that_does_not_prove(db: Path) -> None:
    """A sound archive exits 0 and prints its head; a changed one names the row."""
    sound = revtrack("verify", "--json", db=db)
    assert sound.returncode == 0
    head = json.loads(sound.stdout)["head"]
    assert revtrack("verify", "--against", head, db=db).stdout.endswith(f"head: {head}\n")
    connection = sqlite3.connect(db)
    connection.execute("UPDATE edits SET new = '13,000' WHERE id = 1")
    connection.commit()
    connection.close()
    changed = revtrack("verify", db=db)
    assert changed.returncode == 65
    first = changed.stdout.splitlines()[0]
    assert first.startswith(f"versions row 2 (what was found at version 2 of {stories.URL}): does not prove")
    missing = revtrack("verify", db=db.with_name("none.db"))
    assert (missing.returncode, missing.stderr.startswith("revtrack: no archive at")) == (1, True)


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        (
            "UPDATE versions SET alignment = '=~(2.3,2)' WHERE id = 2",
            "its alignment names a paragraph that is not there",
        ),
        ("UPDATE edits SET after_end = 9000 WHERE name = 'e1'", "its edit e1 stands outside the text"),
        ("UPDATE edits SET before_end = 9000 WHERE name = 'e2.1'", "its edit e2.1 stands outside the text"),
    ],
)
def test_report_names_a_damaged_version_and_writes_the_others(
    db: Path, tmp_path: Path, damage: str, wrong: str
) -> None:
    """Exit 65 with article and version; the article's pages stay as they were, a new article's are written."""
    out = tmp_path / "site"
    assert revtrack("report", "-o", str(out), db=db).returncode == 0
    before = {path: path.read_bytes() for path in (out / "articles/1").iterdir()}
    connection = sqlite3.connect(db)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with Archive(db) as archive:
        archive.commit(stories.unchanged(archive.article(1), "2026-05-04T08:00:00Z"))
        other = archive.add("https://harbour.example/other", "The Daily Harbour")
        archive.commit(stories.first(other, stories.document("It runs."), "2026-05-04T08:00:00Z"))
    done = revtrack("report", "-o", str(out), db=db)
    told = f"{stories.URL}: version 2 is damaged: {wrong}; see: revtrack verify; everything else is written"
    assert (done.returncode, done.stderr) == (65, f"revtrack: {told}\n")
    assert {path: path.read_bytes() for path in (out / "articles/1").iterdir()} == before
    assert (out / "articles/2/index.html").is_file()


def test_search_finds_what_was_removed(db: Path) -> None:
    """A wrong value is found where it stood, with the versions that showed it."""
    found = revtrack("search", '"1,200 came"', "--removed", "--json", db=db)
    (row,) = json.loads(found.stdout)
    assert (row["url"], row["text"], row["first_version"], row["last_version"]) == (stories.URL, "1,200 came.", 1, 1)
    plain = revtrack("search", "came", db=db)
    assert "12,000 came." in plain.stdout
    assert revtrack("search", "...", db=db).returncode == 2
    assert revtrack("search", "nowhere", db=db).stderr == "nothing found\n"


def test_backup_restore_prune_and_takedown_say_what_they_did(db: Path, tmp_path: Path) -> None:
    """Each prints its count and the head; dry runs change nothing."""
    copy = tmp_path / "copy.db"
    backup = revtrack("backup", str(copy), db=db)
    assert backup.stdout.startswith(f"{copy}: 2 versions of 1 articles, proved\nhead: ")
    assert revtrack("restore", str(copy), "--check", db=db).returncode == 0
    prune = revtrack("prune", "--captures-before", "2027-01-01", db=db)
    assert prune.stdout == "would prune 0 pages (0 bytes) and 0 checks\n2 older pages stay: something stands on them\n"
    assert revtrack("prune", db=db).returncode == 2
    down = revtrack("takedown", stories.URL, "--reason", "a court order", "--yes", db=db)
    assert down.stdout.startswith("removed 2 versions, 2 pages, 1 notes, ")
    assert revtrack("verify", db=db).returncode == 0
    assert revtrack("search", "came", db=db).stdout == ""
    assert revtrack("restore", str(copy), db=db).stdout.startswith(f"restored {db} from {copy}: 2 versions")
    assert "12,000 came." in revtrack("search", "came", db=db).stdout


def test_a_version_taken_down_leaves_a_plain_notice(db: Path, tmp_path: Path) -> None:
    """Its page says that its words were taken down and why, no page holds them, the others are as they were."""
    assert revtrack("takedown", f"{stories.URL}@7", "--reason", "order 12/26", "--yes", db=db).returncode == 1
    down = revtrack("takedown", f"{stories.URL}@1", "--reason", "order 12/26", "--yes", db=db)
    assert down.stdout.startswith("removed 1 versions, 1 pages, 0 notes, ")
    assert revtrack("verify", db=db).returncode == 0
    assert revtrack("report", "-o", str(tmp_path / "site"), db=db).returncode == 0
    pages = {page.name: page.read_text() for page in (tmp_path / "site").rglob("*.html")}
    assert [name for name, page in pages.items() if "1,200 came" in page] == []
    assert "The words of this version were taken down: order 12/26." in pages["version-1.html"]
    assert "12,000 came." in pages["version-2.html"]
    assert "12,000 came." in revtrack("show", stories.URL, db=db).stdout


def test_blame_says_in_which_version_words_came(db: Path) -> None:
    """Each stretch of words names its version; removed words name the versions they stood in, with intervals."""
    shown = revtrack("blame", stories.URL, db=db).stdout
    assert "v2  12,000" in shown
    assert "v1  " in shown
    found = json.loads(revtrack("blame", stories.URL, "--json", db=db).stdout)
    assert "".join(found["text"][slice(*item["span"])] for item in found["stretches"]) == found["text"]
    (gone,) = found["removed"]
    assert (gone["text"], gone["came"], gone["went"]) == ("1,200", 1, 2)
    assert gone["went_between"][1] == "2026-05-03T12:00:00Z"
    assert "1,200" in revtrack("blame", stories.URL, "--removed", db=db).stdout
    older = json.loads(revtrack("blame", f"{stories.URL}@1", "--json", db=db).stdout)
    assert [item["went"] for item in older["stretches"] if older["text"][slice(*item["span"])] == "1,200"] == [2]
    assert revtrack("blame", f"{stories.URL}@9", db=db).returncode == 1


def test_heads_are_stamped_by_a_command_and_wait_when_it_fails(db: Path, tmp_path: Path) -> None:
    """A head waits until the command succeeds; what it printed is kept; `verify` knows anchored heads."""
    config = tmp_path / "revtrack.toml"
    config.write_text('[anchor]\ncommand = ["false"]\n')
    assert revtrack("anchor", db=db).returncode == 2
    failed = revtrack("anchor", "--config", str(config), db=db)
    assert (failed.returncode, "waiting, 1 tries" in failed.stdout) == (1, True)
    script = "import sys; print('stamped', sys.stdin.read().strip())"
    config.write_text(f"[anchor]\ncommand = [{json.dumps(sys.executable)}, '-c', {json.dumps(script)}]\n")
    (row,) = json.loads(revtrack("anchor", "--config", str(config), "--json", db=db).stdout)
    assert bytes.fromhex(row["token"]).decode() == f"stamped {row['head']}\n"
    assert revtrack("verify", "--against", row["head"], db=db).returncode == 0
    connection = sqlite3.connect(db)
    connection.execute("UPDATE anchors SET head = 'f00d'")
    connection.commit()
    connection.close()
    assert "does not hold the head f00d" in revtrack("verify", db=db).stdout


def test_what_was_left_out_is_shown_with_the_house_rule_that_did_it(tmp_path: Path) -> None:
    """`show --ignored` reads the kept page by the outlet's profile, and says so where nothing was left out."""
    db, config, url = tmp_path / "a.db", tmp_path / "r.toml", "https://harbour.example/ferry"
    config.write_text('[outlets.Harbour]\nmatch = ["harbour.example"]\nnoise = [".vote"]\n')
    told = "<p>The ferry keeps its fare of five pounds, the council said after a long evening of debate on Tuesday.</p>"
    page = f"<html><body><main><h1>Fare stays</h1><div>{told * 3}<p class=vote>Readers vote on it.</p></div></main></body></html>"
    (tmp_path / "one.jsonl").write_text(
        json.dumps(
            {"article_id": "1", "url": url, "versions": [{"html": page}, {"html": page.replace("vote", "said")}]}
        )
    )
    assert revtrack("import", "jsonl", str(tmp_path / "one.jsonl"), "--config", str(config), db=db).returncode == 0
    shown = [revtrack("show", "--ignored", f"{url}@{n}", "--config", str(config), db=db) for n in (1, 2)]
    assert [(each.stdout, each.stderr) for each in shown] == [
        ("house rule: .vote: Readers vote on it.\n", ""),
        ("", "nothing was left out of version 2\n"),
    ]
