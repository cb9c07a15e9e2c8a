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


def clean(text: str) -> tuple[str, int]:
    """Return *text* with every unreadable character replaced by U+FFFD, and how many there were."""
    return UNREADABLE.subn("\ufffd", text)


def squeeze(text: str | None) -> str:
    """Return *text* on one line: invisible characters gone, every run of white space one space, ends stripped."""
    return SPACE.sub(" ", INVISIBLE.sub("", text)).strip() if text else ""
