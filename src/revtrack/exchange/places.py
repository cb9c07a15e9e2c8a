"""
Find the file or folder a person named, and say what stands there instead when it is none.
"""

import os
from pathlib import Path

from revtrack.errors import InputError


def a_file(source: str | Path) -> Path:
    """Return the path of the file named *source*; raises `InputError` when there is none."""
    return _found(source, "file", "folder")


def a_folder(source: str | Path) -> Path:
    """Return the path of the folder named *source*; raises `InputError` when there is none."""
    return _found(source, "folder", "file")


def a_file_or_folder(source: str | Path) -> Path:
    """Return the path of whatever is named *source*; raises `InputError` when there is nothing."""
    return _found(source, "file or folder", "")


def _found(source: str | Path, wanted: str, other: str) -> Path:
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
        readable = not is_there or os.access(path, os.R_OK)
    except (OSError, ValueError) as error:
        # A name too long for the system, with a NUL in it, or below a folder that nobody may enter.
        raise InputError(f"{str(source)[:200]!r} cannot be read: {error}") from None
    if not is_there:
        raise InputError(f"no {wanted} at {source}")
    if not readable:
        raise InputError(f"{source} cannot be read: permission denied")
    if other and is_folder != (wanted == "folder"):
        raise InputError(f"{source} is a {other}; a {wanted} is wanted")
    return path
