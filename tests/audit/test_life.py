"""What concerns an article as a whole is found once, in neutral words."""

from audit.steps import LEAD, SECOND, article
from revtrack.audit import article_findings, headline_flapping
from revtrack.model import Article, ArticleState, Check, CheckCode, Version

URL = "https://news.example/ferry"
VERSION = Version(3, article(LEAD, SECOND, modified="2026-05-03T08:00:00Z"), "2026-05-03T09:00:00Z")
GONE = Check("2026-05-04T09:00:00Z", CheckCode.GONE, status=410)


def test_gone_is_found_once() -> None:
    """An article that goes is a finding with its status and last version; that it stays gone is none."""
    (found,) = article_findings(Article(1, URL), GONE, VERSION)
    assert (found.code, found.rule, found.title) == (
        "article_gone",
        "R15",
        "the server says the article is gone (410); no explanation was read at its address",
    )
    assert article_findings(Article(1, URL, state=ArticleState.GONE), GONE, VERSION) == ()
    assert article_findings(Article(1, URL), GONE, None) == ()


def test_a_date_that_moves_alone_is_found() -> None:
    """The page claims to have been modified, and every word stands as it stood."""
    check = Check("2026-05-04T09:00:00Z", CheckCode.SAME_TEXT, status=200)
    moved = article(LEAD, SECOND, modified="2026-05-04T08:00:00Z")
    (found,) = article_findings(Article(1, URL), check, VERSION, moved)
    assert found.code == "modified_date_moved_alone"
    assert article_findings(Article(1, URL), check, VERSION, VERSION.document) == ()


def test_the_corrections_policy_is_looked_for_at_the_first_sight() -> None:
    """A page that names the policy passes; one that does not cannot be judged by itself."""
    check = Check("2026-05-04T09:00:00Z", CheckCode.NEW_VERSION, status=200)
    named = article(LEAD, fields={"corrections_policy": "https://news.example/corrections"})
    (passed,) = article_findings(Article(1, URL), check, None, named)
    (unknown,) = article_findings(Article(1, URL), check, None, article(LEAD))
    assert (passed.verdict, unknown.verdict) == ("pass", "not_assessable")


def test_a_headline_that_goes_and_comes_back_is_said_once() -> None:
    """Two headlines in turn are one finding, however often they change places."""
    (found,) = headline_flapping(
        ["Old pier burns", "Pier fire: what we know", "Old pier burns", "Pier fire: what we know"]
    )
    assert found.code == "headline_flapping"
    assert headline_flapping(["Old pier burns", "Old pier burns", "Pier fire: what we know"]) == ()
