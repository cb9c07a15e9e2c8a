"""
Name the rules, who asks for each, and what an outlet's profile makes of them.

The ids are those of the project's handbook of correction policies. Policies
disagree (some allow silent fixes, some want notes on top), so a rule informs
unless the outlet's own profile binds it: `rules = {R11 = "top", R24 = "off"}`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from revtrack.config import OutletSettings
from revtrack.model import Evidence, Finding, Materiality, Span, Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a corrections policy may promise."""

    id: str
    words: str
    """What it asks for, as a neutral sentence."""
    asked_by: str
    """Whose published policy asks for it."""
    severity: int
    """Of a failure at an outlet that has not bound the rule, 0 to 4."""
    bound_only: bool = False
    """Assessed only where the profile names it: houses differ too much."""


RULES = {
    rule.id: rule
    for rule in (
        Rule("R1", "a note says what was wrong", "AP, BBC, NYT", 1),
        Rule("R2", "a note says what is right", "AP, NYT, BBC", 1),
        Rule("R3", "a note explains itself to someone who missed the original", "NYT, Washington Post, Reuters", 1),
        Rule("R4", "the label fits: a factual error is called a correction", "AP", 2),
        Rule("R5", "a note is dated", "Guardian, ProPublica, ICMJE", 1),
        Rule("R6", "a note names the place of the error", "Reuters", 1, bound_only=True),
        Rule("R7", "the text changed where the note says", "Washington Post", 2),
        Rule("R8", "the error stands nowhere else in the article", "Washington Post, IPSO, BBC", 3),
        Rule("R9", "a material change carries a note", "BBC", 3),
        Rule("R10", "an error in the headline is owned at the top", "Washington Post", 2),
        Rule("R11", "a note stands as prominently as the error", "Washington Post, IPSO", 2, bound_only=True),
        Rule("R12", "a note stays", "BBC, ICMJE", 3),
        Rule("R13", "a note is not rewritten without saying so", "BBC, ICMJE", 2),
        Rule("R14", "an error is corrected promptly", "AP, BBC, IPSO, NYT", 1),
        Rule("R15", "a removed article is replaced by an explanation", "Washington Post", 3),
        Rule("R16", "a removal gives its reason", "BBC, Washington Post", 1),
        Rule("R17", "dateModified moves with a material change, and only then", "BBC", 1),
        Rule("R18", "the machine-readable correction equals the visible note", "schema.org", 1),
        Rule("R19", "the outlet publishes a corrections policy", "Trust Project, JTI, IFCN", 1),
        Rule("R20", "copies of the story elsewhere carry the fix", "AP, BBC", 1, bound_only=True),
        Rule("R21", "the social card says what the article says", "Washington Post", 2),
        Rule("R22", "a retracted article links its notice", "NISO CREC, JATS", 1, bound_only=True),
        Rule("R23", "earlier versions are available to readers", "ICMJE", 1, bound_only=True),
        Rule("R24", "the note's words on blame follow the house", "house style", 1, bound_only=True),
        Rule("R25", "altered words inside quotation marks carry a note", "most codes", 3),
        Rule("R26", "figures derived from a corrected one are updated too", "accuracy codes", 1),
        Rule("R27", "each error of several is itemised", "NYT", 1),
    )
}
"""Every rule by its id."""


@dataclass(frozen=True, slots=True)
class House:
    """The rules as one outlet's profile has them."""

    profile: OutletSettings

    def applies(self, rule: str) -> bool:
        """Say whether *rule* is to be assessed here."""
        setting = self.setting(rule)
        return setting != "off" and (bool(setting) or not RULES[rule].bound_only)

    def setting(self, rule: str) -> str:
        """Return what the profile says of *rule*, in lower case; empty when it is silent."""
        return self.profile.rules.get(rule, "").strip().lower()

    def severity(self, rule: str, at_least: int = 0) -> int:
        """Return how serious a failure is: more where the outlet itself promised it."""
        own = max(RULES[rule].severity, at_least)
        return min(int(Materiality.CRITICAL), own + 1) if self.setting(rule) else own


def finding(
    rule: str,
    code: str,
    verdict: Verdict,
    severity: int,
    title: str,
    *about: str,
    evidence: Iterable[Evidence] = (),
    edits: tuple[str, ...] = (),
    note: str | None = None,
    field: str | None = None,
    before: Span | None = None,
    after: Span | None = None,
) -> Finding:
    """
    Return a finding whose key is a digest of *rule*, *code* and the words it is *about*.

    Ids and offsets stay out of the key, so that decisions hang on after a
    better extractor or diff has been run over the past. A verdict other than
    fail has severity 0.
    """
    level = severity if verdict is Verdict.FAIL else 0
    return Finding(
        code,
        rule,
        verdict,
        level,
        title,
        tuple(evidence),
        edits,
        note,
        field,
        before,
        after,
        key_of(rule, code, *about),
    )


def key_of(*words: str) -> str:
    """Return a digest of *words*, case and spacing apart."""
    return hashlib.sha256("\n".join(map(_plain, words)).encode()).hexdigest()[:32]


@lru_cache(maxsize=16)
def _plain(words: str) -> str:
    """Return *words* without case and spacing; remembered, since more than one rule may speak of a whole text."""
    return " ".join(filter(None, map(_plain_line, words.split("\n"))))


@lru_cache(maxsize=1024)
def _plain_line(line: str) -> str:
    """Return *line* without case and spacing; remembered, since two versions share most lines."""
    return " ".join(line.casefold().split())
