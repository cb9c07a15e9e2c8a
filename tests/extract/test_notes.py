"""A note is kept wherever it stands in a page, and nothing else is taken for one."""

from itertools import product

import pytest

from revtrack.extract import extract
from revtrack.model import BlockKind

BODY = (
    "The ferry between Northmoor and Quill Island will keep its fare of five pounds, the council said on Tuesday.",
    "Councillors had weighed a rise to six pounds since the spring, when fuel costs climbed for the third year running.",
    "“Nobody here can pay more to see a doctor,” said Ana Okafor, who has lived on the island for thirty years.",
    "The operator, Tern Line, said it would review its timetable in the autumn and consult the people who use it.",
)
NOTE = "Correction: An earlier version of this article misstated the ferry’s fare. It is £5, not £6."
PLAIN = "This article was amended on 4 May 2024 because an earlier version gave the fare as £6. It is £5."
GERMAN = "Korrektur: In einer früheren Version dieses Artikels hieß es, die Fähre koste sechs Pfund. Richtig sind fünf."
BARE = "The fare is £5, not £6 as we first reported on Tuesday morning."

# Where outlets put their notes: each places one in a page, given the body's mark-up. {b} is the body, {n} the note.
PLACES: dict[str, tuple[str, str]] = {
    "last paragraph": ("{b1}<p>{n}</p>{b2}", NOTE),
    "italic last paragraph": ("{b1}{b2_open}<p><em>{n}</em></p>{b2_close}", NOTE),
    "first paragraph": ("{b_open}<p><strong>{n}</strong></p>{paras}{b_close}", NOTE),
    "after the body": ("{b}<p class='correction'>{n}</p>", NOTE),
    "footer of the article": ("{b}<footer><p>{n}</p></footer>", NOTE),
    "footer with a hook": (
        "{b}<footer class='article-footer'><div class='article-correction'>{n}</div></footer>",
        NOTE,
    ),
    "aside": ("{b}<aside><p>{n}</p></aside>", NOTE),
    "aside with a hook": ("{b}<aside class='editors-note'><p>{n}</p></aside>", BARE),
    "top box": ("<div class='correction-box'><p>{n}</p></div>{b}", BARE),
    "top box without a hook": ("<div class='sc-1x2'><p>{n}</p></div>{b}", NOTE),
    "itemprop": ("{b}<div itemprop='correction'>{n}</div>", BARE),
    "data attribute": ("{b}<div data-component='correction'><p>{n}</p></div>", BARE),
    "id": ("{b}<div id='clarification'><p>{n}</p></div>", BARE),
    "caption": ("{b}<figure><img src='/f.jpg' alt=''><figcaption>The ferry. {n}</figcaption></figure>", PLAIN),
    "details": ("{b}<details><summary>Corrections</summary><p>{n}</p></details>", NOTE),
    "list of notes": ("{b}<ul class='corrections'><li>{n}</li></ul>", NOTE),
    "blockquote box": ("{b}<blockquote class='correction'><p>{n}</p></blockquote>", NOTE),
    "bare label above": ("{b}<div><h4>Corrections &amp; Amplifications</h4><p>{n}</p></div>", BARE),
    "bold label, line break": ("{b}<p><strong>Correction:</strong><br>{n}</p>", PLAIN),
    "small print": ("{b}<p><small>{n}</small></p>", PLAIN),
    "span in div": ("{b}<div class='css-x9'><span>{n}</span></div>", PLAIN),
    "section at the end": ("{b}<section class='article__correction'><h3>Correction</h3><p>{n}</p></section>", BARE),
    "amended line": ("{b}<div class='dcr-1'><p>{n}</p></div>", PLAIN),
    "definition list": ("{b}<dl><dt>Correction</dt><dd>{n}</dd></dl>", PLAIN),
    "table cell": ("{b}<table><tr><td>{n}</td></tr></table>", NOTE),
    "German": ("{b}<div class='hinweis'><p>{n}</p></div>", GERMAN),
    "beside the byline": ("<div class='byline'>By Ana Reyes</div><div class='correction'>{n}</div>{b}", BARE),
    "between paragraphs": ("{b1}<div class='correction-inline'><p>{n}</p></div>{b2}", BARE),
    # and twelve more, in mark-up of other content systems
    "role note": ("{b}<div role='note' aria-label='Correction'>{n}</div>", BARE),
    "AMP": ("{b}<amp-accordion><section><h4>Correction</h4><p>{n}</p></section></amp-accordion>", PLAIN),
    "Gutenberg group": ("{b}<div class='wp-block-group has-background correction'><p>{n}</p></div>", BARE),
    "Drupal field": (
        "{b}<div class='field field--name-field-correction'><div class='field__item'>{n}</div></div>",
        BARE,
    ),
    "Arc": ("{b}<div class='b-correction'><p class='c-paragraph'>{n}</p></div>", BARE),
    "Chorus": ("{b}<p class='c-end-para'>{n}</p>", NOTE),
    "Ghost card": ("{b}<div class='kg-card kg-callout-card'><div class='kg-callout-text'>{n}</div></div>", NOTE),
    "asterisked": ("{b}<p>* {n}</p>", PLAIN),
    "parenthesised": ("{b}<p>({n})</p>", PLAIN),
    "inside the share bar's box": ("{b}<div class='article-tools share'><p>{n}</p></div>", NOTE),
    "newsletter rail's neighbour": ("{b}<div class='article-bottom widget'><p>{n}</p></div>", NOTE),
    "French": (
        "{b}<p class='x'>{n}</p>",
        "Rectificatif : dans une version précédente de cet article, le tarif indiqué était faux.",
    ),
}
WRAPPERS = {"named": ("<section class='article-body'>", "</section>"), "anonymous": ("<div class='sc-9f2a'>", "</div>")}

