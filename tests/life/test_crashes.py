"""Killed at any write, the archive is as it was before or as it should be after, proves, and carries on."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from life import deeds
from revtrack.store import Archive
from revtrack.store.archive import proved
from store import stories

STRACE = shutil.which("strace")
TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src"
MOST = 2000
STRIDE = 1 if os.environ.get("REVTRACK_EVERY_WRITE") else 8
"""Every eighth write by default, which takes a minute; every single one when asked, which takes ten."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The archive each deed starts from."""
    folder = tmp_path_factory.mktemp("prepared")
    deeds.prepare(folder / "filled.db")
    deeds.prepare_older(folder / "older.db")
    return {deed: folder / ("older.db" if deed == "migrate" else "filled.db") for deed in deeds.DEEDS}


def copied(source: Path, folder: Path) -> Path:
    """Return a fresh copy of *source* alone in *folder*."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(source, folder / "archive.db"))


def state(deed: str, path: Path) -> str:
    """Return `before` or `after`; fail when the file is anything else."""
    if deed == "backup":
        assert proved(path).holds
        target = path.with_name("backup.db")
        return "after" if target.exists() and proved(target).holds else "before"
    with Archive(path) as archive:
        proof = archive.verify()
        assert proof.problems == ()
        if deed == "migrate":
            versions = archive.timeline(archive.article(stories.URL)).versions
            assert [version.document for version in versions] == deeds.DOCUMENTS[:4]
            return "before" if archive.migrated.steps else "after"
        timeline = archive.timeline(archive.article(stories.URL))
        texts = [version.document for version in timeline.versions]
        if deed == "takedown" and proof.tombstones:
            assert [document.text for document in texts] == [""] * 4
            return "after"
        assert texts[:4] == deeds.DOCUMENTS[:4]
        if deed == "commit":
            assert len(texts) in (4, 5)
            return "after" if len(texts) == 5 else "before"
        for version in timeline.versions if not proof.tombstones else ():
            assert archive.capture(version.capture_sha256 or "").body
        return "after" if proof.tombstones else "before"


def carries_on(deed: str, path: Path) -> None:
    """The deed, done again after a kill that left things as they were, is done."""
    if state(deed, path) == "before" and deed != "migrate":
        deeds.DEEDS[deed](path)
        assert state(deed, path) == "after"


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="needs strace to kill a process at its k-th write")
@pytest.mark.parametrize("call", ["pwrite64", "ftruncate", "rename", "fdatasync"])
@pytest.mark.parametrize("deed", deeds.DEEDS)
def test_a_kill_at_any_system_call_that_writes(deed: str, call: str, prepared: dict[str, Path], tmp_path: Path) -> None:
    """
    A real process is killed at its k-th write, truncation, rename or sync, until it gets through.
    """
    seen = []
    for number in range(1, MOST, STRIDE):
        path = copied(prepared[deed], tmp_path / "run")
        environment = os.environ | {"PYTHONPATH": f"{SOURCE}:{TESTS}", "PYTHONDONTWRITEBYTECODE": "1"}
        finished = subprocess.run(
            [
                STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                "-e", f"inject={call}:signal=KILL:when={number}", sys.executable, "-m", "life.deeds", deed, str(path),
            ],
            env=environment, capture_output=True,
        )  # fmt: skip
        if finished.returncode == 0:
            break
        assert finished.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), finished.stderr.decode()
        found = state(deed, path)
        seen.append(found)
        if number % (8 * STRIDE) == 1:
            carries_on(deed, path)
    else:
        pytest.fail("it never got through")
    assert state(deed, path) == "after"
    assert len(seen) > 2 or call != "pwrite64"
    # Once the deed is there it stays: no later kill takes it back.
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("deed", deeds.DEEDS)
def test_a_kill_at_any_statement(deed: str, prepared: dict[str, Path], tmp_path: Path) -> None:
    """A forked process is killed when it begins its k-th statement: every one of a commit, every fourth of the rest."""
    number = 1
    while True:
        path = copied(prepared[deed], tmp_path / "run")
        child = os.fork()
        if child == 0:
            _die_at(number, deed, path)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            break
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        if deed == "commit" or number % 12 == 1:
            state(deed, path)
        number += 1 if deed == "commit" else 4
    assert number > 5
    assert state(deed, path) == "after"


def _die_at(number: int, deed: str, path: Path) -> None:
    """Do *deed*, counting statements on every connection; never return."""
    import sqlite3

    left = [number]

    class Counted(sqlite3.Connection):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self.set_trace_callback(lambda _: _count())

    def _count() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    plain = sqlite3.connect
    sqlite3.connect = lambda *a, **k: plain(*a, **{"factory": Counted, **k})  # type: ignore[assignment]
    code = 1
    try:
        deeds.DEEDS[deed](path)
        code = 0
    finally:
        os._exit(code)


def test_a_torn_write_ahead_log_is_the_state_before_or_after(prepared: dict[str, Path], tmp_path: Path) -> None:
    """Power lost while the log is written: whichever part of it reached the disk, no half version is ever seen."""
    path = copied(prepared["commit"], tmp_path / "run")
    with Archive(path) as archive:
        archive.commit(deeds.outcome(archive, 5))
        whole, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    frame = 24 + int.from_bytes(log[8:12])
    cuts = sorted(
        {0, 17, 32, *(32 + frame * n + extra for n in range(len(log) // frame) for extra in (-9, 0, 24, 2000))}
    )
    seen = []
    for cut in cuts:
        torn = copied(prepared["commit"], tmp_path / "torn")
        torn.write_bytes(whole)
        Path(f"{torn}-wal").write_bytes(log[: max(0, cut)])
        seen.append(state("commit", torn))
    assert seen == sorted(seen, reverse=True)
    torn = copied(prepared["commit"], tmp_path / "torn")
    Path(f"{torn}-wal").write_bytes(log)
    assert state("commit", torn) == "after"
