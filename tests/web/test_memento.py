"""Memento as a client of others sees it: the Memento project's own client finds versions by time."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from memento_client import MementoClient

from report.builder import bridge
from revtrack.store import Archive
from revtrack.web import app
from web.newsroom import commit

PEERS = Path(__file__).parents[2] / ".venv-peers" / "bin"
"""Where `make test` installs peers that cannot share our environment."""


class Original(BaseHTTPRequestHandler):
    """The outlet's own server: it knows nothing of Memento."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def original() -> Iterator[str]:
    """Return the address of an article on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Original)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/2026/bridge"
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def site(tmp_path: Path, original: str) -> Iterator[str]:
    """Return the address of our server over an archive of that article."""
    life = bridge()
    life.url = original
    with Archive(tmp_path / "n.db") as archive:
        commit(archive, life)
    config = uvicorn.Config(app(tmp_path / "n.db"), port=0, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    shared = config.bind_socket()
    shared.listen()  # a client may come before the server is ready, and waits
    thread = threading.Thread(target=server.run, kwargs={"sockets": [shared]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{shared.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    shared.close()


ASKED = """
import json, sys
from pywb.warcserver.index.indexsource import MementoIndexSource
site, original = sys.argv[1:]
source = MementoIndexSource(site + "/timegate/{url}", site + "/timemap/link/{url}", site + "/{timestamp}/{url}")
asked = ({"url": original}, {"url": original, "closest": "20261103080000"})
print(json.dumps([[[found["timestamp"], found["memento_url"]] for found in source.load_index(one)] for one in asked]))
"""


def test_pywb_reads_the_time_map_and_asks_the_time_gate(site: str, original: str) -> None:
    """To pywb we are one more web archive: it lists every version with its time, and is told the one of a moment."""
    done = subprocess.run([PEERS / "python", "-c", ASKED, site, original], capture_output=True, text=True, check=True)
    every, closest = json.loads(done.stdout)
    times = [re.sub(r"\D", "", version.first_seen or "") for version in bridge().versions]
    wanted = [[at, f"{site}/articles/1/memento/{number}"] for number, at in enumerate(times, 1)]
    assert every == wanted
    assert closest == [wanted[2]]


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2026, 11, 3, 8), 3),
        (datetime(2020, 1, 1), 1),
        (datetime(2030, 1, 1), 5),
    ],
    ids=["between", "before the first", "after the last"],
)
def test_the_projects_client_finds_the_version_of_a_moment(
    site: str, original: str, moment: datetime, number: int
) -> None:
    """Asked through our TimeGate, memento-client follows to the memento that stood then, and takes it for one."""
    client = MementoClient(timegate_uri=f"{site}/timegate/", check_native_timegate=False)
    found = client.get_memento_info(original, moment)
    memento = f"{site}/articles/1/memento/{number}"
    assert found["original_uri"] == original
    assert found["timegate_uri"] == f"{site}/timegate/{original}"
    assert found["mementos"]["closest"]["uri"] == [memento]
    assert found["mementos"]["closest"]["http_status_code"] == 200
    assert client.is_memento(memento)
    assert client.get_original_uri(memento) == original
