"""
Tell everyone what they have not been told yet.

Polling only writes alerts; handing them over is a command of its own, so a
mail server that hangs never holds up a visit. An alert is acknowledged after
the sink has taken it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from revtrack.config import FetchSettings, Settings, SinkSettings
from revtrack.errors import ConfigError
from revtrack.model import stamp
from revtrack.poller import sinks
from revtrack.poller.times import after
from revtrack.store.alerts import AlertBox, StoredAlert
from revtrack.store.archive import Archive

KINDS = ("note", "unannounced", "note_removed", "gone", "state", "back")
BATCH = 20
MOST_BATCHES = 50
Send = Callable[[SinkSettings, Sequence[StoredAlert], FetchSettings, datetime], list[str]]


@dataclass(slots=True)
class Delivery:
    """What one run of deliveries came to."""

    sent: int = 0
    waiting: int = 0
    """Alerts that some sink has not taken yet."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    """(sink, why) of each sink that did not take an alert."""


def check_sinks(settings: Settings) -> None:
    """Raise `ConfigError` for a sink that can never work, naming what is missing."""
    for name, sink in settings.alerts.sinks.items():
        where = f"alerts.sinks.{name}"
        needed = {"mail": "to", "webhook": "url", "files": "folder"}.get(sink.kind)
        if needed is None:
            raise ConfigError(f"{where}: kind {sink.kind!r} is unknown; it is mail, webhook or files")
        if not getattr(sink, needed):
            raise ConfigError(f"{where}: {needed!r} is missing")
        if sink.security not in ("none", "starttls", "tls"):
            raise ConfigError(f"{where}: security {sink.security!r} is unknown; it is none, starttls or tls")
        for kind in sink.on:
            if kind not in KINDS:
                raise ConfigError(f"{where}: on = {kind!r} is unknown; known: {', '.join(KINDS)}")


def deliver(archive: Archive, settings: Settings, *, now: datetime, send: Send = sinks.send) -> Delivery:
    """
    Hand every waiting alert to every sink that wants it; a sink that fails is left until the next run.

    Raises `LockedError` when another process is at it: two would tell everything twice.
    """
    check_sinks(settings)
    with archive.alert_lock(stamp(now)):
        return _deliver(archive, settings, now, send)


def _deliver(archive: Archive, settings: Settings, now: datetime, send: Send) -> Delivery:
    box, told = AlertBox(archive), Delivery()
    box.register(list(settings.alerts.sinks), stamp(now))
    for name, sink in settings.alerts.sinks.items():
        for _ in range(MOST_BATCHES):
            pending = box.pending(name, stamp(now), BATCH)
            if not pending or not _hand_over(box, name, sink, pending, settings, now, send, told):
                break
        told.waiting += box.waiting(name)
    return told


def _hand_over(
    box: AlertBox, name: str, sink: SinkSettings, pending: Sequence[StoredAlert], settings: Settings, now: datetime,
    send: Send, told: Delivery,
) -> bool:  # fmt: skip
    """Hand one batch to one sink and acknowledge what it took; say whether it took all of it."""
    wanted = [alert for alert in pending if wants(sink, alert)]
    for alert in pending:
        if not wants(sink, alert):
            box.acknowledge(alert, name, stamp(now))
    if not wanted:
        return True
    results = send(sink, wanted, settings.fetch, now)
    for alert, why in zip(wanted, results, strict=False):
        if why:
            box.failed(alert, name, after(now, retry_s(alert.attempts + 1)), why)
        else:
            box.acknowledge(alert, name, stamp(now))
            told.sent += 1
    failed = next((why for why in results if why), "")
    if failed:
        told.failures.append((name, failed))
    return not failed and len(results) == len(wanted)


def wants(sink: SinkSettings, alert: StoredAlert) -> bool:
    """Say whether the sink asked for alerts of this kind and outlet."""
    return (not sink.on or alert.kind in sink.on) and (not sink.outlets or alert.outlet in sink.outlets)


def retry_s(attempts: int) -> float:
    """Return the seconds until a sink is tried again with an alert: a minute, doubling up to six hours."""
    return min(60.0 * 2.0 ** min(attempts - 1, 12), 6 * 3600.0)
