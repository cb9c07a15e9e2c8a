"""Where no earlier version was seen, the linker names the sentence and says so."""

from revtrack.link import link
from revtrack.model import Claim, Document, LinkStatus, Note, NoteKind, Revision, paragraphs

BODY = (
    "The Lakeland region counted 41 closed bakeries last year.",
    "Arvonia has the fourth-highest number of deaths from the fever of any country.",
    "Ministers met on Tuesday to talk about bread.",
)
NOTE = (
    "Correction: Arvonia has the fourth-highest number of deaths from the fever of any country. "
    "This statistic was misstated in an earlier version of this post."
)


def test_a_note_in_the_first_version_names_its_sentence() -> None:
    """A note that stands in the first version seen is answered with the sentence it is about, not with a guess."""
    document = Document(paragraphs((*BODY, NOTE)))
    claim = Claim("n1.c1", NOTE[12:], "rank", None, "fourth-highest", polarity="restated_first")
    note = Note("n1", NoteKind.CORRECTION, NOTE, label="Correction:", span=document.span(3), claims=(claim,))
    (found,) = link((note,), (Revision(None, document),))
    assert found.status is LinkStatus.TARGET_ONLY
    assert found.after == document.span(1)
    assert [item.kind for item in found.evidence] == ["topic", "no_earlier_version"]


def test_nothing_to_link_without_revisions() -> None:
    """No revisions, no links."""
    assert link((), ()) == ()
    assert link((), (Revision(None, Document(paragraphs(BODY))),)) == ()
