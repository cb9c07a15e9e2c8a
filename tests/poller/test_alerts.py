"""Alerts reach every sink at least once, signed and safe; a dead sink holds up nobody."""

import asyncio
import hashlib
import hmac
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from poller.kit import SETTINGS, START, World, poll
from revtrack.config import Settings
from revtrack.errors import ConfigError, LockedError
from revtrack.poller import sinks
from revtrack.poller.deliver import check_sinks, deliver
from revtrack.poller.watch import watch
from revtrack.store import Archive
from revtrack.store.alerts import StoredAlert

A = "https://news.example/a"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one alert: an unannounced change."""
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def change(archive: Archive, settings: Settings, *texts: str) -> None:
    """Let article A live through *texts*."""
    world = World()
    list(watch(archive, SETTINGS, [A], now=world.now()))
    for text in texts:
        world.pages[A] = text
        poll(archive, world, settings, everything=True)


def configured(text: str) -> Settings:
    return Settings.parse(("[politeness]\nrobots = false\n" + text).encode())


def files(folder: Path) -> Settings:
    return configured(f'[alerts.sinks.box]\nkind = "files"\nfolder = "{folder}"\n')


def test_an_alert_is_a_file_once(archive: Archive, tmp_path: Path) -> None:
    """The file holds the words before and after; a second run adds nothing."""
    settings = files(tmp_path / "out")
    change(archive, settings, "Ferry\n\n1,200 ride.", "Ferry\n\n12,000 ride.")
    assert deliver(archive, settings, now=START).sent == 1
    assert deliver(archive, settings, now=START).sent == 0
    (path,) = (tmp_path / "out").iterdir()
    found = json.loads(path.read_text())
    assert (found["schema"], found["kind"], found["version"]) == ("revtrack.alert/1", "unannounced", 2)
    assert found["body"]["edits"][0]["after"].endswith("12,000 ride.")


def test_a_crash_before_the_acknowledgement_tells_again(archive: Archive, tmp_path: Path) -> None:
    """Killed between the sink's yes and our note of it, the alert comes once more under the same name."""
    settings = files(tmp_path / "out")
    change(archive, settings, "One", "Two")

    def killed(*args: Any) -> list[str]:
        sinks.send(*args)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(archive, settings, now=START, send=killed)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert deliver(archive, settings, now=START).sent == 1
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_dead_sink_waits_and_the_others_go_on(archive: Archive, tmp_path: Path) -> None:
    """What one sink refuses is tried again later, longer apart each time; the other sink is told at once."""
    (tmp_path / "file").write_text("in the way")
    settings = configured(
        f'[alerts.sinks.dead]\nkind = "files"\nfolder = "{tmp_path / "file"}"\n'
        f'[alerts.sinks.live]\nkind = "files"\nfolder = "{tmp_path / "out"}"\n'
    )
    change(archive, settings, "One", "Two")
    told = deliver(archive, settings, now=START)
    assert (told.sent, told.waiting, [name for name, _ in told.failures]) == (1, 1, ["dead"])
    assert deliver(archive, settings, now=START).failures == []
    (tmp_path / "file").unlink()
    assert deliver(archive, settings, now=START + timedelta(minutes=2)).sent == 1


def test_a_new_sink_gets_no_old_alerts(archive: Archive, tmp_path: Path) -> None:
    """What was found before a sink was configured is not sent to it."""
    change(archive, SETTINGS, "One", "Two")
    settings = files(tmp_path / "out")
    assert deliver(archive, settings, now=START).sent == 0
    change(archive, settings, "Three")
    assert deliver(archive, settings, now=START).sent == 1


