"""Serve the editors' desk: the report behind a log-in, with a queue to decide."""

import click

from revtrack.cli.options import config_option, db_option


@click.command("desk")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8788, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--base-url", "base_url", metavar="URL", help="Where editors reach it; its host name is answered to.")
@click.option("--trusted-header", metavar="NAME", default="", help="Believe this header for who asks.")
@click.option("--trusted-proxy", multiple=True, metavar="IP", help="From this address.  [default: loopback]")
@db_option
@config_option
def command(
    host: str,
    port: int,
    base_url: str | None,
    trusted_header: str,
    trusted_proxy: tuple[str, ...],
    db: str,
    config: str,
) -> None:
    """
    Let editors decide what was found. Closed to everybody without an account.

    Accounts are made with `revtrack user add`. Put a proxy with TLS before it
    when it is reached from other machines, and name it with --base-url.

    \b
    Example:
      revtrack user add ines && revtrack desk
    """
    import os

    from revtrack.cli.serving import run

    os.environ["REVTRACK_TRUSTED_HEADER"] = trusted_header
    os.environ["REVTRACK_TRUSTED_PROXIES"] = ",".join(trusted_proxy)
    run("desk", host, port, 1, base_url, db, config)
