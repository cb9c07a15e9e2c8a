"""
Ask every rule about one step.
"""

from revtrack.audit.fixing import derived_figures, old_value_gone, text_changed, time_to_correct
from revtrack.audit.machine import elsewhere, modified_date, social_card, structured_correction
from revtrack.audit.scene import Scene
from revtrack.audit.silence import silent_changes
from revtrack.audit.standing import lasting, prominent
from revtrack.audit.wording import note_wording
from revtrack.model import Finding, Verdict

ASKED = (
    silent_changes,
    lasting,
    text_changed,
    old_value_gone,
    note_wording,
    prominent,
    time_to_correct,
    derived_figures,
    modified_date,
    structured_correction,
    social_card,
    elsewhere,
)


def audit(scene: Scene) -> tuple[Finding, ...]:
    """
    Return what every rule of the outlet's profile answers about one step: pass, fail or not assessable.

    Failures come first, the most severe in front; equal ones in reading order.
    A finding says what was seen in our snapshots and accuses nobody.
    """
    order = {Verdict.FAIL: 0, Verdict.NOT_ASSESSABLE: 1, Verdict.PASS: 2}
    found = [answer for ask in ASKED for answer in ask(scene)]
    unique = {(answer.key, answer.after, answer.field): answer for answer in found}
    return tuple(sorted(unique.values(), key=lambda answer: (order[answer.verdict], -answer.severity)))
