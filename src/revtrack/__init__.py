"""
Track corrections and revisions of published articles.

The public API: everything in `__all__` is stable once released. Names are
imported when first used, so that `import revtrack` costs next to nothing.

Three functions share their name with the package they live in (`extract`,
`diff`, `link`): `revtrack.diff` is always the function, and what else the
package holds is imported `from revtrack.diff`.
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from revtrack._version import __version__

if TYPE_CHECKING:
    from revtrack.diff import align, apply, diff
    from revtrack.errors import RevtrackError
    from revtrack.extract import extract, parse_markdown, parse_text
    from revtrack.link import link
    from revtrack.model import (
        Block,
        Claim,
        Comparison,
        Document,
        Edit,
        Finding,
        Layout,
        Link,
        Note,
        Revision,
        Span,
        Timeline,
    )
    from revtrack.note import find_notes
    from revtrack.pipeline import compare
    from revtrack.store import Archive

_HOMES = {
    "revtrack.diff": ("align", "apply", "diff"),
    "revtrack.errors": ("RevtrackError",),
    "revtrack.extract": ("extract", "parse_markdown", "parse_text"),
    "revtrack.link": ("link",),
    "revtrack.model": (
        "Block", "Claim", "Comparison", "Document", "Edit", "Finding", "Layout", "Link", "Note", "Revision", "Span",
        "Timeline",
    ),
    "revtrack.note": ("find_notes",),
    "revtrack.pipeline": ("compare",),
    "revtrack.store": ("Archive",),
}  # fmt: skip

__all__ = [
    "Archive",
    "Block",
    "Claim",
    "Comparison",
    "Document",
    "Edit",
    "Finding",
    "Layout",
    "Link",
    "Note",
    "Revision",
    "RevtrackError",
    "Span",
    "Timeline",
    "__version__",
    "align",
    "apply",
    "compare",
    "diff",
    "extract",
    "find_notes",
    "link",
    "parse_markdown",
    "parse_text",
]


def __getattr__(name: str) -> Any:
    """Import *name* from where it lives, once."""
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(importlib.import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'revtrack' has no attribute {name!r}")


class _Package(ModuleType):
    """This package's own type: importing a stage's package does not hide the function of the same name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
