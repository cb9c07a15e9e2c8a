"""
Read real revision histories as pairs of consecutive texts.

A file is JSON lines, plain or gzipped: `{"versions": [{"text": ...}, ...]}`.
Front matter is reduced to title and description; the rest stays as it is.
"""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

FRONT = re.compile(r"\A(\+\+\+|---)\s*\n(.*?)\n\1\s*\n", re.DOTALL)
FIELD = re.compile(r"^(title|description|dek)\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)


def plain(text: str) -> str:
    """Return headline, description and paragraphs, separated by blank lines."""
    match = FRONT.match(text)
    head = [found[1] for found in FIELD.findall(match[2])] if match else []
    body = text[match.end() :] if match else text
    blocks = [*head, *re.split(r"\n\s*\n", body)]
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the consecutive versions of each article whose plain texts differ."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            texts = [plain(version["text"]) for version in json.loads(line)["versions"] if version.get("text")]
            for before, after in pairwise(texts):
                if before != after and before and after:
                    yield before, after
