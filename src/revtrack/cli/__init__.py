"""
The command line: one file a command; each parses, calls one function and prints.

Commands are imported only when asked for, so that `revtrack --help` answers
at once: `COMMANDS` names each module and its one-line help. Errors below
`RevtrackError` are printed as they are and exit with their own code.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from revtrack._version import __version__
from revtrack.cli.options import complete, early_options
from revtrack.errors import FULL, RevtrackError, unwritable

COMMANDS: dict[str, str] = {
    "init": "Make the archive, or bring an older one up to date.",
    "add": "Begin to watch articles, or the feeds that announce them.",
    "poll": "Visit the articles that are due: snapshot, compare, find and link notes, store.",
    "pause": "Stop visiting articles, or reading feeds; what is stored stays.",
    "resume": "Visit paused articles, or read paused feeds, again.",
    "status": "Tell what is overdue, failing, never reached, and when the last poll ended.",
    "alert": "Hand waiting alerts to mail, webhooks and folders.",
    "demo": "Watch an invented newsroom on loopback and write its report.",
    "report": "Write the static site: lives, corrections, what to look at, feeds.",
    "search": "Find words in everything ever published.",
    "verify": "Prove the archive, or name what does not prove.",
    "rederive": "Read stored versions again with today's rules.",
    "anchor": "Have the archive's head time-stamped by a service you choose.",
    "backup": "Copy the archive while it is in use, and prove the copy.",
    "restore": "Put a proved backup in the archive's place.",
    "prune": "Drop what a policy says may go; a dry run unless told otherwise.",
    "takedown": "Remove an article's content for good, and leave proof that it was there.",
    "serve": "Serve the report live, with search, JSON and Memento.",
    "desk": "Serve the editors' desk: decide what was found.",
    "user": "Manage the accounts of the desk.",
    "import": "Bring in histories that other tools kept.",
    "export": "Write the archive in formats others read: WARC, WACZ, tables, annotations, evidence.",
    "merge": "Bring several archives into one, in order of time.",
    "verify-evidence": "Check a page of evidence without its archive.",
    "compare": "Compare two texts: edits, notes, links, what no note explains.",
    "list": "List the articles being watched, or the feeds that announce them.",
    "history": "Show an article's versions: when each was seen and what it brought.",
    "show": "Show one version of an article as it was read.",
    "diff": "Show what changed between any two versions of an article.",
    "blame": "Show for every word in which version it came, and when removed words went.",
    "notes": "List correction notes, each with the words it was joined to.",
    "audit": "List what an editor should look at.",
    "profile": "Try a house profile on a page.",
}
"""Every command with its one-line help, in the order `--help` shows them; the module has the command's name."""


class LazyGroup(click.Group):
    """A group that imports a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, imported now; None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"revtrack.cli.{cmd_name.replace('-', '_')}_")
        return complete(module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command *args* begin with; an unknown one is answered with the nearest there is."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see: revtrack --help"
            ctx.fail(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@early_options
@click.version_option(__version__, prog_name="revtrack")
def group(db: str | None, config: str | None) -> None:
    """Track corrections and revisions of published articles."""


def main(args: Sequence[str] | None = None) -> Any:
    """Run the command line and exit with the contract's codes."""
    try:
        code = group.main(args, prog_name="revtrack", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except RevtrackError as error:
        _say_and_exit(error)
    except BrokenPipeError:
        # The reader went away (`revtrack list | head`): not an error of ours.
        _give_up_output()
        sys.exit(0)
    except OSError as error:
        if error.filename is None and error.errno not in FULL:
            raise
        # What cannot be read is said where it is read; what is left is a place that cannot be written.
        _give_up_output()
        _say_and_exit(unwritable(error.filename or "the output", error))
    sys.exit(code if isinstance(code, int) else 0)


def _say_and_exit(error: RevtrackError) -> NoReturn:
    """Print *error* and exit with its code."""
    from revtrack.cli.output import printable

    click.echo(f"revtrack: {printable(str(error))}", err=True)
    sys.exit(error.exit_code)


def _give_up_output() -> None:
    """Let what is still to be flushed go nowhere: at exit it would fail once more, and with a code of its own."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
