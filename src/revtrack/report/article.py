"""
Make the page of an article: its life at a glance, the text as it stands with its cards, every step.
"""

from dataclasses import dataclass

from revtrack.model import Edit, EditKind, Step
from revtrack.report import times, vocabulary, wording
from revtrack.report.body import TextBlock, text_blocks
from revtrack.report.cards import Card, Placed, note_card, open_card
from revtrack.report.frame import Frame, article_path, slug, version_name
from revtrack.report.hrefs import web_href
from revtrack.report.items import found_by
from revtrack.report.jsonld import article_jsonld
from revtrack.report.life import Life, life_of
from revtrack.report.steps import StepView, step_view
from revtrack.report.story import Story
from revtrack.report.tallies import PageLink, Pages
from revtrack.report.ways import step_page

STEPS_A_PAGE = 60
GONE_SHOWN = 6
"""How many changes without a note whose words are gone by now get a card; their steps show all of them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact under the headline: a figure and what it counts, or a time and what it is of."""

    lead: str
    """Words before the figure: `first seen`; empty where the figure comes first."""
    figure: str
    rest: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something to look at about the article as a whole."""

    title: str
    rule: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything the page of an article shows."""

    frame: Frame
    headline: str
    dek: str
    outlet: str
    outlet_href: str
    section: str
    byline: str
    url: str
    url_href: str
    """The article's own address as a link; empty when it is not a web address."""
    facts: tuple[Fact, ...]
    stands: str
    """`As it stands`, or for one that is gone `As it last stood`."""
    state: str
    """How the article stands with its server, when that is not simply up; else empty."""
    life: Life
    version: str
    """The number of the newest version."""
    version_href: str
    text: tuple[TextBlock, ...]
    cut: str
    """When the text is too long for one page: which blocks are shown here; else empty."""
    elsewhere: tuple[Card, ...]
    """Notes and the newest open changes whose words are not in the newest text, or not in text at all."""
    elsewhere_more: str
    """How many more of them there are; empty for none."""
    findings: tuple[FindingLine, ...]
    steps: tuple[StepView, ...]
    """Newest first; one page of them."""
    pages: tuple[PageLink, ...]
    """The other pages of steps; empty when there is one page."""
    first_page: bool
    """Whether this is the page with text and drawing, or a further page of steps."""
    gaps: tuple[str, ...]
    """Stretches in which nobody looked, in words."""
    checks: str
    """How often we looked and what the newest looks came to."""
    jsonld: str
    """schema.org data as JSON, safe inside a script element."""
    strip_href: str
    """The strip an outlet can put under its story."""
    timemap_href: str
    annotations_href: str


def article_pages(story: Story, frame: Frame) -> Pages[ArticlePage]:
    """Return the pages of an article: the first with everything, further ones when there are many steps."""
    steps = sorted(story.timeline.steps, key=lambda step: -step.version)
    chunks = [steps[at : at + STEPS_A_PAGE] for at in range(0, len(steps), STEPS_A_PAGE)] or [[]]
    names = ["index.html", *(f"page-{number}.html" for number in range(2, len(chunks) + 1))]
    return Pages(
        len(chunks),
        lambda at: _page(story, frame, tuple(chunks[at]), _page_links(chunks, names, at), first=at == 0),
    )


def _page_links(chunks: list[list[Step]], names: list[str], current: int) -> tuple[PageLink, ...]:
    if len(chunks) == 1:
        return ()
    return tuple(
        PageLink(f"{chunk[-1].version} to {chunk[0].version}", name, index == current)
        for index, (chunk, name) in enumerate(zip(chunks, names, strict=True))
    )


