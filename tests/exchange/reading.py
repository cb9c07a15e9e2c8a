"""Read a source and hold what came of it."""

from pathlib import Path

from revtrack.exchange import Incoming, Listed, ReadOptions, Trouble, reader


def everything(kind: str, source: object, **options: object) -> tuple[list[Incoming], list[str]]:
    """Return what the reader of *kind* hands on, and its troubles in words."""
    items = list(reader(kind)(str(source), ReadOptions(**options)))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Incoming)], [str(i) for i in items if isinstance(i, Trouble)]


def listed(kind: str, source: object, **options: object) -> tuple[list[Listed], list[str]]:
    """Return the addresses that the reader of *kind* hands on, and its troubles in words."""
    items = list(reader(kind)(str(source), ReadOptions(**options)))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Listed)], [str(i) for i in items if isinstance(i, Trouble)]


def write(path: Path, data: bytes | str) -> Path:
    """Write *data*, folders made, and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
