"""Everything out and in again: the same versions; replayed by a real pywb; evidence a stranger can check."""

import base64
import csv
import gc
import html
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from exchange.stories import NOTE, PAGES, SECOND, TIMES
from intake.histories import story, write
from revtrack.exchange.writers.evidence import check
from revtrack.model import Decision
from revtrack.store import Archive

URL = "https://harbour.example/fares"
PEERS = Path(__file__).parents[2] / ".venv-peers" / "bin"
"""Where `make test` installs peers that cannot share our environment."""
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect()


def revtrack(*args: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command and expect an exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *map(str, args)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of three captured pages, a repeated look, and a story imported as text."""
    folder = tmp_path_factory.mktemp("archive")
    headers = [["Content-Type", "text/html; charset=utf-8"], ["Content-Encoding", "gzip"], ["ETag", '"7"']]
    pages = [{"time": at, "html": body.decode(), "headers": headers} for at, body in zip(TIMES, PAGES, strict=True)]
    pages.append({"time": "2026-05-05T07:00:00Z", "html": PAGES[2].decode(), "headers": headers})
    fares = {"article_id": "fares", "url": URL, "outlet": "=The Daily Harbour", "versions": pages}
    text = {**story(1), "url": None}
    source = write(folder / "h.jsonl", fares, {k: v for k, v in text.items() if v}, story(2))
    revtrack("import", "jsonl", source, "--db", folder / "a.db", "--jobs", 1)
    return folder / "a.db"


def content(path: Path) -> list[tuple[object, ...]]:
    """Return what a version is made of, for every version."""
    with Archive(path, read_only=True) as opened:
        return [
            (article.url, v.number, v.first_seen, v.last_seen, v.document.text, v.capture_sha256, v.reason,
             opened.capture(v.capture_sha256 or "").headers)
            for article in sorted(opened.articles(), key=lambda a: a.url)
            for v in opened.timeline(article).versions
        ]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [("warc", "out.warc.gz"), ("wacz", "out.wacz"), ("jsonl", "out.jsonl")])
def test_what_goes_out_comes_in_as_it_was(archive: Path, tmp_path: Path, kind: str, name: str) -> None:
    """Versions, times, bytes and headers are the same; so is a second export."""
    revtrack("export", kind, "--db", archive, "-o", tmp_path / name)
    revtrack("import", "jsonl" if kind == "jsonl" else "warc", tmp_path / name, "--db", tmp_path / "b.db", "--jobs", 1)
    assert content(tmp_path / "b.db") == content(archive)
    first = (tmp_path / name).read_bytes()
    revtrack("export", kind, "--db", archive, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() == first, "the same archive gives the same file"


@pytest.fixture(params=["warc", "wacz"])
def pywb(request: pytest.FixtureRequest, archive: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the exported WARC or WACZ with a real pywb on loopback; yield its address."""
    if not (PEERS / "wayback").exists():
        pytest.skip("no pywb in .venv-peers; `make test` puts it there")
    file = f"out.{request.param}" + ".gz" * (request.param == "warc")
    revtrack("export", request.param, "--db", archive, "-o", tmp_path / file)
    run = {"cwd": tmp_path, "check": True, "capture_output": True}
    manager = str(PEERS / "wb-manager")
    subprocess.run([manager, "init", "harbour"], **run)  # type: ignore[call-overload]
    subprocess.run([manager, "add", *["--unpack-wacz"] * (request.param == "wacz"), "harbour", file], **run)  # type: ignore[call-overload]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [str(PEERS / "wayback"), "-b", "127.0.0.1", "-p", str(port)], cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/harbour"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@pytest.mark.slow
def test_pywb_replays_what_we_export(pywb: str) -> None:
    """Each version at its own time, byte for byte."""
    for at, body in zip(TIMES, PAGES, strict=True):
        stamp = "".join(c for c in at if c.isdigit())
        with urllib.request.urlopen(f"{pywb}/{stamp}id_/{URL}", timeout=20) as answer:
            assert answer.read() == body


@pytest.mark.slow
def test_a_memento_archive_is_imported_by_address(pywb: str, archive: Path, tmp_path: Path) -> None:
    """From a real pywb: the same versions at the same times; importing again adds nothing; a limit thins them out."""
    host = pywb.split("/")[2]
    config = write_config(tmp_path / "revtrack.toml", host)
    args = ("import", "memento", URL, "--base", pywb, "--config", config, "--jobs", 1)
    said = revtrack(*args, "--db", tmp_path / "b.db").stderr
    assert "3 new versions, 1 looks unchanged" in said
    mine = [row for row in content(archive) if row[0] == URL]
    theirs = content(tmp_path / "b.db")
    assert [row[:6] for row in theirs] == [row[:6] for row in mine]
    assert "0 new versions" in revtrack(*args, "--db", tmp_path / "b.db").stderr
    assert "2 new versions" in revtrack(*args, "--db", tmp_path / "c.db", "--limit", 2).stderr
    none = revtrack("import", "memento", "https://harbour.example/none", *args[3:], "--db", tmp_path / "b.db", code=65)
    assert "lists no capture of https://harbour.example/none" in none.stderr


def write_config(path: Path, host: str) -> Path:
    """Let the loopback server through the gate, without gaps."""
    path.write_text(f'[fetch]\nallow_private = ["{host}"]\n\n[hosts."{host}"]\ngap_s = 0\n')
    return path


def test_tables_are_the_same_in_every_form(archive: Path, tmp_path: Path) -> None:
    """CSV, JSON lines and Parquet hold the same rows; a cell that looks like a formula is made text."""
    revtrack("export", "csv", "--db", archive, "-o", tmp_path / "csv")
    revtrack("export", "parquet", "--db", archive, "-o", tmp_path / "parquet")
    rows = [json.loads(line) for line in revtrack("export", "tables", "--db", archive).stdout.splitlines()]
    for table in ("versions", "edits", "field_edits", "notes", "links", "findings", "decisions"):
        mine = [row for row in rows if row["table"] == table]
        with open(tmp_path / f"csv/{table}.csv", newline="") as stream:
            assert len(list(csv.DictReader(stream))) == len(mine), table
        with duckdb.connect() as db:
            found = db.execute(
                "SELECT COUNT(*) FROM read_parquet(?)", [f"{tmp_path}/parquet/{table}.parquet"]
            ).fetchall()
        assert found == [(len(mine),)], table
    assert {"versions", "edits", "notes", "links"} <= {row["table"] for row in rows}
    with duckdb.connect() as db:
        times = db.execute(
            "SELECT typeof(first_seen), epoch(first_seen) FROM read_parquet(?)",
            [f"{tmp_path}/parquet/versions.parquet"],
        ).fetchall()
    mine = [row["first_seen"] for row in rows if row["table"] == "versions"]
    assert times == [("TIMESTAMP WITH TIME ZONE", datetime.fromisoformat(at).timestamp()) for at in mine]
    with open(tmp_path / "csv/versions.csv", newline="") as stream:
        assert {row["outlet"] for row in csv.DictReader(stream)} == {"'=The Daily Harbour", ""}


def test_changes_around_the_text_are_a_table_of_their_own(tmp_path: Path) -> None:
    """A social card's headline is in no text: its change goes out with both wordings."""
    card = '<meta property="og:title" content="Fares rise by {} percent"></head>'
    pages = [{"time": at, "html": PAGES[1].decode().replace("</head>", card.format(rise))}
             for at, rise in zip(TIMES, (3, 13), strict=False)]  # fmt: skip
    source = write(tmp_path / "h.jsonl", {"article_id": "fares", "url": URL, "versions": pages})
    revtrack("import", "jsonl", source, "--db", tmp_path / "a.db", "--jobs", 1)
    rows = [json.loads(line) for line in revtrack("export", "tables", "--db", tmp_path / "a.db").stdout.splitlines()]
    assert [
        (row["version"], row["before_text"], row["after_text"]) for row in rows if row["table"] == "field_edits"
    ] == [(2, "Fares rise by 3 percent", "Fares rise by 13 percent")]


def test_annotations_quote_what_they_are_about(archive: Path) -> None:
    """Position and quotation of every target agree with the version it names."""
    page = json.loads(revtrack("export", "annotations", URL, "--db", archive).stdout)
    with Archive(archive, read_only=True) as opened:
        texts = {v.number: v.document.text for v in opened.timeline(opened.article(URL)).versions}
    targets = [
        t for item in page["items"] for t in (item["target"] if isinstance(item["target"], list) else [item["target"]])
    ]
    assert targets
    for target in targets:
        position, quote = target["selector"]
        text = texts[target["state"]["revtrack:version"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
    assert {"classifying", "editing"} <= {item["motivation"] for item in page["items"]}


def test_schema_org_and_timemaps_are_written(archive: Path, tmp_path: Path) -> None:
    """The correction is a CorrectionComment; the TimeMap has a memento for each version of known time."""
    rows = [json.loads(line) for line in revtrack("export", "jsonld", "--db", archive).stdout.splitlines()]
    mine = next(row for row in rows if row.get("url") == URL)
    assert [comment["text"] for comment in mine["correction"]] == [NOTE]
    revtrack("export", "timemap", "--db", archive, "-o", tmp_path)
    assert (tmp_path / "1-timemap.link").read_text().count("memento") >= 3


def test_every_version_is_a_commit(archive: Path, tmp_path: Path) -> None:
    """git itself reads the stream; the newest file shows the newest text."""
    revtrack("export", "git", "--db", archive, "-o", tmp_path / "stream")
    run = {"check": True, "capture_output": True}
    subprocess.run(["git", "init", "-q", tmp_path / "r"], **run)  # type: ignore[call-overload]
    with open(tmp_path / "stream", "rb") as stream:
        subprocess.run(["git", "-C", tmp_path / "r", "fast-import", "--quiet", "--done"], stdin=stream, **run)  # type: ignore[call-overload]
    show = subprocess.run(["git", "-C", tmp_path / "r", "show", "main:harbour.example/fares.md"], text=True, **run)  # type: ignore[call-overload]
    assert SECOND in show.stdout
    log = subprocess.run(["git", "-C", tmp_path / "r", "log", "--format=%ct", "main"], text=True, **run)  # type: ignore[call-overload]
    assert len(log.stdout.split()) == 11


def test_a_repository_that_was_written_comes_in_as_the_same_texts(archive: Path, tmp_path: Path) -> None:
    """Addresses from paths, times from commits; whatever branch git began the repository with."""
    revtrack("export", "git", "--db", archive, "-o", tmp_path / "stream")
    subprocess.run(["git", "init", "-q", "-b", "trunk", tmp_path / "r"], check=True)
    empty = revtrack("import", "git", tmp_path / "r", "--db", tmp_path / "b.db", "--jobs", 1, code=65)
    assert "there is no history in it" in empty.stderr
    with open(tmp_path / "stream", "rb") as stream:
        subprocess.run(["git", "-C", tmp_path / "r", "fast-import", "--quiet", "--done"], stdin=stream, check=True)
    where = ("--base", "https://harbour.example/{name}", "--db", tmp_path / "b.db", "--jobs", 1)
    revtrack("import", "git", tmp_path / "r", *where)
    mine, theirs = (
        [(*row[:3], row[4]) for row in content(path) if row[0] == "https://harbour.example/s2"]
        for path in (archive, tmp_path / "b.db")
    )
    assert theirs == mine
    assert len(mine) == 4


def test_archives_merge_in_order_of_time(tmp_path: Path) -> None:
    """Odd and even versions in two files make one history; merging again adds nothing; the sources stay as they are."""
    whole = story(1, 6)
    rows = whole["versions"]
    assert isinstance(rows, list)
    for name, some in (("odd", rows[::2]), ("even", rows[1::2]), ("all", rows)):
        source = write(tmp_path / f"{name}.jsonl", {**whole, "versions": some})
        revtrack("import", "jsonl", source, "--db", tmp_path / f"{name}.db", "--jobs", 1)
    before = (tmp_path / "odd.db").read_bytes()
    merge = ("merge", tmp_path / "one.db", tmp_path / "odd.db", tmp_path / "even.db", "--jobs", 1)
    revtrack(*merge)
    assert content(tmp_path / "one.db") == content(tmp_path / "all.db")
    assert "0 new versions" in revtrack(*merge).stderr
    assert (tmp_path / "odd.db").read_bytes() == before
    assert "cannot be merged into itself" in revtrack("merge", tmp_path / "one.db", tmp_path / "one.db", code=2).stderr


def test_decisions_come_along_where_the_same_words_stand(tmp_path: Path) -> None:
    """A decision about a finding both archives make is copied once, with where it was made; another stays behind."""
    whole = story(1, 3)
    rows = whole["versions"]
    assert isinstance(rows, list)
    for name, some in (("early", rows[:2]), ("late", rows[2:])):
        source = write(tmp_path / f"{name}.jsonl", {**whole, "versions": some})
        revtrack("import", "jsonl", source, "--db", tmp_path / f"{name}.db", "--jobs", 1)
    with Archive(tmp_path / "early.db") as early:
        found = early.findings(verdict=None, limit=1000)
        silent = next(one.finding.key for one in found if one.finding.code == "unannounced_change")
        policy = next(one.finding.key for one in found if one.finding.code == "corrections_policy")
        for key, verdict in ((silent, "needs_note"), (policy, "style")):
            early.decide(Decision("finding", key, verdict, "seen", "ada", "2026-06-01T10:00:00Z"))
        early.db.raw.execute("UPDATE decisions SET key = 'gone' WHERE key = ?", (policy,))
    merge = ("merge", tmp_path / "one.db", tmp_path / "early.db", tmp_path / "late.db", "--jobs", 1)
    assert "early.db stays as it is; 1 decisions copied, 1 left behind" in revtrack(*merge).stderr
    revtrack(*merge)
    with Archive(tmp_path / "one.db", read_only=True) as one:
        assert list(one.decisions()) == [
            Decision("finding", silent, "needs_note", "seen [decided in early.db]", "ada", "2026-06-01T10:00:00Z")
        ]
        assert one.verify().problems == ()


def test_several_archives_are_searched_as_one(tmp_path: Path) -> None:
    """The newest text first over all of them, each with its file; a limit counts over all."""
    for name, number in (("harbour", 1), ("ledger", 2)):
        source = write(tmp_path / f"{name}.jsonl", story(number, 3))
        revtrack("import", "jsonl", source, "--db", tmp_path / f"{name}.db", "--jobs", 1)
    both = ("search", "percent", "--db", tmp_path / "harbour.db", "--also", tmp_path / "ledger.db")
    rows = json.loads(revtrack(*both, "--json").stdout)
    assert {row["archive"].rpartition("/")[2] for row in rows} == {"harbour.db", "ledger.db"}
    assert len(rows) == 6
    assert [row["first_seen"] for row in rows] == sorted((row["first_seen"] for row in rows), reverse=True)
    assert [row["text"] for row in json.loads(revtrack(*both, "--limit", 2, "--json").stdout)] == [NOTE, NOTE]
    assert revtrack(*both).stdout.count("ledger.db]") == 3
    assert "continues the list of one archive" in revtrack(*both, "--before", 9, code=2).stderr


def site(folder: Path) -> dict[str, bytes]:
    """Return every file of a site by its name, but for what it remembers of its last run."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }


def test_several_archives_make_one_site(tmp_path: Path) -> None:
    """Every article of each, pages where they stood, lists over all, both heads; the same again gives the same bytes."""
    for name, numbers in (("harbour", (1, 2)), ("ledger", (3,)), ("late", (1,))):
        stories = ({**story(number, 4), "outlet": f"The {name.title()}"} for number in numbers)
        source = write(tmp_path / f"{name}.jsonl", *stories)
        revtrack("import", "jsonl", source, "--db", tmp_path / f"{name}.db", "--jobs", 1)
    harbour, ledger, late = (tmp_path / f"{name}.db" for name in ("harbour", "ledger", "late"))
    revtrack("report", "--db", harbour, "-o", tmp_path / "alone")
    both = ("report", "--db", harbour, "--also", ledger, "--also", harbour, "-o", tmp_path / "both")
    assert "3 articles" in revtrack(*both).stderr
    alone, joined = site(tmp_path / "alone"), site(tmp_path / "both")
    mine = {name for name in alone if name.startswith("articles/")}
    assert {name: joined[name] for name in mine} == {name: alone[name] for name in mine}
    assert {name.split("/")[1] for name in joined if name.startswith("articles/")} == {"1", "2", "100000001"}
    assert {"outlets/the-harbour.html", "outlets/the-ledger.html"} <= joined.keys()
    listed = joined["corrections.html"].decode()
    assert listed.count("misstated the rise") == 3
    assert "articles/100000001/" in listed
    for path in (harbour, ledger):
        with Archive(path, read_only=True) as archive:
            assert archive.head() in listed
    assert "0 files written" in revtrack(*both).stderr
    assert site(tmp_path / "both") == joined
    revtrack("import", "jsonl", write(tmp_path / "more.jsonl", story(4, 2)), "--db", ledger, "--jobs", 1)
    assert "4 articles" in revtrack(*both).stderr
    assert {name: data for name, data in site(tmp_path / "both").items() if name in mine} == {
        name: alone[name] for name in mine
    }
    said = revtrack(*both, "--also", late).stderr
    assert "https://harbour.example/s1 stands in more than one archive, each with the history it has there;" in said
    assert "no archive at" in revtrack(*both, "--also", tmp_path / "none.db", code=1).stderr


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of one article whose figure changed, with no note about it."""
    folder = tmp_path_factory.mktemp("silent")
    headers = [["Content-Type", "text/html; charset=utf-8"], ["ETag", '"7"']]
    pages = [
        {"time": at, "html": body.decode(), "headers": headers} for at, body in zip(TIMES[:2], PAGES[:2], strict=True)
    ]
    source = write(folder / "h.jsonl", {"article_id": "fares", "url": URL, "versions": pages})
    revtrack("import", "jsonl", source, "--db", folder / "a.db", "--jobs", 1)
    return folder / "a.db"


def evidence(archive: Path, folder: Path) -> Path:
    """Write the evidence for the archive's first finding about an edit."""
    with Archive(archive, read_only=True) as opened:
        key = next(f.finding.key for f in opened.findings(verdict=None, limit=1000) if f.finding.edits)
    revtrack("export", "evidence", "--finding", key, "--db", archive, "-o", folder / "e.html")
    return folder / "e.html"


def test_evidence_proves_and_a_change_of_one_letter_shows(silent: Path, tmp_path: Path) -> None:
    """The whole page holds; altered bytes, texts, hashes, answers or findings do not, with exit code 65."""
    page = evidence(silent, tmp_path)
    said = revtrack("verify-evidence", page).stdout
    assert "DOES NOT HOLD" not in said
    assert said.count("holds:") >= 8
    text = page.read_text()
    start = text.index('id="evidence">') + len('id="evidence">')
    value = json.loads(text[start : text.index("</script>", start)])
    changes = (
        "body",
        "text",
        "content",
        "before",
        "article",
        "first_seen",
        "status",
        "headers",
        "title",
        "verdict",
        "edit",
    )
    for change in changes:
        damaged = json.loads(json.dumps(value))
        side, finding = damaged["versions"][-1], damaged["finding"]
        if change == "article":
            damaged["article"] += "x"
        elif change == "first_seen":
            side["first_seen"] = "2026-05-01T00:00:00Z"
        elif change in ("status", "headers"):
            side["capture"][change] = {"status": 404, "headers": [["Content-Type", "text/plain"]]}[change]
        elif change in ("title", "verdict"):
            finding[change] = "something else"
        elif change == "edit":
            finding["edits"][0]["after"] = "words that stand nowhere"
        elif change == "body":
            side["capture"]["body"] = base64.b64encode(b"another page").decode()
        elif change == "text":
            side["text"] = side["text"].replace("percent", "per cent")
        else:
            entry = side["chain"][0]
            entry[change] = "0" * 64 if change == "before" else [*entry["content"], 1]
        altered = text[:start] + json.dumps(damaged).replace("<", "\\u003c") + text[text.index("</script>", start) :]
        page.write_text(altered)
        assert "DOES NOT HOLD" in revtrack("verify-evidence", page, code=65).stdout, change
    assert "no evidence in this file" in revtrack("verify-evidence", write(tmp_path / "x.html"), code=65).stderr


def test_a_stranger_checks_evidence_with_what_stands_in_it(silent: Path, tmp_path: Path) -> None:
    """The page's own few lines, run by a Python without revtrack, hold; and find another letter in a text."""
    page = evidence(silent, tmp_path)
    text = page.read_text()
    script = write(tmp_path / "check.py")
    script.write_text(
        html.unescape(
            text[text.index('id="checker">') + len('id="checker">') : text.index("</pre></details>\n<p>A chain")]
        )
    )
    run = [sys.executable, "-I", "-S", script, page]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert "NOT" not in done.stdout
    assert done.stdout.count("holds:") >= 20
    assert done.stdout.splitlines()[0] == URL
    start = text.index('id="evidence">')
    for old, new in (("percent in May", "per cent in May"), ('"verdict":"fail"', '"verdict":"pass"')):
        page.write_text(text[:start] + text[start:].replace(old, new))
        damaged = subprocess.run(run, capture_output=True, text=True, check=False)
        assert damaged.returncode == 1
        assert "DOES NOT HOLD" in damaged.stdout
    page.write_text(text)


def test_evidence_of_a_history_without_times_or_headers_holds(tmp_path: Path) -> None:
    """What nobody knows is in the chain as unknown, and agrees."""
    rows = [{"text": row["text"]} for row in story(1, 2)["versions"]]  # type: ignore[attr-defined]
    source = write(tmp_path / "h.jsonl", {"article_id": "s", "versions": rows})
    revtrack("import", "jsonl", source, "--db", tmp_path / "a.db", "--jobs", 1)
    assert "DOES NOT HOLD" not in revtrack("verify-evidence", evidence(tmp_path / "a.db", tmp_path)).stdout


def test_evidence_runs_nothing_and_loads_nothing(silent: Path, tmp_path: Path) -> None:
    """One inert script element that holds data, a policy that allows nothing, no address to load from."""
    text = evidence(silent, tmp_path).read_text()
    assert text.count("<script") == 1
    assert "default-src 'none'" in text
    assert "src=" not in text
    assert "<link" not in text
    assert check(text.encode()).problems == ()
