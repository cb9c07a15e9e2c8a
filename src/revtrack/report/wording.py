"""
Say in plain, neutral words what codes mean.

Codes from other stages that `vocabulary` does not list are shown with their
underscores as spaces.
"""

from revtrack.model import (
    BlockKind,
    Category,
    CheckCode,
    Edit,
    EditKind,
    FieldEdit,
    NoteKind,
    confidence_words,
)
from revtrack.report import vocabulary

ERROR_TYPE_UNKNOWN = "kind not stated"


def plain(code: str) -> str:
    """Return a code as words: `social_title` becomes `social title`."""
    return str(code).replace("_", " ")


def category(value: Category) -> str:
    """Return what kind of change it is."""
    return vocabulary.CATEGORY.get(value, plain(value))


def happened(edit: Edit | FieldEdit) -> str:
    """Return what happened in a few words: `number changed`, `passage removed`, `story developed`."""
    kind = edit.kind if isinstance(edit, Edit) else EditKind.REPLACE
    name = category(edit.category)
    if edit.category in vocabulary.DEVELOPED or edit.category in (Category.REMOVAL, Category.MOVED):
        return name
    return f"{name} {vocabulary.EDIT_KIND[kind]}"


def note_kind(value: NoteKind) -> str:
    """Return what a note is called."""
    return vocabulary.NOTE_KIND.get(value, plain(value))


def evidence(kind: str) -> str:
    """Return a reason for a link in a few words."""
    return vocabulary.EVIDENCE.get(kind, plain(kind))


def rule(name: str) -> str:
    """Return a rule with what it asks for: `R12, a note stays`."""
    return f"{name}, {vocabulary.RULES[name]}" if name in vocabulary.RULES else name


def field(name: str) -> str:
    """Return what a field outside the text is called."""
    return vocabulary.FIELD.get(name, plain(name))


def block(kind: BlockKind) -> str:
    """Return what a block is called."""
    return vocabulary.BLOCK.get(kind, plain(kind))


def label(kind: BlockKind) -> str:
    """Return what stands before a block; nothing before a paragraph, which needs no label."""
    return "" if kind is BlockKind.PARAGRAPH else block(kind)


def check(code: CheckCode) -> str:
    """Return what a visit came to."""
    return plain(code)


def error_type(value: str) -> str:
    """Return the kind of error a claim is about."""
    return ERROR_TYPE_UNKNOWN if value in ("", "unknown") else plain(value)


def sure(confidence: float) -> str:
    """
    Return how sure a link is, in words and as the number.

    Bands follow the words and ranges of the UK intelligence assessment yardstick (PHIA).
    """
    bands = ((0.95, "almost certain"), (0.8, "highly likely"), (0.55, "likely"), (0.4, "a realistic possibility"))
    words = next((word for least, word in bands if confidence >= least), "unlikely")
    return f"{words} ({confidence_words(confidence)})"


def reason(said: str) -> str:
    """Return a reason as people write it: `title: , the chair, ->` becomes `title: the chair → nothing`."""
    head, colon, values = said.partition(": ")
    if not colon:
        return said.replace(" -> ", " → ")
    return f"{head}: {' → '.join(_bare(side) for side in values.split(' -> '))}"


def _bare(words: str) -> str:
    """Return words without the commas around them; a mark that is all there is stays."""
    bare = words.strip(" ,;") if any(char.isalnum() for char in words) else words.strip()
    return bare or "nothing"


def sentence(text: str) -> str:
    """Return *text* with a capital letter first."""
    return text[:1].upper() + text[1:]


def versions(first: int, last: int) -> str:
    """Return `version 3`, or `versions 1 to 3`."""
    return f"version {first}" if first == last else f"versions {first} to {last}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 version`, `5 versions`, `1,204 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
