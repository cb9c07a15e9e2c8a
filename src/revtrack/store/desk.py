"""
Keep the desk's accounts, sessions, comments, assignments and its log of who did what.

They stand in a file of their own beside the archive (`NAME.desk.db`), since an
archive is made to be shared and passwords are not. What editors decide about
findings and links is the archive's: chained, exported, kept by `rederive`.
No clock here: every time comes from the caller.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from revtrack.errors import NotFoundError, UsageError
from revtrack.store.connection import Connection, Row
from revtrack.store.migrations.desk import desk as steps
from revtrack.store.passwords import digest, fits
from revtrack.store.rows import storable

APPLICATION_ID = 0x7276646B
"""`rvdk`: says in the file's header that this is a desk's file, not an archive."""

ROLES = ("reader", "reviewer", "admin")
"""What an account may do: look; decide as well; see the log as well."""


@dataclass(frozen=True, slots=True)
class User:
    """An account of the desk."""

    name: str
    role: str
    disabled: bool = False
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in."""

    user: User
    csrf: str
    """What every form of this session must carry."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log."""

    at: str
    user: str
    action: str
    target: str
    detail: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about something to look at."""

    user: str
    at: str
    text: str


def desk_path(archive: str | Path) -> Path:
    """Return where the desk of an archive keeps its accounts: `db/revtrack.desk.db` for `db/revtrack.db`."""
    path = Path(archive)
    return path.with_name(f"{path.stem}.desk.db")


class Desk:
    """One desk's file, open for writing; a context manager. Made when there is none, readable by its owner only."""

    def __init__(self, archive: str | Path, *, busy_timeout_s: float = 10.0) -> None:
        """Open the desk of the archive at this path; raises what `Connection` raises."""
        path = desk_path(archive)
        if not path.exists():
            path.absolute().parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        self.db = Connection(path, busy_timeout_s=busy_timeout_s, application_id=APPLICATION_ID)
        with self.db.writer_lock():
            if steps.pending(Database(self.db.raw)):
                steps.apply(Database(self.db.raw))
                self.db.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    # Accounts

    def add_user(self, name: str, role: str, password: str | None, *, at: str, by: str = "") -> User:
        """
        Return a new account; without a *password* it can only come in through a trusted header.

        Raises `UsageError` for a name that is taken or not plain, an unknown role, a password too short.
        """
        check_name(name)
        check_role(role)
        kept = digest(password) if password is not None else None
        with self.db.transaction():
            if self.user(name) is not None:
                raise UsageError(f"there is a user {name!r} already; change it with: revtrack user role, password")
            self.db.run(
                "INSERT INTO users (name, role, password, created_at) VALUES (:name, :role, :password, :at)",
                {"name": name, "role": role, "password": kept, "at": at},
            )
            self.write_log(at, by, "user added", name, role)
        return User(name, role, False, at)

    def user(self, name: str) -> User | None:
        """Return the account with this name, None when there is none."""
        row = self.db.row("SELECT * FROM users WHERE name = :name", {"name": storable(name)})
        return _user(row) if row else None

    def users(self) -> list[User]:
        """Return every account, by name."""
        return [_user(row) for row in self.db.rows("SELECT * FROM users ORDER BY name")]

    def set_role(self, name: str, role: str, *, at: str, by: str = "") -> None:
        """Give an account another role."""
        check_role(role)
        self._change(name, "UPDATE users SET role = :value WHERE name = :name", role, f"role {role}", at, by)

    def set_password(self, name: str, password: str, *, at: str, by: str = "") -> None:
        """Give an account another password and end its sessions."""
        statement = "UPDATE users SET password = :value WHERE name = :name"
        self._change(name, statement, digest(password), "password", at, by, ends_sessions=True)

    def set_disabled(self, name: str, disabled: bool, *, at: str, by: str = "") -> None:
        """Close an account, which ends its sessions, or open it again; what it decided stays."""
        statement = "UPDATE users SET disabled = :value WHERE name = :name"
        self._change(name, statement, int(disabled), "disabled" if disabled else "enabled", at, by, ends_sessions=True)

    def _change(
        self, name: str, statement: str, value: object, said: str, at: str, by: str, *, ends_sessions: bool = False
    ) -> None:
        with self.db.transaction():
            if self.user(name) is None:
                known = ", ".join(user.name for user in self.users()) or "nobody yet"
                raise NotFoundError(f"no user {name!r}; there are: {known}")
            self.db.run(statement, {"value": value, "name": name})
            if ends_sessions:
                self.db.run("DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = :n)", {"n": name})
            self.write_log(at, by, "user changed", name, said)

    # Coming in

    def log_in(self, name: str, password: str, *, address: str, at: str, expires_at: str) -> str | None:
        """Return the token of a new session; None when name and password do not fit, which is written down."""
        row = self.db.row("SELECT * FROM users WHERE name = :name", {"name": storable(name)})
        right = fits(password, row["password"] if row else None)
        with self.db.transaction():
            self.db.run("DELETE FROM sessions WHERE expires_at < :at", {"at": at})
            if row is None or not right or row["disabled"]:
                self.db.run(
                    "INSERT INTO failed_logins (name, address, at) VALUES (:name, :address, :at)",
                    {"name": storable(name)[:200], "address": address, "at": at},
                )
                self.write_log(at, storable(name)[:200], "log-in refused", "", address)
                return None
            token = secrets.token_urlsafe(32)
            self.db.run(
                "INSERT INTO sessions (token_sha256, user_id, csrf, created_at, expires_at)"
                " VALUES (:token, :user, :csrf, :at, :expires)",
                {
                    "token": _sha256(token), "user": row["id"], "csrf": secrets.token_urlsafe(32), "at": at,
                    "expires": expires_at,
                },
            )  # fmt: skip
            self.write_log(at, row["name"], "logged in", "", address)
        return token

    def failures(self, name: str, address: str, *, since: str) -> tuple[int, int]:
        """Return how many log-ins failed since then: for this name, and from this address."""
        row = self.db.row(
            "SELECT COALESCE(SUM(name = :name), 0) AS names, COALESCE(SUM(address = :address), 0) AS addresses"
            " FROM failed_logins WHERE at >= :since",
            {"name": storable(name)[:200], "address": address, "since": since},
        )
        return (row["names"], row["addresses"]) if row else (0, 0)

    def session(self, token: str, *, at: str) -> Session | None:
        """Return who holds this token now, None when nobody does."""
        row = self.db.row(
            "SELECT u.*, s.csrf FROM sessions s JOIN users u ON u.id = s.user_id"
            " WHERE s.token_sha256 = :token AND s.expires_at > :at AND NOT u.disabled",
            {"token": _sha256(token), "at": at},
        )
        return Session(_user(row), row["csrf"]) if row else None

    def log_out(self, token: str) -> None:
        """End a session."""
        with self.db.transaction():
            self.db.run("DELETE FROM sessions WHERE token_sha256 = :token", {"token": _sha256(token)})

    # Working together

    def comment(self, key: str, user: str, text: str, *, at: str) -> None:
        """Keep what somebody said about something."""
        with self.db.transaction():
            values = {"key": key, "user": user, "at": at, "text": storable(text)}
            self.db.run("INSERT INTO comments (key, user, at, text) VALUES (:key, :user, :at, :text)", values)
            self.write_log(at, user, "commented", key, text)

    def comments(self) -> dict[str, list[Comment]]:
        """Return every comment, by what it is about, oldest first."""
        out: dict[str, list[Comment]] = {}
        for row in self.db.rows("SELECT key, user, at, text FROM comments ORDER BY id"):
            out.setdefault(row["key"], []).append(Comment(row["user"], row["at"], row["text"]))
        return out

    def assign(self, key: str, user: str, *, at: str, by: str) -> None:
        """Give something to somebody, or to nobody with an empty name; raises `NotFoundError` for an unknown one."""
        with self.db.transaction():
            if user and self.user(user) is None:
                raise NotFoundError(f"no user {user!r}; there are: {', '.join(u.name for u in self.users())}")
            self.db.run("DELETE FROM assignments WHERE key = :key", {"key": key})
            if user:
                values = {"key": key, "user": user, "at": at}
                self.db.run("INSERT INTO assignments (key, user, at) VALUES (:key, :user, :at)", values)
            self.write_log(at, by, "assigned", key, user or "nobody")

    def assignments(self) -> dict[str, str]:
        """Return who has what."""
        return {row["key"]: row["user"] for row in self.db.rows("SELECT key, user FROM assignments")}

    # The log

    def write_log(self, at: str, user: str, action: str, target: str = "", detail: str = "") -> None:
        """Add a line to the log; nothing ever changes or deletes one."""
        with self.db.transaction():
            self.db.run(
                "INSERT INTO log (at, user, action, target, detail) VALUES (:at, :user, :action, :target, :detail)",
                {"at": at, "user": user, "action": action, "target": target, "detail": storable(detail)[:2000]},
            )

    def log(self, limit: int = 500) -> Sequence[Logged]:
        """Return the newest lines of the log, newest first."""
        rows = self.db.rows(
            "SELECT at, user, action, target, detail FROM log ORDER BY id DESC LIMIT :limit", {"limit": limit}
        )
        return [Logged(*row) for row in rows]


def _user(row: Row) -> User:
    return User(row["name"], row["role"], bool(row["disabled"]), row["created_at"])


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def check_name(name: str) -> None:
    """Raise `UsageError` when *name* cannot be a user's: 1 to 60 letters, digits and `. _ @ -`."""
    plain = all(char.isalnum() or char in "._@-" for char in name)
    if not (1 <= len(name) <= 60 and plain):
        raise UsageError(f"{name!r} cannot be a user's name: give 1 to 60 letters, digits and . _ @ -")


def check_role(role: str) -> None:
    """Raise `UsageError` when there is no such role."""
    if role not in ROLES:
        raise UsageError(f"no role {role!r}; there are: {', '.join(ROLES)}")
