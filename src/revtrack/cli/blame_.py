"""
`revtrack blame`: for every word in which version it came, how long it stood, and what was removed.
"""

from typing import Any

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json, printable
from revtrack.diff import Blame, Stretch, blame
from revtrack.model import Version


@click.command(epilog="Example: revtrack blame https://news.example/2026/bridge@2 --removed")
@click.argument("wanted", metavar="URL[@N]")
@db_option
@json_option
@click.option("--removed", is_flag=True, help="List the words that earlier versions had and this one has not.")
def command(wanted: str, db: str, form: str | None, removed: bool) -> None:
    """
    Show for every word of a version in which version it came; of the newest unless @N names another.

    Times are intervals: words came after the look before the version, and went after the last look that saw them.
    """
    from revtrack.cli.archive import find, reading, version_of

    url, number = version_of(wanted)
    with reading(db) as archive:
        article = find(archive, url)
        chosen = archive.version(article, number).number
        versions = list(archive.versions(article))
    found = blame((version.document for version in versions), chosen)
    if form == "json":
        emit_json(as_dict(found, versions))
    else:
        for line in removed_lines(found, versions) if removed else lines(found, versions):
            click.echo(line)


def as_dict(found: Blame, versions: list[Version]) -> dict[str, Any]:
    """Return the provenance for programs: stretches that tile the text, and removed words, with their intervals."""
    return {
        "version": found.version,
        "text": found.text,
        "stretches": [
            {
                "span": [stretch.span.start, stretch.span.end],
                "came": stretch.came,
                "came_between": came_between(versions, stretch.came),
                "moved": stretch.moved,
                "restored": stretch.restored,
                "went": stretch.went,
                "went_between": came_between(versions, stretch.went) if stretch.went else None,
            }
            for stretch in found.stretches
        ],
        "removed": [
            {
                "text": item.text,
                "came": item.came,
                "came_between": came_between(versions, item.came),
                "went": item.went,
                "went_between": came_between(versions, item.went),
            }
            for item in found.removed
        ],
    }


def came_between(versions: list[Version], number: int) -> list[str | None]:
    """Return the interval in which version *number* appeared: the last look without it, the first with it."""
    version = versions[number - 1]
    return [version.not_before, version.first_seen]


def lines(found: Blame, versions: list[Version]) -> list[str]:
    """Return one line a stretch: the version its words came in, what befell them since, the words."""
    width = len(str(len(versions)))
    out = []
    for stretch in found.stretches:
        words = stretch.span.of(found.text).strip()
        if words:
            out.append(f"v{stretch.came:<{width}}  {_life(stretch)}{printable(words)}")
    return out


def _life(stretch: Stretch) -> str:
    parts = []
    if stretch.moved:
        parts.append(f"moved in v{stretch.moved}")
    if stretch.restored:
        parts.append(f"restored in v{stretch.restored}")
    if stretch.went:
        parts.append(f"gone in v{stretch.went}")
    return f"({', '.join(parts)}) " if parts else ""


def removed_lines(found: Blame, versions: list[Version]) -> list[str]:
    """Return one line for words that are gone: the versions they stood in, when, and the words."""
    from revtrack.cli.words import interval

    out = []
    for item in found.removed:
        came, went = versions[item.came - 1], versions[item.went - 1]
        since, until = interval(came.not_before, came.first_seen), interval(went.not_before, went.first_seen)
        out.append(printable(f"v{item.came} to v{item.went - 1}  ({since}; gone {until})  {item.text}"))
    return out
