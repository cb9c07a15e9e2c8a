"""
`revtrack anchor`: have the archive's head time-stamped by a service you choose.
"""

import subprocess

import click

from revtrack.cli.clock import now
from revtrack.cli.options import config_option, db_option, list_options
from revtrack.cli.output import emit_rows, printable, say
from revtrack.model import stamp


@click.command(epilog="Example crontab line: 5 3 * * * revtrack anchor")
@db_option
@config_option
@click.option("--list", "only_list", is_flag=True, help="Only list the heads and their time stamps.")
@list_options
def command(db: str, config: str, only_list: bool, form: str | None) -> int:
    """
    Queue today's head and hand every waiting one to the command of `[anchor]` in the configuration.

    The command gets the head as hexadecimal text on its standard input; what
    it prints is kept as the time stamp, an exit other than 0 leaves the head
    waiting for the next run. No poll ever waits for this. Exits 1 while heads
    wait.
    """
    from revtrack.cli.archive import reading, writing
    from revtrack.config import Settings
    from revtrack.errors import UsageError
    from revtrack.store import anchors

    settings = Settings.load(config).anchor
    if not settings.command and not only_list:
        raise UsageError(
            f"nothing says how to stamp a head: write [anchor] with command = [...] into {config}; see docs/archive.md"
        )
    with (reading if only_list else writing)(db) as archive:
        if not only_list:
            anchors.ask(archive.db, _moment())
            for anchor in anchors.listed(archive.db, waiting=True):
                try:
                    done = subprocess.run(
                        settings.command, input=f"{anchor.head}\n".encode(), capture_output=True,
                        timeout=settings.timeout_s, check=True,
                    )  # fmt: skip
                except (OSError, subprocess.SubprocessError) as error:
                    anchors.failed(archive.db, anchor, str(error))
                    say(f"revtrack: {anchor.head[:12]}... got no time stamp: {error}")
                    break
                anchors.answered(archive.db, anchor, done.stdout, _moment())
        found = anchors.listed(archive.db, waiting=False)
    waiting = sum(anchor.done_at is None for anchor in found)
    rows = [
        {"head": a.head, "asked_at": a.asked_at, "done_at": a.done_at, "token": a.token.hex(), "error": a.error}
        for a in found
    ]
    if not emit_rows(rows, ("head", "asked_at", "done_at", "token", "error"), form):
        for anchor in found:
            click.echo(
                printable(f"{anchor.head}  {anchor.done_at or f'waiting, {anchor.tries} tries: {anchor.error}'}")
            )
    return 1 if waiting else 0


def _moment() -> str:
    return stamp(now())
