"""An archive in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.store import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open for writing."""
    with Archive(tmp_path / "archive.db") as opened:
        yield opened
