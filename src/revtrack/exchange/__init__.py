"""
Read and write other tools' formats.

`reader` names the reader of a kind of source; a reader turns a file, folder
or database into `Incoming` values and knows no archive. `intake` writes them.
"""

from revtrack.exchange.incoming import Incoming, Listed, Look, Reading, Trouble
from revtrack.exchange.kinds import ABOUT_COLUMN, COLUMN, KINDS, Kind, reader
from revtrack.exchange.options import ReadOptions

__all__ = [
    "ABOUT_COLUMN",
    "COLUMN",
    "KINDS",
    "Incoming",
    "Kind",
    "Listed",
    "Look",
    "ReadOptions",
    "Reading",
    "Trouble",
    "reader",
]
