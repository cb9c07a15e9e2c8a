"""
Write the tables as Parquet files, by DuckDB.
"""

import json
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from revtrack.errors import MissingExtraError
from revtrack.exchange.writers.tables import TABLES, Row


def write(folder: Path, rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Write one Parquet file a table into *folder*; return how many rows each has. Raises `MissingExtraError`."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("writing Parquet", "parquet") from None
    folder.mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys(TABLES, 0)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        with ExitStack() as stack:
            spools: dict[str, IO[str]] = {
                table: stack.enter_context(open(Path(temporary, f"{table}.jsonl"), "w", encoding="ascii"))
                for table in TABLES
            }
            for table, row in rows:
                spools[table].write(json.dumps(row, ensure_ascii=True) + "\n")
                counts[table] += 1
        with duckdb.connect() as db:
            for table, columns in TABLES.items():
                read = db.read_json(spools[table].name, format="newline_delimited", columns=columns)
                read.write_parquet(str(folder / f"{table}.parquet"), compression="zstd")
    return counts
