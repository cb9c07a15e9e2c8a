"""
Keep bytes once for each SHA-256, small: as a zstd delta against bytes much like them.

A page differs from its last capture by a few hundred bytes of two hundred
thousand, and from another article of the same outlet by little but its text.
Deltas form a tree of bounded depth (radix-8 skip deltas: `base_number`), so
any body decodes in a few steps. Every decode is bounded by the stored size
and proved by the hash.
"""

import hashlib
import sys
from collections import OrderedDict
from typing import Any

from revtrack.errors import DamagedError, NotFoundError
from revtrack.store.connection import Connection, Row

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RADIX = 8
"""
Measured on captures years apart, bytes of bodies a version: 8,690 with 4, 8,020 with 8, and no less with more.
"""
MAX_DEPTH = 24
"""More deltas than this are never stacked; radix 8 comes there after some 2,000 captures of one article."""
LEVEL_DELTA = 1
MATCH_DELTA = 7
"""
Bytes of the shortest match; what pages share is longer.

Measured with a hash table of a quarter of the base's length, which level 1 does not give it by itself, against level
3: deltas of one small change 3 % shorter in 60 % of the time, of captures years apart 3 % longer in 70 %.
"""
LEVEL_LONG = 9
"""For deltas longer than `LONG`: a sixth shorter, for five to eight times the time."""
LONG = 0.02
"""
Share of the body from which a delta is worth a second, slower look.

Measured against 0.01: half as many second looks at small changes, 1 % more bytes of bodies for captures years apart.
"""
SHORT = 0.1
"""Share of the body below which a delta is kept without asking what the body takes alone: text and pages take more."""
LEVEL_FULL = 9
LEVEL_SMALL, SMALL = 6, 65_536
"""For bodies of fewer bytes than `SMALL`, whole or long deltas: a hundredth longer than with 9, for half the time."""
CODECS = ("raw", "zstd", "zstd-delta")
EMPTIED = "emptied"
"""The codec of bytes that were pruned or taken down: the hash stays, a tombstone says why."""
LEAST_GAIN = 0.9
"""
A delta longer than this share of the full frame is not worth a step more to decode.

Measured on captures years apart: 0.5 stores a redesigned page whole that its predecessor halves.
"""
LEAST_BASE = 8
"""Bytes; Zstandard takes no shorter dictionary."""


def base_number(number: int) -> int | None:
    """
    Return which earlier capture of the article *number* is stored against; None for the first.

    The lowest non-zero base-8 digit is counted down: 1, 2, 3 stand on 0, 1, 2;
    8 on 0, 16 on 8, 64 on 0. Seven of eight captures stand on their predecessor,
    and none is more than 7 steps a digit away from the first.
    """
    if number == 0:
        return None
    unit = 1
    while number % (unit * RADIX) == 0:
        unit *= RADIX
    return number - unit


def encode(body: bytes, base: bytes | None) -> tuple[str, bytes]:
    """Return the codec and data that hold *body* shortest: `raw`, `zstd`, or `zstd-delta` against *base*."""
    small = len(body) < SMALL
    if base is not None and len(base) >= LEAST_BASE:
        delta = _compress(body, LEVEL_DELTA, base)
        if len(delta) > len(body) * LONG:
            delta = _compress(body, LEVEL_SMALL if small else LEVEL_LONG, base)
        if len(delta) <= len(body) * SHORT:
            return "zstd-delta", delta
        full = _compress(body, LEVEL_SMALL if small else LEVEL_FULL, None)
        if len(delta) < len(full) * LEAST_GAIN:
            return "zstd-delta", delta
    else:
        full = _compress(body, LEVEL_SMALL if small else LEVEL_FULL, None)
    return ("zstd", full) if len(full) < len(body) else ("raw", body)


def decode(codec: str, data: bytes, size: int, base: bytes | None) -> bytes:
    """
    Return the bytes that *data* holds; never more than *size* of them.

    Raises `DamagedError` when they are not what the row promises.
    """
    if codec not in CODECS or (codec == "zstd-delta") != (base is not None):
        raise DamagedError(f"stored bytes have the codec {codec!r} {'with' if base else 'without'} a base")
    if codec == "raw":
        body = data
    else:
        dictionary = None if base is None else zstd.ZstdDict(base, is_raw=True).as_prefix
        limit: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 31 if sys.maxsize > 2**32 else 30}
        try:
            reader = zstd.ZstdDecompressor(zstd_dict=dictionary, options=limit)
            body = reader.decompress(data, max_length=size + 1)
        except zstd.ZstdError as error:
            raise DamagedError(f"stored bytes do not decompress: {error}") from None
        if not reader.eof:
            raise DamagedError(f"stored bytes are longer or shorter than the {size} their row promises")
    if len(body) != size:
        raise DamagedError(f"stored bytes are {len(body)} long, their row promises {size}")
    return body


def _compress(body: bytes, level: int, base: bytes | None) -> bytes:
    options: dict[Any, int] = {
        zstd.CompressionParameter.compression_level: level,
        zstd.CompressionParameter.content_size_flag: 1,
    }
    if base is not None:
        # The window must reach back over the whole base.
        options[zstd.CompressionParameter.window_log] = min(27, max(17, (len(base) + len(body)).bit_length()))
        if level == LEVEL_DELTA:
            options[zstd.CompressionParameter.hash_log] = min(22, max(12, len(base).bit_length() - 2))
            options[zstd.CompressionParameter.min_match] = MATCH_DELTA
        return bytes(zstd.compress(body, options=options, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix))
    return bytes(zstd.compress(body, options=options))


