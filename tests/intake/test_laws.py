"""Laws of going out and coming in again, on odd texts and bytes: whatever an archive holds comes back as it was."""

import gc
import json
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exchange.stories import CONTEXT
from revtrack.exchange import Incoming, Look, ReadOptions, Trouble, reader
from revtrack.exchange.incoming import HTML, MARKDOWN, TEXT
from revtrack.exchange.outgoing import Outgoing, Sent
from revtrack.exchange.writers import jsonl, warc
from revtrack.intake import Intake, bring_in
from revtrack.store import Archive, exporting

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
"""warcio leaves the temporary files of its records to the collector."""

NOW = "2026-06-01T00:00:00Z"
ODD = "\x00\x07\x0b\x1b\x7f\x85\xa0\xad\u0301\u200b\u200e\u202e\u2028\u2029\ufeff\ufffd\U0001f600\U000e0001"
words = st.text(st.sampled_from("ab e,.'\"<>&-+#*_|=\\\r\n\t" + ODD) | st.characters(codec="utf-8"), max_size=60)
"""What a text may hold that some format has another use for."""


def page(body: str) -> bytes:
    """Return a page with *body* as it is."""
    return f"<html><head><title>Fares</title></head><body><article><h1>Fares</h1><p>{body}</p><p>{CONTEXT}</p></article></body></html>".encode()


bodies = st.one_of(
    st.builds(lambda text: (f"Fares\n\n{text}\n\n{CONTEXT}".encode(), TEXT), words),
    st.builds(
        lambda key, text: (f"---\ntitle: {json.dumps(key)}\n---\n{text}\n\n{CONTEXT}".encode(), MARKDOWN), words, words
    ),
    st.builds(lambda text: (page(text), HTML), words),
    st.builds(lambda raw: (page("x") + raw, "text/html; charset=windows-1252"), st.binary(max_size=40)),
)
times = st.one_of(st.just(""), st.datetimes().map(lambda at: f"2026-05-03T{at:%H:%M:%S}Z"))
headers = st.lists(
    st.tuples(st.sampled_from(["ETag", "X-Note", "Last-Modified", "Content-Encoding", "Set-Cookie"]),
              st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20).map(str.strip)),
    max_size=3,
)  # fmt: skip
looks = st.lists(
    st.builds(lambda body, at, extra: Look(body[0], at, content_type=body[1], headers=(("Content-Type", body[1]), *extra)),
              bodies, times, headers),
    min_size=1, max_size=4,
).map(lambda found: tuple(sorted(found, key=lambda look: look.at)))  # fmt: skip
histories = st.lists(looks, min_size=1, max_size=2)


def filled(path: Path, found: list[Incoming | Trouble]) -> Archive:
    """Return an archive of what was found; everything must be usable."""
    archive = Archive(path)
    assert bring_in(archive, found, Intake("jsonl", "law"), lambda: NOW).troubles == 0
    assert archive.verify().problems == ()
    return archive


def outgoing(archive: Archive) -> list[Outgoing]:
    """Return all that goes out."""
    return [
        Outgoing(
            article,
            [Sent(check, capture, kept) for check, capture, kept in exporting.looks(archive, article) if capture],
        )
        for article in archive.articles()
    ]


def content(archive: Archive) -> list[tuple[object, ...]]:
    """
    Return what the chain covers of every version, but for when it was imported and from where.

    When it was seen last is left out: a look that found the same words in other bytes keeps none to go out.
    """
    return [
        (article.url, v.number, v.first_seen, v.document, v.reason, v.revert_to, capture.body, capture.headers,
         capture.status)
        for article in sorted(archive.articles(), key=lambda article: article.url)
        for v in archive.timeline(article).versions
        for capture in [archive.capture(v.capture_sha256 or "")]
    ]  # fmt: skip


def lines(archive: Archive, folder: Path) -> Path:
    """Write JSON lines."""
    path = folder / "out.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in jsonl.rows(outgoing(archive))))
    return path


def records(archive: Archive, folder: Path) -> Path:
    """Write a WARC file."""
    out = BytesIO()
    assert all(True for _ in warc.write(out, outgoing(archive), "revtrack/0"))
    (folder / "out.warc.gz").write_bytes(out.getvalue())
    gc.collect()
    return folder / "out.warc.gz"


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "write"), [("jsonl", lines), ("warc", records)])
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(found=histories)
def test_whatever_goes_out_comes_in_as_it_was(kind, write, found) -> None:  # type: ignore[no-untyped-def]
    """Documents, times, bytes, headers and reasons of every version."""
    came = [Incoming(str(n), f"https://harbour.example/{n}", one) for n, one in enumerate(found)]
    with tempfile.TemporaryDirectory() as name, filled(Path(name, "a.db"), list(came)) as first:
        source = write(first, Path(name))
        with filled(Path(name, "b.db"), list(reader(kind)(str(source), ReadOptions()))) as second:
            assert content(second) == content(first)
