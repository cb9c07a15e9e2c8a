"""A fetch is bounded, honest and says what happened, whatever the server does."""

import asyncio
import resource
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from hostile.server import EXPECTED, PAGE, HostileServer, bomb, hostile_server, raw, redirect, status
from revtrack._version import __version__
from revtrack.config import FetchSettings
from revtrack.fetch import Fetcher, Wanted
from revtrack.fetch.headers import retry_after_s, user_agent
from revtrack.model import Fetched, FetchFailed, FetchResult, NotModified, Validators

T = TypeVar("T")
NOW = datetime(2031, 1, 1, tzinfo=UTC)


def settings(server: HostileServer, **more: Any) -> FetchSettings:
    values: dict[str, Any] = {
        "allow_private": (f"127.0.0.1:{server.port}",),
        "total_timeout_s": 1.0,
        "max_bytes": 5_000_000,
    }
    return FetchSettings(**(values | more))


def with_server(work: Callable[[HostileServer], Awaitable[T]]) -> T:
    async def run() -> T:
        async with hostile_server() as server:
            return await work(server)

    return asyncio.run(run())


def fetch(path: str, validators: Validators | None = None, **more: Any) -> FetchResult:
    async def work(server: HostileServer) -> FetchResult:
        async with Fetcher(settings(server, **more), now=lambda: NOW) as fetcher:
            return await fetcher.fetch(server.url(path), validators or Validators())

    return with_server(work)


@pytest.mark.parametrize("path", EXPECTED, ids=[path.strip("/") for path in EXPECTED])
def test_every_bad_habit_has_its_code(path: str) -> None:
    """Each row of the hostile list about servers comes to its stable code, in bounded time, with words."""
    # Only what is to run into the deadline gets a short one: a busy machine is slow at bombs, too.
    slow = EXPECTED[path] == "timeout"
    result = fetch(path, total_timeout_s=1.0 if slow else 20.0)
    assert isinstance(result, FetchFailed)
    assert (result.code.value, bool(result.detail)) == (EXPECTED[path], True)
    assert not slow or result.duration_ms < 5000


