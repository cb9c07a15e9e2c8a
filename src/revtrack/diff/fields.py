"""
Compare what stands outside the linear text: bylines, dates, pictures, link targets, the social card.

A headline or dek that is a block of the text is compared there and not again.
Wrong words live on in fields long after the text is corrected, so their words
are judged by the same rules.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from revtrack.diff.rules import Scene, Tables, judge
from revtrack.diff.tiles import change
from revtrack.model import (
    Alignment,
    Block,
    BlockKind,
    BlockPair,
    Category,
    Document,
    FieldEdit,
    Image,
    Materiality,
)


class Rules(Protocol):
    """Who knows the rule words of the article's language; asked only when something differs."""

    @property
    def tables(self) -> Tables:
        """Return the rule words."""


class Found(NamedTuple):
    """A field that differs, before it has a number."""

    field: str
    before: str | None
    after: str | None
    category: Category
    materiality: Materiality
    reasons: tuple[str, ...]


def field_edits(before: Document, after: Document, blocks: tuple[BlockPair, ...], rules: Rules) -> list[FieldEdit]:
    """Return the changes of fields, of pictures and of link targets, numbered."""
    found = [
        *_words(before, after, rules),
        *_facts(before, after),
        *_pictures(before, after, blocks),
        *_links(before, after, blocks),
        *_hidden(before, after, rules),
    ]
    return [FieldEdit(f"f{number}", *item) for number, item in enumerate(found, 1)]


def _has(document: Document, kind: BlockKind) -> bool:
    return any(block.kind is kind for block in document.blocks)


def _words(before: Document, after: Document, rules: Rules) -> Iterator[Found]:
    for name, kind in (("headline", BlockKind.HEADLINE), ("dek", BlockKind.DEK)):
        old, new = getattr(before, name), getattr(after, name)
        if old != new and not (_has(before, kind) or _has(after, kind)):
            yield _judged(name, old, new, kind, rules.tables)


def _judged(name: str, old: str, new: str, kind: BlockKind, tables: Tables) -> Found:
    """Return the change of a field of words, read by the rules for edits."""
    x, y = Document((Block(kind, old),)), Document((Block(kind, new),))
    category, materiality, reasons = judge(Scene(x, y, change(0, len(old), 0, len(new)), tables))
    return Found(name, old or None, new or None, category, materiality, reasons)


def _facts(before: Document, after: Document) -> Iterator[Found]:
    """Yield changes of byline, dates, section and language."""
    minor = Materiality.MINOR
    if before.authors != after.authors:
        yield _plain("authors", "; ".join(before.authors), "; ".join(after.authors), minor, "the byline changed")
    if before.published != after.published:
        yield _plain(
            "published", _time(before.published), _time(after.published), minor, "the publication date changed"
        )
    if before.modified != after.modified:
        yield _plain(
            "modified",
            _time(before.modified),
            _time(after.modified),
            Materiality.NONE,
            "the stated time of change moved",
        )
    if before.section != after.section:
        yield _plain("section", before.section, after.section, Materiality.STYLE, "the section changed")
    if before.language != after.language and before.language and after.language:
        yield _plain("language", before.language, after.language, Materiality.STYLE, "the declared language changed")


def _plain(name: str, old: str, new: str, materiality: Materiality, reason: str) -> Found:
    return Found(name, old or None, new or None, Category.METADATA, materiality, (reason,))


def _time(value: datetime | None) -> str:
    return value.isoformat() if value else ""


def _pictures(before: Document, after: Document, blocks: tuple[BlockPair, ...]) -> Iterator[Found]:
    yield from _picture("lead_image", before.lead_image, after.lead_image)
    if not any(block.image for block in before.blocks) and not any(block.image for block in after.blocks):
        return
    for pair in blocks:
        if len(pair.before) == len(pair.after) == 1:
            old, new = before.blocks[pair.before[0]].image, after.blocks[pair.after[0]].image
            if old != new:
                yield from _picture("image", old, new)


