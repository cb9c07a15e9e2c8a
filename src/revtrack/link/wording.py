"""
Put evidence into words an editor can check.
"""

from collections.abc import Mapping

from revtrack.link.passage import Passage
from revtrack.link.sought import Sought
from revtrack.link.weights import Weights
from revtrack.link.words import key, words
from revtrack.model import Evidence

SHOWN = 0.15
"""Evidence that moves the sum by less isn't worth a reader's time."""
PLAIN = {
    "topic_near": "the sentences around it speak of the same matter",
    "alone": "the only change of substance in this step",
    "few": "one of two or three changes of substance, and the rest of the text stands",
    "value_replaced": "a number, date or name gave way to another",
    "trivial": "only typography changed",
    "slight": "only function words or house style changed",
    "moved": "the sentence only moved",
    "large": "a long passage: words meet by chance",
    "carried": "an earlier wording of the note said this already",
    "service": "a credit or service line",
    "gone_not_fixed": "the sentence went away, though the note speaks of no removal",
    "no_contact": "no word of the note near by",
    "off_locator": "not where the note says",
    "only_added": "words were put in, and nothing was taken back",
    "earlier_step": "changed before the note appeared",
    "later_step": "changed after the note appeared",
}


def evidence(claim: Sought, passage: Passage, found: Mapping[str, float], weights: Weights) -> tuple[Evidence, ...]:
    """Return the evidence *found*, strongest first, each with what it rests on."""
    items = [
        Evidence(name, detail(name, claim, passage), round(weights.evidence.get(name, 0.0) * value, 3))
        for name, value in found.items()
    ]
    return tuple(sorted((i for i in items if abs(i.weight) >= SHOWN), key=lambda i: (-abs(i.weight), i.kind)))


def detail(name: str, claim: Sought, passage: Passage) -> str:
    """Return what one piece of evidence rests on."""
    values = claim.claim
    match name:
        case "both_values":
            return f"{values.old} -> {values.new}"
        case "new_inserted":
            return f"put in: {values.new}"
        case "old_deleted":
            return f"taken out: {values.old}"
        case "new_there_before":
            return f"words of the right value stood in the earlier version already: {values.new}"
        case "topic":
            return "shared words: " + listed(passage.before + " " + passage.after, claim.topic & passage.own)
        case "sole_kind":
            return f"the note speaks of a {values.type}, and no other one changed"
        case "told":
            return "words of the note that came or went: " + listed(values.text, claim.topic & passage.changed)
        case "locator":
            return f"where the note says: {values.locator or values.scope}"
        case _:
            return PLAIN[name]


def listed(text: str, wanted: frozenset[str]) -> str:
    """Return the words of *text* whose keys are *wanted*, each once, at most eight."""
    found = list(dict.fromkeys(word for word in words(text) if key(word) in wanted))
    seen: dict[str, str] = {}
    for word in found:
        seen.setdefault(key(word), word)
    shown = list(seen.values())
    return ", ".join(shown[:8]) + (" ..." if len(shown) > 8 else "")
