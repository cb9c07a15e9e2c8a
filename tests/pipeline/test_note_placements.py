"""A note comes out of a page with its own words, and joined to its fix, wherever the outlet puts it."""

import json

import pytest

from revtrack import Comparison, compare, extract

WORDS = "An earlier version of this story misstated when the pier was built. It was 1916, not 1961."
NOTE = f"Correction: {WORDS}"
LD = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Pier of Brackwater to reopen"}
CREDITS = "(Reporting by Ada Pell; Editing by Dora Vey)"
PAGE = """<!doctype html><html lang="en"><head><title>Pier of Brackwater to reopen</title>{head}</head><body>
<header><nav><a href="/">Home</a><a href="/news">News</a></nav></header>
<main><article><h1>Pier of Brackwater to reopen</h1>{top}
<p>The pier of Brackwater, built in {year}, will reopen on Friday after two winters of repairs, the council said.</p>
<figure><img src="/pier.jpg" alt="The pier"><figcaption>The pier at dusk.{caption}</figcaption></figure>
<p>Engineers replaced forty of its iron columns and laid a new deck of larch, the clerk of works told reporters.</p>{mid}
<p>“We never thought of closing it for good,” said Odile Vance, who leads the harbour office of the town.</p>
<p>The work cost three million crowns, most of it paid from a fund that the county set up after last year.</p>{end}
</article></main>{after}<footer><p>© The Daily Harbour. All rights reserved.</p></footer></body></html>"""


def ld(value: object) -> str:
    """Return a script with the structured correction *value*."""
    return f'<script type="application/ld+json">{json.dumps({**LD, "correction": value})}</script>'


PLACES = {
    "at the end": {"end": f"<p>{NOTE}</p>"},
    "at the top": {"top": f"<p>{NOTE}</p>"},
    "in italics": {"end": f"<hr><p><em>{NOTE}</em></p>"},
    "bold label": {"end": f"<p><strong>Correction:</strong> {WORDS}</p>"},
    "label in a paragraph of its own": {"end": f"<p><strong>Correction</strong></p><p>{WORDS}</p>"},
    "label in a heading": {"end": f"<h3>Correction</h3><p>{WORDS}</p>"},
    "dated label of its own": {"end": f"<p>Correction: December 19, 2012</p><p>{WORDS}</p>"},
    "aside": {"end": f'<aside class="correction"><p>{WORDS}</p></aside>'},
    "aside outside the article": {
        "after": f'<aside class="article-correction"><h4>Correction</h4><p>{WORDS}</p></aside>'
    },
    "footer of the article": {"end": f"<footer><p>{NOTE}</p></footer>"},
    "class": {"end": f'<div class="story-corrections">{WORDS}</div>'},
    "id": {"end": f'<div id="correction-note"><span>{WORDS}</span></div>'},
    "data attribute": {"end": f'<div data-component="correction">{WORDS}</div>'},
    "test id": {"end": f'<div data-testid="correction-block"><p>{WORDS}</p></div>'},
    "role": {"end": f'<div role="note"><p>{NOTE}</p></div>'},
    "accessible name": {"end": f'<div aria-label="Correction">{WORDS}</div>'},
    "caption": {"caption": f" {NOTE}"},
    "list item": {"end": f"<ul><li>Reporting by Ada Pell</li><li>{NOTE}</li></ul>"},
    "block quotation": {"end": f"<blockquote><p>{NOTE}</p></blockquote>"},
    "small print": {"end": f"<p><small>{NOTE}</small></p>"},
    "after line breaks": {"end": f"<p>The clerk will open it at noon.<br><br>{NOTE}</p>"},
    "before credits": {"end": f"<p>{NOTE} {CREDITS}</p>"},
    "bracketed after credits": {"end": f"<p>{CREDITS}</p><p>({NOTE})</p>"},
    "bracketed in the text": {"mid": f"<p>[{NOTE}]</p>"},
    "structured text": {"head": ld(NOTE)},
    "structured comment": {"head": ld({"@type": "CorrectionComment", "text": WORDS, "datePublished": "2024-05-03"})},
    "list of structured comments": {"head": ld([{"@type": "CorrectionComment", "text": WORDS}])},
    "microdata": {"end": f'<div itemprop="correction" itemscope><span itemprop="text">{WORDS}</span></div>'},
    "RDFa": {"end": f'<div property="correction">{WORDS}</div>'},
    "asterisk": {"end": f"<p>*{WORDS}</p>"},
    "folded away": {"end": f"<details><summary>Correction</summary><p>{WORDS}</p></details>"},
    "table": {"end": f"<table><tr><td>{NOTE}</td></tr></table>"},
    "definition list": {"end": f"<dl><dt>Correction</dt><dd>{WORDS}</dd></dl>"},
    "section after the article": {"after": f'<section class="article-notes"><p>{NOTE}</p></section>'},
    "beside share buttons": {
        "end": f'<p>{NOTE}</p><div class="share"><a href="#">Share</a> <a href="#">Post</a></div>'
    },
    "box of the editors": {"top": f'<div class="editors-note"><p>{WORDS}</p></div>'},
    "live-blog entry": {
        "mid": f'<section class="live-entry" id="p3"><h3><time>10:00</time></h3><p>{NOTE}</p></section>'
    },
}


def step(year: str, **parts: str) -> Comparison:
    """Return the comparison of the page before its fix with the page that says *year* and holds *parts*."""
    empty = dict.fromkeys(("head", "top", "caption", "mid", "end", "after"), "")
    before, after = PAGE.format(year="1961", **empty), PAGE.format(year=year, **(empty | parts))
    url = "https://harbour.example/pier"
    return compare(extract(before, url=url), extract(after, url=url))


@pytest.mark.parametrize("place", PLACES)
def test_a_note_comes_out_with_its_words_and_its_fix(place: str) -> None:
    """Whatever element or hook holds it, one note is found, cut to its words, and joined to the year that changed."""
    found = step("1916", **PLACES[place])
    (note,) = found.notes
    (link,) = found.links
    assert (str(note.kind), note.text.strip("()[]* ")[-len(WORDS) :]) == ("correction", WORDS)
    assert len(note.text) <= len(WORDS) + 32
    assert (str(link.status), link.after and link.after.of(found.revision.after.text)) == ("linked", "1916")
    assert found.unannounced == ()


def test_a_correction_made_in_the_open_is_its_own_link() -> None:
    """Words struck through with the right ones beside them are a note joined to the place where it stands."""
    found = step("<s>1961</s> <ins>1916</ins>")
    (note,), (link,) = found.notes, found.links
    assert [(claim.old, claim.new) for claim in note.claims] == [("1961", "1916")]
    assert (str(link.status), [item.kind for item in link.evidence]) == ("linked", ["explicit_anchor"])
    assert found.unannounced == ()


def test_a_reader_who_corrects_in_the_comments_is_no_note() -> None:
    """What readers write below the article is not the outlet's note: the change stays without one."""
    comment = "<p>Correction: it was 1916, not 1961, you fools.</p>"
    found = step(
        "1916", after=f'<section id="comments"><h2>Comments</h2><div class="comment">{comment}</div></section>'
    )
    assert found.notes == ()
    assert len(found.unannounced) == 1
