"""WARC, ARC, WACZ and CDX files, sound ones from warcio and broken ones made from them."""

import gc
import io
import json
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from exchange.reading import everything, write
from exchange.stories import PAGES, TIMES, page
from revtrack.errors import InputError
from revtrack.exchange.webarchive.wacz import MOST_MEMBERS

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
"""warcio's writer leaves its temporary files to the garbage collector."""

URL = "https://harbour.example/fares"


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Collect what warcio left, within the test that ignores its warnings."""
    yield
    gc.collect()


def archive(*, compressed: bool = True, encoding: str = "") -> bytes:
    """Return a WARC of three pages, newest first, with a request, a picture and a revisit beside them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for at, body in reversed(list(zip(TIMES, PAGES, strict=True))):
        _response(writer, URL, at, body, "text/html; charset=utf-8")
    _response(writer, "https://harbour.example/p.png", TIMES[0], b"\x89PNG", "image/png")
    writer.write_record(
        writer.create_warc_record(URL, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"), length=18)
    )
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    first = writer.create_warc_record(URL, "response", payload=io.BytesIO(PAGES[2]), http_headers=head)
    writer.ensure_digest(first, block=False, payload=True)
    digest = first.rec_headers.get_header("WARC-Payload-Digest")
    writer.write_record(
        writer.create_revisit_record(URL, digest, URL, TIMES[2], http_headers=head,
                                     warc_headers_dict={"WARC-Date": "2026-05-05T07:00:00Z"})
    )  # fmt: skip
    return out.getvalue()


def _response(writer: WARCWriter, url: str, at: str, body: bytes, form: str, status: str = "200 OK") -> None:
    head = StatusAndHeaders(status, [("Content-Type", form), ("ETag", '"a"')], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url, "response", payload=io.BytesIO(body), http_headers=head,
        warc_headers_dict={"WARC-Date": at, "WARC-IP-Address": "203.0.113.7"},
    )  # fmt: skip
    writer.write_record(record)


def zstd_with_dictionary(plain: bytes) -> bytes:
    """Return *plain* as a zstd WARC whose dictionary stands in a skippable frame before it."""
    samples = [plain[at : at + 400] for at in range(0, len(plain) - 400, 50)]
    dictionary = zstd.train_dict(samples, 2000)
    frame = b"\x5d\x2a\x4d\x18" + len(dictionary.dict_content).to_bytes(4, "little") + dictionary.dict_content
    return frame + zstd.compress(plain, zstd_dict=dictionary)


FORMS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: archive(compressed=False),
    "gzip": archive,
    "gzip as one member": lambda: __import__("gzip").compress(archive(compressed=False)),
    "zstd": lambda: zstd.compress(archive(compressed=False)),
    "zstd with dictionary": lambda: zstd_with_dictionary(archive(compressed=False)),
}


@pytest.mark.parametrize("form", FORMS)
def test_pages_come_in_order_of_time_whatever_the_compression(tmp_path: Path, form: str) -> None:
    """Three pages and a revisit of the last one; no picture, no request; envelope and provenance kept."""
    found, troubles = everything("warc", write(tmp_path / "a.warc", FORMS[form]()))
    assert troubles == []
    assert [i.url for i in found] == [URL]
    looks = found[0].looks
    assert [look.at for look in looks] == [*TIMES, "2026-05-05T07:00:00Z"]
    assert [look.body for look in looks] == [*PAGES, PAGES[2]]
    assert looks[0].headers == (("Content-Type", "text/html; charset=utf-8"), ("ETag", '"a"'))
    assert looks[0].address == "203.0.113.7"
    assert dict(looks[0].detail)["WARC-Record-ID"].startswith("<urn:uuid:")


