"""A newsroom on loopback with several hosts, which counts how many requests each host gets at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from exchange.stories import PAGES
from revtrack.config import Settings


class Newsroom:
    """Hosts with articles; `edition` says which page each shows, one page kills whoever reads it."""

    def __init__(self, servers: list[ThreadingHTTPServer], articles: int) -> None:
        self.edition = 0
        self.most_at_once = 0
        self.hosts = [f"127.0.0.1:{server.server_port}" for server in servers]
        self.urls = [f"http://{host}/{number}" for number in range(articles) for host in self.hosts]
        self.poison = f"http://{self.hosts[0]}/3"
        self._lock = threading.Lock()
        self._at_once = dict.fromkeys(self.hosts, 0)

    def page(self, url: str) -> bytes:
        """Return what is at *url* now."""
        if url.endswith("/robots.txt"):
            return b""
        return b"<html>POISON</html>" if url == self.poison else PAGES[self.edition]

    def enter(self, host: str, step: int) -> None:
        """Count a request in or out."""
        with self._lock:
            self._at_once[host] += step
            self.most_at_once = max(self.most_at_once, self._at_once[host])


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        room: Newsroom = self.server.room  # type: ignore[attr-defined]
        host = f"127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        room.enter(host, 1)
        body = room.page(f"http://{host}{self.path}")
        room.enter(host, -1)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def newsroom(hosts: int, articles: int) -> Iterator[Newsroom]:
    """Serve *articles* on each of *hosts* and yield the newsroom."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _Page) for _ in range(hosts)]
    room = Newsroom(servers, articles)
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for server, thread in zip(servers, threads, strict=True):
        server.room = room  # type: ignore[attr-defined]
        thread.start()
    try:
        yield room
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def settings_for(room: Newsroom) -> Settings:
    """Return settings that let the newsroom's hosts through the gate, without gaps."""
    hosts = "".join(f'[hosts."{host}"]\ngap_s = 0\n\n' for host in room.hosts)
    allowed = ", ".join(f'"{host}"' for host in room.hosts)
    return Settings.parse(f"[fetch]\nallow_private = [{allowed}]\n\n{hosts}".encode())
