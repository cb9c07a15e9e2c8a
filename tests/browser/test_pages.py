"""
Every page in a real browser: readable by everybody, nothing overflowing, nothing running, nothing leaving.
"""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from report.builder import bridge, hostile, long_life, unannounced
from revtrack.model import ArticleState, Gap
from revtrack.report import write_site
from revtrack.store.desk import Desk
from revtrack.web import app, desk
from web.newsroom import small_newsroom

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "a long enough secret"

PAGES = (
    "index.html", "corrections.html", "look.html", "outlets/index.html", "outlets/the-daily-harbour.html",
    "articles/1/index.html", "articles/1/3-4.html", "articles/1/4-5.html", "articles/1/version-5.html",
    "articles/1/strip.html", "articles/3/index.html", "articles/3/1-2.html", "articles/3/version-2.html",
    "articles/4/index.html", "articles/4/page-2.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with an ordinary, a hostile and a very long life in it."""
    out = tmp_path_factory.mktemp("site")
    life = bridge()
    life.steps[2] = replace(life.steps[2], findings=(unannounced(life.steps[2].unannounced[0]),))
    gap = Gap("2026-11-03T10:15:00Z", "2026-11-03T19:30:00Z", "nobody looked")
    write_site(
        [
            life.timeline(last="2026-11-23T11:40:00Z", gaps=(gap,)),
            bridge(2).timeline(state=ArticleState.GONE),
            hostile().timeline(),
            long_life().timeline(),
        ],
        out,
    )
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def complaints(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page at level AA."""
    page.evaluate(AXE)
    found = page.evaluate(
        "levels => axe.run({runOnly: {type: 'tag', values: levels}, preload: false, resultTypes: ['violations']})",
        LEVELS,
    )
    return [
        f"{v['id']}: {n['html'][:120]} {n['failureSummary'][:200]}" for v in found["violations"] for n in v["nodes"]
    ]


class Watched:
    """A page that notes everything it asks for, says and shows that it should not."""

    def __init__(self, browser: Browser, width: int, scheme: str, *, script: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.trouble: list[str] = []
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: (self.trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.trouble.append(f"error {error}"))
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wider


@pytest.fixture(scope="module", params=["light", "dark"])
def wide(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """Return a wide window in one theme."""
    watched = Watched(browser, 1440, request.param)
    yield watched
    watched.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_the_page(wide: Watched, site: Path, name: str) -> None:
    """axe-core finds nothing at level AA in either theme; nothing overflows, runs, or is asked for outside the site."""
    wide.trouble.clear()
    wide.asked.clear()
    wide.page.goto(f"file://{site}/{name}")
    assert complaints(wide.page) == []
    assert wide.overflow() <= 0
    assert wide.trouble == []
    assert [url for url in wide.asked if not url.startswith(f"file://{site}/")] == []


def test_nothing_overflows_a_telephone(browser: Browser, site: Path) -> None:
    """At 390 pixels no page is wider than the screen, with 400-character words and right-to-left text, without script."""
    narrow = Watched(browser, 390, "light", script=False)
    wider = {}
    for name in PAGES:
        narrow.page.goto(f"file://{site}/{name}")
        wider[name] = narrow.page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth")
    narrow.context.close()
    assert {name for name, by in wider.items() if by > 0} == set()


def test_side_by_side_works_without_script(browser: Browser, site: Path) -> None:
    """A revision can be seen side by side with scripts turned off, by keyboard, and again in one text."""
    watched = Watched(browser, 1440, "light", script=False)
    page = watched.page
    page.goto(f"file://{site}/articles/1/3-4.html")
    sides = page.locator(".row .sides").first
    assert not sides.is_visible()
    page.locator("#view-inline").focus()
    page.keyboard.press("ArrowRight")
    assert sides.is_visible()
    assert page.locator(".row:not(.same) .inline").first.is_hidden()
    watched.context.close()


def test_the_print_has_no_furniture(browser: Browser, site: Path) -> None:
    """On paper the navigation and the buttons are gone and the text is there."""
    watched = Watched(browser, 1000, "light")
    watched.page.goto(f"file://{site}/articles/1/index.html")
    watched.page.emulate_media(media="print")
    assert watched.page.locator("nav.bar").is_hidden()
    assert watched.page.locator("#n1").is_visible()
    assert watched.overflow() <= 0
    watched.context.close()


def test_no_table_is_cut_off_on_paper(browser: Browser, site: Path) -> None:
    """On a sheet of A4 every table of every page fits between the margins."""
    watched = Watched(browser, 680, "light")
    watched.page.emulate_media(media="print")
    wider = {}
    for name in PAGES:
        watched.page.goto(f"file://{site}/{name}")
        tables = (
            "tables => Math.max(0, ...tables.map(t => t.getBoundingClientRect().right - t.closest('main').clientWidth))"
        )
        wider[name] = watched.page.eval_on_selector_all("main table", tables)
    watched.context.close()
    assert {name for name, by in wider.items() if by > 1} == set()


def test_deletions_and_insertions_differ_without_colour(browser: Browser, site: Path) -> None:
    """Struck through and underlined, also where the system forces its own colours."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"file://{site}/articles/1/3-4.html")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator(".row del").first.evaluate(line) == "line-through"
    assert page.locator(".row ins").first.evaluate(line) == "underline"
    context.close()


def test_a_link_into_a_folded_part_opens_it(browser: Browser, site: Path) -> None:
    """The address of a folded typographic edit shows the edit."""
    watched = Watched(browser, 1440, "light")
    watched.page.goto(f"file://{site}/articles/1/4-5.html#e1")
    assert watched.page.locator("#e1").is_visible()
    watched.context.close()


class Served:
    """A server on loopback for as long as a test needs it."""

    def __init__(self, application: object) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        config = uvicorn.Config(application, log_level="error", lifespan="off", ws="none")  # type: ignore[arg-type]
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __enter__(self) -> str:
        self.thread.start()
        deadline = time.monotonic() + 10
        while not self.server.started and time.monotonic() < deadline:
            self.thread.join(0.02)
        return self.url

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


def test_served_pages_are_as_readable(browser: Browser, tmp_path: Path) -> None:
    """Search, the comparison of any two versions and the page of an error are clean at level AA, in both themes."""
    with Served(app(small_newsroom(tmp_path / "n.db"))) as url:
        for scheme in ("light", "dark"):
            watched = Watched(browser, 1440, scheme)
            for path in ("/search?q=rotten", "/articles/1/1-4.html", "/articles/1/words-5.html"):
                watched.page.goto(url + path)
                assert complaints(watched.page) == []
                assert watched.overflow() <= 0
            assert watched.trouble == []
            watched.page.goto(url + "/not-here")
            assert complaints(watched.page) == []
            watched.page.goto(url + "/articles/1/memento/2")
            assert all("alert" not in said for said in watched.trouble if said.startswith("dialog"))
            assert not [url_ for url_ in watched.asked if not url_.startswith(url)]
            watched.context.close()


def test_the_queue_is_done_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Log in, decide both findings with j, a number, a reason given before and Enter, undo one: without a mouse, at level AA."""
    path = small_newsroom(tmp_path / "n.db")
    with Desk(path) as book:
        book.add_user("ada", "admin", PASSWORD, at="2026-11-24T09:00:00Z")
    with Served(desk(path)) as url:
        watched = Watched(browser, 1280, "light")
        page = watched.page
        page.goto(url + "/desk")
        assert complaints(page) == []
        page.keyboard.type("ada")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk")
        assert complaints(page) == []
        page.keyboard.press("j")
        page.keyboard.press("3")
        page.keyboard.type("house style")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".task").count() == 1
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        assert page.locator("input:invalid").count() > 0
        page.keyboard.press("Escape")
        page.keyboard.press("3")
        page.keyboard.press("ArrowUp")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".task").count() == 0
        page.keyboard.press("u")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".task").count() == 1
        assert page.evaluate("document.activeElement.className") == "line-item task"
        for name in ("/desk/links", "/desk/link/1/n1.c1", "/desk/log"):
            page.goto(url + name)
            assert complaints(page) == []
            assert watched.overflow() <= 0
        assert watched.trouble == []
        watched.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_an_address_is_given_without_script(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    """The form for addresses works on a telephone and with scripts off, and is clean at level AA, answers included."""
    path = small_newsroom(tmp_path / "n.db")
    with Desk(path) as book:
        book.add_user("ada", "admin", PASSWORD, at="2026-11-24T09:00:00Z")
    with Served(desk(path)) as url:
        plain = Watched(browser, width, scheme, script=False)
        page = plain.page
        page.goto(url + "/login")
        page.fill("input[name=name]", "ada")
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Watch an address").click()
        known = "https://harbour.example/2026/bridge"
        page.get_by_label("Addresses, one a line").fill(f"https://{'x' * 300}.example/a\n{known}\nhttp://10.0.0.1/")
        page.get_by_role("button", name="Watch", exact=True).click()
        assert page.locator(".told .refused").count() == 2
        page.get_by_text("Which articles of a feed").click()
        assert page.get_by_label("New articles at most").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        answered = page.content()
        page.locator(".told a").click()
        assert page.url == f"{url}/articles/1/index.html"
        checked = Watched(browser, width, scheme)
        checked.page.goto(url + "/static/revtrack.css")
        checked.page.route("**/desk/add", lambda route: route.fulfill(body=answered, content_type="text/html"))
        checked.page.goto(url + "/desk/add")
        assert complaints(checked.page) == []
        assert checked.overflow() <= 0
        assert checked.trouble == []
        plain.context.close()
        checked.context.close()


def test_words_are_drawn_by_selecting_them(browser: Browser, tmp_path: Path) -> None:
    """Selecting words in the text fills in where they stand, in code points, and the link is redrawn to them."""
    path = small_newsroom(tmp_path / "n.db")
    with Desk(path) as book:
        book.add_user("ada", "admin", PASSWORD, at="2026-11-24T09:00:00Z")
    with Served(desk(path)) as url:
        watched = Watched(browser, 1280, "dark")
        page = watched.page
        page.goto(url + "/login")
        page.fill("input[name=name]", "ada")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/desk")
        page.goto(url + "/desk/link/1/n1.c1")
        page.evaluate(
            """() => {
              const block = [...document.querySelectorAll('[data-side=after] p')].find(p => p.textContent.includes('nesting'));
              const at = block.firstChild.data.indexOf('nesting birds');
              const range = document.createRange();
              range.setStart(block.firstChild, at); range.setEnd(block.firstChild, at + 13);
              getSelection().removeAllRanges(); getSelection().addRange(range);
            }"""
        )
        page.wait_for_function("document.querySelector('input[name=edit][value=\"\"]').checked")
        with page.expect_navigation():
            page.get_by_role("button", name="Draw it so").click()
        page.goto(url + "/articles/1/index.html")
        assert page.locator("mark[id^='m-n1.c1']").first.text_content() == "nesting birds"
        assert watched.trouble == []
        watched.context.close()


def test_lines_join_notes_to_their_words(browser: Browser, site: Path) -> None:
    """On a wide screen a line leads from each card in the margin to its words, and both light up together."""
    watched = Watched(browser, 1440, "light")
    page = watched.page
    page.goto(f"file://{site}/articles/1/index.html")
    page.wait_for_selector(".leaders path")
    joined = page.evaluate(
        "[...document.querySelectorAll('.reading .card')]"
        ".filter(card => document.querySelector(`.reading mark a[href='#${card.id}']`)).length"
    )
    assert page.locator(".leaders path").count() == joined > 0
    assert page.locator(".leaders path.lit").count() == 0
    page.locator("mark[id='m-n1.c1']").hover()
    assert page.locator(".leaders path.lit").count() == 1
    assert page.locator(".card.lit").get_attribute("id") == "n1"
    assert watched.overflow() <= 0
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.locator(".leaders").is_hidden()
    assert watched.trouble == []
    watched.context.close()


@pytest.mark.parametrize(
    ("around", "reader", "dark"),
    [("light", "dark", False), ("dark", "light", True), ("light dark", "dark", True), ("light dark", "light", False)],
)
def test_the_strip_is_as_dark_as_the_page_around_it(
    browser: Browser, site: Path, tmp_path: Path, around: str, reader: str, dark: bool
) -> None:
    """In an outlet's page the strip takes its side of light and dark, so that no box of another colour stands in it."""
    (tmp_path / "story.html").write_text(
        f"<!doctype html><title>A story</title><style>:root {{ color-scheme: {around}; }}</style>"
        f"<script src='file://{site}/static/history-strip.js'></script>"
        f"<revtrack-history src='file://{site}/articles/1/strip.html'></revtrack-history>"
    )
    watched = Watched(browser, 800, reader)
    watched.page.goto(f"file://{tmp_path}/story.html")
    frame = watched.page.frame_locator("iframe")
    assert frame.locator("h1").text_content() == "History of this article"
    colour = frame.locator("html").evaluate("e => getComputedStyle(e.querySelector('body')).color")
    assert colour == ("rgb(255, 255, 255)" if dark else "rgb(0, 0, 0)")
    watched.context.close()