def test_a_sink_may_choose(archive: Archive, tmp_path: Path) -> None:
    """`on` and `outlets` select; what is not wanted does not wait for ever."""
    settings = configured(f'[alerts.sinks.box]\nkind = "files"\nfolder = "{tmp_path / "out"}"\non = ["gone"]\n')
    change(archive, settings, "One", "Two")
    told = deliver(archive, settings, now=START)
    assert (told.sent, told.waiting) == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        'kind = "pigeon"',
        'kind = "mail"',
        'kind = "webhook"',
        'kind = "files"\nfolder = "x"\non = ["everything"]',
        'kind = "mail"\nto = ["a@b.example"]\nsecurity = "some"',
    ],
)
def test_a_sink_that_can_never_work_is_a_configuration_error(text: str) -> None:
    """The message names the sink and what is wrong."""
    with pytest.raises(ConfigError, match=r"alerts\.sinks\.x"):
        check_sinks(configured(f"[alerts.sinks.x]\n{text}\n"))


class Hook(BaseHTTPRequestHandler):
    """A webhook's server: keeps what it gets, answers what it is told to."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.got, server.status = [], 204  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def webhook(hook: Any, allow: bool = True) -> Settings:
    port = hook.server_address[1]
    allowed = f'allow_private = ["127.0.0.1:{port}"]\n' if allow else ""
    return configured(
        f'[alerts.sinks.hook]\nkind = "webhook"\nurl = "http://127.0.0.1:{port}/x"\nsecret_env = "HOOK_SECRET"\n'
        f"timeout_s = 5\n[fetch]\n{allowed}"
    )


def test_a_webhook_is_signed(archive: Archive, hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever knows the secret can prove body and time; the delivery's name is stable."""
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    settings = webhook(hook)
    change(archive, settings, "One", "Two")
    assert deliver(archive, settings, now=START).sent == 1
    headers, body = hook.got[0]
    stamped = headers["X-Revtrack-Timestamp"].encode() + b"." + body
    assert headers["X-Revtrack-Signature"] == "sha256=" + hmac.new(b"s3cret", stamped, hashlib.sha256).hexdigest()
    assert json.loads(body)["kind"] == "unannounced"
    assert headers["X-Revtrack-Delivery"].startswith("1-")


@pytest.mark.parametrize(("status", "allow"), [(500, True), (302, True), (204, False)])
def test_a_webhook_that_is_not_taken_waits(
    archive: Archive, hook: Any, monkeypatch: pytest.MonkeyPatch, status: int, allow: bool
) -> None:
    """An error, a redirect and an address the gate refuses are failures; nothing is sent elsewhere."""
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    hook.status = status
    settings = webhook(hook, allow)
    change(archive, settings, "One", "Two")
    told = deliver(archive, settings, now=START)
    assert (told.sent, told.waiting, len(told.failures)) == (0, 1, 1)


class Mailbox(socketserver.StreamRequestHandler):
    """As much of an SMTP server as a client needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                self.server.mails.append(b"".join(lines).decode())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


def test_mail_says_what_changed(archive: Archive) -> None:
    """One mail holds the headline, the address and the words before and after."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        server.mails = []  # type: ignore[attr-defined]
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        settings = configured(
            f'[alerts.sinks.desk]\nkind = "mail"\nto = ["desk@news.example"]\nhost = "127.0.0.1"\n'
            f"port = {server.server_address[1]}\n"
        )
        change(archive, settings, "Ferry\n\n1,200 ride.", "Ferry\n\n12,000 ride.")
        told = deliver(archive, settings, now=START)
        server.shutdown()
        thread.join()
    assert (told.sent, told.failures) == (1, [])
    (mail,) = server.mails  # type: ignore[attr-defined]
    assert "Subject: [revtrack] Ferry: 1 material change, no note found in our snapshots" in mail
    assert "{+Ferry" in mail
    assert "12,000 ride.+}" in mail
    assert A in mail


