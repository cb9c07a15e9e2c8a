"""For every kind of source, one that tells the same invented stories: so many articles in so many versions."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from html import escape
from pathlib import Path

from exchange.reading import write
from exchange.test_repositories import git
from intake.histories import story
from intake.histories import write as write_lines

Row = tuple[int, int, str, str]
"""Article, version, time, text."""


def rows(articles: int, versions: int) -> list[Row]:
    """Return every version of every story, article by article."""
    return [
        (article, number, row["time"], row["text"])
        for article in range(articles)
        for number, row in enumerate(story(article, versions)["versions"], 1)  # type: ignore[call-overload]
    ]


def paragraphs(text: str) -> str:
    """Return *text* as paragraphs of HTML."""
    return "".join(f"<p>{escape(piece)}</p>" for piece in text.split("\n\n"))


def url_of(article: int) -> str:
    """Return the address of a story."""
    return f"https://harbour.example/s{article}"


def _epoch(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())


def _table(path: Path, script: str, insert: str, values: list[tuple[object, ...]]) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
        db.executemany(insert, values)
        db.commit()
    return path


def jsonl(folder: Path, articles: int, versions: int) -> Path:
    return write_lines(folder / "h.jsonl", *(story(n, versions) for n in range(articles)))


def warc(folder: Path, articles: int, versions: int) -> Path:
    base, where = [sys.executable, "-m", "revtrack"], ["--db", str(folder / "first.db")]
    lines = jsonl(folder, articles, versions)
    for command in (["import", "jsonl", str(lines), *where], ["export", "warc", *where, "-o", str(folder / "h.warc")]):
        subprocess.run([*base, *command], check=True, capture_output=True)
    return folder / "h.warc"


def git_history(folder: Path, articles: int, versions: int) -> Path:
    home = folder / "site"
    home.mkdir()
    git(home, "init", "-q", "-b", "main")
    found = rows(articles, versions)
    for number in range(1, versions + 1):
        for article, _, _, text in (row for row in found if row[1] == number):
            write(home / f"s{article}.md", f"{text}\n")
        git(home, "add", ".")
        git(home, "commit", "-qm", f"Publish {number}", at=found[number - 1][2])
    return home


def folder_of_pages(folder: Path, articles: int, versions: int) -> Path:
    for article, _, at, text in rows(articles, versions):
        write(folder / "pages" / at[:10] / f"s{article}.txt", text)
    return folder / "pages"


def newsdiffs(folder: Path, articles: int, versions: int) -> Path:
    texts = folder / "articles"
    texts.mkdir()
    git(texts, "init", "-q", "-b", "main")
    commits: dict[int, str] = {}
    found = rows(articles, versions)
    for number in range(1, versions + 1):
        for article, _, _, text in (row for row in found if row[1] == number):
            write(texts / f"harbour.example/s{article}", text)
        git(texts, "add", ".")
        git(texts, "commit", "-qm", "x")
        head = ["git", "-C", texts, "rev-parse", "HEAD"]
        commits[number] = subprocess.run(head, capture_output=True, text=True, check=True).stdout.strip()
    script = (
        "CREATE TABLE version (id INTEGER PRIMARY KEY, article_id, v, title, byline, date, boring);"
        "CREATE TABLE Articles (id INTEGER PRIMARY KEY, url, initial_date, last_update, last_check);"
    )
    script += "".join(
        f"INSERT INTO Articles VALUES ({n}, 'http://harbour.example/s{n}', '', '', '');" for n in range(articles)
    )
    return _table(
        folder / "newsdiffs.db", script,
        "INSERT INTO version (article_id, v, title, byline, date, boring) VALUES (?, ?, 'Fares', 'Ana Teal', ?, 0)",
        [(article, commits[number], at.replace("T", " ").rstrip("Z")) for article, number, at, _ in found],
    )  # fmt: skip


def diffengine(folder: Path, articles: int, versions: int) -> Path:
    return _table(
        folder / "diffengine.db",
        "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title, url, summary, created, archive_url, entry_id)",
        "INSERT INTO entryversion (title, url, summary, created, entry_id) VALUES ('Fares', ?, ?, ?, ?)",
        [(url_of(article), paragraphs(text), at.replace("T", " ").rstrip("Z"), article + 1)
         for article, _, at, text in rows(articles, versions)],
    )  # fmt: skip


def newsedits(folder: Path, articles: int, versions: int) -> Path:
    return _table(
        folder / "outlet.db",
        "CREATE TABLE split_sentences (entry_id INTEGER, version INTEGER, sent_idx INTEGER, sentence TEXT)",
        "INSERT INTO split_sentences VALUES (?, ?, ?, ?)",
        [(article, number, place, f"<p>{piece}</p>") for article, number, _, text in rows(articles, versions)
         for place, piece in enumerate(text.split("\n\n"))],
    )  # fmt: skip


def urlwatch(folder: Path, articles: int, versions: int) -> Path:
    from urlwatch.jobs import UrlJob
    from urlwatch.storage import CacheMiniDBStorage

    cache = CacheMiniDBStorage(str(folder / "cache.db"))
    for article, _, at, text in rows(articles, versions):
        job = UrlJob(url=url_of(article))
        cache.save(job, job.get_guid(), text, _epoch(at), 0, "")
    cache.close()
    write(folder / "urls.yaml", "---\n".join(f"url: {url_of(n)}\n" for n in range(articles)))
    return folder / "cache.db"


def webchanges(folder: Path, articles: int, versions: int) -> Path:
    from webchanges.handler import Snapshot
    from webchanges.jobs import UrlJob
    from webchanges.storage import SsdbSQLite3Storage

    database = SsdbSQLite3Storage(folder / "snapshots.db", max_snapshots=0)
    for article, _, at, text in rows(articles, versions):
        kept = Snapshot(text, _epoch(at), 0, "", "text/plain", {})
        database.save(guid=UrlJob(url=url_of(article)).get_guid(), snapshot=kept)
    database.close()
    write(folder / "jobs.yaml", "---\n".join(f"url: {url_of(n)}\n" for n in range(articles)))
    return folder / "snapshots.db"


def changedetection(folder: Path, articles: int, versions: int) -> Path:
    for article, number, at, text in rows(articles, versions):
        watch = folder / f"data/6ef1ef3a-6ee9-4a2c-8e6b-{article:012}"
        write(watch / f"{number}.txt", text)
        write(watch / "watch.json", json.dumps({"url": url_of(article)}))
        with open(watch / "history.txt", "a", encoding="utf-8") as lines:
            lines.write(f"{_epoch(at)},{number}.txt\n")
    return folder / "data"


def wordpress(folder: Path, articles: int, versions: int) -> Path:
    found = [
        {"id": article * 1000 + (0 if number == versions else number), "date_gmt": at, "modified_gmt": at,
         "title": {"rendered": "Fares"}, "content": {"rendered": paragraphs(text)},
         **({"link": url_of(article)} if number == versions else {"parent": article * 1000})}
        for article, number, at, text in rows(articles, versions)
    ]  # fmt: skip
    return write(folder / "posts.json", json.dumps(found))


def mediawiki(folder: Path, articles: int, versions: int) -> Path:
    pages: dict[int, str] = {}
    for article, number, at, text in rows(articles, versions):
        pages[article] = pages.get(article, "") + (
            f"<revision><id>{article * 100 + number}</id><timestamp>{at}</timestamp><contributor><ip>203.0.113.7</ip>"
            f"</contributor><model>wikitext</model><format>text/x-wiki</format><text>{text}</text><sha1 /></revision>"
        )
    body = "".join(
        f"<page><title>Story {n}</title><ns>0</ns><id>{n + 1}</id>{text}</page>" for n, text in pages.items()
    )
    head = "<siteinfo><base>https://wiki.harbour.example/wiki/Main_Page</base><namespacealiases /></siteinfo>"
    start = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">'
    return write(folder / "dump.xml", f"{start}{head}{body}</mediawiki>")


def csv(folder: Path, articles: int, versions: int) -> Path:
    return write(folder / "list.csv", "url\n" + "".join(f"{url_of(n)}\n" for n in range(articles)))


def opml(folder: Path, articles: int, versions: int) -> Path:
    lines = "".join(f'<outline text="Fares" url="{url_of(n)}"/>' for n in range(articles))
    return write(folder / "list.opml", f'<opml version="2.0"><body>{lines}</body></opml>')


SAMPLES: dict[str, Callable[[Path, int, int], Path]] = {
    "jsonl": jsonl,
    "warc": warc,
    "git": git_history,
    "folder": folder_of_pages,
    "newsdiffs": newsdiffs,
    "diffengine": diffengine,
    "newsedits": newsedits,
    "urlwatch": urlwatch,
    "webchanges": webchanges,
    "changedetection": changedetection,
    "wordpress": wordpress,
    "mediawiki": mediawiki,
    "csv": csv,
    "opml": opml,
}
