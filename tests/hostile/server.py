"""
Be a server that does everything wrong, on loopback, one path for each way.

Raw sockets on purpose: a proper HTTP library would refuse to misbehave. Every
request's path is kept with its headers and time, so that a test can read the server's side.
"""

import asyncio
import functools
import gzip
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

PAGE = b"""<!doctype html><html lang="en"><head><title>Harbour ferry keeps its timetable</title></head>
<body><article><h1>Harbour ferry keeps its timetable</h1>
<p>The council of Northmoor decided on Tuesday that the harbour ferry keeps its winter timetable.</p>
<p>About 1,200 people use it each day, Mayor Ida Brandt said. The boat has run since 1962.</p>
<p>The next review is due in March, when the operator presents its figures to the council.</p>
</article></body></html>"""

Handler = Callable[["Connection"], Awaitable[None]]


class Connection:
    """One request, and what to write to."""

    def __init__(
        self, target: str, headers: dict[str, str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ):
        self.target, self.headers, self.reader, self.writer = target, headers, reader, writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self, body: bytes = PAGE, status: str = "200 OK", *headers: str, length: int | None = None
    ) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
        if not any(line.lower().startswith("content-type") for line in headers):
            lines.append("Content-Type: text/html; charset=utf-8")
        await self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


class HostileServer:
    """Paths with their handlers; `seen` holds (path, headers, loop time) of every request."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler] = {}
        self.seen: list[tuple[str, dict[str, str], float]] = []
        self.port = 0
        self.open = self.most_open = 0
        self.tasks: set[asyncio.Task[None]] = set()

    def route(self, path: str) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.routes[path] = handler
            return handler

        return add

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self, path: str) -> list[dict[str, str]]:
        return [headers for target, headers, _ in self.seen if target == path]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.split("\r\n")
                target = first.split(" ")[1]
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if line)}
                self.seen.append((target, headers, asyncio.get_running_loop().time()))
                handler = self.routes.get(target) or self.routes.get(target.partition("?")[0]) or not_found
                self.open += 1
                self.most_open = max(self.most_open, self.open)
                try:
                    await handler(Connection(target, headers, reader, writer))
                finally:
                    self.open -= 1
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.transport.abort()


async def not_found(connection: Connection) -> None:
    await connection.answer(b"<html><body>no such page</body></html>", "404 Not Found")


@asynccontextmanager
async def hostile_server(*, tls: Any = None, routes: bool = True) -> Any:
    """Serve on a free port of loopback, with every bad habit below under its path."""
    hostile = HostileServer()
    if routes:
        for path, handler in HABITS.items():
            hostile.routes[path] = handler
    server = await asyncio.start_server(hostile._serve, "127.0.0.1", 0, ssl=tls)
    hostile.port = server.sockets[0].getsockname()[1]
    try:
        yield hostile
    finally:
        server.close()
        tasks = list(hostile.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@functools.cache
def bomb(size: int = 200_000_000) -> bytes:
    """Return a few hundred kilobytes of gzip that unpack to *size* bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1_000_000)
    return b"".join(squeeze.compress(zeros) for _ in range(size // len(zeros))) + squeeze.flush()


@functools.cache
def brotli_bomb(size: int = 100_000_000) -> bytes:
    import brotli

    squeeze = brotli.Compressor(quality=5)
    zeros = bytes(1_000_000)
    return b"".join(squeeze.process(zeros) for _ in range(size // len(zeros))) + squeeze.finish()


@functools.cache
def zstd_bomb(size: int = 100_000_000) -> bytes:
    try:
        from compression import zstd
    except ImportError:
        from backports import zstd
    squeeze = zstd.ZstdCompressor()
    zeros = bytes(1_000_000)
    return b"".join(squeeze.compress(zeros) for _ in range(size // len(zeros))) + squeeze.flush()


def coded(coding: str, make: Callable[[], bytes]) -> Handler:
    async def handler(connection: Connection) -> None:
        await connection.answer(make(), "200 OK", f"Content-Encoding: {coding}")

    return handler


def raw(data: bytes) -> Handler:
    """Answer with these very bytes and close."""

    async def handler(connection: Connection) -> None:
        await connection.send(data)
        connection.writer.close()

    return handler


def redirect(location: str, status: str = "302 Found") -> Handler:
    async def handler(connection: Connection) -> None:
        await connection.answer(b"", status, f"Location: {location}")

    return handler


def status(line: str, *headers: str, body: bytes = b"<html><body>sorry</body></html>") -> Handler:
    async def handler(connection: Connection) -> None:
        await connection.answer(body, line, *headers)

    return handler


async def endless_body(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    while True:
        await connection.send(chunk)


async def endless_headers(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        number += 1
        await connection.send(b"".join(b"X-%d-%d: y\r\n" % (number, i) for i in range(1000)))


async def drip_body(connection: Connection) -> None:
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        await connection.send(b"a")
        await asyncio.sleep(0.02)


async def drip_headers(connection: Connection) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 10_000:
        await connection.send(bytes([byte]))
        await asyncio.sleep(0.02)


async def endless_informational(connection: Connection) -> None:
    while True:
        await connection.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")
        await asyncio.sleep(0.001)


async def silence(connection: Connection) -> None:
    await connection.reader.read()


async def short_body(connection: Connection) -> None:
    await connection.answer(PAGE[: len(PAGE) // 2], length=len(PAGE))
    connection.writer.close()


async def hop(connection: Connection) -> None:
    number = int(connection.target.partition("?")[2] or 0)
    await connection.answer(b"", "302 Found", f"Location: /hop?{number + 1}")


HABITS: dict[str, Handler] = {
    "/good": status("200 OK", 'ETag: "v1"', body=PAGE),
    "/": status("200 OK", body=b"<html><body><h1>The Daily Harbour</h1><p>Front page</p></body></html>"),
    "/n1/gzip-bomb": coded("gzip", bomb),
    "/n1/gzip-gzip-bomb": coded("gzip, gzip, gzip", lambda: gzip.compress(gzip.compress(bomb()))),
    "/n1/multi-member": coded("gzip", lambda: b"".join(gzip.compress(bytes(1_000_000)) for _ in range(30))),
    "/n1/br-bomb": coded("br", brotli_bomb),
    "/n1/zstd-bomb": coded("zstd", zstd_bomb),
    "/n1/not-gzip": coded("gzip", lambda: PAGE),
    "/n1/unknown-coding": coded("rot13", lambda: PAGE),
    "/n1/short-gzip": coded("gzip", lambda: gzip.compress(PAGE)[:-20]),
    "/n2/endless-body": endless_body,
    "/n2/endless-headers": endless_headers,
    "/n2/megabyte-header": raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\n\r\n"),
    "/n3/drip-body": drip_body,
    "/n3/drip-headers": drip_headers,
    "/n3/informational": endless_informational,
    "/n3/silence": silence,
    "/n4/short-body": short_body,
    "/n4/close-at-once": raw(b""),
    "/n5/length-too-small": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n" + PAGE),
    "/n5/length-and-chunks": raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5\r\nhello\r\n0\r\n\r\n"
    ),
    "/n5/two-lengths": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello..."),
    "/n5/bad-chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
    "/n5/cut-chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello"),
    "/n5/negative-length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"),
    "/n5/not-http": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "/n6/loop": redirect("/n6/loop2"),
    "/n6/loop2": redirect("/n6/loop"),
    "/n6/self": redirect("/n6/self\r\nSet-Cookie: a=b"),
    "/n6/no-location": status("302 Found"),
    "/hop": hop,
    "/n6/home": redirect("/", "301 Moved Permanently"),
    "/n6/relative": redirect("//127.0.0.1:1/inside"),
    "/n6/slug": redirect("/good", "301 Moved Permanently"),
    "/n7/file": redirect("file:///etc/passwd"),
    "/n7/gopher": redirect("gopher://127.0.0.1/"),
    "/n7/ftp": redirect("ftp://127.0.0.1/x"),
    "/n7/data": redirect("data:text/html,<h1>x</h1>"),
    "/n7/javascript": redirect("javascript:alert(1)"),
    "/n8/inside": redirect("http://127.0.0.1:1/"),
    "/n8/decimal": redirect("http://2130706433/"),
    "/n9/metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/n11/backslash": redirect("http://127.0.0.1:8888\\@example.com/"),
    "/n12/port": redirect("http://example.com:6379/"),
    "/n30/unasked-304": raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "/n30/206": status("206 Partial Content", "Content-Range: bytes 0-10/500"),
    "/n30/204": raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "/n30/403": status("403 Forbidden"),
    "/n30/410": status("410 Gone"),
    "/n30/451": status("451 Unavailable For Legal Reasons"),
    "/n30/429": status("429 Too Many Requests", "Retry-After: 120"),
    "/n30/503": status("503 Service Unavailable", "Retry-After: Wed, 01 Jan 2031 00:02:00 GMT"),
    "/n30/500": status("500 Internal Server Error"),
    "/n30/pdf": status("200 OK", "Content-Type: application/pdf", body=b"%PDF-1.4"),
}
"""Every bad habit, under the number of its row in the list of hostile inputs."""

EXPECTED: dict[str, str] = {
    "/n1/gzip-bomb": "too_large",
    "/n1/gzip-gzip-bomb": "too_large",
    "/n1/multi-member": "too_large",
    "/n1/br-bomb": "too_large",
    "/n1/zstd-bomb": "too_large",
    "/n1/not-gzip": "protocol_error",
    "/n1/unknown-coding": "protocol_error",
    "/n1/short-gzip": "incomplete",
    "/n2/endless-body": "too_large",
    "/n2/endless-headers": "protocol_error",
    "/n2/megabyte-header": "protocol_error",
    "/n3/drip-body": "timeout",
    "/n3/drip-headers": "timeout",
    "/n3/informational": "timeout",
    "/n3/silence": "timeout",
    "/n4/short-body": "incomplete",
    "/n4/close-at-once": "connect_error",
    "/n5/length-too-small": "protocol_error",
    "/n5/length-and-chunks": "protocol_error",
    "/n5/two-lengths": "protocol_error",
    "/n5/bad-chunk": "protocol_error",
    "/n5/cut-chunk": "incomplete",
    "/n5/negative-length": "protocol_error",
    "/n5/not-http": "protocol_error",
    "/n6/loop": "redirect_error",
    "/n6/self": "redirect_error",
    "/n6/no-location": "redirect_error",
    "/hop": "redirect_error",
    "/n6/home": "moved",
    "/n6/relative": "address_refused",
    "/n7/file": "address_refused",
    "/n7/gopher": "address_refused",
    "/n7/ftp": "address_refused",
    "/n7/data": "address_refused",
    "/n7/javascript": "address_refused",
    "/n8/inside": "address_refused",
    "/n8/decimal": "address_refused",
    "/n9/metadata": "address_refused",
    "/n11/backslash": "address_refused",
    "/n12/port": "address_refused",
    "/n30/unasked-304": "protocol_error",
    "/n30/206": "incomplete",
    "/n30/204": "incomplete",
    "/n30/403": "blocked",
    "/n30/410": "gone",
    "/n30/451": "gone",
    "/n30/429": "rate_limited",
    "/n30/503": "server_error",
    "/n30/500": "server_error",
    "/n30/pdf": "not_html",
    "/nowhere": "gone",
}
"""The stable code each habit must come to."""


def bad_habits() -> Iterator[tuple[str, str]]:
    """Yield every bad habit's path and the code it comes to."""
    yield from EXPECTED.items()
