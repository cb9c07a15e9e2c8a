"""Manage the accounts of the editors' desk."""

import sys
from typing import TYPE_CHECKING

import click

from revtrack.cli.options import db_option, list_options

if TYPE_CHECKING:
    from revtrack.store.desk import Desk


@click.group("user")
def command() -> None:
    """
    Manage who may work at the desk.

    Roles: a reader looks, a reviewer decides, an admin sees the log as well.

    \b
    Example:
      revtrack user add ines --role reviewer
    """


def password_of(given: bool) -> str:
    """Return the password from standard input, or asked for twice on the terminal."""
    if given:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("password", hide_input=True, confirmation_prompt=True, err=True)
    return asked


def _desk(db: str) -> "Desk":
    """Open the desk of the archive at *db*; raises `NotFoundError` when there is no archive."""
    from revtrack.cli.archive import existing
    from revtrack.store.desk import Desk

    return Desk(existing(db))


@command.command("add")
@click.argument("name")
@click.option("--role", default="reviewer", show_default=True, type=click.Choice(["reader", "reviewer", "admin"]))
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="Let the account in through a trusted header only.")
@db_option
def add(name: str, role: str, password_stdin: bool, no_password: bool, db: str) -> None:
    """Make an account."""
    from revtrack.cli.clock import now
    from revtrack.cli.output import say
    from revtrack.model import stamp

    # Opened first: nobody is asked for a password that no archive could keep.
    with _desk(db) as desk:
        password = None if no_password else password_of(password_stdin)
        desk.add_user(name, role, password, at=stamp(now(), "seconds"), by="command line")
    say(f"{name} may come in as {role}")


@command.command("list")
@db_option
@list_options
def listed(db: str, form: str | None) -> None:
    """List the accounts."""
    from revtrack.cli.output import emit_rows, printable

    with _desk(db) as desk:
        users = desk.users()
    rows = [
        {"name": user.name, "role": user.role, "disabled": user.disabled, "created_at": user.created_at}
        for user in users
    ]
    if not emit_rows(rows, ("name", "role", "disabled", "created_at"), form):
        for user in users:
            click.echo(printable(f"{user.name}  {user.role}{'  (disabled)' if user.disabled else ''}"))


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "reviewer", "admin"]))
@db_option
def role(name: str, role: str, db: str) -> None:
    """Give an account another role."""
    from revtrack.cli.clock import now
    from revtrack.model import stamp

    with _desk(db) as desk:
        desk.set_role(name, role, at=stamp(now(), "seconds"), by="command line")


@command.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@db_option
def password(name: str, password_stdin: bool, db: str) -> None:
    """Give an account another password; its sessions end."""
    from revtrack.cli.clock import now
    from revtrack.model import stamp

    with _desk(db) as desk:
        desk.set_password(name, password_of(password_stdin), at=stamp(now(), "seconds"), by="command line")


@command.command("disable")
@click.argument("name")
@click.option("--undo", is_flag=True, help="Open the account again.")
@db_option
def disable(name: str, undo: bool, db: str) -> None:
    """Close an account; its sessions end, what it decided stays."""
    from revtrack.cli.clock import now
    from revtrack.model import stamp

    with _desk(db) as desk:
        desk.set_disabled(name, not undo, at=stamp(now(), "seconds"), by="command line")
