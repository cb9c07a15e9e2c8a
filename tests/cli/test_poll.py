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


def test_an_article_is_named_by_any_spelling(desk: Desk) -> None:
    """Tracking, https, a slash at the end: commands find what `add` calls known; an unknown address is still an error."""
    desk.run("add", desk.url("/a"))
    assert desk.run("poll")[0] == 0
    others = [desk.url("/a?utm_source=mail"), desk.url("/a/"), desk.url("/a").replace("http:", "https:")]
    for other in others:
        assert desk.run("add", other)[2] == "0 new articles, 1 known already\n"
        for command in (["history"], ["show"], ["poll", "--url"], ["export", "csv", "-o", "out"], ["rederive"]):
            assert desk.run(*command, other)[0] == 0, (command, other)
    assert "did you mean" in desk.run("history", desk.url("/b"))[2]
    assert desk.run("takedown", others[0], "--reason", "order 12/26", "--yes")[0] == 0


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://x", "scheme 'ftp' is not http or https"),
        ("javascript:alert(1)", "scheme 'javascript' is not http or https"),
        ("https://ida:key@news.example/a", "has a user name or password in it"),
    ],
)
def test_an_address_that_no_poll_can_ask_is_answered_with_the_reason(desk: Desk, url: str, why: str) -> None:
    """Not with the article whose address happens to hold its last letter."""
    desk.run("add", "https://news.example/a")
    assert desk.run("poll", "--url", url) == (1, "", f"revtrack: address refused: {url!r}: {why}\n")


def test_few_letters_are_no_likeness(desk: Desk) -> None:
    """Whatever is asked for, `x` stands in some address."""
    desk.run("add", "https://news.example/a")
    said = "the archive has 1 article; see: revtrack list"
    assert desk.run("history", "ftp://x") == (1, "", f"revtrack: no article at ftp://x; {said}\n")
    assert desk.run("status")[1].startswith("1 article: 1 new\n")


def test_what_is_paused_is_not_visited_by_name_either(desk: Desk) -> None:
    """Whoever paused it had a reason: `poll --url` and `add` say so and ask nobody."""
    desk.run("add", desk.url("/a"))
    desk.run("pause", desk.url("/a"), "--why", "the outlet asked us to")
    said = f"{desk.url('/a')} is paused: no poll visits it until `revtrack resume`\n"
    assert desk.run("poll", "--url", desk.url("/a")) == (2, "", f"revtrack: {said}")
    assert desk.run("add", desk.url("/a")) == (0, "", f"0 new articles, 1 known already\n{said}")
    assert desk.run("poll", "--all")[0] == 0
    assert desk.server.asked == []


def test_listings_are_listed_paused_and_resumed(desk: Desk) -> None:
    """What announces articles can be seen with its rules, left alone and taken up again; status counts it."""
    feed, page = desk.url("/rss.xml"), desk.url("/latest")
    desk.run("init")
    assert "no listings yet" in desk.run("list", "--listings")[2]
    desk.run("add", "--feed", feed, "--include", "/news/", "--limit", "7")
    desk.run("add", "--index", page, "--select", "main a")
    assert desk.run("add", "--index", page)[2] == "0 new index pages, 1 known already, with these rules from now on\n"
    assert desk.run("pause", feed, "--why", "too many") == (
        0, "", f"{feed} is paused: no poll visits it until `revtrack resume`\n"
    )  # fmt: skip
    assert desk.run("list", "--listings")[1] == (
        f"    1  paused     {feed}  feed; include /news/, limit 7\n    2  new        {page}  index; limit 100\n"
    )
    (row, _) = json.loads(desk.run("list", "--listings", "--json")[1])
    assert (row["kind"], row["state"], row["rules"]["limit"], row["paused_why"]) == ("feed", "paused", 7, "too many")
    assert "1 feeds, sitemaps and index pages are read, 1 paused" in desk.run("status")[1]
    assert desk.run("resume", feed)[2] == f"{feed} is visited again\n"
    assert desk.run("pause", desk.url("/nothing"))[0] == 1
    assert desk.run("list", "--listings", "--state", "ok")[0] == 2


@pytest.mark.parametrize(
    ("page", "code", "said"),
    [
        ("ftp://news.example/x", 1, "scheme 'ftp' is not http or https"),
        ("javascript:alert(1)", 1, "scheme 'javascript' is not http or https"),
        ("http://10.0.0.1/x", 1, "10.0.0.1 is no public address (private)"),
        ("news.example/x", 65, "an address begins with https://"),
    ],
)
def test_a_page_to_try_is_an_address_or_a_file(desk: Desk, page: str, code: int, said: str) -> None:
    """What is neither is answered by the gate or with what an address looks like."""
    assert desk.run("profile", "try", page)[0] == code
    assert said in desk.run("profile", "try", page)[2]


def test_status_names_what_waits_longest(desk: Desk) -> None:
    """Of what is overdue the first five are named, the others counted."""
    urls = [desk.url(f"/{n}") for n in range(7)]
    desk.run("add", *urls)
    code, out, _ = desk.run("status", "--overdue-h", "0", "--exit-code")
    lines = [line.partition(": ")[2] for line in out.splitlines() if line.startswith("overdue since ")]
    assert (code, lines) == (10, urls[:5])
    assert "0 overdue" not in out
    assert "and 2 more overdue" in out
    assert "overdue since" not in desk.run("status")[1]


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
