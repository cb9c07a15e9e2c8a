"""Make the application in a server's worker process, from what the command line left in the environment."""

import os

from starlette.applications import Starlette

from revtrack.web import app, editing
from revtrack.web.gate import Trust


def serve() -> Starlette:
    """Return the readers' server."""
    return app(os.environ["REVTRACK_SERVED_DB"], site=_said("SITE") or "revtrack", base_url=_said("BASE_URL"))


def desk() -> Starlette:
    """Return the editors' server."""
    trust = Trust(os.environ.get("REVTRACK_TRUSTED_HEADER", ""))
    if proxies := os.environ.get("REVTRACK_TRUSTED_PROXIES", ""):
        trust = Trust(trust.header, tuple(proxies.split(",")))
    return editing.desk(
        os.environ["REVTRACK_SERVED_DB"], site=_said("SITE") or "revtrack", base_url=_said("BASE_URL"), trust=trust
    )


def _said(name: str) -> str:
    return os.environ.get(f"REVTRACK_SERVED_{name}", "")
