"""
Read NewsEdits databases: versions as rows, or versions cut into sentences.

The published files come in two shapes: the collectors' own (`entryversion`, as
diffengine writes it) and `split_sentences`, one row a sentence, which is put
together again, a paragraph for each `<p>` the sentences carry.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from revtrack.exchange.incoming import Look, Reading, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.pages import page, paragraphs
from revtrack.exchange.readers import diffengine
from revtrack.exchange.tables import opened

TAG = re.compile(r"</?p[^>]*>", re.IGNORECASE)


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the articles of a NewsEdits database; raises `InputError`."""
    with opened(source) as tables:
        if tables.columns("entryversion"):
            yield from diffengine.read(source, options)
            return
        tables.need("split_sentences", ("entry_id", "version", "sent_idx", "sentence"), "NewsEdits")
        rows = tables.rows(
            "SELECT entry_id, version, sent_idx, sentence FROM split_sentences"
            " ORDER BY entry_id, CAST(version AS INTEGER), CAST(sent_idx AS INTEGER)"
        )
        for entry, of_entry in groupby(rows, key=lambda row: row["entry_id"]):
            looks = []
            for version, sentences in groupby(of_entry, key=lambda row: row["version"]):
                body = joined([str(row["sentence"] or "") for row in sentences])
                looks.append(Look(page(paragraphs(body)), detail=(("version", str(version)),)))
            yield from parts(f"entry {entry}", address("newsedits", str(entry)), iter(looks), options.outlet)


def joined(sentences: Sequence[str]) -> str:
    """Return sentences as text: a new paragraph where one opens with `<p>` or the one before closed it."""
    pieces: list[list[str]] = [[]]
    for sentence in sentences:
        if sentence.lstrip().lower().startswith("<p") and pieces[-1]:
            pieces.append([])
        words = TAG.sub(" ", sentence).strip()
        if words:
            pieces[-1].append(words)
        if sentence.rstrip().lower().endswith("</p>"):
            pieces.append([])
    return "\n\n".join(" ".join(piece) for piece in pieces if piece)