def test_bombs_take_no_memory() -> None:
    """A gzip of 200 MB, plain and threefold, raises the peak of this process by less than 40 MB."""
    bomb(1_000_000)
    fetch("/good")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in ("/n1/gzip-bomb", "/n1/gzip-gzip-bomb", "/n1/br-bomb", "/n1/zstd-bomb", "/n2/endless-body"):
        fetch(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_the_user_agent_says_whom_to_write_to() -> None:
    """The contact of the configuration stands in it; without one nobody is named, and a whole one is sent as it is."""
    contact = "https://news.example/about-our-archive"
    assert user_agent(FetchSettings(contact=contact)) == f"revtrack/{__version__} (+{contact})"
    assert user_agent(FetchSettings()) == f"revtrack/{__version__}"
    assert user_agent(FetchSettings(user_agent="Watch/1")) == "Watch/1"


def test_a_sound_page_is_kept_with_all_its_evidence() -> None:
    """The capture holds the bytes, both sides' headers, who answered and when."""
    result = fetch("/good")
    assert isinstance(result, Fetched)
    capture = result.capture
    assert capture.body == PAGE
    assert (capture.status, capture.header("etag")) == (200, '"v1"')
    assert capture.address == "127.0.0.1"
    assert capture.started_at == capture.finished_at == "2031-01-01T00:00:00.000Z"
    asked = dict(capture.request_headers)
    assert asked["User-Agent"] == f"revtrack/{__version__}"
    assert asked["Accept-Encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "br", "zstd", "gzip, br"])
def test_every_coding_we_ask_for_is_read(coding: str) -> None:
    """gzip, deflate in both its forms, brotli and zstd bodies come out as the page."""
    import gzip
    import zlib

    import brotli

    try:
        from compression import zstd
    except ImportError:
        from backports import zstd
    makers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "raw deflate": lambda data: zlib.compress(data, wbits=-15),
        "br": brotli.compress,
        "zstd": zstd.compress,
        "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    }

    async def work(server: HostileServer) -> FetchResult:
        name = coding.removeprefix("raw ")
        server.routes["/coded"] = status("200 OK", f"Content-Encoding: {name}", body=makers[coding](PAGE * 50))
        async with Fetcher(settings(server)) as fetcher:
            return await fetcher.fetch(server.url("/coded"))

    result = with_server(work)
    assert isinstance(result, Fetched), result
    assert result.capture.body == PAGE * 50


def test_validators_go_back_as_they_came() -> None:
    """The server's ETag and Last-Modified are echoed byte for byte; 304 is an outcome of its own."""
    given = Validators('W/"a-b;c"', "Tue, 01 Oct 2030 07:00:00 GMT")

    async def work(server: HostileServer) -> tuple[FetchResult, dict[str, str]]:
        server.routes["/x"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        async with Fetcher(settings(server)) as fetcher:
            return await fetcher.fetch(server.url("/x"), given), server.asked("/x")[0]

    result, asked = with_server(work)
    assert isinstance(result, NotModified)
    assert (asked["if-none-match"], asked["if-modified-since"]) == (given.etag, given.last_modified)


def test_a_forged_validator_is_not_sent_back() -> None:
    """An ETag with a line break in it cannot add a header to the next request (hostile list, N13)."""

    async def work(server: HostileServer) -> dict[str, str]:
        async with Fetcher(settings(server)) as fetcher:
            await fetcher.fetch(server.url("/good"), Validators('"a"\r\nX-Evil: 1', "x\ny"))
            return server.asked("/good")[0]

    asked = with_server(work)
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(asked)


def test_redirects_are_recorded_and_carry_nothing_along() -> None:
    """The chain is kept; validators go to the address they belong to only; cookies go nowhere."""

    async def work(server: HostileServer) -> tuple[FetchResult, dict[str, str]]:
        server.routes["/from"] = redirect("/good\r\nSet-Cookie: session=1; Path=/", "301 Moved Permanently")
        async with Fetcher(settings(server)) as fetcher:
            result = await fetcher.fetch(server.url("/from"), Validators('"old"'))
            await fetcher.fetch(server.url("/good"))
            return result, server.asked("/good")[0] | server.asked("/good")[1]

    result, asked = with_server(work)
    assert isinstance(result, Fetched)
    assert [status for status, _ in result.capture.redirects] == [301]
    assert result.capture.url.endswith("/good")
    assert not {"if-none-match", "cookie", "authorization", "referer"} & set(asked)


def test_a_redirect_without_a_scheme_keeps_the_one_it_came_by() -> None:
    """`//host/path` is an address of the same scheme, read and judged like any other."""

    async def work(server: HostileServer) -> FetchResult:
        server.routes["/from"] = redirect(f"//127.0.0.1:{server.port}/good")
        async with Fetcher(settings(server)) as fetcher:
            return await fetcher.fetch(server.url("/from"))

    result = with_server(work)
    assert isinstance(result, Fetched)
    assert result.capture.url.startswith("http://127.0.0.1:")


def test_names_are_judged_by_what_they_resolve_to() -> None:
    """Names that lead to loopback, or to a public and a private address, are refused; nothing is connected."""
    answers = {
        "rebind.example": ["127.0.0.1"],
        "mixed.example": ["93.184.215.14", "::1"],
        "mapped.example": ["::ffff:127.0.0.1"],
        "nat64.example": ["64:ff9b::7f00:1"],
        "cgnat.example": ["100.64.0.1"],
    }

    async def lookup(host: str, port: int) -> list[str]:
        return answers[host]

    async def work(server: HostileServer) -> dict[str, str]:
        async with Fetcher(FetchSettings(allow_ports=(80, server.port), total_timeout_s=1), lookup=lookup) as fetcher:
            got = {}
            for host in answers:
                result = await fetcher.fetch(f"http://{host}:{server.port}/good")
                assert isinstance(result, FetchFailed)
                got[host] = result.code.value
            assert server.seen == []
            return got

    assert set(with_server(work).values()) == {"address_refused"}


def test_a_name_that_changes_its_mind_is_asked_once_for_each_connection() -> None:
    """The address that was checked is the one connected to: a second answer is never asked for."""
    asked: list[str] = []

    async def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) > 1 else ["192.0.2.1"]

    async def work(server: HostileServer) -> FetchResult:
        async with Fetcher(FetchSettings(allow_ports=(server.port,), total_timeout_s=1), lookup=lookup) as fetcher:
            return await fetcher.fetch(f"http://rebind.example:{server.port}/good")

    result = with_server(work)
    assert isinstance(result, FetchFailed)
    assert (result.code.value, asked) == ("address_refused", ["rebind.example"])


def test_an_allowed_name_may_be_private() -> None:
    """A host let through by name is let through at the socket as well."""

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def work(server: HostileServer) -> FetchResult:
        allowed = FetchSettings(allow_private=(f"paper.example:{server.port}",))
        async with Fetcher(allowed, lookup=lookup) as fetcher:
            return await fetcher.fetch(f"http://paper.example:{server.port}/good")

    assert isinstance(with_server(work), Fetched)


def test_a_name_nobody_knows_is_a_dns_error() -> None:
    """A resolver that fails gives `dns_error`, not a crash."""

    async def lookup(host: str, port: int) -> list[str]:
        raise OSError("temporary failure in name resolution")

    async def work() -> FetchResult:
        async with Fetcher(FetchSettings(), lookup=lookup) as fetcher:
            return await fetcher.fetch("http://paper.example/")

    result = asyncio.run(work())
    assert isinstance(result, FetchFailed)
    assert result.code == "dns_error"


def test_a_closed_port_is_a_connect_error() -> None:
    """Nobody listening gives `connect_error`."""

    async def work(server: HostileServer) -> FetchResult:
        async with Fetcher(FetchSettings(allow_private=("127.0.0.1:1",))) as fetcher:
            return await fetcher.fetch("http://127.0.0.1:1/")

    result = with_server(work)
    assert isinstance(result, FetchFailed)
    assert result.code == "connect_error"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a self-signed certificate for 127.0.0.1."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, cert


@pytest.mark.parametrize("trusted", [True, False])
def test_tls_is_verified_and_its_facts_are_kept(certificate: tuple[Path, Path], trusted: bool) -> None:
    """A certificate nobody vouches for is `tls_error`; for a good one protocol, cipher and digest are kept."""
    key, cert = certificate

    async def work() -> FetchResult:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        async with hostile_server(tls=context) as server:
            client = ssl.create_default_context(cafile=str(cert)) if trusted else True
            async with Fetcher(settings(server), tls=client) as fetcher:
                return await fetcher.fetch(server.url("/good").replace("http:", "https:"))

    result = asyncio.run(work())
    if trusted:
        assert isinstance(result, Fetched)
        assert result.capture.tls.startswith("TLSv1.3 TLS_")
        assert "sha256:" in result.capture.tls
    else:
        assert isinstance(result, FetchFailed)
        assert result.code == "tls_error"


def test_a_half_open_handshake_ends_at_the_deadline() -> None:
    """A server that accepts and never speaks TLS costs the deadline, not for ever."""

    async def work() -> FetchResult:
        ended = asyncio.Event()

        async def nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.transport.abort()
            ended.set()

        server = await asyncio.start_server(nothing, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with Fetcher(FetchSettings(allow_private=(f"127.0.0.1:{port}",), total_timeout_s=0.5)) as fetcher:
            result = await fetcher.fetch(f"https://127.0.0.1:{port}/")
        await ended.wait()
        server.close()
        return result

    result = asyncio.run(work())
    assert isinstance(result, FetchFailed)
    assert result.code == "timeout"


def test_proxies_of_the_environment_are_not_used_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY pointing somewhere inside changes nothing; with the setting on it is used."""

    async def work(server: HostileServer) -> tuple[FetchResult, FetchResult]:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
        async with Fetcher(settings(server)) as fetcher:
            plain = await fetcher.fetch(server.url("/good"))
        async with Fetcher(settings(server, proxy_from_environment=True)) as fetcher:
            return plain, await fetcher.fetch(server.url("/good"))

    plain, proxied = with_server(work)
    assert isinstance(plain, Fetched)
    assert isinstance(proxied, FetchFailed)
    assert proxied.code == "connect_error"


def test_retry_after_is_read_in_both_forms() -> None:
    """Seconds and dates come out as seconds from now, bounded; nonsense as nothing."""
    assert [retry_after_s(value, NOW) for value in ("120", "Wed, 01 Jan 2031 00:02:00 GMT", "0")] == [120.0, 120.0, 0.0]
    assert retry_after_s("Tue, 01 Jan 2030 00:00:00 GMT", NOW) == 0.0
    assert retry_after_s("999999999999", NOW) == retry_after_s("Wed, 01 Jan 2099 00:00:00 GMT", NOW) == 7 * 86400
    assert [retry_after_s(value, NOW) for value in (None, "soon", "-5", "")] == [None] * 4
    throttled = fetch("/n30/429")
    dated = fetch("/n30/503")
    assert isinstance(throttled, FetchFailed)
    assert isinstance(dated, FetchFailed)
    assert (throttled.retry_after_s, dated.retry_after_s) == (120.0, 120.0)


def test_a_withdrawal_page_is_evidence() -> None:
    """The body of a 410 is kept with the failure."""
    result = fetch("/n30/410")
    assert isinstance(result, FetchFailed)
    assert result.capture is not None
    assert b"sorry" in result.capture.body


def test_feeds_and_pages_want_different_types() -> None:
    """A feed's type is useless for a page and welcome for a feed."""

    async def work(server: HostileServer) -> tuple[FetchResult, FetchResult]:
        server.routes["/feed"] = status("200 OK", "Content-Type: application/rss+xml", body=b"<rss/>")
        async with Fetcher(settings(server)) as fetcher:
            return await fetcher.fetch(server.url("/feed")), await fetcher.fetch(
                server.url("/feed"), wanted=Wanted.FEED
            )

    page, feed = with_server(work)
    assert isinstance(page, FetchFailed)
    assert page.detail == "content type 'application/rss+xml'; give a feed to `revtrack add --feed`"
    assert isinstance(feed, Fetched)


def test_a_host_is_asked_where_the_configuration_says() -> None:
    """`connect_to` names a place for one host: it is asked there under its own name, others stay refused."""

    async def work(server: HostileServer) -> tuple[FetchResult, FetchResult]:
        named = FetchSettings(connect_to={"outlet.example": f"127.0.0.1:{server.port}"}, total_timeout_s=1)
        async with Fetcher(named) as fetcher:
            return await fetcher.fetch("http://outlet.example/good"), await fetcher.fetch("http://127.0.0.1/good")

    good, refused = with_server(work)
    assert isinstance(good, Fetched)
    assert (good.capture.url, good.capture.address) == ("http://outlet.example/good", "127.0.0.1")
    assert isinstance(refused, FetchFailed)
    assert refused.code.value == "address_refused"
