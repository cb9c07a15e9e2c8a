"""
Write the command reference from the commands themselves.
"""

from collections.abc import Iterator

import click

from revtrack.cli import COMMANDS, group

WIDTH = 100


def reference() -> str:
    """Return every command's help as Markdown, in the order of `COMMANDS`."""
    return "\n".join(_sections())


def _sections() -> Iterator[str]:
    root = click.Context(group, info_name="revtrack", max_content_width=WIDTH, terminal_width=WIDTH)
    for name in COMMANDS:
        command = group.get_command(root, name)
        if command is not None:
            yield from _section(command, name, root, 2)


def _section(command: click.Command, name: str, parent: click.Context, level: int) -> Iterator[str]:
    """Yield one command's section and those of its subcommands."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH)
    yield f"{'#' * level} {context.command_path}\n"
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _section(found, child, context, level + 1)
