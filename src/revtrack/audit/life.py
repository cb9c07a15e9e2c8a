"""
Find what concerns an article as a whole: gone, dates moved alone, a headline going back and forth.
"""

from collections.abc import Iterator, Sequence

from revtrack.audit.machine import modified
from revtrack.audit.rules import RULES, finding
from revtrack.model import Article, ArticleState, Check, CheckCode, Document, Evidence, Finding, Verdict, Version

SAME = frozenset({CheckCode.SAME_TEXT, CheckCode.LAYOUT_CHANGE, CheckCode.SAME_BYTES})
POLICY = ("corrections_policy", "correctionsPolicy")


def article_findings(
    article: Article, check: Check, previous: Version | None, document: Document | None = None
) -> tuple[Finding, ...]:
    """
    Return what one check says about *article* as a whole.

    *previous* is its newest version, *document* what the check read, where it
    read anything. A lasting state is found once: when the article first is gone.
    """
    found = list(gone(article, check, previous))
    if previous is not None and document is not None and document.fault is None and check.code in SAME:
        found += modified(previous.document, document, material=False, changed=False)
    if previous is None and document is not None and document.fault is None:
        found.append(policy(document))
    return tuple(found)


def gone(article: Article, check: Check, previous: Version | None) -> Iterator[Finding]:
    """R15: yield that the server says the article is gone, and how it last read."""
    if check.code is not CheckCode.GONE or article.state is ArticleState.GONE or previous is None:
        return
    status = str(check.status or "")
    title = f"the server says the article is gone ({status})" if status else "the server says the article is gone"
    yield finding(
        "R15", "article_gone", Verdict.FAIL, RULES["R15"].severity, f"{title}; no explanation was read at its address",
        article.url, previous.document.text,
        evidence=(
            Evidence("status", status), Evidence("last_version", str(previous.number)), Evidence("seen", check.at)
        ),
    )  # fmt: skip


def policy(document: Document) -> Finding:
    """R19: return whether the page names the outlet's corrections policy."""
    named = next((value for name in POLICY if (value := document.field(name))), None)
    if named:
        title = "the page names a corrections policy"
        evidence = (Evidence("corrections_policy", named),)
        return finding("R19", "corrections_policy", Verdict.PASS, 0, title, document.outlet, named, evidence=evidence)
    title = "the page names no corrections policy; the outlet's site was not searched for one"
    return finding("R19", "corrections_policy", Verdict.NOT_ASSESSABLE, 0, title, document.outlet, document.url or "")


def headline_flapping(headlines: Sequence[str]) -> tuple[Finding, ...]:
    """
    Return a finding for each headline that came back after another had replaced it, in the order of return.

    *headlines* are those of the versions, oldest first. Such a test of two
    headlines is no correction; it is said once for each pair.
    """
    runs = [text for at, text in enumerate(headlines) if text and (at == 0 or headlines[at - 1] != text)]
    found: dict[str, Finding] = {}
    for first, between, again in zip(runs, runs[1:], runs[2:], strict=False):
        if first == again:
            pair = sorted((first, between))
            evidence = (Evidence("headline", first), Evidence("headline", between))
            title = "the headline went from one wording to another and back"
            one = finding("R9", "headline_flapping", Verdict.FAIL, 1, title, *pair, evidence=evidence)
            found.setdefault(one.key, one)
    return tuple(found.values())
