"""
Name everything that stops the work.

    RevtrackError
    ├── ConfigError             exit 78: file, line, nearest right key
    ├── InputError              exit 65: a file or text given to us is damaged or not what it claims
    ├── UsageError              exit 2: the request itself makes no sense
    ├── NotFoundError           exit 1: no such article, version, note
    ├── AddressRefused          exit 1: a URL the address gate does not let through
    ├── StoreError
    │   ├── DamagedError        exit 65: the archive does not prove
    │   ├── ConflictError       exit 1: somebody else decided meanwhile
    │   ├── LockedError         exit 75: another poller holds the lock
    │   ├── ReadOnlyError       exit 73: the file cannot be written
    │   ├── NoSpaceError        exit 73: no space left
    │   └── NewerSchemaError    exit 65: made by a newer revtrack
    └── MissingExtraError       exit 1: an optional dependency is not installed

What is expected to happen (a failed fetch, a faulty page) is a value, not an
exception. Every message is lower case and says what was asked, what there is
and what to do.
"""

import errno

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system answers when there is no room for more: a full disk, a full share of it, a file at its limit."""


class RevtrackError(Exception):
    """Something stops the work; the message is for the person who asked."""

    exit_code = 1


class ConfigError(RevtrackError):
    """The configuration is wrong."""

    exit_code = 78


class InputError(RevtrackError):
    """A file or text given to us is damaged or not what it claims to be."""

    exit_code = 65


class UsageError(RevtrackError):
    """The request itself makes no sense."""

    exit_code = 2


class NotFoundError(RevtrackError):
    """There is no such article, version or note."""


class AddressRefused(RevtrackError):
    """The address gate does not let this URL through."""

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(f"address refused: {url!r}: {reason}")

    def __reduce__(self) -> tuple[type["AddressRefused"], tuple[str, str]]:
        """Pickle with both arguments, so that it survives a process pool."""
        return AddressRefused, (self.url, self.reason)


class StoreError(RevtrackError):
    """The archive cannot do what was asked."""


class DamagedError(StoreError):
    """The archive does not prove: a row was altered, lost or reordered, or the file is broken."""

    exit_code = 65


class ConflictError(StoreError):
    """Somebody else decided meanwhile; nothing was written."""


class LockedError(StoreError):
    """Another process holds the writer's lock."""

    exit_code = 75


class ReadOnlyError(StoreError):
    """The archive cannot be written where it stands."""

    exit_code = 73


class NoSpaceError(StoreError):
    """There is no space left to write to."""

    exit_code = 73


def unwritable(place: object, error: OSError) -> StoreError:
    """Return what to raise when *place*, a path or what a person calls it, could not be written for *error*."""
    kind = NoSpaceError if error.errno in FULL else ReadOnlyError
    return kind(f"{place}: cannot be written: {error.strerror or error}")


class NewerSchemaError(StoreError):
    """The archive was made by a newer revtrack."""

    exit_code = 65


class MissingExtraError(RevtrackError):
    """An optional dependency is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs the extra {extra!r}: pip install 'revtrack[{extra}]'")

    def __reduce__(self) -> tuple[type["MissingExtraError"], tuple[str, str]]:
        """Pickle with both arguments."""
        return MissingExtraError, (self.what, self.extra)
