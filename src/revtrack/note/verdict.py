"""
Decide from the evidence whether a stretch of text is a note, and of which kind.

The rules combine kinds of evidence (who is spoken of, that something was said,
that it was wrong, what was done), never sentences, so each holds in every
language whose phrase list names those kinds.
"""

from dataclasses import dataclass

from revtrack.model import NoteKind
from revtrack.note.grammar import Hit, Reading

_GOVERNED = 40
"""Code points between an earlier version and the verb that says what it said, at most."""
_OPENING = 4
"""Code points of marks before the words that open a sentence, at most."""
_EARLY = 60
"""Code points into its sentence within which an earlier version is what the sentence is about."""


_NEAR = 60
"""Code points between a part of the text and the verb that says it was corrected, at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A note's kind and why it is one, in words."""

    kind: NoteKind
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a reading, by code points; *near* reaches one sentence further."""

    reading: Reading
    start: int
    end: int
    near: int

    def has(self, *names: str) -> bool:
        """Say whether any class stands in the window."""
        return self.reading.has(*names, start=self.start, end=self.end)

    def near_has(self, *names: str) -> bool:
        """Say whether any class stands in the window or the sentence after it."""
        return self.reading.has(*names, start=self.start, end=self.near)

    def figure_after(self, name: str) -> bool:
        """Say whether a figure follows a place of the class closely."""
        return any(self.reading.figure_near(hit.end, 30) for hit in self.all(name))

    def all(self, name: str) -> list[Hit]:
        """Return every place of the class in the window."""
        return self.reading.all(name, self.start, self.end)


def bare(window: Window) -> Verdict | None:
    """Judge a sentence that carries no label."""
    if window.has("veto", "third_party"):
        return None
    for rule in _RULES:
        verdict = rule(window)
        if verdict:
            return verdict
    return None


def _earlier_version(window: Window) -> Verdict | None:
    """An earlier version of this text said something, or something in it was wrong."""
    own = window.all("version_self")
    loose = [] if own else _standing(window)
    if not own and not loose:
        return None
    if window.has("including") or (window.has("version_other") and not _longer(own, window.all("version_other"))):
        return None
    error = window.has("error", "error_adverb", "wrong")
    for hit in own or loose:
        if says(window, hit) and (own or error or window.near_has("wrong", "right", "fixed", "we_fix", "error")):
            return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this text said",))
    if own and window.has("fixed"):
        return Verdict(NoteKind.CORRECTION, ("says an earlier version of this text was corrected",))
    if window.has("published"):
        return None
    if error:
        return Verdict(NoteKind.CORRECTION, ("says an earlier version of this text was wrong",))
    if own and window.near_has("wrong", "fixed", "error") and window.has("said_weak", "then"):
        return Verdict(NoteKind.CORRECTION, ("says what an earlier version of this text held, and that it was wrong",))
    if own and window.near_has("clarify"):
        return Verdict(NoteKind.CLARIFICATION, ("says an earlier version of this text was unclear",))
    return None


def _longer(own: list[Hit], other: list[Hit]) -> bool:
    """Say whether an earlier version of this text is named, beside one of something else."""
    return any(all(hit.start != foreign.start for foreign in other) for hit in own)


def _standing(window: Window) -> list[Hit]:
    """Return versions that speak without "of this story", early in their sentence (`A previous version said`)."""
    return [hit for hit in window.all("version") if hit.start - window.start <= _EARLY]


def says(window: Window, hit: Hit) -> bool:
    """Say whether a verb of saying belongs to the version at *hit*: right after it, or before it (`as implied by`)."""
    likened = window.has("as_lead")
    return any(
        0 <= verb.start - hit.end <= _GOVERNED or (likened and 0 <= hit.start - verb.end <= 12)
        for verb in window.all("said")
    )


def _self_fixed(window: Window) -> Verdict | None:
    if window.has("published") and not window.has("error"):
        return None
    if _subject(window) and window.has("fixed", "fixes"):
        if window.has("clarify") and not window.has("error", "fix"):
            return Verdict(NoteKind.CLARIFICATION, ("says this text was made clearer",))
        return Verdict(NoteKind.CORRECTION, ("says this text was corrected",))
    if window.has("self", "self_lead") and window.has("clarify") and window.has("updated", "amended", "we_fix"):
        return Verdict(NoteKind.CLARIFICATION, ("says this text was made clearer",))
    return None


def _subject(window: Window) -> bool:
    """Say whether this text is spoken of, and not only a place something stands in (`each case in this story`)."""
    reading = window.reading
    for hit in (*window.all("self"), *window.all("self_lead")):
        before = reading.word_before(hit.start)
        if before is None or before.start < window.start or reading.at("in_word", before.start) is None:
            return True
    return window.has("self") and window.has("error", "field")


def _part_erred(window: Window) -> bool:
    """Say whether a part of the text opens the sentence, and was wrong at first: `A caption originally misnamed`."""
    part = window.reading.first("part_lead", window.start, window.end)
    if part is None or part.start - window.start > _OPENING:
        return False
    return window.has("then") and window.has("error") and not window.has("published", "version_other")


def _self_erred(window: Window) -> Verdict | None:
    if _part_erred(window):
        return Verdict(NoteKind.CORRECTION, ("says a part of the text was wrong at first",))
    if window.has("said_here") and window.near_has("wrong", "fixed", "we_fix", "error", "right_is"):
        return Verdict(NoteKind.CORRECTION, ("says what stood here, and that it was wrong",))
    if window.has("published") or not window.has("self"):
        return Verdict(NoteKind.CORRECTION, ("says this text erred",)) if window.has("erred") else None
    if window.has("then") and window.has("said", "error"):
        return Verdict(NoteKind.CORRECTION, ("says what this text said at first",))
    if window.has("error_adverb") and window.has("said"):
        return Verdict(NoteKind.CORRECTION, ("says this text said something wrong",))
    if window.has("error") and window.near_has("fixed", "we_fix"):
        return Verdict(NoteKind.CORRECTION, ("says something in this text was wrong, and was put right",))
    if window.has("erred"):
        return Verdict(NoteKind.CORRECTION, ("says this text erred",))
    return None


def _we_erred(window: Window) -> Verdict | None:
    if window.has("we_said_wrong"):
        return Verdict(NoteKind.CORRECTION, ("says we published something wrong",))
    ours = window.has("self", "own_print", "announce") or window.near_has("fixed", "we_fix", "right_is")
    if window.has("it_said_wrong") and ours:
        return Verdict(NoteKind.CORRECTION, ("says something wrong was published, and puts it right",))
    if window.has("we_fixed_error"):
        return Verdict(NoteKind.CORRECTION, ("says we put an error right",))
    return None


def _bulletin(window: Window) -> Verdict | None:
    """A report of figures puts an earlier figure right: an error, a figure against a figure, no article named."""
    if window.has("right_is") and window.has("report") and window.figure_after("right_is"):
        return Verdict(NoteKind.CORRECTION, ("gives the right figure for a reported one",))
    if window.has("announce") and window.has("report") and window.has("error", "error_adverb", "fix"):
        return Verdict(NoteKind.CORRECTION, ("announces that a reported figure was wrong",))
    if not window.has("error", "error_adverb"):
        return None
    if window.has("announce", "report", "report_time") and figures_differ(window):
        return Verdict(NoteKind.CORRECTION, ("puts a reported figure right",))
    if window.has("report") and (window.has("fixed") or window.near_has("right_is")):
        return Verdict(NoteKind.CORRECTION, ("says that a reported figure was wrong, and puts it right",))
    return None


def figures_differ(window: Window) -> bool:
    """Say whether one figure is set against another: `5, not 4`."""
    for hit in (*window.all("join_not"), *window.all("join_instead")):
        left, right = window.reading.figure_near(hit.start, -40), window.reading.figure_near(hit.end, 16)
        if left and right:
            return True
    return False


def _contrary(window: Window) -> Verdict | None:
    if window.has("contrary"):
        return Verdict(NoteKind.CORRECTION, ("says the fact is contrary to what was published",))
    return None


def _read_as(window: Window) -> Verdict | None:
    if window.has("read_wrong") and window.has("read_right"):
        return Verdict(NoteKind.CORRECTION, ("says which words to read for which",))
    return None


def _self_retracted(window: Window) -> Verdict | None:
    if window.has("self", "self_lead") and window.has("retracted"):
        return Verdict(NoteKind.RETRACTION, ("says this text was withdrawn",))
    return None


def _self_changed(window: Window) -> Verdict | None:
    if not window.has("self", "self_lead"):
        return None
    if window.has("updated"):
        return Verdict(NoteKind.UPDATE, ("says this text was updated",))
    if window.has("amended"):
        return Verdict(NoteKind.AMENDMENT, ("says this text was changed",))
    return None


_RULES = (
    _contrary,
    _read_as,
    _earlier_version,
    _self_fixed,
    _self_erred,
    _we_erred,
    _bulletin,
    _self_retracted,
    _self_changed,
)


def bracketed(window: Window) -> Verdict | None:
    """Judge a bracketed stretch: it stands apart from the text, so less is asked of it."""
    if window.has("veto", "third_party"):
        return None
    if window.has("self", "own", "locator") and window.has("fixed"):
        return Verdict(NoteKind.CORRECTION, ("a bracket that says the text was corrected",))
    if window.has("version_self") and window.has("error", "fix", "said", "said_weak", "wrong"):
        kind = NoteKind.CORRECTION if window.has("error", "fix", "wrong") else NoteKind.AMENDMENT
        return Verdict(kind, ("a bracket about an earlier version of this text",))
    return None


def hooked(window: Window, hook: str) -> Verdict | None:
    """Judge what the page itself marks as a note by *hook*: its words decide the kind, else the hook's name."""
    if window.has("veto", "third_party"):
        return None
    reasons = (f"stands where the page keeps its notes: {hook}",)
    voice = bare(window)
    if voice:
        return Verdict(voice.kind, (*reasons, *voice.reasons))
    if window.has("error", "fix", "fixed", "wrong", "said", "version"):
        return Verdict(NoteKind.CORRECTION, reasons)
    if window.has("clarify"):
        return Verdict(NoteKind.CLARIFICATION, reasons)
    if window.has("retracted"):
        return Verdict(NoteKind.RETRACTION, reasons)
    return Verdict(_named(hook.casefold()), reasons)