PAGE = """<!doctype html><html lang=en><head><title>Ferry keeps its fare | The Daily Harbour</title></head><body>
<nav><a href=/>Home</a> <a href=/news>News</a></nav><main><article><h1>Ferry keeps its fare</h1>{inner}</article></main>
<div class=related><h3>Related</h3><ul><li><a href=/1>Storm closes the coast road</a></li><li><a href=/2>Rents fall</a></li></ul></div>
<footer><a href=/corrections>Corrections policy</a><p>See something wrong? Tell us: report an error.</p></footer></body></html>"""


def page(place: str, note: str, wrapper: tuple[str, str]) -> str:
    """Return a page with *note* at *place*, its body in *wrapper*."""
    opened, closed = wrapper
    paras = [f"<p>{text}</p>" for text in BODY]
    parts = {
        "b": opened + "".join(paras) + closed,
        "b1": opened + "".join(paras[:2]),
        "b2": "".join(paras[2:]) + closed,
        "b2_open": "".join(paras[2:]),
        "b2_close": closed,
        "b_open": opened,
        "b_close": closed,
        "paras": "".join(paras),
        "n": note,
    }
    return PAGE.format(inner=place.format(**parts))


@pytest.mark.parametrize(("name", "wrapper"), list(product(PLACES, WRAPPERS)))
def test_a_note_is_kept_wherever_it_stands(name: str, wrapper: str) -> None:
    """The note's words are in the document as a note or with a hook, and the body is whole beside it."""
    place, note = PLACES[name]
    document = extract(page(place, note, WRAPPERS[wrapper]))
    holders = [block for block in document.blocks if note in block.text]
    assert holders, [b.text for b in document.blocks]
    assert any(block.hook or block.kind is BlockKind.NOTE for block in holders)
    for text in BODY:
        assert text in document.body
    assert not any("Storm closes" in block.text or "Tell us" in block.text for block in document.blocks)


def test_a_note_only_machines_see_is_kept() -> None:
    """JSON-LD's `correction` becomes a note block at the end; one that is also shown is not repeated."""
    script = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",'
        ' "headline": "Ferry keeps its fare", "correction": [{"@type": "CorrectionComment", "text": "%s"}]}]}</script>'
    )
    hidden = page("{b}" + (script % BARE).replace("{", "{{").replace("}", "}}"), "", WRAPPERS["named"])
    document = extract(hidden)
    assert [(b.text, b.hook) for b in document.blocks if b.kind is BlockKind.NOTE] == [(BARE, "json-ld")]
    shown = page(
        "{b}<p class=correction>{n}</p>" + (script % BARE).replace("{", "{{").replace("}", "}}"),
        BARE,
        WRAPPERS["named"],
    )
    assert [b.hook for b in extract(shown).blocks if b.kind is BlockKind.NOTE] == ["class=correction"]


OPENED = (
    "{b}<button aria-controls=fix>1 correction</button><div id=fix hidden><p>{n}</p></div>",
    "{b}<a href=#fix>Corrections</a><div id=fix style='display:none'><div><p>{n}</p></div></div>",
    "{b}<button data-bs-target='#fix'>Note</button><section><div id=fix class='hidden correction'>{n}</div></section>",
    "{b1}<button aria-controls='a fix'>Note</button><div id=fix hidden class=correction>{n}</div>{b2}",
)
HIDDEN = (
    "{b}<div id=fix hidden><p>{n}</p></div>",
    "{b}<a href=#fix>Corrections</a><div hidden><div id=fix hidden><p>{n}</p></div></div>",
    "{b}<button aria-controls=fix>Note</button><template id=fix><p>{n}</p></template>",
)


