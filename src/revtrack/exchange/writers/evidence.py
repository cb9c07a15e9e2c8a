"""
Make one self-contained page about one finding, that a stranger can check.

The page holds, as JSON inside it, the bytes of the two captures, their headers,
the content of the chain's entries about both versions and how their hashes are
made. Checking needs SHA-256 and this text, nothing of revtrack.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from revtrack.errors import InputError
from revtrack.model import Capture, Finding, Step, Timeline, Version

SCHEMA = "revtrack.evidence/1"
MOST = 200_000_000
"""Bytes of a file that is checked."""
DATA = re.compile(r'<script type="application/json" id="evidence">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Side:
    """One version the finding rests on."""

    version: Version
    capture: Capture | None
    proof: Sequence[dict[str, Any]]
    """The chain's entries about it, with their content."""


def data(
    timeline: Timeline, step: Step | None, finding: Finding, sides: Sequence[Side], head: str, software: str
) -> dict[str, Any]:  # fmt: skip
    """Return everything the page proves, as one JSON object; *software* is who writes it."""
    edits = [] if step is None else [
        {"id": edit.id, "before": step.revision.words(edit)[0], "after": step.revision.words(edit)[1],
         "category": str(edit.category), "reasons": list(edit.reasons)}
        for edit in step.revision.walk() if edit.id in finding.edits
    ]  # fmt: skip
    note = None if step is None else next((note.text for note in step.notes if note.id == finding.note), None)
    return {
        "schema": SCHEMA,
        "software": software,
        "article": timeline.article.url,
        "outlet": timeline.article.outlet,
        "archive_head": head,
        "finding": {
            "key": finding.key, "version": None if step is None else step.version,
            "code": finding.code, "rule": finding.rule, "title": finding.title,
            "verdict": str(finding.verdict), "severity": finding.severity,
            "evidence": [[e.kind, e.detail] for e in finding.evidence], "edits": edits, "note": note,
        },
        "versions": [_side(side) for side in sides],
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    version, capture = side.version, side.capture
    return {
        "number": version.number, "first_seen": version.first_seen, "last_seen": version.last_seen,
        "text": version.document.text, "hash": version.hash,
        "capture": None if capture is None else {
            "url": capture.url, "status": capture.status, "headers": [list(h) for h in capture.headers],
            "request_headers": [list(h) for h in capture.request_headers], "address": capture.address,
            "tls": capture.tls, "started_at": capture.started_at, "finished_at": capture.finished_at,
            "sha256": capture.sha256, "body": base64.b64encode(capture.body).decode(),
        },
        "chain": list(side.proof),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking an evidence file came to."""

    article: str
    finding: str
    head: str
    passed: tuple[str, ...]
    problems: tuple[str, ...]


def embed(value: dict[str, Any]) -> str:
    """Return *value* as JSON that is safe inside a script element, whatever an article says."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def check(page: bytes) -> Checked:
    """Check every hash in an evidence file; raises `InputError` for a file that is none."""
    if len(page) > MOST:
        raise InputError(f"the file has {len(page)} bytes, more than {MOST}")
    found = DATA.search(page.decode("utf-8", "replace"))
    if found is None:
        raise InputError("no evidence in this file: it was not written by revtrack export evidence, or is damaged")
    try:
        value = json.loads(found.group(1))
        if value["schema"] != SCHEMA:
            raise InputError(f"evidence of another kind: {value['schema']!r}; {SCHEMA} is read")
        passed: list[str] = []
        problems: list[str] = []
        for side in value["versions"]:
            _check_side(side, value["article"], passed, problems)
        _check_finding(value["finding"], value["versions"], passed, problems)
        return Checked(
            value["article"], value["finding"]["title"], value["archive_head"], tuple(passed), tuple(problems)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"the evidence is damaged: {error!r}") from None


def _check_side(side: dict[str, Any], article: str, passed: list[str], problems: list[str]) -> None:
    name = f"version {side['number']}"

    def hold(what: str, holds: bool) -> None:
        (passed if holds else problems).append(f"{name}: {what}")

    capture = side["capture"]
    if capture is not None:
        body = base64.b64decode(capture["body"], validate=True)
        hold("the captured bytes have the SHA-256 that is named", hashlib.sha256(body).hexdigest() == capture["sha256"])
    entries = {entry["kind"]: entry for entry in side["chain"]}
    for entry in side["chain"]:
        hold(f"the chain's {entry['kind']} entry covers this content", _digest(entry["content"]) == entry["digest"])
        hold(f"the chain's {entry['kind']} entry has the hash that is named", _hash(entry) == entry["hash"])
    if "version" not in entries:
        problems.append(f"{name}: the chain has no entry about it")
        return
    content = entries["version"]["content"]
    blocks = "\n\n".join(str(block[2]) for block in content[1])
    hold("the text shown is the one the chain covers", blocks == side["text"])
    hold("the version's hash is its chain entry's", entries["version"]["hash"] == side["hash"])
    about = [article, side["number"], side["first_seen"] or ""]
    named = [*content[0][:2], content[0][2] or ""]
    hold("the chain's version names the article, its number and when it was first seen", named == about)
    if capture is not None:
        hold("the chain's version names these captured bytes", capture["sha256"] in content[0])
        said = entries["capture"]["content"] if "capture" in entries else []
        headers = json.dumps(capture["headers"], ensure_ascii=False, separators=(",", ":"))
        envelope = [capture["url"], capture["status"], capture["sha256"], *([headers] if capture["headers"] else [])]
        hold("the chain's capture has this address, status and these headers", all(one in said for one in envelope))


def _check_finding(
    finding: dict[str, Any], sides: list[dict[str, Any]], passed: list[str], problems: list[str]
) -> None:  # fmt: skip
    """Check that the last version's analysis holds the finding, and that the words it shows stand in the texts."""
    if finding.get("version") is None:
        return
    rows = [
        row for entry in sides[-1]["chain"] if entry["kind"] == "analysis" for part in entry["content"] for row in part
    ]
    said = [finding[name] for name in ("key", "code", "rule", "verdict", "severity", "title")]
    holds = any(all(one in row for one in said) for row in rows)
    (passed if holds else problems).append("the chain's analysis holds this finding")
    texts = [side["text"] for side in sides]
    for edit in finding["edits"]:
        stands = (edit["before"] or "") in texts[0] and (edit["after"] or "") in texts[-1]
        what = f"the words of {edit['id']} stand in the texts of the two versions"
        (passed if stands else problems).append(what)


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _hash(entry: dict[str, Any]) -> str:
    lines = ["revtrack/1", entry["number"], entry["before"], entry["kind"], entry["ref"], entry["digest"]]
    return hashlib.sha256("\n".join(map(str, lines)).encode()).hexdigest()
