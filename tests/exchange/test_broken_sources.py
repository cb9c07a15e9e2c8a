"""Whatever is given as a source: it is refused in words, or what is wrong is named and the rest comes through."""

import gzip
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from exchange.reading import everything, listed, write
from exchange.test_repositories import git
from intake.histories import story
from intake.histories import write as write_lines
from intake.samples import SAMPLES
from revtrack.errors import InputError
from revtrack.exchange import ReadOptions, columns
from revtrack.store import Archive

pytestmark = pytest.mark.filterwarnings("default:::urlwatch", "default:::webchanges")
"""They write two of the sources, and warn."""

FILES = tuple(kind for kind in SAMPLES if kind not in ("git", "folder", "changedetection"))
"""Kinds whose source is one file."""
NO_END = ("csv",)
"""Kinds in which nothing tells a file that was cut off from a shorter one."""
OPTIONAL = {"csv": ("opml",), "opml": ("csv",), "diffengine": ("newsedits",), "newsedits": ("diffengine",),
            "urlwatch": ("webchanges",), "webchanges": ("urlwatch",), "folder": ("git", "changedetection")}  # fmt: skip
"""Kinds that one reader tells apart by itself, and folders that hold pages as well."""

ODD: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n  \n",
    "junk": bytes(range(256)) * 50,
    "one line of three million bytes": b"a" * 3_000_000 + b"\nhttps://news.example/a\n",
    "a cell of a million bytes": b'url\n"' + b"a" * 1_000_000 + b'"\nhttps://news.example/a\n',
    "a quote that never closes": b'url\n"' + b"a\n" * 100_000,
    "NUL bytes": b"url\n\x00\x00\nhttps://news.example/a\n",
    "deep JSON": b"[" * 100_000,
    "JSON of a million objects": b"[" + b"{}," * 1_000_000 + b"{}]",
    "a number of five thousand digits": b'{"article_id": "a", "versions": [{"time": ' + b"9" * 5000 + b"}]}\n",
    "JSON of another shape": b'[1, "a", null, {"a": 1}]',
    "a lone surrogate": b'{"article_id": "\\ud800", "url": "https://x.example/\\ud800", "versions": [{"text": "\\ud800"}]}\n',
    "XML that breaks off": b"<mediawiki><page><title>x</title><revision>",
    "XML with an entity": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "XML with an entity far down": b"<!--" + b" " * 70_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><opml><outline text="&b;"/></opml>',
    "XML in no known encoding": b'<?xml version="1.0" encoding="nonsense"?><opml/>',
    "deep XML": b"<a>" * 100_000,
    "a feed": b"<rss><channel><item><title>a</title><link>https://news.example/a</link></item></channel></rss>",
    "the head of a SQLite file": b"SQLite format 3\x00" + b"\x00" * 84,
    "the head of a ZIP file": b"PK\x03\x04" + b"\x00" * 100,
    "the head of a gzip file": b"\x1f\x8b",
    "gzip of nothing": gzip.compress(b""),
    "gzip that breaks off": gzip.compress(b"".join(b"https://news.example/%d\n" % n for n in range(9999)))[:2000],
    "gzip of junk": gzip.compress(b"abc" * 1000)[:20] + b"\x00" * 100,
    "zstd of junk": b"\x28\xb5\x2f\xfd" + b"\x01" * 100,
}  # fmt: skip


class Came(NamedTuple):
    """What a reader made of a source."""

    articles: list[str]
    troubles: list[str]
    refused: str


def came(kind: str, source: object) -> Came:
    """Return what comes of reading; nothing but `InputError` may be raised."""
    try:
        if kind == "corrections":
            return Came([entry.place for entry in columns.read(str(source), ReadOptions())], [], "")
        if kind in ("csv", "opml"):
            addresses, troubles = listed(kind, source)
            return Came([item.url for item in addresses], troubles, "")
        found, troubles = everything(kind, source)
    except InputError as error:
        return Came([], [], str(error))
    return Came([item.key for item in found], troubles, "")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each kind, a source of three articles."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        return {kind: make(tmp_path_factory.mktemp(kind), 3, 3) for kind, make in SAMPLES.items()}


