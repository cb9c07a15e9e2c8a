"""A house profile says where an outlet's body, notes and byline stand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.config import OutletSettings, Settings
from revtrack.errors import ConfigError
from revtrack.extract import extract

PAGE = """<!doctype html><title>Fare stays</title><div class=top><span class=who>Ana Okafor and Jon Reyes</span></div>
<div class=story><p>The ferry keeps its fare of five pounds, the council said on Tuesday evening.</p>
<p class=teasing>Join ten thousand islanders who read our letter every morning before the first boat.</p>
<p>Councillors had weighed a rise to six pounds since the spring, when fuel costs climbed again.</p></div>
<div class=fix>The fare is £5, not £6 as first reported here.</div>"""


def test_a_profile_is_followed() -> None:
    """Body, notes, byline and noise are read where the profile says; CSS and XPath both do."""
    profile = OutletSettings(body="div.story", notes=("//div[@class='fix']",), byline=".who", noise=("p.teasing",))
    document = extract(PAGE, profile=profile)
    assert document.authors == ("Ana Okafor", "Jon Reyes")
    assert document.body.count("\n\n") == 1
    assert [(b.text, b.hook) for b in document.blocks if b.hook] == [
        ("The fare is £5, not £6 as first reported here.", "profile=//div[@class='fix']")
    ]
    assert [item.reason for item in document.ignored] == ["house rule: p.teasing"]
    assert document.layout is not None
    assert document.layout.locator == "profile"


@pytest.mark.parametrize("wrong", ["div..story", "//div[", "p:nope("])
def test_a_wrong_selector_is_said_when_the_file_is_loaded(wrong: str) -> None:
    """The message names the file, the line, the key and the selector."""
    with pytest.raises(ConfigError) as raised:
        Settings.parse(f'[outlets."The Harbour"]\nmatch = ["h.example"]\nnoise = ["p", \'{wrong}\']'.encode())
    assert str(raised.value).startswith("revtrack.toml:3: outlets.The Harbour.noise: ")
    assert wrong in str(raised.value)


def tried(tmp_path: Path, *options: str) -> str:
    """Return what `revtrack profile try` prints of the page, with a profile of the outlet at h.example."""
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "r.toml").write_text(
        '[outlets.Harbour]\nmatch = ["h.example"]\nbody = ".story"\nnotes = [".fix", ".none"]\nnoise = [".teasing"]\n'
    )
    out = subprocess.run(
        [sys.executable, "-m", "revtrack", "profile", "try", str(tmp_path / "page.html"), *options,
         "--config", str(tmp_path / "r.toml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert out.returncode == 0, out.stderr
    return out.stdout


def test_a_profile_can_be_tried(tmp_path: Path) -> None:
    """`revtrack profile try` shows which profile it used, how much each selector selects and what that changed."""
    shown = json.loads(tried(tmp_path, "--url", "https://h.example/1", "--json"))
    assert shown["locator"] == "profile"
    assert shown["profile"] == {
        "name": "Harbour",
        "selectors": [
            {"name": "body", "selector": ".story", "found": 1},
            {"name": "notes", "selector": ".fix", "found": 1},
            {"name": "notes", "selector": ".none", "found": 0},
            {"name": "noise", "selector": ".teasing", "found": 1},
        ],
        "added": ["The fare is £5, not £6 as first reported here."],
        "taken": ["Join ten thousand islanders who read our letter every morning before the first boat."],
        "changed": [],
    }


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (("--outlet", "Harbour"), "profile: Harbour"),
        ((), "profile: none, a file has no address: give --url or --outlet"),
        (
            ("--url", "https://x.example/1"),
            "profile: none, no outlet's `match` fits https://x.example/1: give --outlet",
        ),
    ],
)
def test_the_profile_that_is_tried_is_named(tmp_path: Path, options: tuple[str, ...], first: str) -> None:
    """The first line names the profile, or says why none is used."""
    assert tried(tmp_path, *options).splitlines()[0] == first
