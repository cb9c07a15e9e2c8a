"""
Show an edit: what kind, how much it matters and why, whether a note speaks of it, how to cite it.
"""

import uuid
from dataclasses import dataclass

from revtrack.model import FOLDABLE, Edit, FieldEdit, Step
from revtrack.report import vocabulary, wording
from revtrack.report.keys import edit_key, words_of
from revtrack.report.pieces import Look
from revtrack.report.story import Mention, Story


@dataclass(frozen=True, slots=True)
class EditView:
    """One edit as a page speaks of it."""

    id: str
    """Its anchor on the revision page: `e3`, or `f1` for a field."""
    what: str
    """`changed`, `added`, `removed` or `moved`."""
    happened: str
    """In a few words: `number changed`, `passage removed`."""
    category: str
    materiality: int
    """0 to 4."""
    weight: str
    """The materiality in words."""
    tone: str
    """`noted` (a note speaks of it), `open` (material, no note seen), `quiet` (folded) or empty."""
    status: str
    """In words: `corrected, note 1`, `no note seen`; empty when there is nothing to say."""
    note_href: str
    """The note's card, where there is one."""
    reasons: tuple[str, ...]
    """Which rules fired."""
    developed: bool
    """Whether the story went on rather than something being put right."""
    old: str
    new: str
    cite: str
    """The permanent name of this edit: a urn:uuid made from article address, version and words."""
    key: str
    """The content key that editors' decisions hang on."""
    decided: str
    """What an editor decided about it, in words; empty when nobody did."""


class Views:
    """Makes the views of one step's edits, and says how their words look."""

    def __init__(self, story: Story, step: Step, note_page: str = "index.html") -> None:
        self.story, self.step, self.note_page = story, step, note_page
        self._views: dict[str, EditView] = {}

    def view(self, edit: Edit | FieldEdit) -> EditView:
        """Return the view of *edit*, made once."""
        if edit.id not in self._views:
            self._views[edit.id] = self._make(edit)
        return self._views[edit.id]

    def look(self, edit: Edit) -> Look:
        """Return how the words of *edit* look."""
        view = self.view(edit)
        href = (f"#{edit.id}-from" if edit.after else "") if view.what == "moved" else ""
        return Look(view.tone, view.id, href, "; ".join(filter(None, (view.category, view.status))))

    def _make(self, edit: Edit | FieldEdit) -> EditView:
        number = self.step.version
        mentions = self.story.by_edit.get((number, edit.id), ())
        old, new = words_of(self.step, edit)
        key = edit_key(self.step, edit)
        decision = self.story.decided("edit", key)
        tone, status = tone_of(self.story, number, edit, mentions)
        return EditView(
            edit.id,
            vocabulary.EDIT_KIND[edit.kind] if isinstance(edit, Edit) else "changed",
            wording.happened(edit),
            wording.category(edit.category),
            int(edit.materiality),
            vocabulary.MATERIALITY[edit.materiality],
            tone,
            status,
            f"{self.note_page}#{mentions[0].note.id}" if mentions else "",
            tuple(wording.reason(said) for said in edit.reasons),
            edit.category in vocabulary.DEVELOPED,
            old,
            new,
            edit_urn(self.story.timeline.article.url, number, old, new, edit.id),
            key,
            decided_words(decision.verdict) if decision else "",
        )


def tone_of(story: Story, step: int, edit: Edit | FieldEdit, mentions: tuple[Mention, ...]) -> tuple[str, str]:
    """Return the tone and the words for what is known of an edit: noted, open, quiet or nothing."""
    if mentions:
        mention = mentions[0]
        name = f"{wording.note_kind(mention.note.kind)}, note {mention.note.id.removeprefix('n')}"
        late = f", said in version {mention.said}" if mention.said != step else ""
        return "noted", f"{name}{late}"
    if (step, edit.id) in story.open:
        return "open", "no note seen"
    return ("quiet", "") if edit.category in FOLDABLE else ("", "")


def edit_urn(url: str, version: int, old: str, new: str, edit_id: str) -> str:
    """Return the permanent name of an edit, the same wherever the site stands (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{url}#version={version}&edit={edit_id}&old={old}&new={new}").urn


def revision_urn(url: str, version: int) -> str:
    """Return the permanent name of the step to *version*."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{url}#version={version}").urn


VERDICTS = {
    "needs_note": "an editor says: needs a note",
    "update": "an editor says: the story went on",
    "style": "an editor says: style only",
    "noted_elsewhere": "an editor says: already noted elsewhere",
    "not_an_error": "an editor says: nothing was wrong",
    "confirmed": "confirmed by an editor",
    "rejected": "rejected by an editor",
    "redrawn": "redrawn by an editor",
    "dismissed": "an editor set it aside",
}


def decided_words(verdict: str) -> str:
    """Return a decision in words."""
    return VERDICTS.get(verdict, f"an editor says: {wording.plain(verdict)}")
