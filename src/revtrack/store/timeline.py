"""Put together everything known about one article: the read model of every page."""

from revtrack.errors import DamagedError
from revtrack.model import Article, Decision, Gap, StateChange, Step, Timeline, Version
from revtrack.store import chain, links, revisions, versions
from revtrack.store.connection import Connection, Row
from revtrack.store.contents import Contents

RECENT = 20
GAP_DAYS = 1.0
"""A stretch without a successful look is worth showing from a day on."""


def read(db: Connection, article: Article, low: int, high: int | None) -> Timeline:
    """
    Return the timeline of *article* with its versions *low* to *high* (None: the newest).

    Raises `DamagedError` naming article and version when a step does not fit the versions it stands between.
    """
    newest = versions.newest_number(db, article.id)
    top = newest if high is None else min(high, newest)
    rows = versions.heads(db, article.id, max(1, low - 1), top)
    shown = [row for row in rows if row["number"] >= low]
    contents = Contents.read(db, article.id, max(1, low - 1), top)
    before: dict[int, Row] = {row["number"] + 1: row for row in rows}
    listed: list[Version] = [versions.version_of(row, before.get(row["number"]), contents) for row in shown]
    bounds = db.row(
        "SELECT COUNT(*) AS count, MIN(id) AS first, MAX(id) AS last FROM checks WHERE article_id = :article",
        {"article": article.id},
    )
    assert bounds is not None
    recent = db.rows(
        "SELECT k.*, a.url AS article_url FROM checks k JOIN articles a ON a.id = k.article_id"
        " WHERE k.article_id = :article ORDER BY k.id DESC LIMIT :limit",
        {"article": article.id, "limit": RECENT},
    )
    about_all = db.rows(
        "SELECT * FROM findings WHERE article_id = :article AND version_id IS NULL ORDER BY id",
        {"article": article.id},
    )
    return Timeline(
        article,
        tuple(listed),
        _fitting(article, versions.read_steps(db, shown, contents)),
        states=_states(db, article.id),
        gaps=_gaps(db, article.id),
        first_check=_time_of(db, bounds["first"]),
        last_check=_time_of(db, bounds["last"]),
        checks=bounds["count"],
        recent=tuple(versions.check_of(row) for row in recent),
        findings=tuple(links.finding_of(row) for row in about_all),
        decisions=_decisions(db, article.id),
        head=chain.head(db),
    )


def _fitting(article: Article, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    for step in steps:
        wrong = revisions.misfit(step.revision)
        if wrong:
            raise DamagedError(f"{article.url}: version {step.version} is damaged: {wrong}; see: revtrack verify")
    return steps


def _time_of(db: Connection, check_id: int | None) -> str | None:
    return None if check_id is None else db.value("SELECT at FROM checks WHERE id = :id", {"id": check_id}) or None


def _states(db: Connection, article_id: int) -> tuple[StateChange, ...]:
    rows = db.rows(
        "SELECT at, before, after, detail FROM state_changes WHERE article_id = :article ORDER BY id",
        {"article": article_id},
    )
    return tuple(StateChange(*row) for row in rows)


def _gaps(db: Connection, article_id: int) -> tuple[Gap, ...]:
    """Return the stretches between two looks that saw the article with more than `GAP_DAYS` between them."""
    rows = db.rows(
        "SELECT start, at, EXISTS (SELECT 1 FROM checks f WHERE f.article_id = :article AND f.id > before"
        " AND f.id < s.id) AS tried FROM (SELECT id, at, LAG(at) OVER (ORDER BY id) AS start,"
        " LAG(id) OVER (ORDER BY id) AS before FROM checks"
        " WHERE article_id = :article AND version IS NOT NULL AND at <> '') s"
        # The cheap comparison comes first: most neighbours are of the same day.
        " WHERE SUBSTR(start, 1, 10) <> SUBSTR(at, 1, 10) AND JULIANDAY(at) - JULIANDAY(start) > :days ORDER BY s.id",
        {"article": article_id, "days": GAP_DAYS},
    )
    return tuple(
        Gap(row["start"], row["at"], "no check succeeded" if row["tried"] else "nobody looked") for row in rows
    )


def _decisions(db: Connection, article_id: int) -> tuple[Decision, ...]:
    """Return what editors decided about this article, in order."""
    rows = db.rows(
        "SELECT d.target, d.key, d.verdict, d.reason, d.editor, d.decided_at, d.detail FROM decisions d"
        " WHERE d.article_id = :article ORDER BY d.id",
        {"article": article_id},
    )
    return tuple(Decision(*row) for row in rows)
