"""
Read WARC, ARC and WACZ files, and CDX(J) indexes of such files that lie beside them.

What a file is, its bytes say. Records are read by warcio; each is checked for
length and digest, since a file that was cut off reads like a sound one. A
broken record is a `Trouble`; those before it come through, and for compressed
files those after it as well.
"""

from dataclasses import replace

from revtrack.exchange.filters import wanted
from revtrack.exchange.incoming import Reading, Trouble
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.spool import Spool
from revtrack.exchange.webarchive.files import sources
from revtrack.exchange.webarchive.records import Revisit, records


def read(source: str, options: ReadOptions) -> Reading:
    """
    Yield the pages of a WARC, ARC or WACZ file, of those a CDX index names, or of all such files in a folder.

    Pages are grouped by address and in order of time over all of them; an
    address that never answered 200 is left out. Raises
    `InputError` for a file that is none of these or is not safe to read.
    """
    with Spool() as spool:
        later: list[tuple[str, Revisit, int]] = []
        for name, stream, note in sources(source):
            if note is not None:
                yield note
                continue
            for item in records(stream, name):
                if isinstance(item, Trouble):
                    yield item
                elif isinstance(item, Revisit):
                    if wanted(options, item.url, item.look.at):
                        later.append((name, item, spool.place()))
                elif wanted(options, item.url, item.look.at):
                    spool.add(item.url, item.look, item.digest)
        yield from _revisits(spool, later)
        yield from spool.incoming(options.outlet, options.limit)


def _revisits(spool: Spool, later: list[tuple[str, Revisit, int]]) -> Reading:
    """
    Set down looks that found what another record holds; name those whose original is not in the source.

    Each takes the place in which it came: where no time is known, that is all the order there is.
    """
    for name, revisit, place in later:
        original = spool.by_digest(revisit.digest) if revisit.digest else None
        if original is None:
            yield Trouble(f"{name}, {revisit.place}", f"a revisit of {revisit.url} whose first capture is not here")
            continue
        headers = revisit.look.headers or original.headers
        look = replace(revisit.look, body=original.body, headers=headers, content_type=original.content_type)
        spool.add(revisit.url, replace(look, status=200), place=place)
