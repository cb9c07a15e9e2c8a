"""
Keep passwords as scrypt digests (RFC 7914), each with a salt and its own cost written beside it.
"""

import base64
import hashlib
import hmac
import os

from revtrack.errors import UsageError

COST, BLOCK, PARALLEL = 2**15, 8, 1
"""32 MiB and about 80 ms on a common core; OWASP's password storage cheat sheet names N=2^15, r=8, p=3 as equal."""

SHORTEST, LONGEST = 12, 1024
"""NIST SP 800-63B-4 asks for 15 characters where a password stands alone, and for at least 8; nothing else of it."""


def digest(password: str) -> str:
    """Return what to keep of *password*; raises `UsageError` when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password needs {SHORTEST} to {LONGEST} characters, this one has {len(password)}")
    salt = os.urandom(16)
    return f"scrypt${COST}${BLOCK}${PARALLEL}${_text(salt)}${_text(_scrypt(password, salt, COST, BLOCK, PARALLEL))}"


def fits(password: str, kept: str | None) -> bool:
    """Say whether *password* is the one *kept* was made of; takes as long for an account that does not exist."""
    if not kept:
        _scrypt(password[:LONGEST], b"0" * 16, COST, BLOCK, PARALLEL)
        return False
    _, cost, block, parallel, salt, wanted = kept.split("$")
    made = _scrypt(password[:LONGEST], base64.b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(made, base64.b64decode(wanted))


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=parallel, maxmem=128 * 2**20, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
