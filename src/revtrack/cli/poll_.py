"""
`revtrack poll`: visit what is due, from cron.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from revtrack.cli.options import config_option, db_option
from revtrack.cli.output import emit_json, on_terminal, printable, say

if TYPE_CHECKING:
    from revtrack.poller import Summary


@click.command(name="poll", epilog="Example crontab line: */5 * * * * revtrack poll --db /srv/revtrack.db")
@db_option
@config_option
@click.option("--all", "everything", is_flag=True, help="Visit every article, due or not.")
@click.option("--url", "urls", multiple=True, metavar="URL", help="Visit this article only (may be repeated).")
@click.option("--dry-run", is_flag=True, help="Print what would be visited; ask nobody, write nothing.")
@click.option("--jobs", type=click.IntRange(0), help="Processes that read and compare; one a processor by default.")
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="Read and compare on the Dask cluster whose scheduler is here."
)
@click.option("--no-discover", is_flag=True, help="Do not ask feeds and sitemaps for new articles first.")
@click.option("--verbose", "-v", is_flag=True, help="Print the summary even when no terminal is watching.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    db: str, config: str, everything: bool, urls: tuple[str, ...], dry_run: bool, jobs: int | None, cluster: str,
    no_discover: bool, verbose: bool, as_json: bool,
) -> int:  # fmt: skip
    """
    Visit the articles that are due: snapshot, compare, find and link notes, store.

    Exits 0 when all went well whether or not anything changed, 1 when a visit
    failed, 75 when another poll is running.
    """
    from revtrack import poller
    from revtrack.cli.archive import existing
    from revtrack.config import Settings
    from revtrack.store import Archive

    settings = Settings.load(config)
    # An empty archive made by a mistyped path would be polled in silence for years.
    existing(db)
    now = _clock()
    if dry_run:
        with Archive(db, read_only=True) as archive:
            wanted = [url for _, url in poller.due(archive, settings, now(), everything=everything)]
        if as_json:
            emit_json(wanted)
        else:
            click.echo("".join(f"{printable(url)}\n" for url in wanted), nl=False)
        return 0
    watched = on_terminal()
    with ExitStack() as stack:
        archive = stack.enter_context(Archive(db))
        summary = poller.poll(
            archive, settings, urls=urls, everything=everything, now=now, workers=jobs, listings=not no_discover,
            cluster=stack.enter_context(_lent(cluster)),
            progress=_progress if watched else lambda _done, _total: None,
        )  # fmt: skip
    if as_json:
        emit_json(asdict(summary) | {"exit_code": summary.exit_code})
    elif watched or verbose or summary.stopped:
        say(words(summary))
        for line in summary.listings if watched or verbose else ():
            say(f"  {line}")
        for url, code, detail in summary.failures if watched or verbose else ():
            say(f"  {code}: {url}: {detail}")
        for url, cut in summary.partial if watched or verbose else ():
            say(f"  read in part: {url}: {cut}")
    if summary.clock:
        say(f"revtrack: {summary.clock}")
    return summary.exit_code


@contextmanager
def _lent(cluster: str) -> Iterator[tuple[Executor, int] | None]:
    """Yield the executor of the cluster and its width, None without one."""
    if not cluster:
        yield None
        return
    from revtrack.engine.cluster import connected

    with connected(cluster) as found:
        yield found


def words(summary: "Summary") -> str:
    """Return one line about a poll."""
    parts = asdict(summary)
    told = [f"{parts['visits']} visited", f"{parts['versions']} new versions", f"{parts['unchanged']} unchanged"]
    told += [f"{parts[name]} {name}" for name in ("failed", "gone", "disallowed") if parts[name]]
    if parts["resting"]:
        told.append(f"{parts['resting']} not asked because their host wants a rest")
    if parts["left"]:
        told.append(f"{parts['left']} left for the next poll")
    return ", ".join(told) + (f" ({parts['stopped']})" if parts["stopped"] else "")


def _clock() -> Callable[[], datetime]:
    """Return the clock of this poll; a pretended time stands still."""
    from revtrack.cli import clock

    if os.environ.get(clock.VARIABLE):
        pretended = clock.now()
        return lambda: pretended
    return lambda: datetime.now(UTC)


def _progress(done: int, total: int) -> None:
    """Keep one line of the terminal up to date."""
    click.echo(f"\r{done} of {total}" + ("\n" if done >= total else ""), nl=False, err=True)
