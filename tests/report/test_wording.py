"""
What is counted as a correction, and how sure a page may sound.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from report.builder import bridge
from revtrack.cli.words import link_line
from revtrack.model import Link, LinkStatus, NoteKind
from revtrack.report import wording, write_site


@pytest.mark.parametrize(("confidence", "said"), [(1.0, "0.99"), (0.996, "0.99"), (0.98, "0.98"), (0.4, "0.40")])
def test_nothing_is_said_to_be_certain(confidence: float, said: str) -> None:
    """Pages and terminal print one number for a confidence, never above 0.99."""
    life = bridge()
    link = Link(claim="n1.c1", status=LinkStatus.NOT_FOUND, confidence=confidence)
    assert wording.sure(confidence).endswith(f"(confidence {said})")
    assert f"(confidence {said})" in link_line(link, life.timeline().steps[-1].revision)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("number changed: 1,200 -> 12,000", "number changed: 1,200 → 12,000"),
        ("title changed: , the chair, -> ", "title changed: the chair → nothing"),
        ("words were taken out: , and no deputy", "words were taken out: and no deputy"),
        ("punctuation changed: , -> ;", "punctuation changed: , → ;"),
        ("the headline changed", "the headline changed"),
    ],
)
def test_a_reason_is_written_as_people_write_it(reason: str, said: str) -> None:
    """Arrows are arrows, a side without words is said to be nothing, and no comma hangs on a side's words."""
    assert wording.reason(reason) == said


def test_only_some_kinds_of_note_own_up() -> None:
    """Corrections, clarifications, amendments, retractions and apologies own up; the others tell news or add."""
    owned = {kind.value for kind in NoteKind if kind.owns_up}
    assert owned == {"correction", "clarification", "amendment", "retraction", "apology"}


def test_an_update_is_no_correction(tmp_path: Path) -> None:
    """An article whose notes are updates has no correction in counts, lists and feed; its notes are listed apart."""
    timeline = bridge().timeline()
    steps = tuple(
        replace(step, notes=tuple(replace(note, kind=NoteKind.UPDATE) for note in step.notes))
        for step in timeline.steps
    )
    write_site([replace(timeline, steps=steps)], tmp_path)
    facts = html.fromstring((tmp_path / "index.html").read_bytes()).text_content()
    assert "0 corrections" in " ".join(facts.split())
    assert "No correction note has been seen." in (tmp_path / "corrections.html").read_text(encoding="utf-8")
    assert "84.2" in (tmp_path / "notes.html").read_text(encoding="utf-8")
    assert "<entry>" not in (tmp_path / "feeds/corrections.atom").read_text(encoding="utf-8")
