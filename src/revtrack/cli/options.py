"""
Define the options that every command shares, once.

Flag beats environment beats file beats default. The callbacks only name
things; nothing is opened here.
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from revtrack.errors import ConfigError

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB = "db/revtrack.db"
SEEN = 10
"""The exit code of `--exit-code` when there is something to see (contract)."""


def _own_or_early(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the command's own flag, else the one that stood before the command (`revtrack --db FILE list`)."""
    early = ctx.find_root().params.get(str(param.name))
    own = ctx.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE
    return value if own or early is None else str(early)


def _named_file(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the configuration's path; raises `ConfigError` when one was asked for and is not there."""
    path = _own_or_early(ctx, param, value)
    chosen = path != value or ctx.get_parameter_source(str(param.name)) is not ParameterSource.DEFAULT
    if chosen and not os.path.exists(path):
        raise ConfigError(f"no configuration file at {path}")
    return path


def early_options(function: F) -> F:
    """Let `--db` and `--config` stand before the command as well; a command's own flag beats them."""
    for name, text in (("config", "The configuration, for any command."), ("db", "The archive, for any command.")):
        kind = click.Path(dir_okay=name == "config")  # a folder named as the configuration is a wrong configuration
        function = click.option(f"--{name}", metavar="FILE", type=kind, help=text)(function)
    return function


def db_option(function: F) -> F:
    """Add `--db` / `REVTRACK_DB`: the archive file, passed as *db*."""
    return click.option(
        "--db", "db", envvar="REVTRACK_DB", default=DEFAULT_DB, show_default=True, metavar="FILE",
        type=click.Path(dir_okay=False), callback=_own_or_early, help="The archive.",
    )(function)  # fmt: skip


def also_option(what: str) -> Callable[[F], F]:
    """Add `--also`, passed as *others*: more archives; *what* is done with them as well."""
    return click.option(
        "--also", "others", multiple=True, metavar="FILE", type=click.Path(dir_okay=False),
        help=f"{what} this archive as well; may be repeated.",
    )  # fmt: skip


def config_option(function: F) -> F:
    """Add `--config` / `REVTRACK_CONFIG`: the configuration file, passed as *config*."""
    return click.option(
        "--config", "config", envvar="REVTRACK_CONFIG", default="revtrack.toml", show_default=True, metavar="FILE",
        type=click.Path(), callback=_named_file, help="The configuration.",
    )(function)  # fmt: skip


def complete(command: click.Command) -> click.Command:
    """Let *command* and those below it take `--db` and `--config` also where they need none; return it."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            complete(below)
        return command
    for name in ("db", "config"):
        if all(f"--{name}" not in param.opts for param in command.params):
            command.params.append(click.Option([f"--{name}"], hidden=True, expose_value=False, metavar="FILE"))
    return command


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
