"""
Apply an outlet's rules to what was found, and name what an editor should look at.

- `unannounced(revision, notes, links)`: ids of the material edits no note explains
- `audit(scene)`: every rule's answer on one step
- `article_findings(...)`, `headline_flapping(...)`: about an article as a whole
- `RULES`: each rule, who asks for it, how serious a failure is
"""

from revtrack.audit.auditor import audit
from revtrack.audit.life import article_findings, headline_flapping
from revtrack.audit.rules import RULES, House, Rule
from revtrack.audit.scene import Scene
from revtrack.audit.unannounced import unannounced

__all__ = ["RULES", "House", "Rule", "Scene", "article_findings", "audit", "headline_flapping", "unannounced"]
