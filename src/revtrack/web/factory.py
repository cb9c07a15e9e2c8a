"""Make the application in a server's worker process, from what the command line left in the environment."""

import os

from starlette.applications import Starlette

from revtrack.web.app import app


def serve() -> Starlette:
    """Return the public server."""
    return app(
        os.environ["REVTRACK_SERVED_DB"],
        site=os.environ.get("REVTRACK_SERVED_SITE", "revtrack"),
        base_url=os.environ.get("REVTRACK_SERVED_BASE_URL", ""),
    )
