"""The configuration is read into typed values, or the message says exactly what is wrong."""

from pathlib import Path

import pytest

from revtrack.config import HostSettings, Settings
from revtrack.errors import ConfigError

CONTRACT = b"""
[fetch]
contact = "https://news.example/about-our-archive"
allow_private = ["127.0.0.1:8911"]
total_timeout_s = 60
max_bytes = 10_000_000

[politeness]
gap_s = 2.0
concurrency = 1
robots = true

[hosts."127.0.0.1:8911"]
gap_s = 0
concurrency = 16
robots = false

[outlets."The Daily Harbour"]
match = ["news.example"]
"""


def test_the_contracts_example_is_read_as_written() -> None:
    """Whole numbers serve as numbers, a host in quotes keeps its dots."""
    settings = Settings.parse(CONTRACT)
    assert settings.fetch.total_timeout_s == 60.0
    assert settings.fetch.allow_private == ("127.0.0.1:8911",)
    assert settings.hosts == {"127.0.0.1:8911": HostSettings(gap_s=0.0, concurrency=16, robots=False)}
    assert settings.outlets["The Daily Harbour"].match == ("news.example",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[fetch]\ncontct = 'x'\n", "t.toml:2: fetch.contct: unknown key 'contct'; did you mean 'contact'?"),
        ("[fetsh]\n", "t.toml:1: fetsh: unknown key 'fetsh'; did you mean 'fetch'?"),
        ("\n[politeness]\n\nconcurrency = 'two'\n", "t.toml:4: politeness.concurrency: must be a whole number, not a text ('two')"),
        ("[politeness]\ngap_s = -1\n", "t.toml:2: politeness.gap_s: must not be negative, but is -1.0"),
        ("[hosts.'a.example']\nrobts = true\n", "t.toml:2: hosts.a.example.robts: unknown key 'robts'; did you mean 'robots'?"),
        ("[fetch]\nmax_bytes = true\n", "t.toml:2: fetch.max_bytes: must be a whole number, not true/false (True)"),
        ("politeness = 3\n", "t.toml:1: politeness: must be a table, not a whole number (3)"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_the_way_out(text: str, message: str) -> None:
    """File, line, key and what to write instead."""
    with pytest.raises(ConfigError) as caught:
        Settings.parse(text.encode(), "t.toml")
    assert str(caught.value) == message


@pytest.mark.parametrize("raw", [b"[fetch", b"\xff\xfe[", b"a = 1\na = 2\n", b"[fetch]\n[fetch]\n"])
def test_broken_files_are_refused_with_the_files_name(raw: bytes) -> None:
    """What is not TOML, not UTF-8 or says a thing twice is a configuration error."""
    with pytest.raises(ConfigError, match=r"^t\.toml"):
        Settings.parse(raw, "t.toml")


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    """Editors on other systems leave them; they mean nothing."""
    path = tmp_path / "revtrack.toml"
    path.write_bytes(b"\xef\xbb\xbf[politeness]\r\ngap_s = 3\r\n")
    assert Settings.load(path).politeness.gap_s == 3.0


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """Nobody has to write one."""
    assert Settings.load(tmp_path / "none.toml") == Settings()


def test_an_oversized_file_is_refused(tmp_path: Path) -> None:
    """Ten megabytes are not a configuration."""
    path = tmp_path / "big.toml"
    path.write_bytes(b"#" * 10_000_000)
    with pytest.raises(ConfigError, match="more than a configuration file may have"):
        Settings.load(path)