def _picture(name: str, old: Image | None, new: Image | None) -> Iterator[Found]:
    if old == new:
        return
    x, y = old.src if old else "", new.src if new else ""
    if x != y:
        if x and y and _file(x) == _file(y):
            yield Found(name, x, y, Category.IMAGE, Materiality.NONE, ("the same picture at another address or size",))
        else:
            what = "changed" if x and y else "added" if y else "taken out"
            level = Materiality.MATERIAL if x and y else Materiality.MINOR
            yield Found(name, x or None, y or None, Category.IMAGE, level, (f"a picture was {what}",))
    x, y = old.alt if old else "", new.alt if new else ""
    if x != y and old and new:
        yield Found(
            f"{name}.alt",
            x or None,
            y or None,
            Category.CAPTION,
            Materiality.MINOR,
            ("a picture's description changed",),
        )


def _file(address: str) -> str:
    """Return the file name of a picture's address, without sizes in the query."""
    return urlsplit(address).path.rsplit("/", 1)[-1]


def _links(before: Document, after: Document, blocks: tuple[BlockPair, ...]) -> Iterator[Found]:
    """Yield link targets that changed while the linked words stayed, in blocks that belong together."""
    if not any(block.links for block in before.blocks) or not any(block.links for block in after.blocks):
        return
    for pair in blocks:
        if pair.kind in (Alignment.ADDED, Alignment.REMOVED):
            continue
        if len(pair.before) == len(pair.after) == 1 and before.blocks[pair.before[0]] is after.blocks[pair.after[0]]:
            continue  # Versions read one after the other share the blocks that did not change.
        old = [
            (anchor.span.of(before.blocks[i].text), anchor.href)
            for i in pair.before
            for anchor in before.blocks[i].links
        ]
        new = [
            (anchor.span.of(after.blocks[j].text), anchor.href) for j in pair.after for anchor in after.blocks[j].links
        ]
        if old == new:
            continue
        fresh = [item for item in new if item not in old]
        for words, target in old:
            if (words, target) in new:
                continue
            match = next((item for item in fresh if item[0] == words), None)
            if match:
                fresh.remove(match)
                yield _link(words, target, match[1])


def _link(words: str, old: str, new: str) -> Found:
    x, y = urlsplit(old), urlsplit(new)
    same = (x.netloc.removeprefix("www."), x.path.rstrip("/")) == (y.netloc.removeprefix("www."), y.path.rstrip("/"))
    if same:
        return Found("link", old, new, Category.LINK, Materiality.NONE, (f"the same page, another address: “{words}”",))
    level = (
        Materiality.MATERIAL if x.netloc.removeprefix("www.") != y.netloc.removeprefix("www.") else Materiality.MINOR
    )
    where = "another site" if level is Materiality.MATERIAL else "another page of the same site"
    return Found("link", old, new, Category.LINK, level, (f"the words “{words}” link to {where}",))


def _hidden(before: Document, after: Document, rules: Rules) -> Iterator[Found]:
    """Yield changes of fields a reader does not see in the article: social card, description, slug."""
    if before.fields == after.fields:
        return
    old = {(field.name, field.source): field.value for field in before.fields}
    new = {(field.name, field.source): field.value for field in after.fields}
    for key in dict.fromkeys([*old, *new]):
        x, y = old.get(key, ""), new.get(key, "")
        if x != y:
            _, materiality, reasons = judge(_scene(x, y, rules.tables))
            yield Found(key[0], x or None, y or None, Category.METADATA, materiality, reasons)


def _scene(old: str, new: str, tables: Tables) -> Scene:
    x, y = Document((Block(BlockKind.PARAGRAPH, old),)), Document((Block(BlockKind.PARAGRAPH, new),))
    return Scene(x, y, change(0, len(old), 0, len(new)), tables)
