"""Serve the report live: pages, search, JSON, Memento. Read-only."""

import click

from revtrack.cli.options import config_option, db_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8787, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--base-url", "base_url", metavar="URL", help="Where readers reach it, for absolute addresses.")
@db_option
@config_option
def command(host: str, port: int, workers: int, base_url: str | None, db: str, config: str) -> None:
    """
    Answer readers and programs from the archive, which stays read-only.

    \b
    Example:
      revtrack serve --port 8787
    """
    from revtrack.cli.serving import run

    run("serve", host, port, workers, base_url, db, config)