@pytest.mark.parametrize("place", OPENED)
def test_a_note_that_readers_can_open_is_kept(place: str) -> None:
    """A hidden box that a control on the page names is folded, not hidden: its note is one, the body whole beside it."""
    document = extract(page(place, NOTE, WRAPPERS["named"]))
    assert [block.kind for block in document.blocks if block.text == NOTE] == [BlockKind.NOTE]
    assert all(text in document.body for text in BODY)


@pytest.mark.parametrize("place", HIDDEN)
def test_a_note_that_nothing_opens_is_none(place: str) -> None:
    """What no control names, what stands in another hidden box and what only a script may copy is seen by nobody."""
    assert NOTE not in extract(page(place, NOTE, WRAPPERS["named"])).text


NOT_NOTES = (
    "An earlier version of the bill would have raised the fare to £6, and was withdrawn in March.",
    "The Department of Correction said on Tuesday that the ferry carries its staff for free.",
    "Markets saw a correction of ten per cent in the week before the council met to set the fare.",
    "The paper added a note: “Correction: An earlier version of this article misstated the fare.”",
)


@pytest.mark.parametrize("text", NOT_NOTES)
def test_what_only_sounds_like_a_note_is_none(text: str) -> None:
    """Bills have earlier versions, markets have corrections, and others' notes are quoted."""
    document = extract(page("{b1}<p>{n}</p>{b2}", text, WRAPPERS["named"]))
    assert [b.hook for b in document.blocks if b.text == text] == [None]


OTHERS_WORDS = {
    "comment": ("{b}<div data-hook='comments'><div><p>{n}</p></div></div>", NOTE),
    "comentario": ("{b}<section class='comentarios'><div class='comentario'><p>{n}</p></div></section>", NOTE),
    "post in a quotation": ("{b}<blockquote class='twitter-tweet'><p>{n}</p>— Tern Line</blockquote>", NOTE),
    "card of another page": (
        "{b}<div class=x><div class=y><h3><a href=/9>Toll</a></h3><p>{n}</p></div></div>",
        PLAIN,
    ),
    "list of links": (
        "{b}<ul><li><a href=/1>Rents</a></li><li><a href=/2>Storm</a></li><li><a href=/3>Toll</a> <p>{n}</p></li></ul>",
        PLAIN,
    ),
}


@pytest.mark.parametrize("place", OTHERS_WORDS)
def test_what_others_wrote_is_no_candidate(place: str) -> None:
    """Comments, embedded posts and teasers of other pages hold the words of others, or of another article."""
    document = extract(page(*OTHERS_WORDS[place], WRAPPERS["named"]))
    assert [block.hook for block in document.blocks if block.hook] == []


FOUND_ELSEWHERE = {
    "meta element": ("{b}<meta itemprop=correction content='{n}'>", BARE),
    "German": ("{b}<div class=fussnote><p>{n}</p></div>", "In diesem Artikel war der Fahrpreis falsch angegeben."),
    "Spanish": ("{b}<div class=pie><p>{n}</p></div>", "En este artículo se indicó por error un precio de seis libras."),
    "Italian": ("{b}<div class=pie><p>{n}</p></div>", "In questo articolo il prezzo era indicato in modo errato: è 5."),
}


@pytest.mark.parametrize("place", FOUND_ELSEWHERE)
def test_notes_outside_the_body_are_kept_in_other_forms(place: str) -> None:
    """A note in the page's head, and one outside the body that only its language's words tell, is kept."""
    markup, note = FOUND_ELSEWHERE[place]
    assert note in [block.text for block in extract(page(markup, note, WRAPPERS["named"])).blocks if block.hook]


def test_tags_in_a_stated_note_are_dropped() -> None:
    """JSON-LD may hold the note as mark-up; its words are kept."""
    script = '<script type="application/ld+json">{{"@type": "NewsArticle", "correction": "<p>{n}</p>"}}</script>'
    document = extract(page("{b}" + script, BARE, WRAPPERS["named"]))
    assert [block.text for block in document.blocks if block.hook == "json-ld"] == [BARE]


def test_the_day_of_a_note_stays_in_its_box() -> None:
    """A date in a note's box is no stamp of the page."""
    box = "{b}<aside class=correction><h3>Correction</h3><span class=date>May 3, 2024</span><p>{n}</p></aside>"
    document = extract(page(box, BARE, WRAPPERS["named"]))
    assert [b.text for b in document.blocks if b.hook] == ["Correction", "May 3, 2024", BARE]
