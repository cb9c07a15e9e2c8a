"""
Say what an edit means, by transparent rules.

A scene holds one change and what stands around it; rules read it and say what
they saw, in words; the strongest names the category. Words that rules look for
are data, one file a language in `revtrack/diff/data`. The features are those of
the published schemes and policies (handbook corrections.md, 5.2).
"""

from revtrack.diff.rules.judging import Judgement, judge, judge_alone
from revtrack.diff.rules.scene import Scene
from revtrack.diff.rules.sentence import Sentences
from revtrack.diff.rules.tables import Tables, tables

__all__ = ["Judgement", "Scene", "Sentences", "Tables", "judge", "judge_alone", "tables"]
