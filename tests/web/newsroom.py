"""Put built lives into a real archive, as a poll would."""

import hashlib
from pathlib import Path

from report.builder import Life, P, bridge, document, unannounced
from revtrack.model import (
    Analysis,
    Capture,
    Check,
    CheckCode,
    Decided,
    Finding,
    JoinedLink,
    Outcome,
)
from revtrack.store import Archive

PAGE = "<!doctype html><title>{n}</title><script>alert('run')</script><p>Version {n} of the page</p>"


def commit(archive: Archive, life: Life) -> int:
    """Commit every version of *life*; return the article's number."""
    article = archive.add(life.url, life.outlet, "add", at=life.versions[0].first_seen or "")
    for index, (version, step) in enumerate(zip(life.versions, life.steps, strict=True)):
        body = PAGE.format(n=version.number).encode()
        at = version.first_seen or ""
        if index and version.not_before:
            archive.commit(Outcome(article, Check(version.not_before, CheckCode.NOT_MODIFIED, version=index)))
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        capture = Capture(life.url, 200, headers, body, hashlib.sha256(body).hexdigest(), started_at=at)
        archive.commit(
            Outcome(
                article,
                Check(at, CheckCode.NEW_VERSION, status=200, version=version.number),
                capture,
                version.document,
                Decided.NEW if index else Decided.FIRST,
                f"fingerprint {version.number}",
                analysis=Analysis(
                    step.revision, step.notes, tuple(_link(j, version.number) for j in step.links),
                    step.unannounced, step.findings,
                ),
            )
        )  # fmt: skip
    return article.id


def _link(joined: JoinedLink, version: int) -> object:
    from dataclasses import replace

    return joined.link if joined.step == version else replace(joined.link, revision=joined.step - version - 1)


def found(life: Life, finding: Finding, version: int) -> None:
    """Add a finding to a step of *life*."""
    from dataclasses import replace

    life.steps[version - 1] = replace(life.steps[version - 1], findings=(finding,))


def small_newsroom(path: Path) -> Path:
    """Make an archive of two articles: one corrected, one with text that was removed."""
    with Archive(path) as archive:
        first = bridge()
        found(first, unannounced(first.steps[2].unannounced[0], key="aa11"), 3)
        commit(archive, first)
        second = Life(url="https://gazette.example/ferry?id=7", outlet="Gazette", number=2)
        text = [(P, "The ferry keeps its winter timetable."), (P, "A spokesman never said the pier is rotten.")]
        second.version("2026-11-05T08:00:00Z", document(*text, outlet="Gazette"))
        second.version("2026-11-05T09:30:00Z", document(text[0], outlet="Gazette"), after="2026-11-05T09:00:00Z")
        found(second, unannounced("e1", "A passage was removed and no note is seen", key="bb22"), 2)
        commit(archive, second)
        archive.seal()
    return path
