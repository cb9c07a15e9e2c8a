"""Make the application in a server's worker process, from what the command line left in the environment."""

import os
import sys
from functools import partial

from starlette.applications import Starlette

from revtrack.config import Settings
from revtrack.report.render import compile_templates
from revtrack.web import app, editing
from revtrack.web.gate import Trust

TURN_S = 0.0005
"""
How long a thread that draws a page may keep the interpreter from the others, in seconds (Python's default: 5 ms).

Pages that are drawn already wait for those being drawn: with this, the 99th percentile of their waiting time
halves (benchmarks/serve_pages.py).
"""


def serve() -> Starlette:
    """Return the readers' server."""
    _ready()
    return app(os.environ["REVTRACK_SERVED_DB"], site=_said("SITE") or "revtrack", base_url=_said("BASE_URL"))


def desk() -> Starlette:
    """Return the editors' server."""
    _ready()
    trust = Trust(os.environ.get("REVTRACK_TRUSTED_HEADER", ""))
    if proxies := os.environ.get("REVTRACK_TRUSTED_PROXIES", ""):
        trust = Trust(trust.header, tuple(proxies.split(",")))
    return editing.desk(
        os.environ["REVTRACK_SERVED_DB"], site=_said("SITE") or "revtrack", base_url=_said("BASE_URL"), trust=trust,
        settings=partial(Settings.load, os.environ["REVTRACK_SERVED_CONFIG"]),
    )  # fmt: skip


def _ready() -> None:
    """Do before the first reader comes what the first reader would wait for."""
    compile_templates()
    sys.setswitchinterval(TURN_S)


def _said(name: str) -> str:
    return os.environ.get(f"REVTRACK_SERVED_{name}", "")
