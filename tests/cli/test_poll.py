"""The commands of a watch, as cron and a person at a terminal run them."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from revtrack.store import Archive


class Pages(BaseHTTPRequestHandler):
    """Two good articles, one that is gone, one that answers slowly."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path == "/gone":
            self.send_error(410)
            return
        if self.path == "/broken":
            self.send_error(500)
            return
        if self.path.startswith("/slow"):
            time.sleep(0.6)
        words = "".join(
            f"<p>Paragraph {n} of the report says what the council decided, item by item.</p>" for n in range(8)
        )
        body = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{words}</article></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


class Desk:
    """A folder with a configuration, a server and the command line."""

    def __init__(self, folder: Path, server: Any) -> None:
        self.folder, self.server = folder, server
        self.place = f"127.0.0.1:{server.server_address[1]}"
        (folder / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["{self.place}"]\n[politeness]\nrobots = false\n'
            f'[hosts."{self.place}"]\ngap_s = 0\nconcurrency = 1\n'
        )

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "revtrack", *arguments], cwd=self.folder, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path("src").absolute())},
        )  # fmt: skip

    def run(self, *arguments: str, text: str = "") -> tuple[int, str, str]:
        with self.start(*arguments) as process:
            out, err = process.communicate(text, 60)
        return process.returncode, out, err


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Desk(tmp_path, server)
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_watch_from_the_command_line(desk: Desk) -> None:
    """Add from arguments, a file and standard input; poll silently; status and exit codes say how it stands."""
    (desk.folder / "urls.txt").write_text(f"# our watch\n{desk.url('/b')}\n\n{desk.url('/gone')}\n")
    assert desk.run("add", desk.url("/a"), "urls.txt") == (0, "", "3 new articles, 0 known already\n")
    code, _, err = desk.run("add", "-", text=f"{desk.url('/a')}\nhttp://127.0.0.1:22/x\n")
    assert (code, "refused: http://127.0.0.1:22/x" in err) == (1, True)
    assert desk.run("poll", "--dry-run")[1].split() == [desk.url(path) for path in ("/a", "/b", "/gone")]
    assert desk.run("poll") == (0, "", "")
    assert desk.run("poll") == (0, "", "")
    assert sorted(desk.server.asked) == ["/a", "/b", "/gone"]
    status = json.loads(desk.run("status", "--json")[1])
    assert (status["articles"], status["states"], status["overdue"]) == (3, {"gone": 1, "ok": 2}, 0)
    assert desk.run("add", desk.url("/broken"))[0] == 0
    code, out, err = desk.run("poll", "--json")
    assert (code, json.loads(out)["failed"], err) == (1, 1, "")
    assert "server_error" in desk.run("status")[1]
    assert desk.run("status", "--exit-code")[0] == 10


def test_sigterm_finishes_what_is_in_flight(desk: Desk) -> None:
    """Told to stop, a poll writes the visit it is in, says so, and leaves the rest for the next one."""
    desk.run("add", *(desk.url(f"/slow{n}") for n in range(5)))
    with desk.start("poll", "--jobs", "1") as process:
        while not desk.server.asked:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "1 visited" in err
    assert "stopped by SIGTERM" in err
    with Archive(desk.folder / "db/revtrack.db", read_only=True) as archive:
        assert archive.article(1).state == "ok"
    assert len(desk.server.asked) == 1


def test_a_second_poll_is_told_who_holds_the_lock(desk: Desk) -> None:
    """Exit 75 at once, one line naming the process and its start."""
    desk.run("add", *(desk.url(f"/slow{n}") for n in range(3)))
    with desk.start("poll") as first:
        while not desk.server.asked:
            time.sleep(0.01)
        code, out, err = desk.run("poll")
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=60)
    assert (code, out) == (75, "")
    assert f"process {first.pid} since " in err
    assert err.count("\n") == 1


def test_a_wrong_configuration_is_told_with_its_line(desk: Desk) -> None:
    """Exit 78, file and line, nearest right key; nobody is asked."""
    (desk.folder / "revtrack.toml").write_text("[politeness]\ngap = 2\n")
    code, _, err = desk.run("poll")
    assert (code, "revtrack.toml:2" in err, "gap_s" in err) == (78, True, True)


def test_an_alert_command_without_sinks_does_nothing(desk: Desk) -> None:
    """No sink, no words, no failure; the list of alerts can be read."""
    desk.run("add", desk.url("/a"))
    assert desk.run("alert") == (0, "", "")
    assert desk.run("alert", "--list", "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--feed", "--sitemap", "https://news.example/x"], "cannot be both --feed and --sitemap"),
        (["--select", "main", "https://news.example/x"], "give --index with it"),
        (["--include", "/news/", "https://news.example/x"], "give --feed, --sitemap or --index with them"),
        (["--index", "--select", "div[", "https://news.example/x"], "neither CSS nor XPath"),
        (["no-file.txt"], "nor is there a file of that name"),
    ],
)
def test_a_wrong_add_is_answered_with_what_to_do(tmp_path: Path, arguments: list[str], said: str) -> None:
    """Options that contradict each other, a selector that is none, a file that is not there: said at once, nothing added."""
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", "add", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode in (1, 2)
    assert said in done.stderr.replace("\n", " ")


def test_a_poll_of_no_archive_makes_none(tmp_path: Path) -> None:
    """A mistyped path is an error that says how to begin, not an empty archive polled in silence."""
    command = [sys.executable, "-m", "revtrack", "poll", "--db", "typo.db"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no archive at typo.db; begin one with: revtrack add" in done.stderr
    assert list(tmp_path.iterdir()) == []
