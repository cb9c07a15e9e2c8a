"""
Define the options that every command shares, once.

Flag beats environment beats file beats default. The callbacks only name
things; nothing is opened here.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB = "db/revtrack.db"
SEEN = 10
"""The exit code of `--exit-code` when there is something to see (contract)."""


def db_option(function: F) -> F:
    """Add `--db` / `REVTRACK_DB`: the archive file, passed as *db*."""
    return click.option(
        "--db", "db", envvar="REVTRACK_DB", default=DEFAULT_DB, show_default=True, metavar="FILE",
        type=click.Path(dir_okay=False), help="The archive.",
    )(function)  # fmt: skip


def config_option(function: F) -> F:
    """Add `--config` / `REVTRACK_CONFIG`: the configuration file, passed as *config*."""
    return click.option(
        "--config", "config", envvar="REVTRACK_CONFIG", default="revtrack.toml", show_default=True, metavar="FILE",
        type=click.Path(dir_okay=False), help="The configuration.",
    )(function)  # fmt: skip


def json_option(function: F) -> F:
    """Add `--json`, passed as *form* = "json"."""
    return click.option("--json", "form", flag_value="json", help="Print JSON.")(function)


def list_options(function: F) -> F:
    """Add `--json`, `--jsonl` and `--csv`, passed as *form*."""
    for name, text in (
        ("csv", "Print CSV, formula-safe."),
        ("jsonl", "Print one JSON object a line."),
        ("json", "Print JSON."),
    ):
        function = click.option(f"--{name}", "form", flag_value=name, help=text)(function)
    return function