def sha256(body: bytes) -> str:
    """Return the SHA-256 of *body* in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


class Recent:
    """
    The bodies stored last, by SHA-256: the next page of an article that is imported stands on one of them.

    What a hash names never changes, so that no rollback and no other archive can make this wrong.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    def get(self, digest: str) -> bytes | None:
        """Return the bytes with this SHA-256 when they were stored just now."""
        return self._bodies.get(digest)

    def keep(self, digest: str, body: bytes) -> None:
        """Remember *body* instead of the oldest ones, when it is not too large for that."""
        if digest in self._bodies or len(body) > self._most:
            return
        self._bodies[digest] = body
        self._held += len(body)
        while self._held > self._most:
            _, oldest = self._bodies.popitem(last=False)
            self._held -= len(oldest)


RECENT = Recent(4_000_000)


def read(db: Connection, body_id: int) -> bytes:
    """
    Return the bytes of one stored body, proved by its hash.

    Raises `DamagedError` naming the row that does not prove.
    """
    chain: list[Row] = []
    at: int | None = body_id
    while at is not None:
        row = db.row("SELECT id, sha256, size, codec, base_id, data FROM bodies WHERE id = :id", {"id": at})
        if row is None:
            raise DamagedError(f"bodies row {at} is missing; row {chain[-1]['id'] if chain else body_id} needs it")
        if row["codec"] == EMPTIED:
            raise NotFoundError(
                f"the bytes with sha256 {row['sha256']} were pruned or taken down; the table tombstones says why"
            )
        chain.append(row)
        if len(chain) > MAX_DEPTH + 1:
            raise DamagedError(f"bodies row {body_id} stands on more than {MAX_DEPTH} others")
        at = row["base_id"]
    body: bytes | None = None
    for row in reversed(chain):
        try:
            body = decode(row["codec"], row["data"], row["size"], body)
        except DamagedError as error:
            raise DamagedError(f"bodies row {row['id']} (sha256 {row['sha256']}): {error}") from None
    assert body is not None
    if sha256(body) != chain[0]["sha256"]:
        raise DamagedError(f"bodies row {body_id} does not match its sha256 {chain[0]['sha256']}")
    return body


def save(db: Connection, body: bytes, base_id: int | None) -> tuple[int, str]:
    """Store *body*, against the body *base_id* when that pays; return its row id and SHA-256."""
    digest = sha256(body)
    found = db.value("SELECT id FROM bodies WHERE sha256 = :sha256", {"sha256": digest})
    if found is not None:
        return int(found), digest
    base, depth = None, 0
    if base_id is not None:
        below = db.row("SELECT depth, sha256 FROM bodies WHERE id = :id", {"id": base_id})
        assert below is not None
        depth = below["depth"] + 1
        if depth <= MAX_DEPTH:
            base = RECENT.get(below["sha256"]) or read(db, base_id)
    codec, data = encode(body, base)
    if decode(codec, data, len(body), base if codec == "zstd-delta" else None) != body:
        raise DamagedError("bytes did not survive compression; nothing was written")
    delta = codec == "zstd-delta"
    row_id = db.run(
        "INSERT INTO bodies (sha256, size, codec, base_id, depth, data)"
        " VALUES (:sha256, :size, :codec, :base, :depth, :data)",
        {
            "sha256": digest, "size": len(body), "codec": codec, "base": base_id if delta else None,
            "depth": depth if delta else 0, "data": data,
        },
    )  # fmt: skip
    RECENT.keep(digest, body)
    return row_id, digest


def is_empty(db: Connection, body_id: int) -> bool:
    """Say whether the bytes of one body were dropped already."""
    return bool(db.value("SELECT codec FROM bodies WHERE id = :id", {"id": body_id}) == EMPTIED)


def empty(db: Connection, body_id: int) -> int:
    """
    Drop the bytes of one body and return how many that frees; what was stored against it is stored anew first.

    Its hash and size stay, so that whoever has the bytes elsewhere can still prove them.
    """
    for row in db.rows("SELECT id FROM bodies WHERE base_id = :id", {"id": body_id}):
        _rebase(db, row["id"], db.value("SELECT base_id FROM bodies WHERE id = :id", {"id": body_id}))
    db.run("DELETE FROM templates WHERE body_id = :id", {"id": body_id})
    freed = db.value("SELECT LENGTH(data) FROM bodies WHERE id = :id", {"id": body_id})
    db.run(
        "UPDATE bodies SET codec = :codec, base_id = NULL, depth = 0, data = x'' WHERE id = :id",
        {"codec": EMPTIED, "id": body_id},
    )
    return int(freed)


def _rebase(db: Connection, body_id: int, base_id: int | None) -> None:
    """Store the same bytes against another body, or whole; depths of what stands on it follow."""
    body = read(db, body_id)
    base = None if base_id is None else read(db, base_id)
    codec, data = encode(body, base)
    delta = codec == "zstd-delta"
    if decode(codec, data, len(body), base if delta else None) != body:
        raise DamagedError("bytes did not survive compression; nothing was written")
    db.run(
        "UPDATE bodies SET codec = :codec, base_id = :base, data = :data WHERE id = :id",
        {"codec": codec, "base": base_id if delta else None, "data": data, "id": body_id},
    )
    db.run(
        "WITH RECURSIVE tree(id, depth) AS (SELECT :id, :depth UNION ALL"
        " SELECT b.id, t.depth + 1 FROM bodies b JOIN tree t ON b.base_id = t.id)"
        " UPDATE bodies SET depth = tree.depth FROM tree WHERE bodies.id = tree.id",
        {
            "id": body_id,
            "depth": db.value("SELECT depth FROM bodies WHERE id = :id", {"id": base_id}) + 1 if delta else 0,
        },
    )
