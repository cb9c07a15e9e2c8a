"""
Fork polls on request, so that fifty of them can be killed without fifty interpreters starting.

    python zygote.py DB CONFIG

Reads one JSON object a line: {"mode": ...}; forks a child that polls everything once with the real
pipeline, prints its process id at once, and {"code": n} when it has ended (negative: the signal).
Modes: "plain"; "request" dies before the first page is asked for, "body" while one comes in; "digest" dies after the page was read and compared; "commit" dies after `steps`
hundred steps of SQLite inside transactions; "before-alert" and "after-alert" deliver instead of
polling, and die before and after the sink took the alert.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import revtrack.fetch.body
import revtrack.fetch.http
import revtrack.pipeline
from revtrack import poller
from revtrack.config import Settings
from revtrack.pipeline import digest
from revtrack.poller import sinks
from revtrack.poller.deliver import deliver
from revtrack.store import Archive


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_digest(*args: Any) -> Any:
    digest(*args)
    die()


def child(db: Path, settings: Settings, order: dict[str, Any]) -> int:
    from datetime import UTC, datetime

    mode = order["mode"]
    with Archive(db) as archive:
        if mode.endswith("alert"):

            def send(*args: Any) -> list[str]:
                if mode == "after-alert":
                    sinks.send(*args)
                die()
                return []

            deliver(archive, settings, now=datetime.now(UTC), send=send)
            return 0
        if mode == "commit":
            left = order["steps"]
            raw = archive.db.raw

            def step() -> int:
                nonlocal left
                if raw.in_transaction:
                    left -= 1
                    if left <= 0:
                        die()
                return 0

            raw.set_progress_handler(step, 100)
        if mode == "request":
            revtrack.fetch.http.Fetcher._ask = lambda *_args: die()  # type: ignore[method-assign,assignment]
        if mode == "body":
            revtrack.fetch.body.Decoder.feed = lambda *_args: die()  # type: ignore[method-assign,assignment]
        how = dying_digest if mode == "digest" else digest
        return poller.poll(archive, settings, everything=True, digest=how, workers=0).exit_code


def main() -> None:
    db, settings = Path(sys.argv[1]), Settings.load(sys.argv[2])
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                code = child(db, settings, json.loads(line))
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
                code = 70
            os._exit(code)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    main()
