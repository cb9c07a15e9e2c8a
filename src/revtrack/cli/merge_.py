"""
`revtrack merge`: several archives into a fresh one, in order of time.
"""

import os
from contextlib import ExitStack
from dataclasses import asdict

import click

from revtrack.cli.import_ import show, tell
from revtrack.cli.options import config_option, json_option
from revtrack.cli.output import emit_json, say
from revtrack.errors import UsageError


@click.command("merge", epilog="Example: revtrack merge whole.db harbour.db ledger.db")
@click.argument("target", type=click.Path(dir_okay=False))
@click.argument("sources", nargs=-1, required=True, type=click.Path(dir_okay=False), metavar="SOURCE...")
@config_option
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that read; 0: one for each core.")
@json_option
def command(target: str, sources: tuple[str, ...], config: str, jobs: int, form: str | None) -> int:
    """
    Bring the captures of every SOURCE archive into TARGET, read anew in order of time.

    The sources are opened for reading only and stay as they are: their chains
    prove them, TARGET has a chain of its own. Merging again adds nothing.
    Editors' decisions come along where TARGET holds the same words; those
    about a finding it does not make are counted and stay behind.
    """
    from revtrack.cli.clock import now
    from revtrack.config import Settings
    from revtrack.engine import engine
    from revtrack.intake import Intake, bring_in
    from revtrack.intake.merging import histories
    from revtrack.model import stamp
    from revtrack.store import Archive

    if os.path.abspath(target) in map(os.path.abspath, sources):
        raise UsageError(f"{target} cannot be merged into itself; name another file as the target")
    settings = Settings.load(config)
    with (
        ExitStack() as stack,
        engine(jobs or os.cpu_count() or 1) as (executor, width),
    ):
        # Before the target, which is made: a source that is not there must leave nothing behind.
        opened = [stack.enter_context(Archive(source, read_only=True)) for source in sources]
        archive = stack.enter_context(Archive(target))
        what = Intake("merge", ", ".join(map(os.path.basename, sources)), settings, executor, width)
        done = bring_in(archive, histories(opened), what, lambda: stamp(now()), show)
        carried = [
            archive.carry_decisions(one, os.path.basename(source)) for one, source in zip(opened, sources, strict=True)
        ]
    tell(target, done)
    if form == "json":
        copies = [
            {"source": source, "decisions": copied, "left": left}
            for source, (copied, left) in zip(sources, carried, strict=True)
        ]
        emit_json({"target": target, **asdict(done), "sources": copies})
    for source, (copied, left) in zip(sources, carried, strict=True):
        said = f"; {copied} decisions copied, {left} left behind" if copied or left else ""
        say(f"  {source} stays as it is{said}")
    return 1 if done.troubles else 0
