"""
`revtrack import corrections`: an outlet's corrections page, its entries joined to the articles they name.
"""

from contextlib import ExitStack
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from revtrack.cli.output import emit_json, printable, say
from revtrack.errors import InputError

if TYPE_CHECKING:
    from revtrack.exchange import ReadOptions
    from revtrack.intake.columns import Joined
    from revtrack.store import Archive
    from revtrack.store.columns import Kept

SHOWN = 90
"""Characters of an entry that are shown."""


def import_columns(db: str, sources: tuple[str, ...], options: "ReadOptions", as_json: bool) -> int:
    """Join the entries of every page, say to what; return the exit code: 1 when one could be joined to no article."""
    from revtrack.cli.archive import writing
    from revtrack.cli.clock import now
    from revtrack.cli.import_ import exit_code, refuse
    from revtrack.exchange.columns import read
    from revtrack.intake.asking import asking
    from revtrack.intake.columns import bring_entries
    from revtrack.model import stamp

    totals: list[dict[str, Any]] = []
    with ExitStack() as stack:
        if any(source.startswith(("http://", "https://")) for source in sources):
            options = replace(options, ask=stack.enter_context(asking(options.settings)))
        archive = stack.enter_context(writing(db))
        for source in sources:
            try:
                done = bring_entries(
                    archive, read(source, options), source, options.settings, lambda: stamp(now()), options.outlet
                )
            except InputError as error:
                totals.append(refuse(source, error, sources))
                continue
            totals.append(_row(archive, source, done))
            if not as_json:
                _tell(archive, source, done)
    if as_json:
        emit_json(totals)
    return exit_code(totals, "unmatched")


def _tell(archive: "Archive", source: str, done: "Joined") -> None:
    say(
        f"{source}: {done.entries} entries, {len(done.joined)} joined now, {done.known} joined before, "
        f"{len(done.unmatched)} joined to none; {done.passed} paragraphs correct nothing"
    )
    for kept in done.joined:
        say(f"  {kept.score:.2f} {kept.place}: {_short(kept.text)}")
        say(f"       to {_url(archive, kept)}: {printable('; '.join(kept.reasons))}")
    for kept in done.unmatched:
        say(f"  joined to none: {kept.place}: {_short(kept.text)}")
        for reason in kept.reasons:
            say(f"       {printable(reason)}")


def _short(text: str) -> str:
    return printable(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def _url(archive: "Archive", kept: "Kept") -> str:
    return "" if kept.article is None else archive.article(kept.article).url


def _row(archive: "Archive", source: str, done: "Joined") -> dict[str, Any]:
    """Return what one page came to, for programs."""
    entries = [{**asdict(kept), "article": _url(archive, kept) or None} for kept in (*done.joined, *done.unmatched)]
    return {
        "source": source, "entries": done.entries, "joined": len(done.joined), "known": done.known,
        "unmatched": len(done.unmatched), "passed": done.passed, "new": entries,
    }  # fmt: skip
