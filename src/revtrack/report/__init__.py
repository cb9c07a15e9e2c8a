"""
Draw what the archive knows as pages a newsroom and its readers can use.

Takes timelines and writes HTML, feeds and JSON; reads no clock and no database.
The same values and templates serve the static site and the live one.
"""

from revtrack.report.alone import comparison_page
from revtrack.report.site import Written, write_site

__all__ = ["Written", "comparison_page", "write_site"]
