"""Read SQLite's plan of a statement: which of its lines go through a whole table."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

SMALL = {
    "outlets",
    "sinks",
    "imports",
    "feeds",
    "hosts",
    "_sqlite_migrations",
    "sqlite_master",
    "json_each",
    "pragma_table_info",
}
"""What may be read whole: it does not grow with versions."""
BY_NUMBER = {"a", "f", "s", "x", "chain", "article_urls", "checks", "polls"}
"""Tables that a paged list goes through by row number, newest first or in order, and stops at its limit."""
BY_ONE = re.compile(r"USING (?:COVERING )?INDEX \w+ \((\w+)=\?\)")
"""An index asked for one value of one column."""
PLANNED = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", re.I)


class Anything(dict[str, Any]):
    """Gives every parameter the value null: without statistics the plan does not depend on it."""

    def __missing__(self, name: str) -> None:
        return None


def scans(raw: sqlite3.Connection, sql: str) -> Iterator[str]:
    """
    Yield lines of the statement's plan that go through a table, neither small nor a paged list, with the statement.

    Asking an index for the rows without a value is such a line as well: they grow with the archive.
    """
    if not PLANNED.match(sql):
        return
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", Anything())]
    paged = " LIMIT " in sql and "USE TEMP B-TREE FOR ORDER BY" not in plan
    for line in plan:
        by = BY_ONE.search(line)
        if by and re.search(rf"\b{by[1]} IS NULL", sql):
            yield f"{line}: {' '.join(sql.split())[:200]}"
        if not line.startswith("SCAN"):
            continue
        table = line.split()[1]
        if f"CO-ROUTINE {table}" in plan or f"MATERIALIZE {table}" in plan:
            continue
        if table in SMALL or "VIRTUAL TABLE" in line or "CONSTANT ROW" in line or table.startswith("("):
            continue
        if (paged and table in BY_NUMBER) or re.search(rf"WITH RECURSIVE (\w+)\(.*\b\1 {table}\b", sql):
            continue
        yield f"{line}: {' '.join(sql.split())[:200]}"
