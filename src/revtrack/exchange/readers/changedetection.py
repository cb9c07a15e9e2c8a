"""
Read the data folder of changedetection.io: `url-watches.json`, and a folder with `history.txt` for each watch.

A history names files by path; only the bare name is believed, and only inside
the watch's own folder. What is kept is text (`.txt`, `.txt.br`) or a page; a
picture of a page is no look at its words.
"""

import csv
import re
from pathlib import Path, PureWindowsPath
from typing import Any

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import HTML, MAX_BODY, TEXT, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.places import a_folder
from revtrack.exchange.times import read_time
from revtrack.exchange.values import loads
from revtrack.exchange.webarchive.decode import decode

UUID = re.compile(r"[0-9a-fA-F-]{8,64}")
MOST_JSON = 200_000_000
TEXTS = re.compile(r"\.(txt|html?)(\.br)?\Z")


def read(source: str, options: ReadOptions) -> Reading:
    """Yield every watch of the data folder *source*; raises `InputError`."""
    root = a_folder(source)
    watches = _watches(root)
    if not watches:
        raise InputError(f"{source} is no data folder of changedetection.io: no url-watches.json, no watch.json")
    for uuid, watch in sorted(watches.items()):
        folder = root / uuid
        if UUID.fullmatch(uuid) and folder.is_dir() and not folder.is_symlink():
            yield from _watch(folder, str(watch.get("url") or "").removeprefix("source:"), options)


def _watches(root: Path) -> dict[str, dict[str, Any]]:
    """Return what is known of each watch: in one file (up to 0.50) or one file each (later)."""
    found: dict[str, dict[str, Any]] = {}
    whole = root / "url-watches.json"
    if whole.is_file():
        watching = _json(whole).get("watching")
        found.update({k: v for k, v in (watching or {}).items() if isinstance(v, dict)})
    for file in sorted(root.glob("*/watch.json")):
        found[file.parent.name] = _json(file)
    return found


def _json(file: Path) -> dict[str, Any]:
    if file.stat().st_size > MOST_JSON:
        raise InputError(f"{file} is larger than {MOST_JSON} bytes")
    try:
        row = loads(file.read_bytes())
    except ValueError as error:
        raise InputError(f"{file} is not JSON: {error}") from None
    return row if isinstance(row, dict) else {}


def _watch(folder: Path, url: str, options: ReadOptions) -> Reading:
    history = folder / "history.txt"
    if not history.is_file():
        return
    looks = []
    with open(history, encoding="utf-8", errors="replace", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            where = f"{folder.name}/history.txt, line {number}"
            if not row:
                continue
            try:
                at = read_time(int(row[0]))
                body, name = _snapshot(folder, row[1])
            except (ValueError, IndexError, OSError) as error:
                yield Trouble(where, str(error) or "not a time and a file name")
                continue
            if wanted(options, url, at):
                form = HTML if ".html" in name else TEXT
                looks.append(Look(body, at, content_type=form, detail=(("file", name),)))
    yield from parts(folder.name, url or address("changedetection", folder.name), iter(looks), options.outlet)


def _is_own(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _snapshot(folder: Path, named: str) -> tuple[bytes, str]:
    """Return the bytes of the snapshot of that bare name, and the name; raises `ValueError`."""
    name = PureWindowsPath(named.strip()).name
    if not TEXTS.search(name):
        raise ValueError(f"its file {named[:200]!r} is no text")
    # A folder that was packed or restored may hold the other form of the file its history names.
    names = (name, name.removesuffix(".br") if name.endswith(".br") else f"{name}.br")
    file = next((folder / one for one in names if _is_own(folder / one)), None)
    if file is None:
        raise ValueError(f"its file {named[:200]!r} is not in the watch's folder")
    name = file.name
    if file.stat().st_size > MAX_BODY:
        raise ValueError(f"{name} is larger than {MAX_BODY} bytes")
    data = file.read_bytes()
    return (decode(data, "br") if name.endswith(".br") else data), name
