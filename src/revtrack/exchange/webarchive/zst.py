"""
Read zstd-compressed WARC files, those with a dictionary in their first frame included.

The format (IIPC, warc-zstd 1.0): an optional skippable frame 0x184D2A5D holds
the dictionary, itself perhaps compressed; then one frame a record.
"""

import io
import sys
from typing import Any, BinaryIO, cast

from revtrack.errors import InputError

DICTIONARY = b"\x5d\x2a\x4d\x18"
MOST_DICTIONARY = 16_000_000


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def is_skippable(head: bytes) -> bool:
    """Say whether a file's first bytes are those of a dictionary frame."""
    return head[:4] == DICTIONARY


def opened(raw: BinaryIO) -> BinaryIO:
    """Return a reader of the plain bytes; raises `InputError` for a dictionary too large or broken."""
    zstd = _zstd()
    dictionary = None
    if is_skippable(raw.read(4)):
        size = int.from_bytes(raw.read(4), "little")
        if size > MOST_DICTIONARY:
            raise InputError(f"the zstd dictionary has {size} bytes, more than {MOST_DICTIONARY}")
        content = raw.read(size)
        if content[:4] == b"\x28\xb5\x2f\xfd":
            content = _bounded(zstd, content)
        dictionary = zstd.ZstdDict(content)
    else:
        raw.seek(0)
    return cast(BinaryIO, io.BufferedReader(zstd.ZstdFile(raw, zstd_dict=dictionary), 1 << 16))


def _bounded(zstd: Any, content: bytes) -> bytes:
    try:
        plain: bytes = zstd.ZstdDecompressor().decompress(content, max_length=MOST_DICTIONARY)
    except zstd.ZstdError as error:
        raise InputError(f"the zstd dictionary is damaged: {error}") from None
    return plain
