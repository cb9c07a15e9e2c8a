"""
Say how an article stands after one more check. Pure.

A change of state is news; a server that hiccups once is not: an article is
`failing` from its third failed check in a row.
"""

from collections.abc import Sequence

from revtrack.model import ArticleState, CheckCode

DIRECT = {
    CheckCode.GONE: ArticleState.GONE,
    CheckCode.MOVED: ArticleState.MOVED,
    CheckCode.BLOCKED: ArticleState.BLOCKED,
    CheckCode.DISALLOWED: ArticleState.DISALLOWED,
}
OURS = frozenset({CheckCode.RATE_LIMITED, CheckCode.CRASHED, CheckCode.ADDRESS_REFUSED})
"""Codes that say something about us, not about the article."""
FAILING_AFTER = 3


def state_after(before: ArticleState, code: CheckCode, earlier: Sequence[CheckCode]) -> ArticleState:
    """Return the state after a check that came to *code*; *earlier* are the codes before it, newest first."""
    if code in OURS or before is ArticleState.PAUSED:
        return before
    if code.saw_article:
        return ArticleState.OK
    if code in DIRECT:
        return DIRECT[code]
    last = earlier[: FAILING_AFTER - 1]
    failed = len(last) == FAILING_AFTER - 1 and not any(c.saw_article or c in DIRECT for c in last)
    return ArticleState.FAILING if failed else before