def test_only_what_was_asked_for_comes(tmp_path: Path) -> None:
    """A pattern chooses addresses, times choose looks, a limit thins them out evenly."""
    file = write(tmp_path / "a.warc.gz", archive())
    assert everything("warc", file, match=("*/other",))[0] == []
    assert [look.at for look in everything("warc", file, until=TIMES[2])[0][0].looks] == list(TIMES[:2])
    assert len(everything("warc", file, limit=2)[0][0].looks) == 2


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    """Bytes overwritten in the middle of a compressed record: the pages before and after come through."""
    data = bytearray(archive())
    starts = [at for at in range(len(data)) if data[at : at + 3] == b"\x1f\x8b\x08"]
    data[starts[2] + 200 : starts[2] + 230] = b"\xff" * 30
    found, troubles = everything("warc", write(tmp_path / "a.warc.gz", bytes(data)))
    assert [look.body for look in found[0].looks][:2] == [PAGES[0], PAGES[2]]
    assert any("record" in trouble for trouble in troubles)


def test_a_plain_file_is_read_on_after_a_broken_record(tmp_path: Path) -> None:
    """Garbage between two records of a plain WARC is named and passed over."""
    data = archive(compressed=False)
    at = data.index(b"WARC/1.", data.index(TIMES[1].encode()))
    found, troubles = everything(
        "warc", write(tmp_path / "a.warc", data[:at] + b"garbage of some kind\r\n" + data[at:])
    )
    assert [look.at for look in found[0].looks] == [*TIMES, "2026-05-05T07:00:00Z"]
    assert len(troubles) == 1


def test_a_file_cut_off_in_a_record_says_so(tmp_path: Path) -> None:
    """A truncated record is no page, though a reader that does not count would take it for one."""
    data = archive(compressed=False)
    cut = data.index(PAGES[1]) + 200
    found, troubles = everything("warc", write(tmp_path / "a.warc", data[:cut]))
    assert [look.body for look in found[0].looks] == [PAGES[2]]
    assert "breaks off" in troubles[0]


def test_a_date_of_the_year_9999_is_kept_as_unknown(tmp_path: Path) -> None:
    """The page is evidence, its time is not."""
    out = io.BytesIO()
    _response(WARCWriter(out), URL, "9999-01-01T00:00:00Z", PAGES[0], "text/html")
    found, troubles = everything("warc", write(tmp_path / "a.warc.gz", out.getvalue()))
    assert found[0].looks[0].at == ""
    assert "its time kept as unknown" in troubles[0]


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_content_encodings_are_taken_off_within_bounds(tmp_path: Path, encoding: str) -> None:
    """A page comes plain; a bomb is named and left out."""
    import zlib

    import brotli

    pack = {"gzip": lambda b: zlib.compress(b, wbits=31), "br": brotli.compress, "zstd": zstd.compress,
            "deflate": zlib.compress}[encoding]  # fmt: skip
    out = io.BytesIO()
    writer = WARCWriter(out)
    for url, body in ((URL, PAGES[0]), (URL + "/bomb", b"<p>" + b"a" * 40_000_000)):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", encoding)], "HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(pack(body)), http_headers=head)
        )
    found, troubles = everything("warc", write(tmp_path / "a.warc.gz", out.getvalue()))
    assert [(i.url, i.looks[0].body) for i in found] == [(URL, PAGES[0])]
    assert len(troubles) == 1
    assert "10000000 bytes" in troubles[0]


