"""Whatever a test makes the store ask, its plan is looked at: a statement that reads a whole table needs a reason."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from revtrack.store import Archive, connection
from revtrack.store.desk import APPLICATION_ID, Desk
from store.plans import scans

WHOLE = {
    "soundness": "proves all of it",
    "verify": "counts what was proved",
    "walking": "proves all of it",
    "standing": "tells of every article how its watching goes, for a monitor",
    "pruning._checks": "looks at every check, rarely",
    "pulse.stamps": "says of every article whether its pages changed",
    "polling.Polling.due": "asks of every article whether it is due, once a poll",
    "articles.count": "counts them",
    "columns.unmatched": "lists all that was joined to nothing",
    "queues.decisions": "lists all of them when asked for no one finding's",
    "desk": "holds what people typed: some thousand rows in years",
    "articles.nearest": "looks for an address much like one that was not found",
}  # fmt: skip
"""Modules and functions of the store that may go through a table, each with the reason."""

Asked = dict[tuple[int, str], str]
"""(whose file, statement) -> the function of the store that asked it first."""


def asker() -> str:
    """Return the function that asks, as module.function."""
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] in (connection.__name__, __name__):
        assert frame.f_back is not None
        frame = frame.f_back
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"


def watched(plain: Callable[..., Any], asked: Asked) -> Callable[..., Any]:
    """Return *plain*, a method of `Connection`, keeping what it is asked."""

    def keeping(db: connection.Connection, sql: str, *rest: Any) -> Any:
        key = (db.application_id, sql)
        if key not in asked:
            asked[key] = asker()
        return plain(db, sql, *rest)

    return keeping


@pytest.fixture(scope="session", autouse=True)
def every_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fail at the end of the run when some function of the store read a whole table without a reason."""
    asked: Asked = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("rows", "each", "_execute", "run_many"):
            patch.setattr(connection.Connection, name, watched(getattr(connection.Connection, name), asked))
        yield
    place = tmp_path_factory.mktemp("plans") / "archive.db"
    found = []
    with Archive(place) as archive, Desk(place) as desk:
        for (owner, sql), who in asked.items():
            name = who.removeprefix("revtrack.store.")
            if name != who and not {name, name.partition(".")[0]} & set(WHOLE):
                raw = desk.db.raw if owner == APPLICATION_ID else archive.db.raw
                found += [f"{name}: {line}" for line in scans(raw, sql)]
    assert "\n".join(sorted(found)) == ""
