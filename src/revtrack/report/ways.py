"""
Lead to a step: its page, what it is called, and when it happened.
"""

from revtrack.model import Step
from revtrack.report import times
from revtrack.report.frame import revision_name, version_name
from revtrack.report.story import Story


def step_page(story: Story, step: Step) -> str:
    """Return the page of a step, relative to the article's folder."""
    before = story.before(step.version)
    return version_name(step.version) if before is None else revision_name(before, step.version)


def step_title(story: Story, step: Step) -> str:
    """Return `version 3 to 4`, or `version 1` for the first."""
    before = story.before(step.version)
    return f"version {step.version}" if before is None else f"version {before} to {step.version}"


def since(story: Story, number: int) -> str:
    """Return when version *number* appeared, as an interval; of the first, when we first saw it."""
    version = story.versions[number]
    if number == story.order[0]:
        return times.clock(version.first_seen)
    return times.between(version.not_before, version.first_seen)
