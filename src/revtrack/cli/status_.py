"""
`revtrack status`: is the watch working, and where is it not?
"""

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from revtrack.cli.options import db_option, json_option
from revtrack.cli.output import emit_json, printable

if TYPE_CHECKING:
    from revtrack.store.standing import Standing


@click.command(name="status", epilog="Example, for a monitor: revtrack status --exit-code --overdue-h 6")
@db_option
@click.option("--overdue-h", type=float, default=1.0, show_default=True, help="Overdue is what was due so long ago.")
@click.option("--exit-code", is_flag=True, help="Exit 10 when something is overdue or failing.")
@json_option
def command(db: str, overdue_h: float, exit_code: bool, form: str | None) -> int:
    """Tell what is overdue, failing, never reached, and when the last poll ended."""
    from revtrack.cli.clock import now
    from revtrack.model import stamp
    from revtrack.store import Archive
    from revtrack.store.standing import standing

    moment = now()
    with Archive(db, read_only=True) as archive:
        found = standing(archive, stamp(moment), stamp(moment - timedelta(hours=overdue_h)))
    if form == "json":
        emit_json(asdict(found))
    else:
        for line in lines(found):
            click.echo(printable(line))
    bad = found.overdue or found.states.get("failing") or found.states.get("blocked") or found.never_succeeded
    return 10 if exit_code and bad else 0


def lines(found: "Standing") -> list[str]:
    """Return the standing in words, the summary first."""
    states = ", ".join(f"{count} {state}" for state, count in found.states.items()) or "none yet"
    out = [f"{found.articles} article{'s' * (found.articles != 1)}: {states}", _poll(found)]
    following = f"next at {found.next_due_at}" if found.next_due_at else "nothing is planned"
    out.append(f"{found.due} due, {found.overdue} overdue; {following}")
    out += [f"overdue since {since}: {url}" for url, since in found.longest_overdue]
    if found.overdue > len(found.longest_overdue):
        out.append(f"and {found.overdue - len(found.longest_overdue)} more overdue")
    if found.listings or found.listings_paused:
        paused = f", {found.listings_paused} paused" if found.listings_paused else ""
        out.append(f"{found.listings} feeds, sitemaps and index pages are read{paused}; see: revtrack list --listings")
    if found.never_succeeded:
        out.append(f"{found.never_succeeded} never reached since they were added")
    out += [f"alerts waiting for {sink}: {count}" for sink, count in found.waiting.items() if count]
    out += [f"host {host} is left alone until {until}: {why}" for host, until, why in found.resting]
    out += [f"listing {url} failed {count} times: {why}" for url, count, why in found.feeds]
    for item in found.troubles:
        last = f"last seen {item.succeeded_at}" if item.succeeded_at else "never seen"
        out.append(f"{item.state:<10} {item.url}  {item.code}: {item.detail} ({item.failures} in a row, {last})")
    out += [f"same text: {one} and {other}" for one, other in found.copies]
    out += [f"copied: {one} names {other} as its original" for one, other in found.originals]
    return out


def _poll(found: "Standing") -> str:
    last = found.last_poll
    if last is None:
        return "never polled: run revtrack poll"
    if last.ended_at is None:
        good = found.last_good_poll or "never"
        return f"the poll begun at {last.started_at} is running or was killed; the last that ended did so at {good}"
    return f"last poll ended at {last.ended_at} ({last.how}): {last.visits} visited, {last.versions} new versions"
