"""
Serve the report live, and let editors decide.

`app` answers readers and programs and never writes; `desk` is the same server
for editors, closed to everybody else. Needs the extra `web`.
"""

from revtrack.web.app import app
from revtrack.web.editing import desk
from revtrack.web.gate import Trust

__all__ = ["Trust", "app", "desk"]
