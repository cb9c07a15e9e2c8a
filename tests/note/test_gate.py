"""
A rule that is left out would have found nothing.
"""

from itertools import chain

import pytest
from tests.quality.test_notes_quality import cases

from revtrack.note import verdict, whole
from revtrack.note.gate import Gate
from revtrack.note.lexicon import LANGUAGES, grammar
from revtrack.note.passage import quotations, sentences
from revtrack.note.reading import Reading
from revtrack.note.window import Window


def windows(text: str, language: str) -> list[Window]:
    """Return the sentences of *text*."""
    reading = Reading(text, grammar(language), quotations(text))
    return [Window(reading, start, end, len(text)) for start, end in sentences(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_that_finds_something_is_left_out(language: str) -> None:
    """
    In every note and near-miss of a language, what a rule finds it finds behind the gate as well.
    """
    table = cases(language)
    for text in chain((case["t"] for case in table["note"]), table["other"]):
        lines = windows(text, language)
        for line in lines:
            found = {rule for rule in verdict._RULES if rule(line)}
            assert found <= set(verdict._GATE.rules(line.reading)), text
        if lines:
            found = {rule for rule, _ in whole._RULES if rule(lines)}
            assert found <= set(whole._GATE.rules(lines[0].reading)), text


def test_rule_is_left_out_only_where_it_asks_for_classes_that_cannot_stand_there() -> None:
    """
    A rule that looks at the length of a sentence, or at where it stands, before it finds a class is always asked.
    """

    def erred(window: Window) -> bool:
        return window.has("error") and window.length() < 9

    def short(window: Window) -> bool:
        return window.length() < 9

    def first(window: Window) -> bool:
        return window.start == 0

    rules = (erred, short, first)
    gate = Gate(rules, lambda window: [window])
    chosen = {text: tuple(gate.rules(windows(text, "en")[0].reading)) for text in ("An error.", "A ferry.")}
    assert chosen == {"An error.": rules, "A ferry.": (short, first)}
