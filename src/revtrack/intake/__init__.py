"""
Bring other tools' histories into the archive.

Readers (`exchange`) hand on looks at articles; `replay` reads them like visits,
on any machine; one loop writes them, in order, so that importing again adds
nothing and a killed import goes on where it stopped. `asking` gives readers of
live archives a way to ask.
"""

from revtrack.intake.loop import Intake, Progress, bring_in

__all__ = ["Intake", "Progress", "bring_in"]
