"""
`revtrack profile try`: how a page is read, with its house profile and without.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from revtrack.cli.options import config_option, json_option
from revtrack.cli.output import emit_json, printable
from revtrack.errors import InputError, NotFoundError, UsageError

if TYPE_CHECKING:
    from revtrack.config import Settings
    from revtrack.extract.house import Selected
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
    from revtrack.extract.house import selected

    settings = Settings.load(config)
    body, headers, url = _bytes(page, address, settings)
    name = _name(settings, outlet, url)
    profile = settings.outlets.get(name)
    document = read(body, headers, url, None, profile)
    plain = read(body, headers, url)
    found = selected(body, headers, url, profile) if profile else ()
    if form == "json":
        emit_json(_as_dict(document, plain, name, found))
    else:
        click.echo(printable(f"profile: {name or _why_none(settings, url)}"))
        for one in found:
            click.echo(printable(f"  {one.name} {one.selector!r} selects {one.found or 'nothing on this page'}"))
        _print(document)
        if profile:
            _print_changes(_changes(document, plain))


def _bytes(page: str, address: str | None, settings: "Settings") -> tuple[bytes, dict[str, str], str | None]:
    """Return the bytes, headers and address of a file or of what a server answers."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", page) or Path(page).exists():
        try:
            return Path(page).read_bytes(), {}, address
        except OSError as error:
            hint = "" if Path(page).exists() else "; an address begins with https://"
            raise InputError(f"{page} cannot be read: {error.strerror}{hint}") from None
    import asyncio

    from revtrack.fetch import Fetcher, check
    from revtrack.model import Fetched

    check(page, settings.fetch)

    async def ask() -> object:
        async with Fetcher(settings.fetch) as fetcher:
            return await fetcher.fetch(page)

    result = asyncio.run(ask())
    if not isinstance(result, Fetched):
        raise NotFoundError(
            f"no page at {page}: {getattr(result, 'code', '')}: {getattr(result, 'detail', '')}".rstrip(": ")
        )
    return result.capture.body, dict(result.capture.headers), result.capture.url


def _name(settings: "Settings", outlet: str | None, url: str | None) -> str:
    """Return the name of the profile asked for, else of the one that fits the address; empty for none."""
    if outlet is not None:
        if outlet not in settings.outlets:
            raise UsageError(
                f"no outlet {outlet!r} in the configuration; there: {', '.join(settings.outlets) or 'none'}"
            )
        return outlet
    from revtrack.poller.profiles import outlet_of

    return outlet_of(settings, url) if url else ""


def _why_none(settings: "Settings", url: str | None) -> str:
    """Return why no profile is used, in words."""
    if not settings.outlets:
        return "none, the configuration has no [outlets]"
    if url is None:
        return "none, a file has no address: give --url or --outlet"
    return f"none, no outlet's `match` fits {url}: give --outlet"


def _print(document: "Document") -> None:
    if document.fault:
        click.echo(printable(f"fault: {document.fault}: {document.fault_detail}"))
    for warning in document.warnings:
        click.echo(printable(f"warning: {warning}"))
    where = document.layout
    place = (where.container or "in structured data only") if where else "not found"
    click.echo(printable(f"body: {place}" + (f" (found by {where.locator})" if where else "")))
    for name, source in document.sources:
        value = getattr(document, name, "")
        click.echo(printable(f"{name}: {', '.join(value) if isinstance(value, tuple) else value} ({source})"))
    click.echo()
    for block in document.blocks:
        click.echo(printable(f"[{block.kind}] {block.text}" + (f"  <{block.hook}>" if block.hook else "")))
    if document.ignored:
        click.echo()
    for item in document.ignored:
        click.echo(printable(f"left out, {item.reason}: {item.text[:200]}"))


def _print_changes(changes: dict[str, list[Any]]) -> None:
    click.echo("\nwith the profile:" if any(changes.values()) else "\nthe profile changes nothing on this page")
    for text in changes["added"]:
        click.echo(printable(f"added: {text[:200]}"))
    for text in changes["taken"]:
        click.echo(printable(f"taken away: {text[:200]}"))
    for one in changes["changed"]:
        click.echo(printable(f"{one['before']} is now {one['kind']}: {one['text'][:200]}"))


def _changes(document: "Document", plain: "Document") -> dict[str, list[Any]]:
    """Return the blocks that the profile adds, takes away and reads as another kind."""
    mine, other = ({block.text: str(block.kind) for block in d.blocks} for d in (document, plain))
    return {
        "added": [text for text in mine if text not in other],
        "taken": [text for text in other if text not in mine],
        "changed": [
            {"text": text, "before": other[text], "kind": kind}
            for text, kind in mine.items()
            if other.get(text, kind) != kind
        ],
    }


def _as_dict(document: "Document", plain: "Document", name: str, found: "tuple[Selected, ...]") -> dict[str, object]:
    return {
        "fault": document.fault,
        "fault_detail": document.fault_detail,
        "warnings": list(document.warnings),
        "container": document.layout.container if document.layout else None,
        "locator": document.layout.locator if document.layout else None,
        "sources": dict(document.sources),
        "blocks": [{"kind": str(b.kind), "text": b.text, "hook": b.hook} for b in document.blocks],
        "ignored": [{"text": i.text, "reason": i.reason} for i in document.ignored],
        "profile": {"name": name, "selectors": [one._asdict() for one in found], **_changes(document, plain)},
    }
