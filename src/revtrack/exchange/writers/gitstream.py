"""
Write versions as the stream `git fast-import` reads: one commit a version, one file an article.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from revtrack.model import Article, BlockKind, Document, Timeline, Version

WHO = "revtrack <revtrack@localhost>"


def stream(timelines: Iterable[Timeline]) -> Iterator[bytes]:
    """
    Yield a fast-import stream of every version, oldest first over all articles; unknown times stay with their article.

    The text is markdown; a version's message names its address, times and hash.
    """
    entries: list[tuple[str, int, int, Article, Version]] = []
    taken: dict[str, int] = {}
    for place, timeline in enumerate(timelines):
        at = ""
        for version in timeline.versions:
            at = max(at, version.first_seen or "")
            entries.append((at, place, version.number, timeline.article, version))
    for mark, (at, _, _, article, version) in enumerate(sorted(entries, key=lambda e: e[:3]), 1):
        path = _path(article.url)
        if taken.setdefault(path, article.id) != article.id:
            path = f"{path.removesuffix('.md')}-{article.id}.md"
        yield _commit(mark, at, path, article, version)
    yield b"done\n"


def _commit(mark: int, at: str, path: str, article: Article, version: Version) -> bytes:
    when = int(datetime.fromisoformat(at).timestamp()) if at else 0
    lines = [version.document.headline or path, "", f"Version {version.number} of {article.url}"]
    lines += [f"First seen: {version.first_seen or 'unknown'}", f"Reason: {version.reason}",
              f"Capture SHA-256: {version.capture_sha256 or 'none'}", f"Chain: {version.hash}"]  # fmt: skip
    message = "\n".join(" ".join(line.split()) for line in lines).encode("utf-8", "replace")
    body = markdown(version.document).encode("utf-8", "replace")
    return (
        f"commit refs/heads/main\nmark :{mark}\ncommitter {WHO} {when} +0000\ndata {len(message)}\n".encode()
        + message
        + f"\nM 100644 inline {path}\ndata {len(body)}\n".encode()
        + body
        + b"\n"
    )


def markdown(document: Document) -> str:
    """Return a document's blocks as markdown a person can read and diff."""
    marks = {BlockKind.HEADLINE: "# ", BlockKind.HEADING: "## ", BlockKind.LIST_ITEM: "- ", BlockKind.QUOTE: "> "}
    return "\n\n".join(marks.get(block.kind, "") + block.text for block in document.blocks) + "\n"


def _path(url: str) -> str:
    """Return a path for an address that no file system or git takes amiss."""
    parts = urlsplit(url)
    names = [re.sub(r"[^\w.-]+", "-", name).strip(".-") for name in [parts.netloc, *parts.path.split("/"), parts.query]]
    path = "/".join(name[:100] for name in names if name and name.lower() != ".git") or "article"
    return re.sub(r"\.(?:md|html?|markdown)$", "", path) + ".md"
