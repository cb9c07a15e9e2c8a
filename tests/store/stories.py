"""Small invented articles and the outcomes a visit to them would have, for the store's tests."""

from dataclasses import replace
from datetime import UTC, datetime

from revtrack.model import (
    Alignment,
    Analysis,
    Anchor,
    Article,
    Block,
    BlockKind,
    BlockPair,
    Capture,
    Category,
    Check,
    CheckCode,
    Claim,
    Decided,
    Document,
    Edit,
    EditKind,
    Evidence,
    Field,
    FieldEdit,
    Finding,
    Image,
    Layout,
    Link,
    LinkStatus,
    Mark,
    MarkKind,
    Materiality,
    Note,
    NoteKind,
    NoteStatus,
    Outcome,
    Revision,
    Span,
    Value,
    Verdict,
)
from revtrack.store.bodies import sha256

URL = "https://harbour.example/ferry"
WORDS = ["Marram", "Teal", "Osk", "Vane", "Lumen", "Pell", "Quay", "Dorr", "Isk", "Fen"]


def document(*texts: str, headline: str = "Ferry stays in port") -> Document:
    """Return a document with a headline and paragraphs, and something in every field."""
    blocks = [Block(BlockKind.HEADLINE, headline)]
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in texts]
    blocks[1] = replace(
        blocks[1],
        links=(Anchor(Span(0, 3), "https://harbour.example/a?b=c"),),
        marks=(Mark(Span(1, 2), MarkKind.INSERTED),),
        image=Image("https://harbour.example/p.jpg", "a ferry"),
        time=datetime(2026, 5, 3, 8, 15, tzinfo=UTC),
        entry="post-1",
        hook="aside.note",
    )
    return Document(
        tuple(blocks),
        headline=headline,
        dek="No sailings before Friday",
        authors=("Ana Teal", "Bo Osk"),
        published=datetime(2026, 5, 3, 8, tzinfo=UTC),
        modified=datetime(2026, 5, 3, 9, tzinfo=UTC),
        section="Local",
        language="en",
        url=URL,
        outlet="The Daily Harbour",
        aliases=("https://harbour.example/amp/ferry",),
        lead_image=Image("https://harbour.example/lead.jpg", "the port"),
        fields=(Field("social_title", headline, "og:title"), Field("slug", "ferry", "url")),
        sources=(("headline", "h1"), ("published", "json-ld")),
        layout=Layout("main/article", "", "article"),
        warnings=("two headlines",),
        extractor="revtrack-extract/1",
    )


def page(document: Document) -> bytes:
    """Return a page that shows *document*."""
    body = "\n".join(f"<p>{block.text}</p>" for block in document.blocks)
    template = "".join(f"<div class='c{i}'><a href='/s/{i}'>{word}</a></div>" for i, word in enumerate(WORDS * 20))
    return f"<!doctype html><html><body>{template}<main>{body}</main></body></html>".encode()


def capture(document: Document, at: str) -> Capture:
    """Return what a check at *at* brought back."""
    body = page(document)
    return Capture(
        URL, 200, (("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{sha256(body)[:8]}"')), body,
        sha256(body), (("User-Agent", "revtrack"),), ((301, "http://harbour.example/ferry"),), "203.0.113.7:443",
        "TLSv1.3", at, at,
    )  # fmt: skip


def first(article: Article, after: Document, at: str) -> Outcome:
    """Return the outcome of the first visit."""
    return Outcome(
        article, Check(at, CheckCode.NEW_VERSION, "first version", 200, URL, 120, 4000), capture(after, at), after,
        Decided.FIRST, "f1", analysis=Analysis(Revision(None, after)),
    )  # fmt: skip


def note(text: str, start: int, number: int = 1, status: NoteStatus = NoteStatus.NEW) -> Note:
    """Return a note with one claim."""
    claim = Claim(
        f"n{number}.c1", text, type="number", old="1,200", new="12,000", scope="caption", locator="third paragraph",
        polarity="x_not_y", action="add", topic=("passengers",), span=Span(0, 4), old_span=Span(5, 6),
        new_span=Span(7, 8), locator_span=Span(9, 10), scope_span=Span(11, 12),
        old_value=Value("number", "9"), new_value=Value("name", "ana reyes", "", "reyes", "ar"),
    )  # fmt: skip
    return Note(
        f"n{number}", NoteKind.CORRECTION, text, label="Correction", span=Span(start, start + len(text)),
        date="2026-05-03", date_text="May 3", status=status, detail="shortened", previous="Correction: so.",
        language="de", source="box", evidence=("label",), claims=(claim,), label_span=Span(0, 10),
        date_span=Span(12, 14), corrector_span=Span(1, 2), cause_span=Span(3, 4), place="end", anchor=Span(3, 9),
    )  # fmt: skip


def second(article: Article, before: Document, after: Document, at: str, number: int = 2) -> Outcome:
    """Return the outcome of a later visit, with everything that may be found filled in."""
    said = note("Correction: it was 12,000.", max(0, len(after.text) - 26))
    edits = (
        Edit("e1", EditKind.REPLACE, Span(0, 5), Span(0, 6), Category.NUMBER, Materiality.MATERIAL, ("number",)),
        Edit(
            "e2", EditKind.MOVE, Span(6, 12), Span(8, 14), Category.MOVED, Materiality.NONE, (),
            (Edit("e2.1", EditKind.DELETE, Span(7, 8), None),),
        ),
        Edit("e3", EditKind.INSERT, None, Span(15, 16), reasons=("a", "b")),
    )  # fmt: skip
    revision = Revision(
        before, after, edits,
        (FieldEdit("f1", "dek", "a", None, Category.METADATA, Materiality.MINOR, ("dek changed",)),),
        (
            BlockPair(Alignment.SAME, (0,), (0,)),
            *(BlockPair(Alignment.REMOVED, (place,), ()) for place in range(1, len(before.blocks))),
            *(BlockPair(Alignment.ADDED, (), (place,)) for place in range(1, len(after.blocks))),
        ),
        "too long",
    )  # fmt: skip
    links = (
        Link(
            "n1.c1", LinkStatus.LINKED, ("e1",), Span(0, 5), Span(0, 6), 0.97, (Evidence("value", "1 -> 2", 3.5),), -1
        ),
        Link("n1.c1", LinkStatus.NOT_FOUND),
    )
    finding = Finding(
        "unannounced_change", "R9", Verdict.FAIL, 3, "a number changed with no note found", (Evidence("edit", "e3"),),
        ("e3",), "n1", "dek", Span(0, 1), Span(1, 2), f"key-{number}",
    )  # fmt: skip
    return Outcome(
        article, Check(at, CheckCode.NEW_VERSION, "new text", 200, URL, 90, 4100), capture(after, at), after,
        Decided.NEW, f"f{number}", analysis=Analysis(revision, (said,), links, ("e3", "f1"), (finding,)),
    )  # fmt: skip


def unchanged(article: Article, at: str) -> Outcome:
    """Return the outcome of a visit that the server answered with 304."""
    return Outcome(article, Check(at, CheckCode.NOT_MODIFIED, "", 304, URL, 12))


def failed(article: Article, at: str, code: CheckCode = CheckCode.TIMEOUT) -> Outcome:
    """Return the outcome of a visit that saw nothing."""
    return Outcome(article, Check(at, code, "it did not answer", None, URL, 60000))