def test_a_log_in_without_its_password_is_not_tried(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that cron does not have is named; no server is bothered with an empty password."""
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    settings = configured(
        '[alerts.sinks.desk]\nkind = "mail"\nto = ["desk@news.example"]\nhost = "127.0.0.1"\nport = 1\n'
        'username = "revtrack"\npassword_env = "MAIL_PASSWORD"\n'
    )
    change(archive, settings, "One", "Two")
    told = deliver(archive, settings, now=START)
    assert told.failures == [("desk", "the environment has no MAIL_PASSWORD to log in with")]


def test_a_mail_server_that_is_not_there_is_a_failure(archive: Archive) -> None:
    """A refused connection is told and tried again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = configured(
        f'[alerts.sinks.desk]\nkind = "mail"\nto = ["desk@news.example"]\nhost = "127.0.0.1"\nport = {port}\n'
    )
    change(archive, settings, "One", "Two")
    assert deliver(archive, settings, now=START).failures[0][0] == "desk"


class Dripping(socketserver.StreamRequestHandler):
    """A mail server that greets a letter at a time, for ever."""

    def handle(self) -> None:
        while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
            self.wfile.write(b"2")


def test_a_mail_server_that_drips_is_given_up(archive: Archive, tmp_path: Path) -> None:
    """The time-out is for the whole mail, not for each letter; the sinks after it are told all the same."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
        server.over = threading.Event()  # type: ignore[attr-defined]
        server.handle_error = lambda *_args: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        settings = configured(
            f'[alerts.sinks.desk]\nkind = "mail"\nto = ["desk@news.example"]\nhost = "127.0.0.1"\ntimeout_s = 0.3\n'
            f'port = {server.server_address[1]}\n[alerts.sinks.box]\nkind = "files"\nfolder = "{tmp_path / "out"}"\n'
        )
        change(archive, settings, "One", "Two")
        told = deliver(archive, settings, now=START)
        server.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()
    assert told.failures == [("desk", "timed out: not taken within 0.3 s")]
    assert (told.sent, told.waiting) == (1, 1)


def test_a_webhook_that_never_answers_is_given_up(archive: Archive, tmp_path: Path) -> None:
    """A server that takes the alert and says nothing holds up neither the sinks after it nor a poll."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"127.0.0.1:{silent.getsockname()[1]}"
        settings = configured(
            f'[fetch]\nallow_private = ["{place}"]\n[alerts.sinks.hook]\nkind = "webhook"\nurl = "http://{place}/"\n'
            f'timeout_s = 0.3\n[alerts.sinks.box]\nkind = "files"\nfolder = "{tmp_path / "out"}"\n'
        )
        change(archive, settings, "One", "Two")
        told = deliver(archive, settings, now=START)
        change(archive, settings, "Three")
    assert (told.sent, told.failures[0][0]) == (1, "hook")
    assert "timed out" in told.failures[0][1]
    assert len(archive.timeline(archive.article(A)).versions) == 3


def test_two_at_once_do_not_tell_everything_twice(archive: Archive, tmp_path: Path) -> None:
    """While one process hands over, a second is told which and tells nobody."""
    settings = files(tmp_path / "out")
    change(archive, settings, "One", "Two")
    with archive.alert_lock("2026-03-01T06:00:00Z"), Archive(tmp_path / "a.db") as second:
        with pytest.raises(LockedError, match=r"process \d+ since 2026-03-01T06:00:00Z"):
            deliver(second, settings, now=START)
        assert not (tmp_path / "out").exists()
    assert deliver(archive, settings, now=START).sent == 1


def test_a_headline_cannot_forge_a_mail_header() -> None:
    """Line breaks and direction marks in a title stay inside the subject."""
    title = "Ferry\r\nBcc: everyone@example.com\u202e"
    alert = StoredAlert(1, "2026-03-01T06:00:00.000Z", "note", title, {}, A, "", "", 2)
    mail = sinks.message(
        configured('[alerts.sinks.x]\nkind="mail"\nto=["a@b.example"]').alerts.sinks["x"], [alert], START
    )
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert "\u202e" not in mail.as_string()


def test_asyncio_is_free_afterwards() -> None:
    """Delivering leaves no event loop behind."""
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
