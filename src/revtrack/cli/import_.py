"""
`revtrack import`: histories that other tools kept.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from revtrack.cli.options import config_option, db_option, list_options
from revtrack.cli.output import emit_json, on_terminal, printable, say, show_kinds
from revtrack.errors import InputError, UsageError

if TYPE_CHECKING:
    from revtrack.exchange import Reading
    from revtrack.intake import Progress


@click.command("import", epilog="Example: revtrack import jsonl histories.jsonl.gz --outlet 'The Daily Harbour'")
@click.argument("kind")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@db_option
@config_option
@click.option("--outlet", default="", metavar="NAME", help="The outlet of articles that name none themselves.")
@click.option("--base", default="", metavar="URL", help="The address that relative paths hang under.")
@click.option("--match", multiple=True, metavar="PATTERN", help="Only addresses or paths like this (shell pattern).")
@click.option("--since", default="", metavar="TIME", help="Only what was seen at this time or later.")
@click.option("--until", default="", metavar="TIME", help="Only what was seen before this time.")
@click.option("--limit", default=0, metavar="N", help="At most N looks of one article, evenly spread.")
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that read; 0: one for each core.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is here.")
@list_options
def command(
    kind: str, sources: tuple[str, ...], db: str, config: str, outlet: str, base: str, match: tuple[str, ...],
    since: str, until: str, limit: int, jobs: int, cluster: str, form: str | None,
) -> int:  # fmt: skip
    """
    Bring in histories that others kept; importing again adds nothing.

    KIND says what the sources are: `revtrack import kinds` lists them. Exit
    code 1 when some records could not be used: they are counted, named and
    kept in the table import_troubles; the rest is stored. A source that cannot
    be used at all is named and those after it go on; exit code 65 when that is
    so of all of them.
    """
    from revtrack.cli.clock import now
    from revtrack.config import Settings
    from revtrack.engine import engine
    from revtrack.exchange import ABOUT_COLUMN, COLUMN, KINDS, Kind, ReadOptions, reader
    from revtrack.exchange.times import read_time
    from revtrack.intake import Intake, bring_in
    from revtrack.model import stamp
    from revtrack.store import Archive

    if kind == "kinds":
        show_kinds({one.name: one.about for one in (*KINDS.values(), Kind(COLUMN, ABOUT_COLUMN, ""))}, form)
        return 0
    if form not in (None, "json"):
        raise UsageError(f"what an import comes to is told as JSON; --{form} is for `revtrack import kinds`")
    if not sources:
        raise UsageError(f"revtrack import {kind} needs a source: a file, a folder or an address")
    try:
        options = ReadOptions(outlet, base, match, read_time(since), read_time(until), limit, Settings.load(config))
    except ValueError as error:
        raise UsageError(str(error)) from None
    if kind == COLUMN:
        from revtrack.cli.import_column import import_columns

        return import_columns(db, sources, options, form == "json")
    read, totals = reader(kind), []
    with ExitStack() as stack:
        if kind == "memento":
            from revtrack.intake.asking import asking

            options = replace(options, ask=stack.enter_context(asking(options.settings)))
        archive: Archive | None = None
        executor, width = stack.enter_context(engine(jobs or os.cpu_count() or 1, cluster))
        for source in sources:
            what = Intake(kind, source, options.settings, executor, width)
            try:
                items = begun(read(source, options))
                archive = archive or stack.enter_context(Archive(db))
                done = bring_in(archive, items, what, lambda: stamp(now()), show)
            except InputError as error:
                totals.append(refuse(source, error, sources))
                continue
            tell(source, done)
            totals.append({"source": source, **asdict(done)})
    if form:
        emit_json(totals)
    return exit_code(totals, "troubles")


def begun(items: "Reading") -> "Reading":
    """Return *items*, the first of them read: a source that is none is refused before an archive is made for it."""
    first = next(items, None)
    return items if first is None else chain((first,), items)


def refuse(source: str, error: "InputError", sources: Sequence[str]) -> dict[str, Any]:
    """Say that one of several *sources* cannot be used, and return its row; the only one ends the command."""
    if len(sources) == 1:
        raise error
    say(f"{source}: refused: {error}")
    return {"source": source, "refused": str(error)}


def exit_code(rows: Sequence[Mapping[str, Any]], partly: str) -> int:
    """Return the contract's code for what *rows* came to: 65 when every source was refused, 1 when something was."""
    if all("refused" in row for row in rows):
        return InputError.exit_code
    return 1 if any("refused" in row or row[partly] for row in rows) else 0


def show(done: "Progress") -> None:
    """Show how far the import is, on a terminal only."""
    if on_terminal():
        click.echo(
            f"\r{done.articles} articles, {done.looks + done.known} looks, {done.versions} versions", nl=False, err=True
        )


def tell(source: str, done: "Progress") -> None:
    """Say what the import of one source came to, and what could not be used."""
    if on_terminal():
        click.echo("\r\x1b[K", nl=False, err=True)
    feeds = f"{done.feeds} feeds, " if done.feeds else ""
    say(
        f"{source}: {feeds}{done.articles} articles, {done.versions} new versions, {done.unchanged} looks unchanged, "
        f"{done.known} stored already, {done.faults} not the article, {done.troubles} not usable"
    )
    for example in done.examples:
        say(f"  {printable(example)}")
    if done.troubles > len(done.examples):
        say(f"  and {done.troubles - len(done.examples)} more; see the table import_troubles")