def _page(
    story: Story, frame: Frame, steps: tuple[Step, ...], pages: tuple[PageLink, ...], *, first: bool
) -> ArticlePage:
    """Return one page."""
    article, document = story.timeline.article, story.newest.document
    placed = cards_of(story) if first else ()
    text, cut = text_blocks(story, placed) if first else ((), "")
    gone = [item for item in reversed(placed) if item.place is None and item.card.tone == "open"]
    more = len(gone) - GONE_SHOWN
    hrefs = {step.version: step_page(story, step) for step in story.timeline.steps}
    path = article_path(story.id)
    return ArticlePage(
        frame=frame.page(story.headline, "../../", "articles", head=story.newest.hash, feed=f"{path}feed.atom"),
        headline=story.headline,
        dek=document.dek,
        outlet=story.outlet,
        outlet_href=f"../../outlets/{slug(story.outlet)}.html" if story.outlet else "",
        section=document.section,
        byline=", ".join(document.authors),
        url=article.url,
        url_href=web_href(article.url) or "",
        facts=_facts(story),
        stands="As it last stood" if article.state == "gone" else "As it stands",
        state="" if article.state in ("ok", "new") else vocabulary.STATE[article.state],
        life=life_of(story, hrefs),
        version=str(story.newest.number),
        version_href=version_name(story.newest.number),
        text=text,
        cut=cut,
        elsewhere=tuple(item.card for item in placed if item.place is None and item.card.tone == "noted")
        + tuple(item.card for item in gone[:GONE_SHOWN]),
        elsewhere_more=f"And {wording.count(more, 'more change')} with no note seen, each with its step below."
        if more > 0
        else "",
        findings=tuple(
            FindingLine(
                wording.sentence(finding.title),
                wording.rule(finding.rule),
                tuple(said for item in finding.evidence if (said := found_by(item.kind, item.detail))),
            )
            for finding in story.timeline.findings
            if finding.verdict == "fail"
        ),
        steps=tuple(step_view(story, step) for step in steps),
        pages=pages,
        first_page=first,
        gaps=tuple(
            f"{times.between(gap.start, gap.end)} ({times.duration(times.seconds(gap.start, gap.end) or 0)})"
            + (f": {gap.reason}" if gap.reason else "")
            for gap in story.timeline.gaps
        ),
        checks=_checks(story),
        jsonld=article_jsonld(story, frame.base_url),
        strip_href="strip.html",
        timemap_href="timemap.link",
        annotations_href="annotations.jsonld",
    )


def _facts(story: Story) -> tuple[Fact, ...]:
    """Return what stands under the headline."""
    notes = [note for note, _, _ in story.notes]
    facts = [Fact("", str(len(story.versions)), "version" if len(story.versions) == 1 else "versions")]
    for kind in sorted({note.kind for note in notes}):
        number = sum(note.kind is kind for note in notes)
        facts.append(Fact("", str(number), wording.note_kind(kind) + ("s" if number > 1 else "")))
    if story.open:
        figure, what = wording.count(len(story.open), "material change").split(" ", 1)
        facts.append(Fact("", figure, f"{what} with no note seen"))
    facts.append(Fact("first seen", times.clock(story.timeline.versions[0].first_seen), ""))
    if story.timeline.last_check:
        facts.append(Fact("last looked", times.clock(story.timeline.last_check), ""))
    return tuple(facts)


def _checks(story: Story) -> str:
    """Return how often we looked."""
    if not story.timeline.checks:
        return "The versions were imported; we have not looked ourselves."
    words = wording.count(story.timeline.checks, "look")
    if story.timeline.first_check == story.timeline.last_check:
        return f"{words}, {times.clock(story.timeline.first_check)}."
    return f"{words} between {times.clock(story.timeline.first_check)} and {times.clock(story.timeline.last_check)}."


def cards_of(story: Story) -> tuple[Placed, ...]:
    """Return every card of an article: its notes in order, then the open changes."""
    placed = [note_card(story, note, first, last) for note, first, last in story.notes]
    for step in story.timeline.steps:
        placed += [
            open_card(story, step, edit)
            for edit in step.revision.walk()
            if (step.version, edit.id) in story.open and _worth_a_card(edit)
        ]
    return tuple(placed)


def _worth_a_card(edit: Edit) -> bool:
    """Say whether an edit has words of its own: a move without changed words is shown with its step."""
    return edit.kind is not EditKind.MOVE
