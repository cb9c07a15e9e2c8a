"""
`revtrack rederive`: read stored versions again with today's rules.
"""

import os
from typing import TYPE_CHECKING

import click

from revtrack.cli.clock import now
from revtrack.cli.options import config_option, db_option, json_option
from revtrack.cli.output import emit_json, on_terminal, printable, say
from revtrack.model import stamp

if TYPE_CHECKING:
    from revtrack.intake.rederiving import Again


@click.command(epilog="Example: revtrack rederive --dry-run")
@db_option
@config_option
@click.argument("urls", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="Processes that read; 0: one for each core.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is here.")
@json_option
def command(
    db: str, config: str, urls: tuple[str, ...], dry_run: bool, jobs: int, cluster: str, form: str | None
) -> int:
    """
    Extract, diff, link and audit stored versions again, of URLS or of every article.

    What was published does not change: numbers, times, pages and editors'
    decisions stay, and the chain says that rules changed, not the article.
    Decisions whose finding is no longer made are listed as orphans. Exit code
    1 when an article had to be set aside.
    """
    from revtrack.cli.archive import find, writing
    from revtrack.config import Settings
    from revtrack.engine import engine
    from revtrack.intake.rederiving import rederive, todays_rules

    settings = Settings.load(config)
    at = stamp(now())
    with writing(db) as archive, engine(jobs or os.cpu_count() or 1, cluster) as (executor, width):
        articles = [find(archive, url) for url in urls] or archive.articles()
        results = rederive(
            archive, articles, settings, at=at, rules=todays_rules(), dry_run=dry_run, executor=executor, width=width,
            show=_show,
        )  # fmt: skip
    aside = [again for again in results if again.done is None]
    done = [(again.article.url, again.done) for again in results if again.done is not None]
    orphans = [(url, key) for url, one in done for key in one.orphans]
    totals = {
        "versions": sum(one.versions for _, one in done),
        "documents": sum(one.documents for _, one in done),
        "analyses": sum(one.analyses for _, one in done),
    }
    for again in aside:
        say(f"{again.article.url}: {again.problem}")
    if form == "json":
        listed = [{"url": url, "finding": key} for url, key in orphans]
        emit_json(
            {
                "applied": not dry_run, "articles": len(done), **totals, "orphans": listed,
                "set_aside": [again.article.url for again in aside],
            }
        )  # fmt: skip
        return 1 if aside else 0
    verb = "would change" if dry_run else "changed"
    click.echo(
        f"read {totals['versions']} versions of {len(done)} articles again: "
        f"{verb} {totals['documents']} texts and {totals['analyses']} analyses"
    )
    for url, key in orphans:
        click.echo(printable(f"decided, but no longer found: {key} of {url}"))
    return 1 if aside else 0


def _show(again: "Again") -> None:
    if on_terminal() and again.done is not None:
        say(f"{again.article.url}: {again.done.documents} texts, {again.done.analyses} analyses changed")
