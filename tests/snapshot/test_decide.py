"""What a document is to its article is decided from values alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.model import Block, BlockKind, Decided, Document, Fault, Field, Ignored, Version
from revtrack.snapshot import decide, fingerprint

A = Document(
    (Block(BlockKind.HEADLINE, "Fare stays"), Block(BlockKind.PARAGRAPH, "The fare is “£5”, and stays so.")),
    headline="Fare stays",
    fields=(Field("social_title", "Fare stays at £5", "og:title"),),
    ignored=(Ignored("3 comments", "counter"),),
)


def with_text(text: str, **fields: object) -> Document:
    """Return A with another paragraph."""
    return replace(A, blocks=(A.blocks[0], Block(BlockKind.PARAGRAPH, text)), **fields)  # type: ignore[arg-type]


def with_headline(text: str) -> Document:
    """Return A under another headline."""
    return replace(A, headline=text, blocks=(Block(BlockKind.HEADLINE, text), A.blocks[1]))


MOVED = ("layout change: the body no longer stands at #old",)
CASES = {
    "same text": (A, Decided.UNCHANGED, "same text"),
    "only the counter": (
        replace(A, ignored=(Ignored("4 comments", "counter"),)),
        Decided.UNCHANGED,
        "same text; only ignored parts changed: counter",
    ),
    "another word": (with_text("The fare is “£6”, and stays so."), Decided.NEW, "new text"),
    "another quotation mark": (with_text('The fare is "£5", and stays so.'), Decided.NEW, "new text"),
    "another quotation mark in a new design": (
        with_text('The fare is "£5", and stays so.', warnings=MOVED),
        Decided.LAYOUT,
        "the page's layout changed, its words did not",
    ),
    "new design": (replace(A, warnings=MOVED), Decided.LAYOUT, "same text; the body stands elsewhere in the page"),
    "social title": (
        replace(A, fields=(Field("social_title", "Fare rises", "og:title"),)),
        Decided.METADATA,
        "same text; changed: social_title",
    ),
    "byline field": (replace(A, authors=("Ana Okafor",)), Decided.METADATA, "same text; changed: authors"),
    "new headline": (with_headline("Fare rises"), Decided.NEW, "new headline"),
    "error page": (
        replace(A, fault=Fault.ERROR_PAGE, fault_detail="the title says '502'"),
        Decided.FAULT,
        "error_page: the title says '502'",
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_each_change_is_what_it_is(name: str) -> None:
    """Each kind of change gets its own decision, with the reason in words."""
    document, decided, reason = CASES[name]
    out = decide(Version(1, A, None), document)
    assert (out.decided, out.reason) == (decided, reason)


def test_the_first_look_is_the_first_version() -> None:
    """With nothing before it, a sound document is version 1 and a faulty one still none."""
    assert decide(None, A).decided is Decided.FIRST
    assert decide(None, replace(A, fault=Fault.EMPTY)).decided is Decided.FAULT


def test_a_return_to_earlier_text_is_a_revert() -> None:
    """A, B, A: the third is a revert to version 1, unless only the headline went there and back."""
    other = with_text("The fare is £6.")
    seen = ((1, fingerprint(A)), (2, fingerprint(other)))
    out = decide(Version(2, other, None), A, seen)
    assert (out.decided, out.revert_to) == (Decided.REVERT, 1)
    tested = with_headline("Is the fare fair?")
    out = decide(Version(2, tested, None), A, ((1, fingerprint(A)), (2, fingerprint(tested))))
    assert (out.decided, out.revert_to) == (Decided.HEADLINE_TEST, 1)


def test_a_paragraph_cut_in_two_is_no_version() -> None:
    """The same words in the same order, set in other blocks, are kept as a reason and make no version."""
    joined = with_text("One sentence. Another sentence.")
    cut = replace(
        joined, blocks=(A.blocks[0], *(Block(BlockKind.PARAGRAPH, t) for t in ("One sentence.", "Another sentence.")))
    )
    out = decide(Version(1, joined, None), cut)
    assert (out.decided, out.reason) == (
        Decided.UNCHANGED,
        "same words: only how they are set in blocks or spaces changed",
    )


@given(st.lists(st.sampled_from(("The fare", "stays", "so", "fare", "The fare stays", "")), max_size=6).map(tuple),
       st.lists(st.sampled_from(("The fare", "stays", "so", "fare", "The fare stays", "")), max_size=6).map(tuple))  # fmt: skip
def test_words_set_in_other_blocks_make_no_version(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Wherever blocks begin and end: the same words in the same order are the same article."""
    before, after = (
        replace(A, blocks=tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)) for texts in (old, new)
    )
    same = " ".join(old).split() == " ".join(new).split()
    assert (decide(Version(1, before, None, None), after).decided is Decided.UNCHANGED) == same
