"""Leave an article alone for a while, and take it up again as it stood."""

from revtrack.errors import UsageError
from revtrack.model import ArticleState
from revtrack.store import articles, commit
from revtrack.store.connection import Connection
from revtrack.store.takedown import TAKEN_DOWN


def pause(db: Connection, article_id: int, at: str, why: str) -> bool:
    """Write that the article is not visited any more; return False when it was paused already."""
    now = articles.by_id(db, article_id)
    if now.state is ArticleState.PAUSED:
        return False
    commit.change_state(db, article_id, now.state, ArticleState.PAUSED, at, why)
    return True


def resume(db: Connection, article_id: int, at: str, why: str) -> bool:
    """
    Write that the article is visited again, in the state it had; return False when it was not paused.

    Raises `UsageError` for an article whose content was taken down: a visit would bring it back.
    """
    now = articles.by_id(db, article_id)
    if now.state is not ArticleState.PAUSED:
        return False
    rows = db.rows(
        "SELECT before, detail FROM state_changes WHERE article_id = :article AND after = 'paused'"
        " ORDER BY id DESC LIMIT 1",
        {"article": article_id},
    )
    if rows and rows[0]["detail"].startswith(TAKEN_DOWN):
        raise UsageError(f"{now.url} was taken down and stays paused: a visit would bring its content back")
    before = ArticleState(rows[0]["before"]) if rows else ArticleState.NEW
    commit.change_state(db, article_id, now.state, before, at, why)
    return True
