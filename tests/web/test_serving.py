"""The server as it is started: its workers answer, and no answer waits for an acknowledgement."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import uvicorn

from revtrack.web import app
from revtrack.web.prompt import PromptProtocol
from web.newsroom import small_newsroom


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def asked(port: int, path: str, patience: float = 20) -> tuple[int, bytes]:
    """Return the status and body of a page, as soon as somebody listens."""
    until = time.monotonic() + patience
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
        finally:
            connection.close()


def test_workers_answer(tmp_path: Path) -> None:
    """`revtrack serve --workers 2` answers pages from an archive and ends when told to."""
    path, port = small_newsroom(tmp_path / "n.db"), free_port()
    command = [sys.executable, "-m", "revtrack", "serve", "--db", str(path), "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        status, body = asked(port, "/articles/1/index.html")
        assert status == 200
        assert b"<h1" in body
    finally:
        server.terminate()
        assert server.wait(20) is not None


def test_no_answer_waits_for_an_acknowledgement(tmp_path: Path) -> None:
    """A connection accepted from a shared socket, as workers have it, sends its answers at once."""
    seen: list[int] = []

    class Watched(PromptProtocol):
        def connection_made(self, transport):  # type: ignore[no-untyped-def]
            super().connection_made(transport)
            seen.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    with socket.socket() as shared:
        shared.bind(("127.0.0.1", 0))
        application = app(small_newsroom(tmp_path / "n.db"))
        server = uvicorn.Server(uvicorn.Config(application, http=Watched, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [shared]}, daemon=True)
        thread.start()
        assert asked(shared.getsockname()[1], "/")[0] == 200
        server.should_exit = True
        thread.join(10)
    assert seen
    assert all(seen)
