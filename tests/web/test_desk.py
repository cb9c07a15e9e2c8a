"""The desk is closed to strangers, lets editors decide, and loses nothing when two decide at once."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from report.builder import Life, P, document, unannounced
from revtrack.store import Archive
from revtrack.store.desk import Desk
from revtrack.web import Trust, desk
from web.newsroom import commit, small_newsroom

PASSWORD = "a long enough secret"
START = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive with three accounts at its desk."""
    path = small_newsroom(tmp_path / "n.db")
    with Desk(path) as book:
        for name, role in (("rae", "reader"), ("ines", "reviewer"), ("ada", "admin")):
            book.add_user(name, role, PASSWORD, at="2026-11-24T09:00:00Z")
    return path


@pytest.fixture
def clock() -> Clock:
    """Return a clock to move."""
    return Clock()


def client(archive: Path, clock: Clock, **more: object) -> TestClient:
    """Return a stranger's browser."""
    app = desk(archive, clock=clock, **more)  # type: ignore[arg-type]
    return TestClient(app, base_url="http://127.0.0.1:8788", follow_redirects=False)


def logged_in(archive: Path, clock: Clock, name: str) -> TestClient:
    """Return the browser of somebody who logged in."""
    browser = client(archive, clock)
    assert browser.post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
    return browser


def form_of(page: str, action: str, nth: int = 0) -> dict[str, str]:
    """Return the hidden fields of the *nth* form with this action."""
    forms = [part.split("</form>")[0] for part in page.split("<form")[1:] if f'action="{action}"' in part]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', forms[nth]))


def routes(browser: TestClient) -> Iterator[tuple[str, str]]:
    """Yield (method, path) of every route, with values for its parameters."""
    values = {"article:int": "1", "number:int": "2", "name": "index.html", "folder:str": "outlets", "claim": "n1.c1",
              "url:path": "https://harbour.example/2026/bridge", "article": "1", "number": "2", "before": "1",
              "after": "2"}  # fmt: skip
    for route in browser.app.routes:  # type: ignore[attr-defined]
        path = re.sub(r"\{([^}]+)\}", lambda found: values[found[1]], route.path)
        for method in sorted(route.methods - {"HEAD"}):
            yield method, path


def test_every_route_is_closed_to_strangers(archive: Path, clock: Clock) -> None:
    """Of all routes there are, a stranger gets an answer from the log-in page and the style sheet only."""
    browser = client(archive, clock)
    seen = 0
    for method, path in routes(browser):
        answer = browser.request(method, path)
        if path.startswith(("/login", "/static")):
            continue
        seen += 1
        if method == "GET" and not path.startswith("/api"):
            assert (answer.status_code, answer.headers.get("location")) == (303, "/login"), path
        else:
            assert answer.status_code == 401, path
        assert "bridge" not in answer.text
    assert seen > 25
    assert browser.get("/static/revtrack.css").status_code == 200


def test_roles_open_what_they_should_and_nothing_else(archive: Path, clock: Clock) -> None:
    """A reader may look and not decide, a reviewer decide and not see the log, an admin all."""
    decide = {"GET /desk/labels.jsonl", "POST /desk/decide", "POST /desk/decide-link", "POST /desk/undo",
              "POST /desk/comment", "POST /desk/assign", "GET /desk/add", "POST /desk/add"}  # fmt: skip
    closed = {"rae": decide | {"GET /desk/log"}, "ines": {"GET /desk/log"}, "ada": set()}
    for name, wanted in closed.items():
        browser = logged_in(archive, clock, name)
        token = form_of(browser.get("/desk").text, "logout")["csrf"]
        refused = {
            f"{method} {path}"
            for method, path in routes(browser)
            if not path.startswith(("/login", "/logout"))
            and browser.request(method, path, data={"csrf": token} if method == "POST" else None).status_code == 403
        }
        assert refused == wanted