def _named(hook: str) -> NoteKind:
    """Return the kind a hook's own name tells."""
    for stem, kind in _HOOKS:
        if stem in hook:
            return kind
    return NoteKind.AMENDMENT


_HOOKS = (
    ("clarif", NoteKind.CLARIFICATION),
    ("retract", NoteKind.RETRACTION),
    ("correct", NoteKind.CORRECTION),
    ("corrig", NoteKind.CORRECTION),
    ("korrek", NoteKind.CORRECTION),
    ("rectif", NoteKind.CORRECTION),
    ("errat", NoteKind.CORRECTION),
    ("json-ld", NoteKind.CORRECTION),
    ("update", NoteKind.UPDATE),
    ("editor", NoteKind.EDITORS_NOTE),
)


def lead(window: Window, count: int, position: float) -> Verdict | None:
    """Judge the first sentence of a short block by what only such a place allows: `The caption has been corrected.`"""
    if window.has("veto", "third_party", "published"):
        return None
    fixed = window.all("fixed")
    if count <= 3 and any(0 <= fix.start - hit.end <= _NEAR for hit in window.all("own") for fix in fixed):
        return Verdict(NoteKind.CORRECTION, ("a short block that says a part of the text was corrected",))
    if position > 0.6 and window.has("apology") and window.has("error") and window.near_has("fixed", "we_fix"):
        return Verdict(NoteKind.APOLOGY, ("regrets an error and says it was put right",))
    return None
