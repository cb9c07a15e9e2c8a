"""
Read a folder of dated pages: `story-2024-05-01.html`, `2024-05-01T0800/story.html`, `story/20240501080000.html`.

Files whose names differ only in the date are one article. A file without a
date keeps its place in the order of names, its time unknown.
"""

import re
from collections import defaultdict
from pathlib import PurePosixPath

from revtrack.errors import InputError
from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import MAX_BODY, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.places import a_folder
from revtrack.exchange.readers.git import FORMS, place
from revtrack.exchange.times import digits
from revtrack.model import stamp

MOST_FILES = 5_000_000
DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)"
    r"(?:[-_.T ]?([0-2]\d)[-_.:h]?([0-5]\d)(?:[-_.:m]?([0-5]\d))?)?Z?(?!\d)"
)
EDGES = re.compile(r"[-_. ]+(?=\.|/|$)|(?<=/)[-_ ]+|^[-_ ]+")


def read(source: str, options: ReadOptions) -> Reading:
    """Yield the articles of the folder *source*; raises `InputError`."""
    root = a_folder(source)
    stories: dict[str, list[tuple[str, str]]] = defaultdict(list)
    count = pages = 0
    for file in sorted(root.rglob("*")):
        count += 1
        if count > MOST_FILES:
            raise InputError(f"{source} holds more than {MOST_FILES} files; split it")
        path = file.relative_to(root).as_posix()
        if file.suffix.lower() not in FORMS or file.is_symlink() or not file.is_file():
            continue
        pages += 1
        key, at = undated(path)
        if wanted(options, key, at):
            stories[key].append((at, path))
    if not pages:
        raise InputError(f"no page in the folder {source}: no file ends in {', '.join(FORMS)}")
    for key, files in stories.items():
        looks = []
        for at, path in sorted(files):
            try:
                with open(root / path, "rb") as page:
                    data = page.read(MAX_BODY + 1)
            except OSError as error:
                yield Trouble(path, f"cannot be read: {error.strerror}")
                continue
            if len(data) > MAX_BODY:
                yield Trouble(path, f"larger than {MAX_BODY} bytes")
            else:
                form = FORMS[PurePosixPath(path).suffix.lower()]
                looks.append(Look(data, at, content_type=form, detail=(("path", path),)))
        url = place(key, options.base) or address("folder", f"{root.absolute().name}/{key}")
        yield from parts(key, url, iter(looks), options.outlet)


def undated(path: str) -> tuple[str, str]:
    """Return *path* without the date in it, and that date (RFC 3339, UTC; empty when there is none)."""
    for found in DATE.finditer(path):
        text = "".join(found.group(k) or "" for k in (1, 3, 4, 5, 6, 7))
        try:
            moment = digits(text)
        except ValueError:
            continue
        left = EDGES.sub("", path[: found.start()] + path[found.end() :])
        pure = PurePosixPath(re.sub(r"/+", "/", left).strip("/"))
        # A folder of dates (`story/20240501.html`) leaves only the suffix of the name: the folder is the article.
        if pure.name.lower() in FORMS:
            pure = pure.parent.parent / f"{pure.parent.name or 'index'}{pure.name}"
        return str(pure), stamp(moment, "auto")
    return path, ""
