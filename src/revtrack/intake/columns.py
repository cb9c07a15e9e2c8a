"""
Bring the entries of a corrections page into the archive: each joined to its article, or listed as joined to none.

A joined entry is a note of its article like any other, given from outside: the
article is read again with it, so that it is linked to the words it corrects.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from revtrack.config import Settings
from revtrack.errors import UsageError
from revtrack.exchange.columns import Entry
from revtrack.intake.joining import Match, join, match, telling
from revtrack.intake.rederiving import rederive, todays_rules
from revtrack.model import Article, Claim
from revtrack.note import entry_claims
from revtrack.store import Archive, columns, importing
from revtrack.store.addresses import canonical
from revtrack.store.columns import Candidate, Kept

SAMPLE, FEW, FEW_OF = 200, 3, 0.04
"""A word tells one subject from another when few articles of a sample have it: three, or one in twenty-five."""
NAMED = 3
"""Articles named beside an entry that was joined to none."""


@dataclass(slots=True)
class Joined:
    """What the import of a corrections page came to."""

    entries: int = 0
    known: int = 0
    """Entries that were joined before."""
    joined: list[Kept] = field(default_factory=list)
    unmatched: list[Kept] = field(default_factory=list)
    passed: int = 0
    """Paragraphs of the page that correct nothing."""


def bring_entries(
    archive: Archive,
    entries: Iterable[Entry],
    source: str,
    settings: Settings,
    now: Callable[[], str],
    outlet: str = "",
) -> Joined:
    """
    Write *entries* of the corrections page *source* and return what they came to.

    *outlet* limits which articles they may be about. What was joined before is
    passed over; what was joined to none is tried again, since its article may
    be watched by now. What an import that was cut short joined is read again.
    """
    done = Joined()
    found: list[tuple[Kept, Article | None]] = []
    told = _Told(archive)
    for entry in entries:
        claims = entry_claims(entry.words, cites=entry.cites)
        if not entry.bracket and not (claims and (entry.cites or any(claim.old and claim.new for claim in claims))):
            done.passed += 1
            continue
        done.entries += 1
        found.append(_kept(archive, entry, claims, source, outlet, told))
    stored = columns.known(archive, [kept.key for kept, _ in found])
    fresh = {kept.key: (kept, article) for kept, article in found if kept.key not in stored}
    done.known = len({kept.key for kept, _ in found} & stored)
    number = importing.begin(archive, "corrections", source, now())
    columns.keep(archive, number, [kept for kept, _ in fresh.values()])
    articles = {article.id: article for article in columns.cut_short(archive, number)}
    articles |= {article.id: article for _, article in fresh.values() if article is not None}
    rederive(archive, articles.values(), settings, at=now(), rules=todays_rules())
    importing.finish(archive, number, now(), 0)
    done.joined = [kept for kept, article in fresh.values() if article is not None]
    done.unmatched = [kept for kept, article in fresh.values() if article is None]
    return done


class _Told:
    """What articles ever said, each read once: the entries of a column are about the same few days."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: dict[int, str] = {}
        self._words: dict[tuple[int, str], frozenset[str]] = {}
        self._common: dict[str, frozenset[str]] = {}

    def says(self, article: Article, words: str) -> bool:
        """Say whether any version of *article* held *words*, whole: 12 is in none of 12,000, 2.12 and 12 000."""
        whole = rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w|[.,]?\d|\s\d{{3}}\b)"
        return re.search(whole, self._text(article)) is not None

    def words(self, article: Article, language: str) -> frozenset[str]:
        """Return the telling words of *article*."""
        key = (article.id, language)
        if key not in self._words:
            self._words[key] = telling(self._text(article), language)
        return self._words[key]

    def common(self, language: str) -> frozenset[str]:
        """Return the words that tell little in this archive: too many of its articles have them."""
        if language not in self._common:
            sample = columns.sample(self._archive, SAMPLE)
            counts = Counter(word for article in sample for word in self.words(article, language))
            most = max(FEW, FEW_OF * len(sample))
            self._common[language] = frozenset(word for word, count in counts.items() if count > most)
        return self._common[language]

    def _text(self, article: Article) -> str:
        if article.id not in self._texts:
            self._texts[article.id] = "\n".join(columns.texts(self._archive, article))
        return self._texts[article.id]


def _kept(
    archive: Archive, entry: Entry, claims: tuple[Claim, ...], source: str, outlet: str, told: _Told
) -> tuple[Kept, Article | None]:
    """Return *entry* as it is kept, and the article it is about, None when nobody can be sure."""
    matches = [
        match(
            entry,
            claims,
            candidate,
            linked=linked,
            says=partial(told.says, candidate.article),
            words=partial(told.words, candidate.article, entry.language),
            common=told.common(entry.language),
        )
        for candidate, linked in _candidates(archive, entry, outlet)
    ]
    best = join(matches)
    cited = (*entry.urls, *entry.titles, *entry.days)
    if best is None:
        reasons = _doubt(matches)
        top = max((one.score for one in matches), default=0.0)
        return Kept(entry.text, entry.words, source, entry.place, entry.day, cited, None, top, reasons), None
    return Kept(
        entry.text, entry.words, source, entry.place, entry.day, cited, best.article.id, best.score, best.reasons
    ), best.article  # fmt: skip


def _doubt(matches: list[Match]) -> tuple[str, ...]:
    """Return why an entry was joined to none."""
    likely = sorted((one for one in matches if one.score > 0), key=lambda one: -one.score)[:NAMED]
    if not likely:
        return ("no article of the archive is like what it names",)
    return tuple(f"perhaps {one.article.url} ({one.score:.2f}: {'; '.join(one.reasons)})" for one in likely)


def _candidates(archive: Archive, entry: Entry, outlet: str) -> list[tuple[Candidate, str]]:
    """Return the articles *entry* may be about, each once, with the link that leads to it."""
    found: dict[int, tuple[Candidate, str]] = {}
    for url in entry.urls:
        try:
            candidate = columns.at_address(archive, canonical(url)) or columns.at_address(
                archive, canonical(url.partition("?")[0])
            )
        except UsageError:
            continue
        if candidate is not None:
            found.setdefault(candidate.article.id, (candidate, url))
    named = [one for title in entry.titles for one in columns.titled(archive, title, outlet)]
    for day in entry.days:
        first = date.fromisoformat(day)
        low, high = first - timedelta(days=1), first + timedelta(days=2)
        named += columns.seen_between(archive, low.isoformat(), high.isoformat(), outlet)
    for candidate in named:
        found.setdefault(candidate.article.id, (candidate, ""))
    return list(found.values())
