"""
`revtrack alert`: tell mail, webhooks and folders what polls have found.
"""

import click

from revtrack.cli.options import config_option, db_option, list_options
from revtrack.cli.output import emit_json, emit_rows, on_terminal, printable, say

COLUMNS = ("id", "at", "kind", "title", "url", "outlet", "version")


@click.command(name="alert", epilog="Example crontab line: */5 * * * * revtrack poll; revtrack alert")
@db_option
@config_option
@click.option("--list", "listing", is_flag=True, help="Print the newest alerts; tell nobody.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="With --list: so many.")
@list_options
def command(db: str, config: str, listing: bool, limit: int, form: str | None) -> int:
    """
    Hand waiting alerts to the sinks of [alerts.sinks]: mail, webhook, files.

    Each alert is handed over at least once and acknowledged when the sink has
    taken it. Exits 1 when a sink did not take one; it is tried again later.
    """
    from revtrack.cli.archive import writing
    from revtrack.cli.clock import now
    from revtrack.config import Settings

    if listing:
        return _list(db, limit, form)
    from revtrack.poller.deliver import deliver

    settings = Settings.load(config)
    with writing(db) as archive:
        told = deliver(archive, settings, now=now())
    if form == "json":
        failures = [{"sink": sink, "why": why} for sink, why in told.failures]
        emit_json({"sent": told.sent, "waiting": told.waiting, "failures": failures})
    elif on_terminal():
        say(f"{told.sent} sent, {told.waiting} waiting" + ("" if settings.alerts.sinks else " (no sink is configured)"))
    for sink, why in told.failures:
        say(f"revtrack: sink {sink} did not take an alert: {why}")
    return 1 if told.failures else 0


def _list(db: str, limit: int, form: str | None) -> int:
    from revtrack.cli.archive import reading
    from revtrack.poller.sinks import as_dict
    from revtrack.store.alerts import AlertBox

    with reading(db) as archive:
        rows = [as_dict(alert) for alert in AlertBox(archive).newest(limit)]
    if not emit_rows(rows, COLUMNS, form):
        for row in rows:
            click.echo(printable(f"{row['at']}  {row['kind']:<12} {row['title']}  {row['url']}"))
    return 0
