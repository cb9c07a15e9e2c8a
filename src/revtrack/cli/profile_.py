"""
`revtrack profile try`: how a page is read, with its house profile and without.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.options import config_option, json_option
from revtrack.cli.output import emit_json, printable
from revtrack.errors import InputError, NotFoundError, UsageError

if TYPE_CHECKING:
    from revtrack.config import OutletSettings, Settings
    from revtrack.model import Document


@click.group()
def command() -> None:
    """Try a house profile on a page."""


@command.command("try", epilog="Example: revtrack profile try https://news.example/2026/bridge")
@click.argument("page", metavar="URL|FILE")
@click.option("--outlet", help="The profile to use; by default the one whose `match` fits the address.")
@click.option("--url", "address", help="The address a FILE came from.")
@config_option
@json_option
def try_(page: str, outlet: str | None, address: str | None, config: str, form: str | None) -> None:
    """Read a page with its house profile: every block with its kind, then what was left out and why."""
    from revtrack.config import Settings
    from revtrack.extract import read

    settings = Settings.load(config)
    body, headers, url = _bytes(page, address, settings)
    profile = _profile(settings, outlet, url)
    document = read(body, headers, url, None, profile)
    plain = read(body, headers, url)
    if form == "json":
        emit_json(_as_dict(document, plain))
    else:
        _print(document, plain, profile is not None)


def _bytes(page: str, address: str | None, settings: "Settings") -> tuple[bytes, dict[str, str], str | None]:
    """Return the bytes, headers and address of a file or of what a server answers."""
    if not page.startswith(("http://", "https://")):
        try:
            return Path(page).read_bytes(), {}, address
        except OSError as error:
            raise InputError(f"{page} cannot be read: {error.strerror}") from None
    import asyncio

    from revtrack.fetch import Fetcher
    from revtrack.model import Fetched

    async def ask() -> object:
        async with Fetcher(settings.fetch) as fetcher:
            return await fetcher.fetch(page)

    result = asyncio.run(ask())
    if not isinstance(result, Fetched):
        raise NotFoundError(
            f"no page at {page}: {getattr(result, 'code', '')} {getattr(result, 'detail', '')}".rstrip()
        )
    return result.capture.body, dict(result.capture.headers), result.capture.url


def _profile(settings: "Settings", outlet: str | None, url: str | None) -> "OutletSettings | None":
    """Return the profile named, or the one that fits the address."""
    if outlet is not None:
        if outlet not in settings.outlets:
            raise UsageError(
                f"no outlet {outlet!r} in the configuration; there: {', '.join(settings.outlets) or 'none'}"
            )
        return settings.outlets[outlet]
    from revtrack.poller.profiles import profile_of

    return profile_of(settings, url) if url else None


def _print(document: "Document", plain: "Document", profiled: bool) -> None:
    if document.fault:
        click.echo(printable(f"fault: {document.fault}: {document.fault_detail}"))
    for warning in document.warnings:
        click.echo(printable(f"warning: {warning}"))
    where = document.layout
    click.echo(printable(f"body: {where.container} (found by {where.locator})" if where else "body: not found"))
    for name, source in document.sources:
        click.echo(printable(f"{name}: {getattr(document, name, '')} ({source})"))
    click.echo()
    for block in document.blocks:
        click.echo(printable(f"[{block.kind}] {block.text}" + (f"  <{block.hook}>" if block.hook else "")))
    click.echo()
    for item in document.ignored:
        click.echo(printable(f"left out, {item.reason}: {item.text[:200]}"))
    if profiled:
        changes = _changes(document, plain)
        click.echo(f"\nthe profile adds {len(changes['added'])} blocks and takes away {len(changes['taken'])}")


def _changes(document: "Document", plain: "Document") -> dict[str, list[str]]:
    """Return the blocks that the profile adds and takes away."""
    mine, other = ([block.text for block in d.blocks] for d in (document, plain))
    return {"added": [t for t in mine if t not in other], "taken": [t for t in other if t not in mine]}


def _as_dict(document: "Document", plain: "Document") -> dict[str, object]:
    return {
        "fault": document.fault,
        "fault_detail": document.fault_detail,
        "warnings": list(document.warnings),
        "container": document.layout.container if document.layout else None,
        "locator": document.layout.locator if document.layout else None,
        "sources": dict(document.sources),
        "blocks": [{"kind": str(b.kind), "text": b.text, "hook": b.hook} for b in document.blocks],
        "ignored": [{"text": i.text, "reason": i.reason} for i in document.ignored],
        "profile": _changes(document, plain),
    }
