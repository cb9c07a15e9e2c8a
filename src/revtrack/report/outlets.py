"""
Make the overview and the page of each outlet: rates with denominators, intervals and their caveat.

Nothing here ranks or scores an outlet: outlets stand in the order of their names,
and next to every rate stands what it is out of.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from revtrack.report import wording
from revtrack.report.article import Fact
from revtrack.report.frame import Frame, slug
from revtrack.report.lists import SILENT, CorrectionLine, correction_line
from revtrack.report.rates import Rate, Whisker, median_stretch, whiskers
from revtrack.report.summary import Correction, Summary
from revtrack.report.tallies import PageLink, narrowed_name, spelling
from revtrack.report.trends import Bar, bars_of

CAVEAT = (
    "Few errors are ever corrected: of 1,220 stories in ten U.S. dailies in which news sources found errors of fact, "
    "23 were (Maier 2007). So a rate of notes measures candour as much as error, and a low one is no praise."
)
"""Scott R. Maier 2007: 2,615 errors of fact in those stories; no paper corrected even 5 %."""


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of a table of rates."""

    name: str
    number: str
    out_of: str
    rate: str
    """With its 95 % interval."""
    drawn: Whisker | None
    """The same drawn, on the scale of its table."""
    time: str
    """The median time the corrected words had stood, as an interval; empty when not known."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How often one rule was met."""

    rule: str
    met: str
    not_met: str
    not_assessable: str
    rate: str
    """The share met, of those that could be assessed."""
    drawn: Whisker | None


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One outlet in the overview."""

    name: str
    href: str
    articles: str
    versions: str
    notes: str
    corrected: str
    """Articles with a correction per 1,000, with interval."""
    announced: str
    """The share of material changes a note speaks of, with interval."""
    waiting: str
    drawn: Whisker | None
    """The share drawn, from none to all."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything the overview of outlets shows."""

    frame: Frame
    caveat: str
    outlets: tuple[OutletLine, ...]
    total: OutletLine


@dataclass(frozen=True, slots=True)
class OutletPage:
    """Everything the page of an outlet shows."""

    frame: Frame
    name: str
    caveat: str
    facts: tuple[Fact, ...]
    kinds: tuple[RateLine, ...]
    types: tuple[RateLine, ...]
    desks: tuple[RateLine, ...]
    changes: tuple[RateLine, ...]
    """Material changes by category, with the share a note speaks of."""
    rules: tuple[RuleLine, ...]
    bars: tuple[Bar, ...]
    """Notes a month, oldest first; empty when fewer than two months have any."""
    silent: tuple[Bar, ...]
    """Material changes with no note seen a month."""
    latest: tuple[CorrectionLine, ...]
    lists: tuple[PageLink, ...]
    """The lists narrowed to this outlet: its corrections, its other notes, what to look at; those that have any."""
    feed_href: str


def overview_page(summaries: Sequence[Summary], frame: Frame) -> OverviewPage:
    """Return the overview of all outlets, by name."""
    names = sorted({summary.outlet for summary in summaries if summary.outlet})
    lines = tuple(_line(name, [s for s in summaries if s.outlet == name], f"{slug(name)}.html") for name in names)
    total = _line("All", list(summaries), "")
    return OverviewPage(frame.page("Outlets", "../", "outlets"), CAVEAT, lines, total)


def _line(name: str, found: Sequence[Summary], href: str) -> OutletLine:
    material = sum(s.material for s in found)
    waiting = sum(s.waiting for s in found)
    corrected = sum(bool(s.owned) for s in found)
    announced = Rate(material - waiting, material)
    return OutletLine(
        name, href, f"{len(found):,}", f"{sum(s.versions for s in found):,}",
        f"{sum(len(s.owned) for s in found):,}", Rate(corrected, len(found)).per_thousand(),
        announced.percent() if material else "no material change seen", f"{waiting:,}",
        whiskers((announced, Rate(1, 1)))[0],
    )  # fmt: skip