def test_a_request_without_the_sessions_token_changes_nothing(archive: Path, clock: Clock) -> None:
    """A form without or with a wrong token is refused, and so is one that another site sent."""
    browser = logged_in(archive, clock, "ines")
    form = form_of(browser.get("/desk").text, "desk/decide") | {"verdict": "style", "reason": "house style"}
    assert browser.post("/desk/decide", data={**form, "csrf": "wrong"}).status_code == 403
    assert browser.post("/desk/decide", data={k: v for k, v in form.items() if k != "csrf"}).status_code == 403
    assert browser.post("/desk/decide", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert browser.post("/desk/decide", data=form, headers={"Origin": "https://evil.example"}).status_code == 403
    with Archive(archive, read_only=True) as kept:
        assert kept.decisions() == []
    assert browser.post("/desk/decide", data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_wrong_passwords_are_slowed_and_written_down(archive: Path, clock: Clock) -> None:
    """After five wrong tries for a name even the right password waits a quarter of an hour; unknown names count alike."""
    browser = client(archive, clock)
    for name in ("ines", "nobody"):
        for _ in range(5):
            assert browser.post("/login", data={"name": name, "password": "wrong"}).status_code == 401
        blocked = browser.post("/login", data={"name": name, "password": PASSWORD})
        assert (blocked.status_code, blocked.headers["retry-after"]) == (429, "900")
    clock.now += timedelta(minutes=16)
    assert browser.post("/login", data={"name": "ines", "password": PASSWORD}).status_code == 303
    log = logged_in(archive, clock, "ada").get("/desk/log").text
    assert log.count("log-in refused") == 10


def test_a_session_ends(archive: Path, clock: Clock) -> None:
    """A session ends by logging out, after a working day, and when its account is closed or gets another password."""
    browser = logged_in(archive, clock, "ines")
    cookie = browser.post("/login", data={"name": "ines", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    token = form_of(browser.get("/desk").text, "logout")["csrf"]
    assert browser.post("/logout", data={"csrf": token}).status_code == 303
    assert browser.get("/desk").status_code == 303
    late, closed, changed = (logged_in(archive, clock, "ines") for _ in range(3))
    clock.now += timedelta(hours=13)
    assert late.get("/desk").status_code == 303
    clock.now -= timedelta(hours=13)
    with Desk(archive) as book:
        book.set_password("ines", "another long secret", at="2026-11-24T10:00:00Z")
        assert changed.get("/desk").status_code == 303
        book.set_disabled("ines", True, at="2026-11-24T10:00:00Z")
    assert closed.get("/desk").status_code == 303
    assert closed.post("/login", data={"name": "ines", "password": "another long secret"}).status_code == 401


def test_a_verdict_settles_a_finding_and_can_be_undone(archive: Path, clock: Clock) -> None:
    """A decided finding leaves the queue and every page says who decided what; undone it waits again; both are kept."""
    browser = logged_in(archive, clock, "ines")
    form = form_of(browser.get("/desk").text, "desk/decide")
    assert browser.post("/desk/decide", data={**form, "verdict": "style"}).status_code == 400
    sent = browser.post("/desk/decide", data={**form, "verdict": "style", "reason": "the house spells it so"})
    assert sent.headers["location"].startswith("/desk#i-")
    assert "an editor says: style only" in browser.get("/look.html").text
    undo = form_of(browser.get("/desk").text, "desk/undo")
    assert undo["key"] == form["key"]
    assert browser.post("/desk/undo", data=undo).status_code == 303
    assert form_of(browser.get("/desk").text, "desk/decide")["key"] == form["key"]
    lines = [json.loads(line) for line in browser.get("/desk/labels.jsonl").text.splitlines()]
    assert [(line["verdict"], line["reason"], line["editor"]) for line in lines] == [
        ("style", "the house spells it so", "ines"),
        ("undone", "", "ines"),
    ]


def test_what_needs_a_note_leaves_the_queue_and_waits_apart(archive: Path, clock: Clock) -> None:
    """A finding that needs a note is no task any more, still stands in the readers' list, and can be undone."""
    browser = logged_in(archive, clock, "ines")
    form = form_of(browser.get("/desk?rule=R9").text, "desk/decide") | {"verdict": "needs_note"}
    sent = browser.post("/desk/decide", data=form)
    assert sent.headers["location"].startswith("/desk?rule=R9#i-")
    page = html.fromstring(browser.get("/desk").text)
    assert f"i-{form['key']}" not in {task.get("id") for task in page.find_class("task")}
    assert page.xpath(f"//li[@id='i-{form['key']}']//form[@action='desk/undo']")
    assert f"i-{form['key']}" in browser.get("/look.html").text
    undone = browser.post("/desk/undo", data=form_of(browser.get("/desk").text, "desk/undo"))
    assert undone.headers["location"] == f"/desk#i-{form['key']}"
    assert f"i-{form['key']}" in {t.get("id") for t in html.fromstring(browser.get("/desk").text).find_class("task")}


def test_a_finding_decided_as_noted_elsewhere_is_no_longer_open(archive: Path, clock: Clock) -> None:
    """Once an editor knows of a note elsewhere, the article's page no longer says that no note was seen."""
    browser = logged_in(archive, clock, "ines")
    assert "no note seen" in browser.get("/articles/1/").text
    page = browser.get("/desk").text
    forms = [form_of(page, "desk/decide", nth) for nth in range(2)]
    form = next(form for form in forms if form["article"] == "1")
    said = {"verdict": "noted_elsewhere", "reason": "Corrected on the corrections page, 4 Nov."}
    assert browser.post("/desk/decide", data={**form, **said}).status_code == 303
    assert "no note seen" not in browser.get("/articles/1/").text


def test_two_editors_at_once_lose_nothing(archive: Path, clock: Clock) -> None:
    """The second to decide is shown what the first decided and nothing of theirs is overwritten."""
    first, second = logged_in(archive, clock, "ines"), logged_in(archive, clock, "ada")
    ours, theirs = (form_of(browser.get("/desk").text, "desk/decide") for browser in (first, second))
    assert first.post("/desk/decide", data={**ours, "verdict": "style", "reason": "spelling"}).status_code == 303
    late = second.post("/desk/decide", data={**theirs, "verdict": "needs_note", "reason": "it is a name"})
    assert late.status_code == 409
    assert "ines said “style only” on 24 Nov 2026, 10:00 UTC, because “spelling”." in late.text
    assert "it is a name" in late.text
    with Archive(archive, read_only=True) as kept:
        assert [d.verdict for d in kept.decisions()] == ["style"]


def test_a_link_is_confirmed_rejected_and_redrawn(archive: Path, clock: Clock) -> None:
    """The page of a link takes all three answers; the article's page shows what was decided."""
    browser = logged_in(archive, clock, "ines")
    assert "link/1/n1.c1" in browser.get("/desk/links").text
    page = "/desk/link/1/n1.c1"

    def send(verdict: str, **more: str) -> int:
        form = form_of(browser.get(page).text, "../../decide-link", 1)
        form = {**form, "before_from": "", "before_to": "", "after_from": "", "after_to": "", **more}
        return browser.post("/desk/decide-link", data={**form, "verdict": verdict}).status_code

    assert send("confirmed") == 303
    assert "confirmed by an editor" in browser.get("/articles/1/").text
    assert send("rejected") == 303
    assert "m-n1.c1" not in browser.get("/articles/1/").text
    with Archive(archive, read_only=True) as kept:
        text = kept.version(kept.article(1), 4).document.text
    at = text.index("Councillor Maria")
    drawn = {"edit": "", "after_from": str(at), "after_to": str(at + len("Councillor Maria"))}
    assert send("redrawn", **drawn) == 303
    article = browser.get("/articles/1/").text
    assert re.search(r'id="m-n1.c1"[^>]*><a[^>]*>Councillor Maria<', article)
    assert "redrawn by an editor" in article
    assert send("redrawn", edit="", after_from="5", after_to="999999") == 400
    assert send("redrawn", edit="4:e99") == 400


def test_comments_and_assignments_stand_beside_what_they_are_about(archive: Path, clock: Clock) -> None:
    """Others see the comment and who has it; the queue can be narrowed to one person."""
    browser, other = logged_in(archive, clock, "ines"), logged_in(archive, clock, "ada")
    form = form_of(browser.get("/desk").text, "desk/comment")
    assert browser.post("/desk/comment", data={**form, "text": "asked the desk <b>"}).status_code == 303
    assert browser.post("/desk/assign", data={**form, "user": "ada"}).status_code == 303
    assert browser.post("/desk/assign", data={**form, "user": "nobody"}).status_code == 404
    assert "asked the desk &lt;b&gt;" in other.get("/desk").text
    assert form_of(other.get("/desk?assigned=ada").text, "desk/decide")["key"] == form["key"]
    assert other.get("/desk?assigned=ada").text.count('class="line-item task"') == 1


def test_a_trusted_header_counts_from_the_proxy_only(archive: Path, clock: Clock) -> None:
    """Behind a single-sign-on proxy its header says who asks; from anywhere else it says nothing."""
    trusting = client(archive, clock, trust=Trust("X-Remote-User", ("testclient",)))
    page = trusting.get("/desk", headers={"X-Remote-User": "ines"})
    assert page.status_code == 200
    form = form_of(page.text, "desk/decide")
    sent = {**form, "verdict": "style", "reason": "x"}
    assert trusting.post("/desk/decide", data=sent, headers={"X-Remote-User": "ada"}).status_code == 403
    assert trusting.post("/desk/decide", data=sent, headers={"X-Remote-User": "ines"}).status_code == 303
    assert trusting.get("/desk", headers={"X-Remote-User": "stranger"}).status_code == 303
    elsewhere = client(archive, clock, trust=Trust("X-Remote-User", ("10.0.0.1",)))
    assert elsewhere.get("/desk", headers={"X-Remote-User": "ines"}).status_code == 303
    assert client(archive, clock).get("/desk", headers={"X-Remote-User": "ines"}).status_code == 303


def test_no_other_name_can_be_pointed_at_the_desk(archive: Path, clock: Clock) -> None:
    """A request for another host name is refused (DNS rebinding)."""
    browser = client(archive, clock)
    assert browser.get("/login", headers={"Host": "evil.example"}).status_code == 400
    assert browser.get("/login").status_code == 200


def test_the_archive_holds_no_password(archive: Path) -> None:
    """Accounts stand in a file of their own that only its owner may read, passwords as scrypt digests."""
    beside = archive.with_name("n.desk.db")
    assert beside.stat().st_mode & 0o077 == 0
    assert PASSWORD.encode() not in beside.read_bytes()
    assert b"scrypt$" in b"".join(p.read_bytes() for p in beside.parent.glob("n.desk.db*"))
    assert b"scrypt$" not in b"".join(p.read_bytes() for p in archive.parent.glob("n.db*"))


def test_findings_of_one_paragraph_are_decided_as_one(tmp_path: Path, clock: Clock) -> None:
    """Two findings of one paragraph are one task with both changes; a verdict and its undoing are about both, or none."""
    path = tmp_path / "n.db"
    life = Life(url="https://gazette.example/goats", outlet="Gazette")
    life.version(
        "2026-11-05T08:00:00Z", document((P, "The ferry took 12 people and 30 goats to Quay."), outlet="Gazette")
    )
    life.version(
        "2026-11-05T09:00:00Z", document((P, "The ferry took 14 people and 33 goats to Quay."), outlet="Gazette")
    )
    first = unannounced("e1", "a number changed; no note seen", "aa11")
    life.steps[1] = replace(life.steps[1], findings=(first, replace(first, edits=("e2",), key="bb22")))
    with Archive(path) as archive:
        commit(archive, life)
    with Desk(path) as book:
        for name in ("ines", "ada"):
            book.add_user(name, "reviewer", PASSWORD, at="2026-11-24T09:00:00Z")
    browser, other = logged_in(path, clock, "ines"), logged_in(path, clock, "ada")
    page = browser.get("/desk").text
    assert page.count('class="line-item task"') == 1
    words = html.fromstring(page).find_class("words")[0]
    assert [part.text for part in words.iter("del", "ins")] == ["12", "14", "30", "33"]
    assert words.text_content() == "The ferry took 1214 people and 3033 goats to Quay."
    form = form_of(page, "desk/decide") | {"verdict": "update", "reason": "more came"}
    theirs = form_of(other.get("/desk").text, "desk/decide") | {"verdict": "style", "reason": "x", "seen": "1"}
    assert browser.post("/desk/decide", data=form).status_code == 303
    assert other.post("/desk/decide", data=theirs).status_code == 409
    assert 'class="line-item task"' not in browser.get("/desk").text
    assert browser.post("/desk/undo", data=form_of(browser.get("/desk").text, "desk/undo")).status_code == 303
    assert browser.post("/desk/decide", data=form | {"also": "bb22.x"}).status_code == 400
    with Archive(path, read_only=True) as kept:
        assert [(d.key, d.verdict) for d in kept.decisions()] == [
            ("aa11", "update"), ("bb22", "update"), ("aa11", "undone"), ("bb22", "undone"),
        ]  # fmt: skip
