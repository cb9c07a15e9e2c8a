"""
`revtrack show`: one version as it was read, or what was left out and why.
"""

from typing import TYPE_CHECKING

import click

from revtrack.cli.options import config_option, db_option, json_option
from revtrack.cli.output import emit_json, printable, say
from revtrack.model import Version, side

if TYPE_CHECKING:
    from revtrack.config import OutletSettings


@click.command(epilog="Example: revtrack show https://news.example/2026/bridge@3")
@click.argument("wanted", metavar="URL[@N]")
@db_option
@config_option
@json_option
@click.option("--ignored", is_flag=True, help="Show what the page held besides the article, and why it was left out.")
def command(wanted: str, db: str, config: str, form: str | None, ignored: bool) -> None:
    """Show one version of an article as it was read; the newest unless @N names another."""
    from revtrack.cli.archive import find, reading, version_of

    url, number = version_of(wanted)
    with reading(db) as archive:
        article = find(archive, url)
        version = archive.version(article, number)
        if ignored:
            version = _read_again(archive, version, _profile(config, article.url))
    if form == "json":
        emit_json(as_dict(version))
    elif ignored:
        for item in version.document.ignored:
            click.echo(printable(f"{item.reason}: {item.text}"))
        if version.capture_sha256 is None:
            say(f"the page of version {version.number} was not kept: what it held besides the article is not known")
        elif not version.document.ignored:
            say(f"nothing was left out of version {version.number}")
    else:
        for block in version.document.blocks:
            click.echo(f"[{block.kind}] {printable(block.text, keep_newlines=True)}\n")


def _profile(config: str, url: str) -> "OutletSettings | None":
    """Return the house rules that the article at *url* is read by."""
    from revtrack.config import Settings
    from revtrack.poller.profiles import profile_of

    return profile_of(Settings.load(config), url)


def _read_again(archive: "object", version: Version, profile: "OutletSettings | None") -> Version:
    """Return *version* as today's extractor reads its capture: what was ignored is not stored."""
    from dataclasses import replace

    from revtrack.extract import read
    from revtrack.store import Archive

    assert isinstance(archive, Archive)
    if version.capture_sha256 is None:
        return version
    capture = archive.capture(version.capture_sha256)
    document = read(capture.body, dict(capture.headers), capture.url, version.document.layout, profile)
    return replace(version, document=document)


def as_dict(version: Version) -> dict[str, object]:
    """Return a version for programs: fields, blocks, what was ignored, where it comes from."""
    document = version.document
    return {
        "version": version.number,
        "first_seen": version.first_seen,
        "last_seen": version.last_seen,
        "reason": version.reason,
        "capture_sha256": version.capture_sha256,
        "hash": version.hash,
        "headline": document.headline,
        "dek": document.dek,
        "authors": list(document.authors),
        "published": document.published.isoformat() if document.published else None,
        "modified": document.modified.isoformat() if document.modified else None,
        "section": document.section,
        "language": document.language,
        "url": document.url,
        "outlet": document.outlet,
        "fields": {item.name: item.value for item in document.fields},
        **(side(document) or {}),
        "ignored": [{"text": item.text, "reason": item.reason} for item in document.ignored],
        "extractor": document.extractor,
    }
