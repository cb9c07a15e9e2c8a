"""
Name the sentence a claim is about when no change can be named.
"""

from revtrack.link.prose import Prose, Sentence
from revtrack.link.sought import Sought
from revtrack.link.wording import listed
from revtrack.link.words import Rarity, is_number
from revtrack.model import Evidence, Link, LinkStatus

ENOUGH = 0.35
"""Share of the claim's topic words, rare ones counting more, from which a sentence is its target."""
KIND = 0.15
"""What a sentence gains that holds a value of the kind the claim speaks of."""


def answer(claim: Sought, reader: Prose, chance: float, *, unseen: bool) -> Link:
    """
    Return a link that says `target_only` with the sentence, or `not_found`.

    *chance* is the confidence of the best edit that was turned down; *unseen*
    says that there is no earlier version to compare with.
    """
    why = (Evidence("no_earlier_version", "the first version seen already holds this note"),) if unseen else ()
    rarity = Rarity([s.keys for s in reader.sentences])
    best, share = best_sentence(claim, reader, rarity)
    if best is None or share < ENOUGH:
        return Link(claim.claim.id, LinkStatus.NOT_FOUND, confidence=round(1 - chance, 3), evidence=why)
    words = listed(best.text, claim.topic & best.keys)
    return Link(
        claim.claim.id,
        LinkStatus.TARGET_ONLY,
        after=best.span,
        confidence=round((1 - chance) * min(1.0, share), 3),
        evidence=(Evidence("topic", f"the sentence shares: {words}", round(share, 3)), *why),
    )


def best_sentence(claim: Sought, reader: Prose, rarity: Rarity) -> tuple[Sentence | None, float]:
    """Return the sentence that says most of what the claim says, and how much of it; the earliest of equals."""
    best, top, top_share = None, 0.0, 0.0
    for sentence in reader.sentences:
        share = rarity.share(sentence.keys, claim.topic)
        value = share + (rarity.share(sentence.keys, claim.new) / 2 if claim.new else 0.0)
        if claim.type in ("number", "rank", "age", "date") and any(map(is_number, sentence.keys)):
            value += KIND
        if value > top + 1e-9:
            best, top, top_share = sentence, value, share
    return best, max(top_share, top / 1.65)
