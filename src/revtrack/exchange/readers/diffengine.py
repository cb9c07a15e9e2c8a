"""
Read the database of diffengine, and of NewsEdits, whose per-outlet files have the same shape.

diffengine keeps what readability left of a page: paragraphs, and before them
loose words of tags it took away, the headline as a rule.
"""

from itertools import groupby

from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.pages import page, paragraphs
from revtrack.exchange.tables import opened
from revtrack.exchange.times import read_time


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the articles of a diffengine database; raises `InputError`."""
    with opened(source) as tables:
        tables.need("entryversion", ("id", "entry_id", "title", "url", "summary", "created"), "diffengine")
        archived = "archive_url" if "archive_url" in tables.columns("entryversion") else "NULL AS archive_url"
        rows = tables.rows(
            f"SELECT id, entry_id, title, url, summary, created, {archived} FROM entryversion"  # noqa: S608 (a constant)
            " ORDER BY entry_id, created, id"
        )
        for entry, versions in groupby(rows, key=lambda row: row["entry_id"]):
            looks, url = [], ""
            for row in versions:
                try:
                    at = read_time(row["created"])
                except ValueError as error:
                    yield Trouble(f"entryversion {row['id']}", str(error))
                    continue
                url = url or row["url"] or ""
                if wanted(options, url, at):
                    looks.append(_look(row, at))
            yield from parts(f"entry {entry}", url or address("diffengine", str(entry)), iter(looks), options.outlet)


def _look(row: object, at: str) -> Look:
    values = dict(row)  # type: ignore[call-overload]
    title, summary = str(values["title"] or ""), str(values["summary"] or "")
    loose, tag, rest = summary.partition("<")
    if loose.strip() and title.startswith(loose.strip()):
        summary = tag + rest
    body = summary if "<" in summary else paragraphs(summary)
    detail = [("entryversion", str(values["id"]))]
    if values["archive_url"]:
        detail.append(("archive_url", str(values["archive_url"])[:2000]))
    data = page(body, title=title, url=str(values["url"] or ""))
    return Look(data, at, detail=tuple(detail))
