"""
Hold a stretch of a reading while it is judged, and what was decided.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from revtrack.model import NoteKind
from revtrack.note.reading import Hit, Reading

_TELLING = 5
"""Letters of a word that tells something, at least."""
_QUOTED = (["'"], ["’"], ["”"], ['"'], ["»"])
"""The marks that close a quotation."""


_OURS = (
    *("self", "own", "part", "noun", "paper", "vers", "then", "early", "month", "cited", "printed"),
    *("own_print", "we", "piece"),
)
"""What names a place in our own pages, or a time before."""
_STOPS = frozenset(".!?")
_THAN = 9
"""Code points of `anders als`, about: what follows it at once is no place yet."""
_TURN = 16
"""Code points into its sentence within which words on what has passed since open it, at most."""
_PLACE = 40
"""Code points that name a place, at most."""
MARKS = 4
"""Code points of marks before the words that open a sentence, at most."""
OWNED = ("error", "error_adverb", "wrong", "fixed", "we_fix")
"""What says that something was wrong, or was put right."""
THEIRS = ("their_piece", "body_mends")
"""What shows that another body's words were wrong or were put right: `the police corrected`, `in its report`."""
SUBJECT = 6
"""Code points before the earlier version that a sentence is about, at most: an article."""
WEAK = (NoteKind.UPDATE, NoteKind.AMENDMENT)
"""What a stretch may be until another sentence of it says that something was wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A note's kind and why it is one, in words."""

    kind: NoteKind
    reasons: tuple[str, ...]


