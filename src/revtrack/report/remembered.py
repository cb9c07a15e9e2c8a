"""
Remember between two runs which files an article has, what they were made from, and its summary.

An article whose state in the archive is as it was is not even read. What is
remembered stands in the site's folder, in plain lists; what is missing there,
or does not fit, is read and made anew.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from revtrack.report.files import SiteFiles
from revtrack.report.packing import pack, unpacker
from revtrack.report.summary import Summary

SUMMARIES = ".revtrack-summaries.jsonl"
"""A line for each article: its number, the digest its summary was made from, the summary."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of one article."""

    pulse: str
    """The archive's stamp of the article, with the program and the frame; empty when there was none."""
    stamp: str
    """A digest of all that its pages are made from."""
    names: list[str]
    """Its files, from the site's root."""


class Remembered:
    """What the last run left, and what this one leaves for the next."""

    def __init__(self, files: SiteFiles) -> None:
        self._files = files
        self._last = _known(files.known.get("articles"))
        self._lists: Any = files.known.get("lists")
        self._now: dict[int, Known] = {}
        self._made: dict[int, Summary] = {}
        """The summaries made in this run."""

    def keep(self, article: int, pulse: str) -> bool:
        """Keep an article's files unread when its pulse is as it was; False when it must be read."""
        known = self._last.get(article)
        if known is None or known.pulse != pulse or not self._files.keep(known.names):
            return False
        self._now[article] = known
        return True

    def leave(self, article: int) -> None:
        """Keep what the last run knew of an article that cannot be read now."""
        known = self._last.get(article)
        if known is not None and self._files.keep(known.names):
            self._now[article] = known

    def same(self, article: int, stamp: str) -> list[str] | None:
        """Return the files of an article that was read, kept as they are; None when they must be drawn."""
        known = self._last.get(article)
        return known.names if known and known.stamp == stamp and self._files.keep(known.names) else None

    def put(self, article: int, known: Known, summary: Summary) -> None:
        """Remember an article that was read in this run."""
        self._now[article] = known
        self._made[article] = summary

    @property
    def count(self) -> int:
        """How many articles the site has."""
        return len(self._now)

    def same_lists(self, stamp: str) -> list[str] | None:
        """Return the files about many articles, kept as they are when all articles and the *stamp* are; else None."""
        if self._made or self._now != self._last or not isinstance(self._lists, list) or self._lists[0] != stamp:
            return None
        names: list[str] = self._lists[1]
        return names if self._files.keep([*names, SUMMARIES]) else None

    def summaries(self, read: Callable[[int], Summary]) -> list[Summary]:
        """Return the summary of every article of this run, in order; *read* makes one that is not remembered."""
        lines = _lines(self._files.out / SUMMARIES) if len(self._made) < len(self._now) else {}
        found, out = [], []
        for article, known in self._now.items():
            line = lines.get(f"{article}\t{known.stamp}") if article not in self._made else None
            summary = (_summary(line) if line else None) or self._made.get(article) or read(article)
            found.append(summary)
            out.append(f"{article}\t{known.stamp}\t{line or _line(summary)}\n")
        self._files.put(SUMMARIES, "".join(out))
        return found

    def manifest(self, stamp: str, lists: list[str]) -> dict[str, Any]:
        """Return what the next run is to know; *lists* are the files about many articles."""
        articles = {str(article): [known.pulse, known.stamp, known.names] for article, known in self._now.items()}
        return {"articles": articles, "lists": [stamp, lists]}


def _known(last: Any) -> dict[int, Known]:
    """Return what a manifest says of each article; nothing when another program wrote it."""
    if not isinstance(last, dict) or any(len(item) != 3 for item in last.values()):
        return {}
    return {int(article): Known(*item) for article, item in last.items()}


def _lines(path: Path) -> dict[str, str]:
    """Return the summaries the last run left, each by article and digest."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    return dict(line.rsplit("\t", 1) for line in text.split("\n") if line.count("\t") == 2)


def _line(summary: Summary) -> str:
    return json.dumps(pack(summary), ensure_ascii=True, separators=(",", ":"))


def _summary(line: str) -> Summary | None:
    """Return a summary from its line; None when it is not one."""
    try:
        read: Summary = unpacker(Summary)(json.loads(line))
    except (TypeError, ValueError):
        return None
    return read
