"""
`revtrack diff`: what changed between any two versions of an article.
"""

import click

from revtrack.cli.options import SEEN, db_option, json_option
from revtrack.cli.output import emit_json


@click.command(epilog="Example: revtrack diff https://news.example/2026/bridge 3 4")
@click.argument("url")
@click.argument("n", type=int)
@click.argument("m", type=int)
@db_option
@json_option
@click.option("--exit-code", is_flag=True, help="Exit 10 when anything changed.")
def command(url: str, n: int, m: int, db: str, form: str | None, exit_code: bool) -> int:
    """Show what changed from version N to version M of an article, and which notes speak of it."""
    from dataclasses import replace

    from revtrack.cli.archive import find, reading
    from revtrack.cli.words import comparison_lines
    from revtrack.pipeline import compare

    with reading(db) as archive:
        article = find(archive, url)
        before, after = archive.version(article, n), archive.version(article, m)
    result = replace(compare(before.document, after.document), id=f"{article.url} {before.number} {after.number}")
    if form == "json":
        emit_json(result.as_dict())
    else:
        for line in comparison_lines(result):
            click.echo(line)
        if not result.revision.edits and not result.revision.field_edits:
            click.echo(f"versions {before.number} and {after.number} are the same")
    return SEEN if exit_code and (result.revision.edits or result.revision.field_edits) else 0
