"""
Read NewsDiffs: a database that names commits, and git repositories that hold the texts.

The repositories lie beside the database: `articles`, or the folders its column
`git_dir` names, by their bare names.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.gitrepo import Git
from revtrack.exchange.incoming import MAX_BODY, Look, Reading, Trouble, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.pages import page, paragraphs
from revtrack.exchange.tables import Tables, opened
from revtrack.exchange.times import read_time


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the articles of a NewsDiffs database in SQLite; raises `InputError`."""
    with opened(source) as tables:
        tables.need("version", ("id", "article_id", "v", "title", "byline", "date", "boring"), "NewsDiffs")
        tables.need("Articles", ("id", "url"), "NewsDiffs")
        repositories = _repositories(Path(source).absolute().parent)
        try:
            for _, rows in groupby(_rows(tables), key=lambda row: row["article_id"]):
                yield from _article(list(rows), repositories, options)
        finally:
            for git in repositories.values():
                git.__exit__(None, None, None)


def _rows(tables: Tables) -> Iterator[sqlite3.Row]:
    folder = "a.git_dir" if "git_dir" in tables.columns("Articles") else "'' AS git_dir"
    return tables.rows(
        f"SELECT v.*, a.url, {folder} FROM version v JOIN Articles a ON a.id = v.article_id"  # noqa: S608 (a constant)
        " ORDER BY v.article_id, v.date, v.id"
    )


def _repositories(folder: Path) -> dict[str, Git]:
    """Return the git repositories beside the database, by name."""
    found = {}
    for place in sorted(folder.iterdir()):
        if place.is_dir() and not place.is_symlink() and ((place / ".git").exists() or (place / "HEAD").exists()):
            found[place.name] = Git(place)
    if not found:
        raise InputError(f"no git repository beside the database in {folder}; NewsDiffs keeps its texts in one")
    return found


def _article(rows: list[sqlite3.Row], repositories: dict[str, Git], options: ReadOptions) -> Reading:
    looks, url = [], str(rows[0]["url"])
    for row in rows:
        try:
            at = read_time(row["date"])
        except ValueError as error:
            yield Trouble(f"version {row['id']}", str(error))
            continue
        if not wanted(options, url, at):
            continue
        text = _text(row, repositories)
        if text is None:
            yield Trouble(f"version {row['id']}", f"its text is not in git (commit {row['v']!r} of {url})")
            continue
        body = page(paragraphs(text), title=str(row["title"] or ""), url=url, authors=[str(row["byline"] or "")])
        looks.append(Look(body, at, detail=(("commit", str(row["v"])), ("version", str(row["id"])))))
    yield from parts(url, url, iter(looks), options.outlet)


def _text(row: sqlite3.Row, repositories: dict[str, Git]) -> str | None:
    """Return the text of one version from the repository its article names, else from whichever has it."""
    filename = str(row["url"]).partition("://")[2].rstrip("/")
    named = repositories.get(PurePosixPath(str(row["git_dir"] or "")).name)
    for git in ([named] if named else []) + list(repositories.values()):
        found = git.blob(f"{row['v']}:{filename}", MAX_BODY)
        if found is not None:
            return found.decode("utf-8", "replace")
    return None
