"""
Hand alerts to mail, to a webhook, or to a folder. Each says why an alert was not taken.

An alert may come twice (a crash between the sink's yes and our note of it), so
each carries a name that does not change: the Message-ID, the delivery header,
the file's name.
"""

import asyncio
import hashlib
import hmac
import json
import os
import smtplib
import ssl
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from revtrack.config import FetchSettings, SinkSettings
from revtrack.poller.times import epoch
from revtrack.store.alerts import StoredAlert

SCHEMA = "revtrack.alert/1"


def as_dict(alert: StoredAlert) -> dict[str, Any]:
    """Return an alert as the JSON that webhooks and files hold."""
    return {
        "schema": SCHEMA, "id": alert.id, "at": alert.at, "kind": alert.kind, "title": alert.title, "url": alert.url,
        "headline": alert.headline, "outlet": alert.outlet, "version": alert.version, "body": alert.body,
    }  # fmt: skip


def as_text(alert: StoredAlert) -> str:
    """Return an alert for reading: what, where, and the words before and after."""
    lines = [alert.title, alert.url, f"seen {alert.at}" + (f", version {alert.version}" if alert.version else "")]
    if alert.body.get("detail"):
        lines.append(f"the server said: {alert.body['detail']}")
    if alert.body.get("previous"):
        lines += ["", "The note read before:", f"  {alert.body['previous']}"]
    if alert.body.get("note"):
        lines += ["", "The note:", f"  {alert.body['note']}"]
    for edit in alert.body.get("edits", ()):
        reasons = "; ".join(edit.get("reasons", ())) or edit.get("category", "")
        before, after = edit.get("before") or "", edit.get("after") or ""
        changed = (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "")
        lines += ["", f"{reasons}:", f"  ...{edit.get('lead', '')}{changed}{edit.get('trail', '')}..."]
    return "\n".join(clean(line) for line in lines) + "\n"


def clean(text: str) -> str:
    """Return one line without control and direction characters: it goes into headers and terminals."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in text)


def send(sink: SinkSettings, alerts: Sequence[StoredAlert], fetch: FetchSettings, now: datetime) -> list[str]:
    """Hand *alerts* over; return for each why it was not taken, empty when it was."""
    if sink.kind == "mail":
        return [_mail(sink, alerts, now)] * len(alerts)
    if sink.kind == "webhook":
        return list(_until_failure(_webhook(sink, alert, fetch, now) for alert in alerts))
    return [_file(sink, alert) for alert in alerts]


def _until_failure(results: Iterable[str]) -> Iterable[str]:
    """Yield results up to and with the first failure: a dead sink is not asked a hundred times."""
    for result in results:
        yield result
        if result:
            return


def message(sink: SinkSettings, alerts: Sequence[StoredAlert], now: datetime) -> EmailMessage:
    """Return one mail about *alerts*."""
    mail = EmailMessage()
    subject = alerts[0].title if len(alerts) == 1 else f"{len(alerts)} alerts: {alerts[0].title}"
    mail["Subject"] = clean(f"[revtrack] {subject}")[:200]
    mail["From"] = sink.sender or "revtrack@localhost"
    mail["To"] = ", ".join(sink.to)
    mail["Date"] = format_datetime(now)
    names = hashlib.sha256(" ".join(f"{alert.id}/{alert.at}" for alert in alerts).encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{names}@alerts.revtrack>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(("\n" + "-" * 60 + "\n\n").join(as_text(alert) for alert in alerts))
    return mail


def _mail(sink: SinkSettings, alerts: Sequence[StoredAlert], now: datetime) -> str:
    """
    Send one mail within the sink's time-out; return why not, empty when it was taken.

    The mail library bounds each answer it waits for and not the whole: a server that sends a
    letter a second would be waited for until the crontab's next line, and the one after it.
    """
    if sink.username and not os.environ.get(sink.password_env):
        named = sink.password_env or "password: password_env names none"
        return f"the environment has no {named} to log in with"
    said: list[str] = []
    sending = threading.Thread(target=lambda: said.append(_post_mail(sink, alerts, now)), daemon=True)
    sending.start()
    sending.join(sink.timeout_s)
    return said[0] if said else f"timed out: not taken within {sink.timeout_s:g} s"


def _post_mail(sink: SinkSettings, alerts: Sequence[StoredAlert], now: datetime) -> str:
    try:
        if sink.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                sink.host, sink.port, timeout=sink.timeout_s, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(sink.host, sink.port, timeout=sink.timeout_s)
        with server:
            if sink.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if sink.username:
                server.login(sink.username, os.environ.get(sink.password_env, ""))
            refused = server.send_message(message(sink, alerts, now))
        return f"refused for {', '.join(refused)}" if refused else ""
    except (OSError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"


def _webhook(sink: SinkSettings, alert: StoredAlert, fetch: FetchSettings, now: datetime) -> str:
    from revtrack.fetch.post import post

    body = json.dumps(as_dict(alert), ensure_ascii=False).encode()
    extra = {"X-Revtrack-Delivery": f"{alert.id}-{int(epoch(alert.at) or 0)}"}
    if sink.secret_env:
        secret = os.environ.get(sink.secret_env, "")
        if not secret:
            return f"the environment has no {sink.secret_env} to sign with"
        extra |= signature(secret, body, int(now.timestamp()))
    return asyncio.run(post(sink.url, body, extra, fetch, timeout_s=sink.timeout_s))


def signature(secret: str, body: bytes, seconds: int) -> dict[str, str]:
    """Return the headers that sign *body*: HMAC-SHA256 over `SECONDS.BODY`, so that an old one cannot be replayed."""
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Revtrack-Timestamp": str(seconds), "X-Revtrack-Signature": f"sha256={digest}"}


def _file(sink: SinkSettings, alert: StoredAlert) -> str:
    """Write one file, whole or not at all; the same alert has the same name."""
    folder = Path(sink.folder)
    name = f"{alert.at[:19].replace(':', '')}-{alert.id}.json"
    partial = folder / f".{name}.partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as out:
            out.write(json.dumps(as_dict(alert), ensure_ascii=False, indent=2).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
        partial.replace(folder / name)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return f"{folder}: {error.strerror or error}"
    return ""
