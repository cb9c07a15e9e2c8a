"""
`revtrack rederive`: read stored versions again with today's rules.
"""

import click

from revtrack.cli.clock import now
from revtrack.cli.options import config_option, db_option, json_option
from revtrack.cli.output import emit_json, on_terminal, printable, say


@click.command(epilog="Example: revtrack rederive --dry-run")
@db_option
@config_option
@click.argument("urls", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
def command(db: str, config: str, urls: tuple[str, ...], dry_run: bool, form: str | None) -> int:
    """
    Extract, diff, link and audit stored versions again, of URLS or of every article.

    What was published does not change: numbers, times, pages and editors'
    decisions stay, and the chain says that rules changed, not the article.
    Decisions whose finding is no longer made are listed as orphans.
    """
    from revtrack._version import __version__
    from revtrack.config import Settings
    from revtrack.errors import NotFoundError
    from revtrack.extract import EXTRACTOR
    from revtrack.model import Article, Capture, Version
    from revtrack.pipeline import reread
    from revtrack.poller.profiles import profile_of
    from revtrack.store import Archive
    from revtrack.store.commit import PAST

    settings = Settings.load(config)
    rules = f"revtrack {__version__}, {EXTRACTOR}"
    at = now().isoformat().replace("+00:00", "Z")
    results = []
    with Archive(db) as archive:

        def page(version: Version) -> Capture | None:
            """Return the version's page; None when it has none, or when it was pruned."""
            try:
                return archive.capture(version.capture_sha256) if version.capture_sha256 else None
            except NotFoundError:
                return None

        def one(article: Article) -> None:
            versions = archive.timeline(article).versions
            if not versions:
                return
            readings = reread(versions, page, window=PAST, profile=profile_of(settings, article.url))
            done = archive.rederive(article, readings, at=at, rules=rules, dry_run=dry_run)
            results.append((article.url, done))
            if on_terminal():
                say(f"{article.url}: {done.documents} texts, {done.analyses} analyses changed")

        for article in [archive.article(url) for url in urls] or archive.articles():
            one(article)
    orphans = [(url, key) for url, done in results for key in done.orphans]
    totals = {
        "versions": sum(done.versions for _, done in results),
        "documents": sum(done.documents for _, done in results),
        "analyses": sum(done.analyses for _, done in results),
    }
    if form == "json":
        listed = [{"url": url, "finding": key} for url, key in orphans]
        emit_json({"applied": not dry_run, "articles": len(results), **totals, "orphans": listed})
        return 0
    verb = "would change" if dry_run else "changed"
    click.echo(
        f"read {totals['versions']} versions of {len(results)} articles again: "
        f"{verb} {totals['documents']} texts and {totals['analyses']} analyses"
    )
    for url, key in orphans:
        click.echo(printable(f"decided, but no longer found: {key} of {url}"))
    return 0
