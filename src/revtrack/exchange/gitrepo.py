"""
Ask git about a repository that somebody else made: only to read, no hook, filter or pager run.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from revtrack.errors import InputError, RevtrackError
from revtrack.exchange.places import a_folder

SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.hooksPath=/dev/null",
        "-c", "safe.directory=*", "-c", "core.quotePath=false", "-c", "diff.renameLimit=5000")  # fmt: skip


class GitMissing(RevtrackError):
    """The program git is not installed."""


class Git:
    """One repository, for reading; a context manager."""

    def __init__(self, folder: str | Path) -> None:
        """Raises `InputError` when there is no repository in *folder*, `GitMissing`."""
        self.folder = a_folder(folder)
        try:
            found = subprocess.run(self._command("rev-parse", "--git-dir"), capture_output=True, check=False)
        except FileNotFoundError:
            raise GitMissing("git is not installed; it reads the repository") from None
        if found.returncode:
            raise InputError(f"{folder} is no git repository")
        self._blobs: subprocess.Popen[bytes] | None = None

    def _command(self, *args: str) -> list[str]:
        return ["git", "-C", str(self.folder), *SAFE, *args]

    def __enter__(self) -> "Git":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._blobs is not None:
            assert self._blobs.stdin is not None
            assert self._blobs.stdout is not None
            self._blobs.stdin.close()
            self._blobs.stdout.close()
            self._blobs.wait()

    def tip(self) -> str:
        """
        Return where the main line of history ends: what is checked out, else the only branch there is.

        A repository filled by `git fast-import` has nothing checked out. Raises `InputError` when nothing tells.
        """
        if not subprocess.run(self._command("rev-parse", "-q", "--verify", "HEAD"), capture_output=True).returncode:
            return "HEAD"
        found = subprocess.run(
            self._command("for-each-ref", "--format=%(refname)", "refs/heads"), capture_output=True, check=False
        )
        branches = found.stdout.decode("utf-8", "surrogateescape").split()
        if len(branches) == 1:
            return branches[0]
        names = ", ".join(branch.removeprefix("refs/heads/") for branch in branches)
        raise InputError(f"{self.folder}: its current branch has no commits; " + (
            f"check out one of {names}" if names else "there is no history in it"))  # fmt: skip

    def lines(self, *args: str) -> Iterator[bytes]:
        """Yield what a command prints, cut at NUL bytes; raises `InputError` when it fails."""
        with subprocess.Popen(self._command(*args), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            held = b""
            while piece := process.stdout.read(1 << 16):
                *whole, held = (held + piece).split(b"\x00")
                yield from whole
            if held:
                yield held
            assert process.stderr is not None
            said = process.stderr.read().decode("utf-8", "replace").strip()
        if process.returncode:
            raise InputError(f"git {args[0]} failed in {self.folder}: {said[:300]}")

    def blob(self, name: str, most: int) -> bytes | None:
        """Return the object *name* (an id, or `commit:path`); None when it is missing or larger than *most* bytes."""
        if "\n" in name:
            return None
        if self._blobs is None:
            self._blobs = subprocess.Popen(
                self._command("cat-file", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        assert self._blobs.stdin is not None
        assert self._blobs.stdout is not None
        self._blobs.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        self._blobs.stdin.flush()
        head = self._blobs.stdout.readline().split()
        if len(head) != 3 or head[1] not in (b"blob", b"tree", b"commit", b"tag"):
            return None
        left, pieces = int(head[2]), []
        size = left
        while left > 0:
            piece = self._blobs.stdout.read(min(left, 1 << 20))
            if not piece:
                return None
            left -= len(piece)
            if size <= most:
                pieces.append(piece)
        self._blobs.stdout.read(1)
        return b"".join(pieces) if size <= most and head[1] == b"blob" else None