def wacz(path: Path, members: dict[str, bytes], *, listed: dict[str, bytes] | None = None) -> Path:
    """Write a WACZ whose package lists *listed* (by default what it holds)."""
    resources = [
        {"path": name, "hash": "sha256:" + sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in (members if listed is None else listed).items()
    ]
    with zipfile.ZipFile(path, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
        out.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return path


def test_a_wacz_is_read_without_being_unpacked(tmp_path: Path) -> None:
    """The pages of the WARC inside come through; a file that is not the listed one is told."""
    found, troubles = everything("warc", wacz(tmp_path / "a.wacz", {"archive/data.warc.gz": archive()}))
    assert len(found[0].looks) == 4
    assert troubles == []
    other = wacz(tmp_path / "b.wacz", {"archive/data.warc.gz": archive()}, listed={"archive/data.warc.gz": b"another"})
    assert "not the file that datapackage.json names" in everything("warc", other)[1][0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.wacz", "b.wacz"], "nothing was unpacked"


@pytest.mark.parametrize("name", ["../../x.warc", "/etc/x.warc", "archive\\..\\..\\x.warc", "C:/x.warc"])
def test_a_wacz_with_a_name_that_leaves_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    """The whole file is refused: an honest archive has no such name."""
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("archive/data.warc.gz", archive())
        info = zipfile.ZipInfo("x")
        info.filename = name
        out.writestr(info, b"x")
    with pytest.raises(InputError, match="leaves its folder"):
        everything("warc", path)


def test_a_wacz_that_is_a_trap_is_refused(tmp_path: Path) -> None:
    """Links, bombs, doubled names, encryption marks and damaged ZIPs are named, and nothing is read from them."""
    link = zipfile.ZipInfo("archive/link.warc")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.wacz", "w") as out:
        out.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(tmp_path / "bomb.wacz", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("archive/data.warc", b"\0" * 30_000_000)
    with zipfile.ZipFile(tmp_path / "twice.wacz", "w") as out:
        out.writestr("archive/a.warc", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("archive/a.warc", b"y")
    data = (tmp_path / "link.wacz").read_bytes()
    write(tmp_path / "damaged.wacz", data[:-10])
    expected = {"link": "is a link", "bomb": "times its size", "twice": "is there twice", "damaged": "damaged ZIP"}
    for name, words in expected.items():
        with pytest.raises(InputError, match=words):
            everything("warc", tmp_path / f"{name}.wacz")


def test_a_wacz_of_too_many_members_is_refused(tmp_path: Path) -> None:
    """Before any of them is read."""
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as packed:
        for number in range(MOST_MEMBERS + 1):
            packed.writestr(f"archive/{number}.warc", b"")
    with pytest.raises(InputError, match=f"has {MOST_MEMBERS + 1} members, more than {MOST_MEMBERS}"):
        everything("warc", tmp_path / "a.wacz")


def test_an_index_leads_to_records_beside_it_and_nowhere_else(tmp_path: Path) -> None:
    """A CDXJ line's file is looked for by its bare name in the index's own folder."""
    data = archive()
    starts = [at for at in range(len(data)) if data[at : at + 3] == b"\x1f\x8b\x08"]
    write(tmp_path / "in/a.warc.gz", data)
    write(tmp_path / "secret.warc.gz", data)
    lines = [
        "example,harbour)/fares 20260504070000 "
        + json.dumps({"url": URL, "filename": name, "offset": starts[1], "length": starts[2] - starts[1]})
        for name in ("a.warc.gz", "../secret.warc.gz", "/etc/passwd")
    ]
    found, troubles = everything("warc", write(tmp_path / "in/index.cdxj", "\n".join(lines)))
    assert [look.body for look in found[0].looks] == [PAGES[2]]
    assert [trouble.split(": ", 1)[1] for trouble in troubles] == [
        "its records lie in '../secret.warc.gz', which is not beside the index",
        "its records lie in '/etc/passwd', which is not beside the index",
    ]


def test_what_is_no_archive_is_refused_in_words(tmp_path: Path) -> None:
    """The message says what the file begins with."""
    with pytest.raises(InputError, match=r"no WARC, ARC, WACZ or CDX file: it begins with b'<!doctype"):
        everything("warc", write(tmp_path / "a.warc", page("x")))
    with pytest.raises(InputError, match="is empty"):
        everything("warc", write(tmp_path / "b.warc", b""))
    with pytest.raises(InputError, match="lz4"):
        everything("warc", write(tmp_path / "c.warc", b"\x04\x22\x4d\x18rest"))
