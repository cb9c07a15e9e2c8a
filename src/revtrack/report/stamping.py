"""
Say what pages are made from in one short text, so that what is as it was need not be drawn again.
"""

from dataclasses import replace
from functools import cache
from importlib import resources

from revtrack import _version
from revtrack.model import Timeline
from revtrack.report.frame import Frame
from revtrack.report.keys import digest


def stamp(*parts: str) -> str:
    """Return 32 hexadecimal digits that stand for *parts*."""
    return digest(*parts, length=32)


def stamp_of(timeline: Timeline, frame: Frame) -> str:
    """
    Return a digest of all that an article's pages are made from: the timeline, the frame, this program's drawing.

    A version's content stands in it by the version's hash, where the archive gave it one.
    """
    versions = [
        (v.number, v.first_seen, v.last_seen, v.not_before, v.reason, v.revert_to, v.capture_sha256, v.source,
         v.document.extractor, v.hash or v.document)
        for v in timeline.versions
    ]  # fmt: skip
    steps = [
        (s.version, s.revision.edits, s.revision.field_edits, s.revision.blocks, s.revision.coarse, s.notes, s.links,
         s.unannounced, s.findings)
        for s in timeline.steps
    ]  # fmt: skip
    rest = replace(timeline, versions=(), steps=(), recent=(), head="")
    return stamp(frame.site, frame.base_url, drawing(), repr(versions), repr(steps), repr(rest))


@cache
def drawing() -> str:
    """Return a digest of this program's version and of all it draws with: another program draws every page anew."""
    folder = resources.files("revtrack.report")
    parts = (folder, folder / "templates", folder / "static")
    files = sorted((item.name, item.read_text("utf-8")) for part in parts for item in part.iterdir() if item.is_file())
    return stamp(_version.__version__, repr(files))