def outlet_page(name: str, found: Sequence[Summary], frame: Frame) -> OutletPage:
    """Return the page of one outlet."""
    corrections = [c for s in found for c in s.owned]
    others = sum(len(s.other_notes) for s in found)
    versions, material = sum(s.versions for s in found), sum(s.material for s in found)
    facts = (
        Fact("", f"{len(found):,}", "article" if len(found) == 1 else "articles"),
        Fact("", f"{versions:,}", "versions"),
        Fact("", f"{len(corrections):,}", "correction" if len(corrections) == 1 else "corrections"),
        Fact("", f"{others:,}", "other note" if others == 1 else "other notes"),
        Fact("", f"{material:,}", "material changes" if material != 1 else "material change"),
        Fact("", f"{sum(s.waiting for s in found):,}", "of them with no note seen"),
    )
    latest = sorted(corrections, key=lambda c: (c.at, c.article, c.href), reverse=True)[:20]
    return OutletPage(
        frame.page(name, "../", "outlets", feed=f"feeds/outlet-{slug(name)}.atom"),
        name, CAVEAT, facts,
        _by([(c.kind_words, c) for c in corrections], len(found)),
        _by([(kind, c) for c in corrections for kind in c.types], len(found)),
        _desks(found),
        _changes(found),
        _rules(found),
        bars_of((c.at for c in corrections), "correction"),
        bars_of((i.at for s in found for i in s.items if i.waiting and i.rule in SILENT), "change"),
        tuple(correction_line(c, "../") for c in latest),
        tuple(
            PageLink(words, f"../{narrowed_name(whole, 'outlet', name)}.html", False)
            for whole, words, number in (
                ("corrections", "its corrections by day", len(corrections)), ("notes", "its other notes", others),
                ("look", "to look at", sum(len(s.items) for s in found)),
            )
            if number
        ),
        f"../feeds/outlet-{slug(name)}.atom",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one line of a table counts, before it is put in words."""

    name: str
    number: int
    rate: Rate
    time: str = ""


def _lines(counted: Sequence[_Counted], *, thousand: bool) -> tuple[RateLine, ...]:
    """Return the lines of one table, their rates drawn on one scale."""
    drawn = whiskers([line.rate for line in counted])
    return tuple(
        RateLine(
            line.name, f"{line.number:,}", f"{line.rate.total:,}",
            line.rate.per_thousand() if thousand else line.rate.percent(), whisker, line.time,
        )
        for line, whisker in zip(counted, drawn, strict=True)
    )  # fmt: skip


def _by(pairs: list[tuple[str, Correction]], articles: int) -> tuple[RateLine, ...]:
    """Return notes counted by a name, most first: articles with such a note out of all watched."""
    counts = Counter(name for name, _ in pairs)
    found = []
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        mine = [c for other, c in pairs if other == name]
        found.append(_Counted(name, number, Rate(len({c.article for c in mine}), articles), _time(mine)))
    return _lines(found, thousand=True)


def _time(corrections: Sequence[Correction]) -> str:
    """Return the median time the corrected words had stood, where at least one is known."""
    known = [(c.least_s, c.most_s) for c in corrections if c.least_s is not None]
    middle = median_stretch(known)
    return f"{middle.words()} (of {len(known)})" if middle and middle.words() else ""


def _desks(found: Sequence[Summary]) -> tuple[RateLine, ...]:
    """Return articles with a correction by desk, most corrections first, the desks without one in one line."""
    counted: list[_Counted] = []
    without: list[_Counted] = []
    desks: dict[str, list[Summary]] = {}
    for summary in found:
        if summary.desk:
            desks.setdefault(slug(summary.desk), []).append(summary)
    for desk, mine in sorted((spelling([s.desk for s in mine]), mine) for mine in desks.values()):
        corrections = [c for s in mine for c in s.owned]
        rate = Rate(sum(bool(s.owned) for s in mine), len(mine))
        (counted if corrections else without).append(_Counted(desk, len(corrections), rate, _time(corrections)))
    counted.sort(key=lambda line: -line.number)
    if len(without) > 1:
        articles = sum(line.rate.total for line in without)
        without = [_Counted(f"{len(without)} desks with none seen", 0, Rate(0, articles))]
    return _lines([*counted, *without], thousand=True)


def _changes(found: Sequence[Summary]) -> tuple[RateLine, ...]:
    """Return material changes by category, with the share that a note speaks of."""
    totals: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for summary in found:
        for name, number, without in summary.typed:
            totals[name] += number
            silent[name] += without
    ordered = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    counted = [_Counted(name, number - silent[name], Rate(number - silent[name], number)) for name, number in ordered]
    return _lines(counted, thousand=False)


def _rules(found: Sequence[Summary]) -> tuple[RuleLine, ...]:
    """Return how often each rule was met, not met, not assessable."""
    tally: Counter[tuple[str, str]] = Counter()
    for summary in found:
        for rule, verdict, number in summary.verdicts:
            tally[rule, verdict] += number
    rules = sorted({rule for rule, _ in tally}, key=lambda name: (len(name), name))
    counts = [(tally[rule, "pass"], tally[rule, "fail"], tally[rule, "not_assessable"]) for rule in rules]
    rates = [Rate(met, met + failed) for met, failed, _ in counts]
    return tuple(
        RuleLine(wording.rule(rule), f"{met:,}", f"{failed:,}", f"{unknown:,}", rate.percent(), whisker)
        for rule, (met, failed, unknown), rate, whisker in zip(rules, counts, rates, whiskers(rates), strict=True)
    )