class Window(NamedTuple):
    """A stretch of a reading, by code points; *near* reaches one sentence further."""

    reading: Reading
    start: int
    end: int
    near: int

    def has(self, *names: str) -> bool:
        """Say whether any class stands in the window."""
        reading = self.reading
        return not reading.classes.isdisjoint(names) and reading.has(*names, start=self.start, end=self.end)

    def near_has(self, *names: str) -> bool:
        """Say whether any class stands in the window or the sentence after it."""
        reading = self.reading
        return not reading.classes.isdisjoint(names) and reading.has(*names, start=self.start, end=self.near)

    def following(self) -> "Window":
        """Return the sentence after the window, empty where none is near."""
        return Window(self.reading, self.end, self.near, self.near)

    def sentence(self, hit: Hit) -> "Window":
        """Return the sentence of the window in which *hit* stands."""
        low, high = self._tokens()
        stops = [self.reading.stops[at] for at in range(low, high) if self.reading.words[at] in _STOPS]
        before = max((stop for stop in stops if stop <= hit.start), default=self.start)
        after = min((stop for stop in stops if stop >= hit.end), default=self.end)
        return Window(self.reading, before, after, after)

    def figure_after(self, name: str) -> bool:
        """Say whether a figure follows a place of the class closely."""
        return any(self.reading.figure_near(hit.end, 30) for hit in self.all(name))

    def all(self, name: str) -> list[Hit]:
        """Return every place of the class in the window."""
        return self.reading.all(name, self.start, self.end)

    def first(self, name: str) -> Hit | None:
        """Return the first place of the class in the window, or None."""
        return self.reading.first(name, self.start, self.end)

    def opening(self, name: str, reach: int = MARKS) -> Hit | None:
        """Return the first place of the class when at most *reach* code points stand before it, else None."""
        hit = self.first(name)
        return hit if hit is not None and hit.start - self.start <= reach else None

    def opens(self, *names: str) -> bool:
        """Say whether any class stands where the window begins, marks aside."""
        if self.reading.classes.isdisjoint(names):
            return False
        low, high = self._tokens()
        words = self.reading.words
        first = next((at for at in range(low, high) if words[at][0].isalnum()), high)
        return first < high and any(self.reading.at(name, self.reading.starts[first]) for name in names)

    def length(self) -> int:
        """Return how many words stand in the window; a quotation or a figure is one."""
        low, high = self._tokens()
        return sum(1 for word in self.reading.words[low:high] if word[0].isalnum() or word[0] in "#\x00")

    def content(self, shortest: int = _TELLING) -> set[str]:
        """Return the words that may tell what the window is about; every figure is one and the same."""
        low, high = self._tokens()
        words = self.reading.words[low:high]
        return {word if word[0] != "#" else "#" for word in words if len(word) >= shortest or word[0] == "#"}

    def quotations(self) -> int:
        """Return how many quotations stand in the window."""
        low, high = self._tokens()
        return self.reading.words[low:high].count("\x00")

    def breaks(self) -> bool:
        """Say whether the page tells of a part of it that does not work: `This video failed to load`."""
        return self.near_has("page_fails") and not self.has("version", "version_self", "error_adverb")

    def of_others(self) -> bool:
        """Say whether a program, a manual or a law is spoken of, and nothing of ours."""
        if self.has("self", "version_self"):
            return False
        if self.has("program") and self.has("version_this"):
            return True  # `That was an error in the first version of this script`.
        return self.has("other_work") and not self.has("printed", "cited", "own_print")

    def overtaken(self) -> bool:
        """Say whether what was said has only been overtaken: the plan was moved, or things have changed since."""
        if self.has(*OWNED):
            return False
        return (
            self.outdated()
            or (self.has("planned") and self.reading.has("rescheduled"))
            or self.near_has("since_changed")
        )

    def of_making(self) -> bool:
        """Say whether an earlier version is only what somebody wrote or read: `I wrote an earlier version of this`."""
        leads = self.all("object_lead")
        return any(0 <= hit.start - lead.end <= 1 for hit in self.all("version_self") for lead in leads)

    def outdated(self) -> bool:
        """Say whether it goes on to what has passed since: `It was true then`, `; since then it has been replaced`."""
        following = self.following()
        if following.opening("time_passed", _TURN) is not None:
            return True
        return any(self.reading.at("time_passed", stop + 1) is not None for stop in self.semicolons())

    def only_published(self, *done: str) -> bool:
        """Say whether it is told where or when this text came out, and nothing that was *done* to it after that."""
        made = self.all("published")
        return bool(made) and not any(hit.start >= made[-1].end for name in done for hit in self.all(name))

    def appeared(self, names: list[Hit]) -> bool:
        """Say whether it is told where this text came out, outside its *names*: `the version originally published`."""
        return any(all(hit.start < own.start or own.end < hit.end for own in names) for hit in self.all("published"))

    def asks(self) -> bool:
        """Say whether a question stands in the window; one that closes a quotation is somebody else's."""
        low, high = self._tokens()
        words = self.reading.words
        if "?" not in words[low:high]:
            return False
        return any(words[at] == "?" and words[at + 1 : at + 2] not in _QUOTED for at in range(low, high))

    def goes_on(self, *names: str) -> bool:
        """Say whether any class follows a comma in the window."""
        low, high = self._tokens()
        after = [self.reading.starts[at + 1] for at in range(low, high - 1) if self.reading.words[at] == ","]
        return any(self.reading.at(name, start) for start in after for name in names)

    def semicolons(self) -> list[int]:
        """Return where a semicolon stands in the window, after it."""
        low, high = self._tokens()
        words = self.reading.words[low:high]
        return [stop for word, stop in zip(words, self.reading.stops[low:high], strict=True) if word == ";"]

    def colons(self) -> list[int]:
        """Return where a colon stands in the window, after it."""
        low, high = self._tokens()
        return [self.reading.stops[at] for at in range(low, high) if self.reading.words[at] == ":"]

    def elsewhere(self, hit: Hit) -> bool:
        """Say whether what *hit* speaks of stood elsewhere: `contrary to what is written in the manual`."""
        than = self.reading.at("contrary_lead", hit.start)  # `Contrairement à ce que`: its `à` names no place.
        inside = self.reading.first("place_lead", max(than.end if than else 0, hit.start + _THAN + 1), hit.end)
        if inside and not self.reading.has(*_OURS, "we", "have_we", "press", start=inside.start, end=hit.end):
            return True  # `Anders als im Prospekt angegeben`.
        lead = self.reading.at("place_lead", hit.end + 1)
        if lead is None or self.reading.has("we", "have_we", "we_said", start=hit.start, end=hit.end):
            return False
        return not self.reading.has(*_OURS, start=lead.start, end=min(lead.end + _PLACE, self.end))

    def _tokens(self) -> tuple[int, int]:
        return bisect_left(self.reading.starts, self.start), bisect_left(self.reading.starts, self.end)
