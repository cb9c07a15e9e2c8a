"""
Name edits and links by what they say, so that decisions on them survive when everything is derived anew.
"""

import hashlib

from revtrack.model import Claim, Edit, FieldEdit, Note, Step


def link_key(note: Note, claim: Claim) -> str:
    """Return the content key that decisions on this claim's link hang on: the same after `rederive`."""
    return digest("link", note.text, claim.text)


def edit_key(step: Step, edit: Edit | FieldEdit) -> str:
    """Return the content key of an edit: version, words before and after."""
    old, new = words_of(step, edit)
    return digest("edit", str(step.version), old, new)


def digest(*parts: str, length: int = 16) -> str:
    """Return *length* hexadecimal digits that name *parts*."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def every_edit(step: Step) -> list[Edit | FieldEdit]:
    """Return the edits of a step, those inside moves and the fields' included."""
    return [*step.revision.walk(), *step.revision.field_edits]


def words_of(step: Step, edit: Edit | FieldEdit) -> tuple[str, str]:
    """Return the old and the new words of an edit or a field edit."""
    if isinstance(edit, FieldEdit):
        return edit.before or "", edit.after or ""
    return step.revision.words(edit)
