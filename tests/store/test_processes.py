"""Several processes at once: writers take turns, readers never wait and see one state, full disks lose nothing."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from revtrack.errors import LockedError, NoSpaceError, ReadOnlyError, StoreError
from revtrack.store import Archive
from revtrack.store.migrations import LATEST
from revtrack.store.migrations.steps import SETS
from revtrack.store.places import cautions, file_system
from store import stories

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from revtrack.store import Archive
from store import stories
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Archive(path) as archive:
    article = archive.add(f"https://harbour.example/{name}")
    before = None
    for number in range(1, count + 1):
        after = stories.document("It runs.", f"{name} {number}")
        at = f"2026-05-{number % 28 + 1:02}T08:00:00Z"
        make = stories.first(article, after, at) if before is None else stories.second(article, before, after, at, number)
        archive.commit(make)
        before = after
"""


def started(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    """Start a process that commits *count* versions of an article of its own."""
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(count)], env=env)


def test_two_writers_and_a_reader_with_a_long_snapshot(tmp_path: Path) -> None:
    """Two processes write at once while a reader holds one state and others read: no error, one sound chain."""
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        article = archive.add(stories.URL)
        archive.commit(stories.first(article, stories.document("It runs."), "2026-05-01T08:00:00Z"))
    with Archive(path, read_only=True) as holder, holder.db.snapshot():
        head = holder.head()
        writers = [started(path, "one", 25), started(path, "two", 25)]
        while any(writer.poll() is None for writer in writers):
            assert holder.head() == head
            with Archive(path, read_only=True) as reader:
                for found in reader.articles():
                    timeline = reader.timeline(found)
                    assert len(timeline.steps) == len(timeline.versions)
        assert [writer.wait() for writer in writers] == [0, 0]
        assert (holder.head(), holder.count()) == (head, 1)
    with Archive(path, read_only=True) as reader:
        proof = reader.verify(against=head)
    assert (proof.problems, proof.versions) == ((), 51)


def test_a_shell_that_holds_the_file_gets_a_clear_answer(tmp_path: Path) -> None:
    """A `BEGIN IMMEDIATE` in another program makes every writing method say so after the busy time-out."""
    path = tmp_path / "a.db"
    with Archive(path, busy_timeout_s=0.05) as archive:
        article = archive.add(stories.URL)
        outcome = stories.first(article, stories.document("It runs."), "2026-05-01T08:00:00Z")
        shell = sqlite3.connect(path, isolation_level=None)
        shell.execute("BEGIN IMMEDIATE")
        for write in (
            lambda: archive.commit(outcome),
            lambda: archive.add("https://harbour.example/other"),
            lambda: archive.seal(),
        ):
            with pytest.raises(LockedError, match="is locked by another program"):
                write()
        assert archive.article(stories.URL) == article
        shell.execute("ROLLBACK")
        shell.close()
        assert archive.commit(outcome) == 1


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    """The lock goes with its holder, however it dies."""
    path = tmp_path / "a.db"
    Archive(path).close()
    child = os.fork()
    if child == 0:
        with Archive(path) as archive, archive.poll_lock("2026-05-01T08:00:00Z"), archive.db.transaction():
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with Archive(path) as archive, archive.poll_lock("2026-05-01T09:00:00Z"):
        assert archive.add(stories.URL).id == 1


def test_no_space_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """At whichever size the disk is full, the commit fails with a clear error and the archive is as before."""
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        article = archive.add(stories.URL)
        archive.commit(stories.first(article, stories.document("It runs."), "2026-05-01T08:00:00Z"))
        head = archive.head()
    size = path.stat().st_size
    outcomes = set()
    for room in range(0, 200_000, 12_288):
        child = os.fork()
        if child == 0:
            os._exit(_commit_within(path, room))
        outcomes.add(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        with Archive(path, read_only=True) as archive:
            assert archive.verify(against=head).problems == ()
    assert outcomes <= {0, 3}, outcomes
    assert 3 in outcomes
    assert path.stat().st_size >= size


def _commit_within(path: Path, room: int) -> int:
    """Commit a version when no file may grow beyond *room* bytes; 0 when it fitted, 3 when the error was ours."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with Archive(path) as archive:
            article = archive.article(stories.URL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            newest = archive.version(article, -1)
            after = stories.document(f"It ran {newest.number} times.")
            archive.commit(stories.second(article, newest.document, after, "2026-05-02T08:00:00Z", newest.number + 1))
    except StoreError:
        return 3
    except BaseException:
        return 9
    return 0


def test_a_reader_needs_no_right_to_write() -> None:
    """An archive on a medium that cannot be written is read; writing says why not."""
    # Not `tmp_path`: its parents are closed to anybody but the user who runs the tests.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "frozen" / "a.db"
        with Archive(path) as archive:
            archive.add(stories.URL)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        child = os.fork()
        if child == 0:
            os._exit(_read_as_nobody(path))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        path.parent.chmod(0o755)
        assert code == 0


def _read_as_nobody(path: Path) -> int:
    try:
        if os.getuid() == 0:
            os.setuid(65534)
        with Archive(path, read_only=True) as archive:
            assert archive.count() == 1
        try:
            Archive(path)
        except ReadOnlyError:
            return 0
    except BaseException as error:
        os.write(2, repr(error).encode())
    return 1


@pytest.mark.parametrize("name", [step.name for steps in SETS for step in steps._migrations])
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, name: str) -> None:
    """Whichever step fails halfway, its tables are not there, and the next opening does it all."""
    from sqlite_utils import Database

    path = tmp_path / "a.db"
    connection = sqlite3.connect(path, isolation_level=None)
    wrapped = Database(connection)

    class Stop(Exception):
        pass

    def stopping(step: object) -> None:
        def run(db: Database) -> None:
            step.fn(db)  # type: ignore[attr-defined]
            raise Stop

        return run  # type: ignore[return-value]

    for steps in SETS:
        found = next((step for step in steps._migrations if step.name == name), None)
        steps.apply(wrapped, stop_before=name)
        if found is not None:
            before = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
            with pytest.raises(Stop), wrapped.atomic():
                stopping(found)(wrapped)  # type: ignore[misc]
            assert connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall() == before
            break
    connection.execute(f"PRAGMA application_id = {0x72767472}")
    connection.close()
    with Archive(path) as archive:
        assert archive.db.value("PRAGMA user_version") == LATEST
        assert archive.verify().problems == ()


def test_an_older_archive_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    """The copy is the file as it was; a reader says what to do instead of changing it."""
    from life.deeds import prepare_older

    path = tmp_path / "a.db"
    prepare_older(path)
    with pytest.raises(StoreError, match=r"schema steps behind\); bring it up to date"):
        Archive(path, read_only=True)
    with Archive(path) as archive:
        done = archive.migrated
    assert (done.made, done.backup is not None and done.backup.exists()) == (False, True)
    with closing(sqlite3.connect(done.backup)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone()[0] == LATEST - done.steps


def test_a_network_file_system_is_cautioned_against(tmp_path: Path) -> None:
    """The type of the file system is read of the deepest mount above the file."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert file_system(tmp_path / "deep" / "a.db", mounts) == "nfs4"
    assert "network file system (nfs4)" in cautions(tmp_path / "a.db", mounts)[0]
    assert file_system("/a.db", mounts) == "ext4"
    assert NoSpaceError.exit_code == 73