@pytest.mark.parametrize("kind", [*SAMPLES, "corrections"])
def test_an_odd_file_is_refused_in_words_or_named_in_part(tmp_path: Path, kind: str) -> None:
    """No file of whatever bytes ends an importer in anything but a message of one line."""
    for name, data in ODD.items():
        found = came(kind, write(tmp_path / "odd", data))
        for message in (*found.troubles, found.refused):
            assert "\n" not in message, name
            assert len(message) < 1000, name


def test_a_line_of_countless_values_is_named_and_a_long_text_is_not(tmp_path: Path) -> None:
    """Three bytes of JSON would become sixty and more; commas and braces inside a text are no values."""
    text = "Fares, ferries, {piers} and [tides]\\n" * 250_000
    rows = (
        b'{"a": [' + b"{}," * 1_000_000 + b"{}]}",
        f'{{"article_id": "a", "versions": [{{"text": "{text}"}}]}}'.encode(),
    )
    found, troubles = everything("jsonl", write(tmp_path / "odd.jsonl", b"\n".join(rows)))
    assert troubles == ["line 1: not JSON: more than 1000000 values; split it"]
    assert [len(look.body) for item in found for look in item.looks] == [len(text) - 250_000]


@pytest.mark.parametrize("kind", [*SAMPLES, "corrections"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, kind: str) -> None:
    """Nothing there, a file where a folder is wanted, a name with a NUL byte or too long for the system."""
    for source in (tmp_path / "none", write(tmp_path / "file", b"") / "below", "a\x00b", "a" * 5000):
        assert came(kind, source).refused, source
    assert came(kind, tmp_path if kind in (*FILES, "corrections") and kind != "warc" else tmp_path / "file").refused


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_source_of_another_kind_is_never_taken_for_an_empty_one(good: dict[str, Path], kind: str) -> None:
    """It is refused, or every record is named as none of this kind."""
    for other, source in good.items():
        if other != kind and other not in OPTIONAL.get(kind, ()):
            found = came(kind, source)
            assert (found.articles, bool(found.troubles or found.refused)) == ([], True), other


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "gzip"])
def test_a_file_that_was_cut_off_says_so(tmp_path: Path, good: dict[str, Path], kind: str, packed: bool) -> None:
    """At five places: what came before comes through, and somebody is told; unless nothing can tell."""
    data = good[kind].read_bytes()
    data = gzip.compress(data, mtime=0) if packed else data
    whole = came(kind, good[kind]).articles
    for tenth in range(1, 10, 2):
        found = came(kind, write(tmp_path / good[kind].name, data[: len(data) * tenth // 10]))
        assert found.articles == whole[: len(found.articles)] or kind in NO_END, tenth
        assert found.troubles or found.refused or (kind in NO_END and not packed), tenth


@pytest.mark.slow
def test_an_element_too_large_to_hold_is_not_read_on(tmp_path: Path) -> None:
    """A wiki's page that unpacks to more than memory should give: those before it come through, it is named."""
    page = "<page><title>{0}</title><ns>0</ns><revision><id>1</id><timestamp>2026-05-01T08:00:00Z</timestamp><text>"
    with gzip.open(tmp_path / "dump.xml.gz", "wb", compresslevel=1) as out:
        out.write(f"<mediawiki>{page.format('Ferry')}It runs.</text></revision></page>{page.format('Bomb')}".encode())
        for _ in range(300):
            out.write(b"a" * 1_000_000)
    assert (tmp_path / "dump.xml.gz").stat().st_size < 3_000_000
    found = came("mediawiki", tmp_path / "dump.xml.gz")
    assert found.articles == ["Ferry"]
    assert "has an element of more than 256000000 bytes" in found.troubles[0]


def test_a_line_of_a_table_that_is_none_costs_itself_only(tmp_path: Path) -> None:
    """A cell too large, an address that is none: named by their lines; old line ends and quotes are read."""
    table = b'title,url\r\nA,https://news.example/a\rB,"https://news.example/b"\n' + b"C" * 200_000 + b",x\nD,no\n"
    found = came("csv", write(tmp_path / "list.csv", table + b"E,https://news.example/e\n"))
    assert found.articles == [f"https://news.example/{letter}" for letter in "abe"]
    assert found.troubles == [
        "list.csv, line 4: no row: field larger than field limit (131072)", "list.csv, line 5: no address: 'no'"
    ]  # fmt: skip
    packed = gzip.compress(b"url\n" + b"".join(b"https://news.example/%d\n" % n for n in range(9999)))
    found = came("csv", write(tmp_path / "list.csv.gz", packed[: len(packed) // 2]))
    assert len(found.articles) > 1000
    assert "the file breaks off here" in found.troubles[-1]


def test_a_damaged_object_of_a_repository_costs_its_version_only(tmp_path: Path) -> None:
    """The other publishes come through; the one whose text is gone is named by its commit."""
    git(tmp_path, "init", "-q", "-b", "main")
    for number in (1, 2, 3):
        write(tmp_path / "ferry.md", f"It runs {number} times.\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", f"Publish {number}", at=f"2026-05-0{number}T08:00:00Z")
    said = subprocess.run(
        ["git", "-C", tmp_path, "rev-parse", "HEAD~1:ferry.md"], capture_output=True, text=True, check=True
    )
    blob = tmp_path / ".git/objects" / said.stdout[:2] / said.stdout[2:].strip()
    os.chmod(blob, 0o644)
    blob.write_bytes(b"")
    found, troubles = everything("git", tmp_path)
    assert [look.body for look in found[0].looks] == [b"It runs 1 times.\n", b"It runs 3 times.\n"]
    assert len(troubles) == 1
    assert "ferry.md: missing" in troubles[0]


def revtrack(*args: object, code: int, stdin: bytes | None = None) -> str:
    """Run the command, expect an exit code, and return what it said; never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", *map(str, args)], capture_output=True, input=stdin, check=False
    )
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    return said


@pytest.fixture
def articles(tmp_path: Path) -> Callable[[], list[str]]:
    """Say which articles the archive holds."""

    def there() -> list[str]:
        with Archive(tmp_path / "a.db", read_only=True) as archive:
            return [article.url.rpartition("/")[2] for article in archive.articles()]

    return there


def test_a_source_that_is_refused_exits_65_and_one_among_several_leaves_the_others(
    tmp_path: Path, articles: Callable[[], list[str]]
) -> None:
    """Nothing of it could be used: the input is damaged; part of several could: part of the work failed."""
    where = ("--db", tmp_path / "a.db", "--jobs", 1)
    one, two = (write_lines(tmp_path / f"{n}.jsonl", story(n, 2)) for n in (1, 2))
    said = revtrack("import", "jsonl", one, "none", two, *where, code=1)
    assert "none: refused: no file at none" in said
    assert articles() == ["s1", "s2"]
    for kind in ("jsonl", "git", "corrections"):
        assert "at none" in revtrack("import", kind, "none", *where, code=65)
    revtrack("import", "jsonl", "none", "neither", *where, code=65)


def test_a_source_that_is_refused_makes_no_archive(tmp_path: Path) -> None:
    """A mistyped source leaves nothing behind, whatever its kind."""
    for kind in SAMPLES:
        revtrack("import", kind, tmp_path / "none", "--db", tmp_path / "a.db", code=65)
        assert list(tmp_path.iterdir()) == []


def test_what_came_before_the_damage_is_stored(tmp_path: Path, articles: Callable[[], list[str]]) -> None:
    """A source that breaks in the middle exits 1: the articles before the break are in the archive."""
    table = tmp_path / "list.opml"
    table.write_text('<opml><body><outline url="https://news.example/a"/><outline url="https://news.example/b"')
    said = revtrack("import", "opml", table, "--db", tmp_path / "a.db", "--jobs", 1, code=1)
    assert "cannot be read on from here" in said
    assert articles() == ["a"]


def test_a_pipe_is_as_good_as_a_file(tmp_path: Path, articles: Callable[[], list[str]]) -> None:
    """Standard input may be compressed, and a name may lead to a pipe."""
    where = ("--db", tmp_path / "a.db", "--jobs", 1)
    lines = write_lines(tmp_path / "1.jsonl", story(1, 2)).read_bytes()
    revtrack("import", "jsonl", "-", *where, stdin=gzip.compress(lines), code=0)
    revtrack("import", "csv", "/dev/stdin", *where, stdin=b"url\nhttps://news.example/a\n", code=0)
    assert articles() == ["s1", "a"]
