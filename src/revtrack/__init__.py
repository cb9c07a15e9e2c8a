"""
Track corrections and revisions of published articles.

The public API: everything in `__all__` is stable once released. Functions are
imported when first called for, so that `import revtrack` costs nothing.
"""

from revtrack._version import __version__

__all__ = ["__version__"]
