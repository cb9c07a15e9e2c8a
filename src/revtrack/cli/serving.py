"""Start the web server for `serve` and `desk`: what both need and neither should say twice."""

import os
import sys

from revtrack.cli.output import say
from revtrack.errors import MissingExtraError, UsageError


def run(kind: str, host: str, port: int, workers: int, base_url: str | None, db: str, config: str) -> None:
    """Serve *kind* (`serve` or `desk`) until stopped; raises `MissingExtraError` without the extra `web`."""
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingExtraError(f"revtrack {kind}", "web") from None
    from revtrack.cli.archive import reading, writing
    from revtrack.config import Settings

    settings = Settings.load(config).report
    with (reading if kind == "serve" else writing)(db) as archive:
        count = archive.count()
    if base_url and not base_url.startswith(("http://", "https://")):
        raise UsageError(f"--base-url {base_url!r} must begin with http:// or https://")
    # Worker processes are started anew and read these.
    os.environ["REVTRACK_SERVED_DB"] = os.path.abspath(db)
    os.environ["REVTRACK_SERVED_CONFIG"] = os.path.abspath(config)
    os.environ["REVTRACK_SERVED_SITE"] = settings.site
    os.environ["REVTRACK_SERVED_BASE_URL"] = settings.base_url if base_url is None else base_url
    say(f"{count} articles of {db} at http://{host}:{port}/ (Ctrl-C stops)")
    uvicorn.run(
        f"revtrack.web.factory:{kind}", factory=True, host=host, port=port, workers=workers, log_level="warning",
        http="revtrack.web.prompt:PromptProtocol",
        server_header=False, date_header=True, proxy_headers=False, access_log=False,
    )  # fmt: skip
    sys.stdout.flush()
