"""An outlet's corrections page: its entries become notes of the articles they name, or are listed as joined to none."""

import json
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from intake.histories import write
from life.statements import killed_at
from revtrack.config import Settings
from revtrack.exchange import ReadOptions
from revtrack.exchange.columns import read
from revtrack.intake.columns import bring_entries
from revtrack.model import LinkStatus
from revtrack.store import Archive
from revtrack.store.columns import unmatched

PAGES = Path(__file__).with_name("columns")
AT = "https://harbour.example/2026/may"


def revtrack(*args: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command and expect an exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *map(str, args)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done


def article(url: str, author: str, headline: str, day: str, *texts: str) -> dict[str, object]:
    """Return the history of an article with a headline, an author and a day; versions are a day apart."""
    page = (
        '<html><head><title>{0}</title><meta name="author" content="{1}">'
        '<meta property="article:published_time" content="{2}T06:00:00Z"></head>'
        "<body><article><h1>{0}</h1>{3}</article></body></html>"
    )
    first = int(day[-2:])
    return {
        "article_id": url,
        "url": url,
        "outlet": "The Daily Harbour",
        "versions": [
            {
                "time": f"{day[:-2]}{first + n:02}T08:00:00Z",
                "html": page.format(headline, author, day, "".join(f"<p>{line}</p>" for line in text.split("\n"))),
            }
            for n, text in enumerate(texts)
        ],
    }


FERRY = (
    "The council of Haven has put up the fares of the ferry for the second time in a year.\n"
    "The ferry carried {} passengers a day in April, the harbour office said on Sunday.\n"
    "Councillors will vote on the winter timetable in June, after a hearing in the town hall."
)
BRIDGE = (
    "The new bridge of Lumen was opened by the deputy mayor in front of two thousand people.\n"
    "The old one, which opened in {}, will be taken down before the winter, the engineers said.\n"
    "Buses will use the new one from Monday, and the toll stays as it was for the time being."
)
BALSA = (
    "A prefeitura de Haven aumentou a tarifa da balsa pela segunda vez neste ano, disse o porto.\n"
    "A tarifa subiu para R$ {} no domingo, informou o escritório do porto de Lumen.\n"
    "Os vereadores vão votar o horário de inverno em junho, depois de uma audiência pública."
)
PONTE = (
    "A ponte nova de Lumen foi aberta na segunda-feira diante de duas mil pessoas, disse a polícia.\n"
    "O prefeito {} cortou a fita com o filho mais novo, que tem seis anos de idade.\n"
    "Os ônibus usam a ponte a partir de terça-feira, e o pedágio continua como era."
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of two English and two Portuguese articles, each put right on its second day."""
    source = write(
        tmp_path / "h.jsonl",
        article(f"{AT}/03/ferry", "Ada Marsh", "Ferry fares to rise, council says", "2026-05-03",
                FERRY.format("1,200"), FERRY.format("12,000")),
        article(f"{AT}/04/bridge", "Otto Brandt", "Lumen’s new bridge opens, at last", "2026-05-04",
                BRIDGE.format("1978"), BRIDGE.format("1987")),
        article(f"{AT}/03/balsa", "Rita Lago", "Balsa de Lumen fica mais cara", "2026-05-03",
                BALSA.format("21"), BALSA.format("12")),
        article(f"{AT}/04/ponte", "Rita Lago", "Ponte nova abre em Lumen", "2026-05-04",
                PONTE.format("Otto Brand"), PONTE.format("Otto Brandt")),
    )  # fmt: skip
    revtrack("import", "jsonl", source, "--db", tmp_path / "a.db", "--jobs", 1)
    return tmp_path / "a.db"


def linked(path: Path) -> dict[str, tuple[str, str, str]]:
    """Return, by the article's last word, the old and new words each note from outside was linked to, and its text."""
    found = {}
    with Archive(path, read_only=True) as opened:
        assert opened.verify().problems == ()
        for one in opened.articles():
            timeline = opened.timeline(one)
            for step in timeline.steps:
                for note in step.notes:
                    assert note.outside
                    for link in step.links:
                        if link.link.status == LinkStatus.LINKED and link.link.claim.startswith(note.id + "."):
                            revision = timeline.steps[link.step - 1].revision
                            assert revision.before is not None
                            assert link.link.before is not None
                            assert link.link.after is not None
                            words = (
                                link.link.before.of(revision.before.text), link.link.after.of(revision.after.text)
                            )  # fmt: skip
                            found[one.url.rsplit("/", 1)[1]] = (*words, note.text)
    return found


def test_a_column_of_bullets_is_joined_by_link_and_by_title(archive: Path) -> None:
    """Two entries are linked to the words they correct; the third names an article nobody watches, and says so."""
    said = revtrack("import", "corrections", PAGES / "bullets.html", "--base", "https://harbour.example/corrections",
                    "--db", archive, code=1).stderr  # fmt: skip
    assert "3 entries, 2 joined now, 0 joined before, 1 joined to none" in said
    assert "links to it: https://harbour.example/2026/may/03/ferry" in said
    assert "names its title: Lumen’s new bridge opens, at last; names its day: 2026-05-04" in said
    assert "joined to none: entry 3: An interview with a gardener" in said
    assert linked(archive) == {
        "ferry": (
            "1,200", "12,000",
            "A story about the Haven ferry said that it carried 1,200 passengers a day; the figure is 12,000.",
        ),
        "bridge": ("1978", "1987", "We said that the Lumen bridge opened in 1978. It opened in 1987."),
    }  # fmt: skip


def test_a_weekly_list_is_joined_by_link_and_by_day_and_author(archive: Path) -> None:
    """A day and an author are enough where the article also said what was wrong; a day alone is not."""
    rows = json.loads(
        revtrack("import", "corrections", PAGES / "weekly.html", "--db", archive, "--json", code=1).stdout
    )
    (page,) = rows
    assert [(entry["place"], entry["article"], entry["score"] >= 0.75) for entry in page["new"]] == [
        ("entry 1", f"{AT}/04/bridge", True),
        ("entry 2", f"{AT}/03/ferry", True),
        ("entry 3", None, False),
    ]
    assert page["new"][1]["reasons"] == [
        "names its day: 2026-05-03", "names its author: Ada Marsh", "is on its subject: day, ferr, haven, passeng",
        "it said: 1,200",
    ]  # fmt: skip
    assert {name: words[:2] for name, words in linked(archive).items()} == {
        "ferry": ("1,200", "12,000"),
        "bridge": ("1978", "1987"),
    }


def test_a_portuguese_erramos_is_joined_by_quoted_titles(archive: Path) -> None:
    """Paragraphs are cut at double line breaks; an entry with a day and no title is joined to none."""
    said = revtrack("import", "corrections", PAGES / "erramos.html", "--db", archive, code=1).stderr
    assert "3 entries, 2 joined now, 0 joined before, 1 joined to none" in said
    found = linked(archive)
    assert {name: words[:2] for name, words in found.items()} == {
        "balsa": ("21", "12"),
        "ponte": ("Brand", "Brandt"),
    }
    assert found["ponte"][2].startswith("MERCADO O nome do prefeito")


def test_an_import_killed_anywhere_is_made_good_by_the_next(archive: Path, tmp_path: Path) -> None:
    """Killed at every twentieth statement: the next import joins and links what an undisturbed one does."""
    page, place = str(PAGES / "bullets.html"), "https://harbour.example/corrections"

    def brought(path: Path) -> None:
        with Archive(path) as opened:
            bring_entries(opened, read(page, ReadOptions(base=place)), page, Settings(), lambda: "2026-06-01T00:00:00Z")

    whole = Path(shutil.copy(archive, tmp_path / "whole.db"))
    brought(whole)
    number = 1
    while killed_at(number, partial(brought, cut := Path(shutil.copy(archive, tmp_path / f"{number}.db")))):
        brought(cut)
        assert linked(cut) == linked(whole), number
        number += 20
    assert number > 100


def test_the_next_import_brings_new_entries_only_and_tries_the_unmatched_again(archive: Path, tmp_path: Path) -> None:
    """Nothing is written twice; when the missing article is watched at last, its entry is joined."""
    page = tmp_path / "column.html"
    page.write_text((PAGES / "bullets.html").read_text())
    args = ("import", "corrections", page, "--base", "https://harbour.example/corrections", "--db", archive)
    revtrack(*args, code=1)
    before = linked(archive)
    again = revtrack(*args, code=1).stderr
    assert "3 entries, 0 joined now, 2 joined before, 1 joined to none" in again
    assert linked(archive) == before
    with Archive(archive, read_only=True) as opened:
        assert [kept.place for kept in unmatched(opened)] == ["entry 3"]
    gardener = article(f"{AT}/06/gardener", "Mira Hallam", "The youngest gardener in town", "2026-05-06",
                       "Everybody in Lumen knows her roses, and most have bought one on a Saturday.\n"
                       "She is 61 years old and has kept the garden behind the mill since last autumn.",
                       "Everybody in Lumen knows her roses, and most have bought one on a Saturday.\n"
                       "She is 16 years old and has kept the garden behind the mill since last autumn.")  # fmt: skip
    revtrack("import", "jsonl", write(tmp_path / "g.jsonl", gardener), "--db", archive, "--jobs", 1)
    assert "3 entries, 1 joined now, 2 joined before, 0 joined to none" in revtrack(*args).stderr
    assert linked(archive)["gardener"][:2] == ("61", "16")


def test_joined_entries_outlive_rederive_and_stand_on_the_corrections_page(archive: Path, tmp_path: Path) -> None:
    """Reading again changes nothing; the report shows the note with its article; evidence says where it stood."""
    revtrack("import", "corrections", PAGES / "bullets.html", "--base", "https://harbour.example/c", "--db", archive,
             code=1)  # fmt: skip
    before = linked(archive)
    assert "changed 0 texts and 0 analyses" in revtrack("rederive", "--db", archive, "--jobs", 1).stdout
    assert linked(archive) == before
    revtrack("report", "--db", archive, "-o", tmp_path / "site")
    listed = (tmp_path / "site" / "corrections.html").read_text()
    assert "the figure is 12,000" in listed
    with Archive(archive, read_only=True) as opened:
        (note,) = [one.note for one in opened.notes() if "ferry" in one.article.url]
    assert any("bullets.html, entry 1" in line for line in note.evidence)
    assert note.date == "2026-05-08"


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = (PAGES / "bullets.html").read_bytes() if self.path == "/corrections" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def test_a_column_is_read_from_its_address(archive: Path, tmp_path: Path) -> None:
    """Asked politely, through the gate; links hang under the page's own address, titles are joined all the same."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        host = f"127.0.0.1:{server.server_port}"
        config = tmp_path / "revtrack.toml"
        config.write_text(f'[fetch]\nallow_private = ["{host}"]\n\n[hosts."{host}"]\ngap_s = 0\n')
        base = ("--db", archive, "--config", config)
        said = revtrack("import", "corrections", f"http://{host}/corrections", *base, code=1).stderr
        assert "2 joined now" in said
        missing = revtrack("import", "corrections", f"http://{host}/none", *base, code=65).stderr
        assert "was not read" in missing
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
