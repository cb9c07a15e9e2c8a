"""kill -9 at any moment loses at most the visit in flight, never an alert, and the next poll carries on."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from revtrack.config import Settings
from revtrack.poller.deliver import deliver
from revtrack.poller.watch import watch
from revtrack.store import Archive
from revtrack.store.alerts import AlertBox

PAGES = 6
KILLS = 50


class Newsroom(BaseHTTPRequestHandler):
    """Articles whose number is the edition's; the test moves the edition on."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        edition = self.server.edition  # type: ignore[attr-defined]
        name = self.path.strip("/")
        filler = "".join(
            f"<p>The council met in the hall at item {n} of a long agenda about {name}.</p>" for n in range(9)
        )
        body = (
            f"<html lang=en><head><title>Ferry {name} keeps its timetable</title></head><body><article>"
            f"<h1>Ferry {name} keeps its timetable</h1><p>About {(7 + 13 * edition) * 100} people use it each day, Mayor Ida"
            f" Brandt of Northmoor said on Tuesday.</p>{filler}</article></body></html>"
        ).encode()
        etag = f'"{edition}"'
        if self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        for key, value in (("Content-Type", "text/html"), ("Content-Length", str(len(body))), ("ETag", etag)):
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


class Polls:
    """A zygote process and what it watches."""

    def __init__(self, folder: Path, port: int) -> None:
        self.db, config = folder / "a.db", folder / "revtrack.toml"
        place = f"127.0.0.1:{port}"
        config.write_text(
            f'[fetch]\nallow_private = ["{place}"]\n[politeness]\nrobots = false\n[hosts."{place}"]\ngap_s = 0\n'
            f'concurrency = 2\n[alerts.sinks.box]\nkind = "files"\nfolder = "{folder / "out"}"\n'
        )
        self.out = folder / "out"
        self.settings = Settings.load(config)
        self.urls = [f"http://{place}/{n}" for n in range(PAGES)]
        with Archive(self.db) as archive:
            list(watch(archive, self.settings, self.urls, now=datetime.now(UTC)))
            AlertBox(archive).register(["box"], "2026-01-01T00:00:00Z")
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py")), str(self.db), str(config)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, mode: str = "plain", kill_after_s: float | None = None, **more: Any) -> int:
        """Run one poll, killed after *kill_after_s* where given; return its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"mode": mode, **more}) + "\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int(json.loads(self.process.stdout.readline())["code"])

    def prove(self) -> dict[str, int]:
        """Check the archive and return how many versions each article has."""
        done = subprocess.run(
            [sys.executable, "-c", f"import sqlite3; c = sqlite3.connect({str(self.db)!r});"
             "print(c.execute('PRAGMA integrity_check').fetchone()[0], c.execute('PRAGMA foreign_key_check').fetchall())"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.split() == ["ok", "[]"]
        with Archive(self.db, read_only=True) as archive:
            assert archive.verify().holds
            return {article.url: len(archive.timeline(article).versions) for article in archive.articles()}


@pytest.fixture
def newsroom() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
    server.daemon_threads = True
    server.edition = 0  # type: ignore[attr-defined]
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def polls(tmp_path: Path, newsroom: Any) -> Iterator[Polls]:
    made = Polls(tmp_path, newsroom.server_address[1])
    yield made
    assert made.process.stdin is not None
    assert made.process.stdout is not None
    made.process.stdin.close()
    made.process.wait(20)
    made.process.stdout.close()


@pytest.mark.slow
def test_fifty_kills_at_random_moments(polls: Polls, newsroom: Any) -> None:
    """After each kill the archive proves, no version of before is missing, and the last poll completes the picture."""
    chance = random.Random(20260301)
    begun = time.monotonic()
    assert polls.run() == 0
    usual = max(time.monotonic() - begun, 0.05)
    before = dict.fromkeys(polls.urls, 1)
    killed = 0
    while killed < KILLS:
        newsroom.edition += 1
        begun = time.monotonic()
        if polls.run(kill_after_s=chance.uniform(0.0, usual)) == -9:
            killed += 1
        else:
            # The machine has become faster than when the usual time was taken.
            usual = min(usual, time.monotonic() - begun) * 0.9
        with Archive(polls.db, read_only=True) as archive:
            now = {article.url: archive.version(article, -1).number for article in archive.articles()}
        assert all(now[url] >= count for url, count in before.items())
        before = now
    newsroom.edition += 1
    assert polls.run() == 0
    after = polls.prove()
    assert all(after[url] == count + 1 for url, count in before.items())
    assert polls.run() == 0
    assert polls.prove() == after
    changes = sum(count - 1 for count in after.values())
    with Archive(polls.db) as archive:
        assert sum(alert.kind == "unannounced" for alert in AlertBox(archive).newest(10_000)) == changes


@pytest.mark.parametrize("steps", [1, 2, 4, 8, 16, 24, 32, 48, 64, 96])
def test_killed_inside_the_commit(polls: Polls, newsroom: Any, steps: int) -> None:
    """Whatever SQLite was doing: all of a visit is there or none of it, its alert included."""
    polls.run()
    newsroom.edition = 1
    polls.run("commit", steps=steps)
    halfway = polls.prove()
    with Archive(polls.db) as archive:
        told = sum(alert.kind == "unannounced" for alert in AlertBox(archive).newest())
    assert told == sum(count - 1 for count in halfway.values())
    assert polls.run() == 0
    assert set(polls.prove().values()) == {2}
    with Archive(polls.db) as archive:
        assert sum(alert.kind == "unannounced" for alert in AlertBox(archive).newest()) == PAGES


@pytest.mark.parametrize("mode", ["request", "body", "digest"])
def test_killed_before_anything_is_written(polls: Polls, newsroom: Any, mode: str) -> None:
    """Not asked for, half received, or read and compared: what was not committed was not seen, and is by the next."""
    polls.run()
    newsroom.edition = 1
    assert polls.run(mode) == -9
    assert set(polls.prove().values()) == {1}
    assert polls.run() == 0
    assert set(polls.prove().values()) == {2}
    with Archive(polls.db) as archive:
        assert sum(alert.kind == "unannounced" for alert in AlertBox(archive).newest()) == PAGES


@pytest.mark.parametrize("mode", ["before-alert", "after-alert"])
def test_killed_around_an_alert(polls: Polls, newsroom: Any, mode: str) -> None:
    """Before or after the sink took it: every alert arrives, under one name."""
    polls.run()
    newsroom.edition = 1
    polls.run()
    assert polls.run(mode) == -9
    with Archive(polls.db) as archive:
        assert deliver(archive, polls.settings, now=datetime.now(UTC)).waiting == 0
    assert len(list(polls.out.glob("*.json"))) == PAGES
