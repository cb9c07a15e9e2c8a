"""Write the static site: every article's life, corrections, what an editor should look at, feeds."""

from pathlib import Path

import click

from revtrack.cli.archive import reading_all
from revtrack.cli.options import also_option, config_option, db_option, json_option
from revtrack.cli.output import emit_json, on_terminal, say


@click.command("report")
@click.option(
    "-o", "--out", "out", default="reports/site", show_default=True, metavar="DIR",
    type=click.Path(file_okay=False), help="Where to write.",
)  # fmt: skip
@click.option("--site", "site", metavar="NAME", help="The site's name.  [default: revtrack]")
@click.option("--base-url", "base_url", metavar="URL", help="Where the site will stand, for addresses in feeds.")
@also_option("Report on")
@db_option
@config_option
@json_option
def command(
    out: str, site: str | None, base_url: str | None, others: tuple[str, ...], db: str, config: str, form: str | None
) -> None:  # fmt: skip
    """
    Write the report as a static site.

    Only files whose content changed are written, each in one move, so it can
    run after every poll into a folder a web server reads from. The same
    archive gives the same bytes. With --also, several archives make one site,
    as when they are kept by outlet: name them in the same order each time, new
    ones last, since it decides where their articles' pages stand.

    \b
    Example:
      revtrack poll && revtrack report -o /var/www/revisions
    """
    from revtrack.config import Settings
    from revtrack.report import write_site
    from revtrack.store import Several

    settings = Settings.load(config).report
    count = 0

    def told(headline: str) -> None:
        nonlocal count
        count += 1
        if count % 50 == 0:
            say(f"{count} articles drawn")

    with reading_all((db, *others)) as archives:
        archive = Several(archives)
        done = write_site(
            archive, Path(out), site=site or settings.site, head=archive.head(),
            base_url=settings.base_url if base_url is None else base_url,
            progress=told if on_terminal() else None,
        )  # fmt: skip
        shared = archive.shared()
    if shared:
        rest = f" (and {len(shared) - 1} more)" if shared[1:] else ""
        say(f"{shared[0]}{rest} stands in more than one archive, each with the history it has there; "
            "revtrack merge makes one of them")  # fmt: skip
    if form == "json":
        emit_json({
            "out": out, "articles": done.articles, "written": done.written, "kept": done.kept, "removed": done.removed,
        })  # fmt: skip
    else:
        say(f"{done.articles} articles: {done.written} files written, {done.kept} as they were; open {out}/index.html")
