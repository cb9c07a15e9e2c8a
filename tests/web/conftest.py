"""One small archive for all tests of the server; none of them writes to it."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from revtrack.web import app
from web.newsroom import small_newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with two articles."""
    return small_newsroom(tmp_path_factory.mktemp("archive") / "newsroom.db")


@pytest.fixture(scope="session")
def reader(newsroom: Path) -> TestClient:
    """Return a reader's client."""
    return TestClient(app(newsroom), follow_redirects=False)
