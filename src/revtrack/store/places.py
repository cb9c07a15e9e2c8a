"""Say what about this machine an archive's owner should know: its SQLite, and where the file lies."""

import sqlite3
from pathlib import Path

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "glusterfs"})
"""File systems whose locks cannot be relied on; SQLite's WAL needs shared memory besides."""

WAL_RESET_FIXED = (3, 51, 3)
"""Before it, two connections that reset the WAL at once could damage the file."""


def cautions(path: str | Path, mounts: str | Path = "/proc/self/mounts") -> list[str]:
    """Return what to know, as sentences; nothing for a sound place."""
    out = []
    kind = file_system(path, mounts)
    if kind in NETWORK:
        out.append(
            f"{path} lies on a network file system ({kind}), where locks and SQLite's WAL cannot be relied on; "
            "keep the archive on a local disk and copy it with: revtrack backup"
        )
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        out.append(
            f"this Python has SQLite {sqlite3.sqlite_version}, whose WAL needs one writer at a time until 3.51.3: "
            "revtrack sees to that with a lock; let no other program write to the file"
        )
    return out


def file_system(path: str | Path, mounts: str | Path = "/proc/self/mounts") -> str:
    """Return the type of the file system that *path* lies on; empty where the system does not say."""
    try:
        lines = Path(mounts).read_text().splitlines()
    except OSError:
        return ""
    place, best, found = Path(path).absolute(), -1, ""
    for line in lines:
        _, mounted, kind, *_ = line.split(" ")
        point = Path(mounted.encode().decode("unicode_escape"))
        if (place == point or point in place.parents) and len(point.parts) >= best:
            best, found = len(point.parts), kind
    return found
