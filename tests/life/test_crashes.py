"""Killed at any write, the archive is as it was before or as it should be after, proves, and carries on."""

import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from life import deeds, killing
from life.statements import killed_at
from revtrack.store import Archive
from revtrack.store.archive import proved
from store import stories

MEMORY = Path("/dev/shm")
HEADER = 100
"""Bytes of a SQLite file's header, which counts changes and says how the file is journalled."""


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
        return "after" if target.exists() and proved(target) else "before"
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
    """The deed, done again after a kill that left things as they were, is done and leaves no half copy behind."""
    deeds.DEEDS[deed](path)
    assert state(deed, path) == "after"
    assert not [file.name for file in path.parent.iterdir() if ".part" in file.name]


def kept_as_it_was(path: Path, source: Path) -> None:
    """A copy that a migration kept is the file from before its first step, also when it was killed and run again."""
    for kept in path.parent.glob("*.before-schema-*"):
        assert ".part" in kept.name or kept.read_bytes()[HEADER:] == source.read_bytes()[HEADER:]


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[killing.Killer]:
    """What does deeds in processes that die at their k-th write."""
    with killing.killer(tmp_path_factory.mktemp("killer")) as started:
        yield started


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory: a killed process leaves there what it leaves on a disk, and nobody waits for syncs."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.mark.slow
@pytest.mark.skipif(bool(killing.LACKING), reason=killing.LACKING)
@pytest.mark.parametrize("torn", [False, True], ids=["before", "torn"])
@pytest.mark.parametrize("deed", deeds.DEEDS)
def test_a_kill_at_any_system_call_that_writes(
    deed: str, torn: bool, killer: killing.Killer, prepared: dict[str, Path], memory: Path
) -> None:
    """
    A process dies at every call that makes, writes, syncs, cuts, renames or removes a file, until it gets through.

    It dies before each call, and in the middle of each write.
    """
    seen: list[str] = []
    while True:
        path = copied(prepared[deed], memory / "run")
        code = killer.run(deed, path, len(seen) + 1, torn=torn)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kept_as_it_was(path, prepared[deed])
        seen.append(state(deed, path))
        kept_as_it_was(path, prepared[deed])
        if seen[-1] == "before" and len(seen) % 8 == 1:
            carries_on(deed, path)
    assert state(deed, path) == "after"
    assert len(seen) > 30
    # Once the deed is there it stays: no later kill takes it back.
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("deed", deeds.DEEDS)
def test_a_kill_at_any_statement(deed: str, prepared: dict[str, Path], tmp_path: Path) -> None:
    """A forked process is killed when it begins its k-th statement: every one of a commit, every fourth of the rest."""
    number = 1
    while killed_at(number, partial(deeds.DEEDS[deed], path := copied(prepared[deed], tmp_path / "run"))):
        if deed == "commit" or number % 12 == 1:
            state(deed, path)
        number += 1 if deed == "commit" else 4
    assert number > 5
    assert state(deed, path) == "after"


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
