"""On a disk that is really full or really read-only: said with its exit code, nothing lost, and the next run heals."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from poller.kit import SETTINGS, World, poll
from revtrack.config import AlertSettings, SinkSettings
from revtrack.errors import NoSpaceError, ReadOnlyError, StoreError
from revtrack.poller.deliver import deliver
from revtrack.poller.watch import watch
from revtrack.report import write_site
from revtrack.store import Archive

URLS = [f"https://news.example/{number}" for number in range(6)]


def mount(*arguments: str) -> str:
    """Run mount; return what it said, empty when it did it."""
    found = shutil.which("mount")
    if sys.platform != "linux" or found is None:
        return "needs Linux and mount"
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes, where this process may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if refused := mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)):
        pytest.skip(f"cannot mount a small file system: {refused}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path, leave: int = 0) -> Path:
    """Fill the file system to the last byte but *leave*; return the file that does."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as out:
        for size in (65536, 4096, 1):
            with suppress(OSError):
                while out.write(b"x" * size) == size:
                    pass
    assert shutil.disk_usage(place).free == 0
    if leave:
        with filler.open("rb+") as out:
            out.truncate(max(filler.stat().st_size - leave, 0))
    return filler


def long_pages(seed: int, lines: int = 120) -> dict[str, str]:
    """Pages that no compression makes small."""
    chance = random.Random(seed)
    return {
        url: f"{url}\n\n" + "\n\n".join(f"Line {chance.getrandbits(400):x} ends." for _ in range(lines)) for url in URLS
    }


def sound(path: Path, versions: int) -> None:
    """Every article has *versions* versions, the archive proves and SQLite finds nothing wrong with the file."""
    with Archive(path) as archive:
        assert archive.verify().holds
        assert archive.db.value("PRAGMA integrity_check") == "ok"
        assert [len(archive.timeline(article).versions) for article in archive.articles()] == [versions] * len(URLS)


@pytest.fixture
def watched(disk: Path) -> tuple[Path, World]:
    """An archive on the small disk in which every article has one version."""
    path, world = disk / "a.db", World(dict.fromkeys(URLS, "Ferry stays\n\nIt runs."))
    with Archive(path) as archive:
        list(watch(archive, SETTINGS, URLS, now=world.now()))
        assert poll(archive, world).versions == len(URLS)
    return path, world


@pytest.mark.parametrize("leave", [0, 40_000, 90_000, 160_000])
def test_the_disk_fills_up_during_a_poll(watched: tuple[Path, World], leave: int) -> None:
    """Wherever the space ends, at the first write or inside a commit, the poll exits 73 and the next one sees all."""
    path, world = watched
    world.pages = dict(long_pages(1))
    filler = fill(path.parent, leave)
    with pytest.raises(NoSpaceError) as caught, Archive(path) as archive:
        poll(archive, world, everything=True)
    assert caught.value.exit_code == 73
    filler.unlink()
    with Archive(path) as archive:
        poll(archive, world, everything=True)
    sound(path, 2)
    with Archive(path) as archive:
        assert poll(archive, world, everything=True).versions == 0


def test_a_file_system_turns_read_only(watched: tuple[Path, World]) -> None:
    """The poll exits 73, what is archived can still be read, and once it is writable again the poll heals."""
    path, world = watched
    world.pages = dict(long_pages(2))
    assert not mount("-o", "remount,ro", str(path.parent))
    with pytest.raises(ReadOnlyError) as caught, Archive(path) as archive:
        poll(archive, world, everything=True)
    assert caught.value.exit_code == 73
    with Archive(path, read_only=True) as archive:
        assert [article.url for article in archive.articles()] == URLS
        assert archive.verify().holds
    assert not mount("-o", "remount,rw", str(path.parent))
    with Archive(path) as archive:
        assert poll(archive, world, everything=True).versions == len(URLS)
    sound(path, 2)


def _back_up(archive: Archive, place: Path) -> None:
    archive.backup(place / "backup.db")


def _report(archive: Archive, place: Path) -> None:
    write_site(archive, place / "site", head=archive.head())


@pytest.mark.parametrize("deed", [_back_up, _report], ids=["backup", "report"])
def test_a_copy_finds_no_space(disk: Path, tmp_path: Path, deed: Callable[[Archive, Path], None]) -> None:
    """Backup and report exit 73; every file there is the old one, whole, and with space they are renewed."""
    path, world = tmp_path / "a.db", World(dict(long_pages(3, 12)))
    with Archive(path) as archive:
        list(watch(archive, SETTINGS, URLS, now=world.now()))
        poll(archive, world)
        deed(archive, disk)
        before = {file: file.read_bytes() for file in disk.rglob("*") if file.is_file()}
        world.pages = dict(long_pages(4, 12))
        poll(archive, world, everything=True)
        filler = fill(disk, 20_000)
        with pytest.raises(StoreError) as caught:
            deed(archive, disk)
        assert isinstance(caught.value, NoSpaceError)
        after = {file: file.read_bytes() for file in disk.rglob("*") if file.is_file() and file != filler}
        assert set(before) <= set(after)
        if deed is _back_up:
            assert after == before
        else:
            assert not [file for file, text in after.items() if file.suffix == ".html" and b"</html>" not in text]
        filler.unlink()
        deed(archive, disk)
    assert not [file for file in disk.rglob("*") if file.suffix in (".part", ".partial", ".tmp")]


def test_an_alert_finds_no_space(disk: Path, tmp_path: Path) -> None:
    """An alert that its folder cannot take is not acknowledged, leaves no half file, and is handed over later, once."""
    world, box = World(dict.fromkeys(URLS, "Ferry stays\n\n1,200 people cross.")), disk / "box"
    settings = replace(SETTINGS, alerts=AlertSettings({"box": SinkSettings("files", folder=str(box))}))
    with Archive(tmp_path / "a.db") as archive:
        list(watch(archive, settings, URLS, now=world.now()))
        poll(archive, world, settings)
        world.pages = dict.fromkeys(URLS, "Ferry stays\n\n12,000 people cross.")
        poll(archive, world, settings, everything=True)
        filler = fill(disk)
        told = deliver(archive, settings, now=world.now())
        assert (told.sent, told.waiting, "No space left" in told.failures[0][1]) == (0, len(URLS), True)
        assert not list(box.glob("*"))
        filler.unlink()
        world.pass_time(120)
        assert deliver(archive, settings, now=world.now()).sent == len(URLS)
        assert deliver(archive, settings, now=world.now()).sent == 0
    assert len(list(box.iterdir())) == len(URLS)
