"""
Serve a small invented newsroom on loopback and let revtrack watch it.

Stories are data (`stories/`), outlets are mark-up (`outlets/`), `edition`
says what stands on a page at a step, `newsroom` serves it, `run` drives the
command line through the days. People, places and outlets are invented.
"""

from revtrack.demo.run import run

__all__ = ["run"]
