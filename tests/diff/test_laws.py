"""What holds for any two texts."""

from hypothesis import example, given
from hypothesis import strategies as st

from revtrack.diff import apply, diff
from revtrack.model import Block, BlockKind, Document, EditKind, Revision
from revtrack.text import tokens

words = st.sampled_from(["the", "a", "council", "said", "1,200", "1,300", "rose", "fell", "Doe’s", "Doe's", "“yes”", '"yes"', "no.", "U.S.", "他说了", "café", "café", "co\xadop", "👍🏽", "harbour.example/en½try/walks-on", "harbour.example/en½try/walk\u202es-on", "👨\u200d👩\u200d👧", "$5", "5%", "-", "—", "not"])  # fmt: skip
sentences = st.lists(words, min_size=1, max_size=9).map(lambda found: " ".join(found) + ".")
scripts = st.lists(
    st.sampled_from(["नगर परिषद ने", "क्षेत्र", "ที่ประชุมสภา", "เมืองริมน้ำ", "東京都議会", "議会は", "மன்றம்", "সভা", "👩🏾\u200d🚒", "🇫🇷", "🇮🇹🇫🇷", "1️⃣", "e\u0301te\u0301", "قالَ", "한국어"]),
    min_size=1, max_size=6,
).map("".join)  # fmt: skip
noise = st.text("ab .\n\u00a0\u200b\u202e“”1,é½/", min_size=1, max_size=12)
long = st.sampled_from(
    [
        f"The {n} of the harbour board met again on Tuesday to talk about the {n}."
        for n in ("mayor", "clerk", "warden", "ferry", "budget")
    ]
)
paragraphs = st.lists(sentences | long | noise | scripts, min_size=1, max_size=4).map(" ".join)
kinds = st.sampled_from([BlockKind.PARAGRAPH] * 6 + [BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.NOTE])
entries = st.sampled_from([None] * 5 + ["e1", "e2", "e3"])
blocks_drawn = st.builds(Block, kinds, paragraphs, entry=entries)
documents = st.lists(blocks_drawn, max_size=6).map(lambda blocks: Document(tuple(blocks)))


@st.composite
def revised(draw: st.DrawFn) -> tuple[Document, Document]:
    """Draw a document and a version of it: blocks dropped, added, moved, taken for another kind, words changed."""
    before = draw(documents)
    blocks = list(before.blocks)
    for _ in range(draw(st.integers(0, 3))):
        if not blocks:
            break
        at = draw(st.integers(0, len(blocks) - 1))
        action = draw(st.sampled_from(["drop", "add", "move", "kind", "words"]))
        if action == "drop":
            del blocks[at]
        elif action == "add":
            blocks.insert(at, Block(BlockKind.PARAGRAPH, draw(paragraphs)))
        elif action == "move":
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
        elif action == "kind":
            blocks[at] = Block(draw(kinds), blocks[at].text)
        else:
            found = blocks[at].text.split(" ")
            found[draw(st.integers(0, len(found) - 1))] = draw(words)
            blocks[at] = Block(blocks[at].kind, " ".join(found))
    return before, Document(tuple(blocks))


pairs = revised() | st.tuples(documents, documents)


@given(pairs)
def test_applying_the_edits_gives_the_new_text(pair: tuple[Document, Document]) -> None:
    """Nothing is left out: the old text and the edits make the new text exactly."""
    before, after = pair
    assert apply(before.text, diff(before, after)) == after.text


@given(pairs)
def test_edits_tile(pair: tuple[Document, Document]) -> None:
    """Edits do not overlap, ids run in order, and what no edit covers is equal, in order."""
    before, after = pair
    revision = diff(before, after)
    assert [edit.id for edit in revision.edits] == [f"e{n}" for n in range(1, len(revision.edits) + 1)]
    assert uncovered(before.text, [e.before for e in revision.edits]) == uncovered(
        after.text, [e.after for e in revision.edits]
    )
    for edit in revision.edits:
        assert all(span is None or span.length for span in (edit.before, edit.after))
        missing = (edit.before is None, edit.after is None)
        assert missing == {EditKind.INSERT: (True, False), EditKind.DELETE: (False, True)}.get(
            edit.kind, (False, False)
        )
        assert not edit.parts or edit.kind is EditKind.MOVE


def uncovered(text: str, spans: list) -> str:
    out, at = [], 0
    for span in sorted(span for span in spans if span):
        assert span.start >= at
        out.append(text[at : span.start])
        at = span.end
    return "".join([*out, text[at:]])


def of(text: str) -> Document:
    return Document((Block(BlockKind.PARAGRAPH, text),))


@given(pairs)
@example((of("no a b."), of("no a nono a b.")))
@example((of("नगर परिषद ने the."), of("नगर परिषद नेनगर परिषद ने the.")))
def test_no_edge_falls_inside_a_token(pair: tuple[Document, Document]) -> None:
    """Every edge of every edit lies between tokens, on both sides."""
    before, after = pair
    revision = diff(before, after)
    for side, document in (("before", before), ("after", after)):
        inside = {at for token in tokens(document.text) for at in range(token.start + 1, token.end)}
        for edit in revision.walk():
            span = getattr(edit, side)
            assert span is None or not inside & {span.start, span.end}, (edit, revision.words(edit))


@given(pairs)
def test_equal_texts_have_no_edits(pair: tuple[Document, Document]) -> None:
    """A version laid over itself shows nothing, and different texts show something."""
    before, after = pair
    assert diff(before, before).edits == ()
    assert bool(diff(before, after).edits) == (before.text != after.text) or families(before) != families(after)


def families(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks]


@given(pairs)
def test_the_way_back_is_the_mirror_of_the_way_there(pair: tuple[Document, Document]) -> None:
    """With the two versions the other way round, what was inserted is deleted, at the same places, in moves too."""
    before, after = pair
    there = {(edit.before, edit.after) for edit in diff(before, after).walk()}
    back = {(edit.after, edit.before) for edit in diff(after, before).walk()}
    assert there == back


@given(pairs)
def test_the_same_two_versions_give_the_same_edits(pair: tuple[Document, Document]) -> None:
    """The result is a function of the two documents alone."""
    assert diff(*pair) == diff(*pair)


def test_the_first_version_has_nothing_to_compare_with() -> None:
    """A revision without an earlier version gives the new text as it is."""
    document = Document((Block(BlockKind.PARAGRAPH, "It runs."),))
    assert apply("", Revision(None, document)) == "It runs."
