"""
Write a site's files so that a reader always finds an old page or a new one, never half of one.

A file whose bytes are already right is not touched. What an earlier run wrote
and this one did not is removed; files we did not write are never touched: the
manifest `.revtrack-site.json` names ours.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from revtrack.errors import unwritable

MANIFEST = ".revtrack-site.json"


class SiteFiles:
    """The folder a site is written to, with what earlier runs wrote there."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.written = self.kept = self.removed = 0
        self.known = self._read()
        self.files: dict[str, str] = {}
        """Path from the root -> SHA-256 of the bytes, of this run."""
        self._folders: set[Path] = set()

    def _read(self) -> dict[str, Any]:
        """Return the manifest of the last run; empty when there is none or it cannot be read."""
        try:
            data = json.loads((self.out / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def put(self, name: str, content: str | bytes) -> None:
        """Write *content* to the file *name*, unless the file has these bytes already."""
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        digest = hashlib.sha256(data).hexdigest()
        self.files[name] = digest
        path = self.out / name
        if self.known.get("files", {}).get(name) == digest and path.exists():
            self.kept += 1
            return
        try:
            if path.parent not in self._folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(path.parent)
            if path.is_file() and path.read_bytes() == data:
                self.kept += 1
                return
            _replace(path, data)
        except OSError as error:
            raise unwritable(path, error) from None
        self.written += 1

    def keep(self, names: list[str]) -> bool:
        """Keep files of the last run as they are; False, and nothing kept, when one of them is missing."""
        last = self.known.get("files", {})
        if not all(name in last and (self.out / name).exists() for name in names):
            return False
        self.files.update((name, last[name]) for name in names)
        self.kept += len(names)
        return True

    def finish(self, extra: dict[str, Any]) -> None:
        """Remove what only earlier runs wrote, and write the manifest with *extra* in it."""
        for name in sorted(set(self.known.get("files", {})) - set(self.files)):
            path = self.out / name
            if self.out.resolve() in path.resolve().parents:
                path.unlink(missing_ok=True)
                self.removed += 1
        manifest = {"files": dict(sorted(self.files.items())), **extra}
        data = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True).encode()
        self.out.mkdir(parents=True, exist_ok=True)
        path = self.out / MANIFEST
        if not path.is_file() or path.read_bytes() != data:
            _replace(path, data)


def _replace(path: Path, data: bytes) -> None:
    """Put *data* in the place of *path* in one move, readable by whoever may read the folder."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".revtrack-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
