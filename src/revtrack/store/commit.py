"""
Write what one visit found: everything or nothing, in order, chained.

An unchanged check is one short row. The caller holds the transaction.
"""

from revtrack.errors import NotFoundError, StoreError
from revtrack.model import ArticleState, Capture, Check, CheckCode, Outcome, Validators
from revtrack.store import alignments, articles, captures, chain, links, notes, revisions, stepping
from revtrack.store.connection import Connection, Row
from revtrack.store.rows import storable
from revtrack.store.states import OURS, state_after
from revtrack.store.stepping import Newest

PAST = 12
"""How many earlier revisions a job carries: the ones a late note may be about."""


def past_count(number: int) -> int:
    """Return how many earlier revisions the job had that led to version *number*."""
    return min(PAST, max(0, number - 2))


def write(db: Connection, outcome: Outcome, newest: Newest | None = None) -> int | None:
    """
    Write *outcome*; return the number of the version it made, or None.

    *newest* is what whoever writes several of one article in one transaction keeps of the version before.
    """
    article = db.row("SELECT * FROM articles WHERE id = :id", {"id": outcome.article.id})
    if article is None:
        raise NotFoundError(f"no article with number {outcome.article.id} ({outcome.article.url}) to commit to")
    number = article["versions"] + 1 if outcome.analysis is not None and outcome.document is not None else None
    check = outcome.check
    check_id = _save_check(db, article, check, number)
    _follow_state(db, article, check_id, check)
    if check.code.saw_article:
        _keep_address(db, article, outcome, check_id)
    capture_id = None
    if outcome.capture is not None:
        capture_id = captures.save(db, article["id"], check_id, outcome.capture)
    if outcome.findings:
        links.save_findings(db, article["id"], None, check_id, outcome.findings)
    if number is not None or capture_id is not None:
        chain.seal(db)
    if capture_id is not None:
        chain.append(db, "capture", capture_id)
    if number is not None:
        _save_version(db, article, outcome, check_id, capture_id, number, newest)
    return number


def _save_check(db: Connection, article: Row, check: Check, number: int | None) -> int:
    seen = number
    if seen is None and check.code.saw_article:
        seen = check.version or article["versions"] or None
    return db.run(
        "INSERT INTO checks (article_id, at, code, version, status, duration_ms, bytes, url, detail)"
        " VALUES (:article, :at, :code, :version, :status, :duration, :bytes, :url, :detail)",
        {
            "article": article["id"], "at": check.at, "code": str(check.code), "version": seen, "status": check.status,
            "duration": check.duration_ms, "bytes": check.bytes,
            "url": None if check.url in ("", article["url"]) else storable(check.url),
            "detail": storable(check.detail) or None,
        },
    )  # fmt: skip


def _follow_state(db: Connection, article: Row, check_id: int, check: Check) -> None:
    before = ArticleState(article["state"])
    earlier: list[CheckCode] = []
    if not check.code.saw_article and check.code not in OURS:
        rows = db.rows(
            "SELECT code FROM checks WHERE article_id = :article AND id < :check ORDER BY id DESC LIMIT 2",
            {"article": article["id"], "check": check_id},
        )
        earlier = [CheckCode(row["code"]) for row in rows]
    after = state_after(before, check.code, earlier)
    if after is not before:
        change_state(db, article["id"], before, after, check.at, check.detail, check_id)


def change_state(
    db: Connection, article_id: int, before: str, after: str, at: str, detail: str, check_id: int | None = None
) -> None:
    """Write that the article went from one state to another; a change no check brought is chained by itself."""
    db.run("UPDATE articles SET state = :state WHERE id = :id", {"state": str(after), "id": article_id})
    row_id = db.run(
        "INSERT INTO state_changes (article_id, check_id, at, before, after, detail)"
        " VALUES (:article, :check, :at, :before, :after, :detail)",
        {
            "article": article_id, "check": check_id, "at": at, "before": str(before), "after": str(after),
            "detail": storable(detail),
        },
    )  # fmt: skip
    if check_id is None:
        chain.append(db, "state", row_id)


def _keep_address(db: Connection, article: Row, outcome: Outcome, check_id: int) -> None:
    """Remember the final address and the validators of a check that saw the article; write only what is new."""
    final = outcome.check.url or article["final_url"] or article["url"]
    kept = final if final != article["url"] else None
    validators = outcome.validators or validators_of(outcome.capture)
    if validators is None:
        validators = Validators(article["etag"], article["last_modified"])
    now = (kept, validators.etag, validators.last_modified)
    if now != (article["final_url"], article["etag"], article["last_modified"]):
        db.run(
            "UPDATE articles SET final_url = :url, etag = :etag, last_modified = :modified WHERE id = :id",
            {"url": kept, "etag": now[1], "modified": now[2], "id": article["id"]},
        )
    named = [] if kept is None else [kept]
    if outcome.document is not None and outcome.analysis is not None:
        named += [url for url in (outcome.document.url, *outcome.document.aliases) if url and url != article["url"]]
    if named:
        known = articles.by_id(db, article["id"])
        articles.add_named_aliases(db, known, named, check_id)


def validators_of(capture: Capture | None) -> Validators | None:
    """Return what the server gave with a capture to ask "has it changed?" with."""
    return None if capture is None else Validators(capture.header("etag"), capture.header("last-modified"))


def _save_version(
    db: Connection, article: Row, outcome: Outcome, check_id: int, capture_id: int | None, number: int,
    newest: Newest | None,
) -> None:  # fmt: skip
    document, analysis = outcome.document, outcome.analysis
    assert document is not None
    assert analysis is not None
    if (analysis.revision.before is None) != (number == 1):
        raise StoreError(
            f"{article['url']} has {number - 1} versions, but this outcome was made for another state of it; "
            "take a new job and visit again"
        )
    version_id = db.run(
        "INSERT INTO versions (article_id, number, check_id, capture_id, first_seen, decided, revert_to, fingerprint,"
        " source, coarse, alignment) VALUES (:article, :number, :check, :capture, :first_seen, :decided, :revert_to,"
        " :fingerprint, :source, :coarse, :alignment)",
        {
            "article": article["id"], "number": number, "check": check_id, "capture": capture_id,
            "first_seen": outcome.check.at or None, "decided": str(outcome.decided or "new"),
            "revert_to": outcome.revert_to, "fingerprint": outcome.fingerprint,
            "source": storable(outcome.source) or None, "coarse": analysis.revision.coarse,
            "alignment": alignments.pack(analysis.revision.blocks),
        },
    )  # fmt: skip
    db.run(
        "UPDATE articles SET versions = :number, headline = :headline WHERE id = :id",
        {"number": number, "headline": storable(document.headline), "id": article["id"]},
    )
    if document.outlet and article["outlet_id"] is None:
        articles.set_outlet(db, article["id"], document.outlet, outcome.check.at)
    shown = stepping.save(db, article["id"], number, document, newest)
    chain.append(db, "version", version_id, chain.version_digest(db, version_id, shown))
    claims, fresh = notes.save(db, article["id"], version_id, number, analysis.notes)
    for note_id in fresh:
        chain.append(db, "note", note_id)
    revisions.save(db, version_id, analysis.revision, analysis.unannounced)
    links.save_links(db, version_id, number, analysis.links, claims, past_count(number))
    links.save_findings(db, article["id"], version_id, check_id, analysis.findings)
    written = (
        True, analysis.revision.edits, analysis.revision.field_edits, analysis.notes, analysis.links, analysis.findings
    )  # fmt: skip
    chain.append(db, "analysis", version_id, chain.digest_of(chain.analysis_content(db, version_id, written)))
