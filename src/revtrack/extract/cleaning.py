"""
Take out of a text what no store, parser or reader can hold: the one place where characters are cleaned.

NUL bytes end a string for SQLite's `length()`, lone surrogates cannot be
encoded, and lxml drops everything after one without a word. Each is replaced
by U+FFFD and counted, so that the loss is on record.
"""

import re

UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""C0 controls other than tab, line feed, form feed and carriage return; surrogates; noncharacters."""

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero-width space, word joiner, byte order mark: a reader sees nothing there."""

SPACE = re.compile(r"[\s\u00a0\u180e\u2800\x85]+")
ODD = re.compile("[\u00ad\u200b\u2060\ufeff\u180e\u2800]")
"""What `str.split` does not know as white space, and what a reader does not see."""


CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r")
NONCHARACTERS = (b"\xef\xb7", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""How the noncharacters of `UNREADABLE` begin in UTF-8."""


def clean(text: str) -> tuple[str, int]:
    """Return *text* with every unreadable character replaced by U+FFFD, and how many there were."""
    return UNREADABLE.subn("\ufffd", text) if is_doubtful(text) else (text, 0)


def is_doubtful(text: str) -> bool:
    """Say whether *text* may hold an unreadable character: ten times as fast as looking for one."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return True
    if len(raw.translate(None, CONTROLS)) != len(raw):
        return True
    return b"\xef" in raw and any(start in raw for start in NONCHARACTERS)


def squeeze(text: str | None) -> str:
    """Return *text* on one line: invisible characters gone, every run of white space one space, ends stripped."""
    if not text:
        return ""
    if not text.isascii() and ODD.search(text):
        return SPACE.sub(" ", INVISIBLE.sub("", text)).strip()
    return " ".join(text.split())
