"""
`revtrack verify-evidence`: check a page that `revtrack export evidence` wrote, without its archive.
"""

from dataclasses import asdict
from pathlib import Path

import click

from revtrack.cli.options import json_option
from revtrack.cli.output import emit_json, printable
from revtrack.errors import InputError

DAMAGED = 65
"""The exit code of what does not prove (contract)."""


@click.command("verify-evidence", epilog="Example: revtrack verify-evidence finding.html")
@click.argument("file", type=click.Path(dir_okay=False))
@json_option
def command(file: str, form: str | None) -> int:
    """
    Check the hashes in an evidence FILE: bytes, chain entries, text.

    Exit code 65 when anything in it does not prove. The archive is not needed;
    that its chain holds these entries, `revtrack verify --against` proves.
    """
    from revtrack.exchange.writers.evidence import MOST, check

    try:
        with open(Path(file), "rb") as stream:
            page = stream.read(MOST + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from None
    done = check(page)
    if form == "json":
        emit_json({"holds": not done.problems, **asdict(done)})
        return DAMAGED if done.problems else 0
    click.echo(f"{printable(done.finding)}\n{printable(done.article)}")
    for line in done.passed:
        click.echo(f"  holds: {line}")
    for line in done.problems:
        click.echo(f"  DOES NOT HOLD: {line}")
    click.echo(f"archive head then: {printable(done.head)}")
    return DAMAGED if done.problems else 0
