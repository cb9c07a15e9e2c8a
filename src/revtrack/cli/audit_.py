"""
`revtrack audit`: what an editor should look at.
"""

from typing import Any

import click

from revtrack.cli.options import SEEN, db_option, list_options
from revtrack.cli.output import emit_rows, printable, say
from revtrack.model import ListedFinding, Verdict

COLUMNS = (
    "severity", "rule", "code", "verdict", "title", "outlet", "url", "headline", "version", "first_seen", "evidence",
    "decision", "key",
)  # fmt: skip


def row_of(listed: ListedFinding) -> dict[str, Any]:
    """Return a finding for programs, with its evidence and what an editor decided."""
    finding, decision = listed.finding, listed.decision
    return {
        "severity": int(finding.severity),
        "rule": finding.rule,
        "code": finding.code,
        "verdict": str(finding.verdict),
        "title": finding.title,
        "outlet": listed.article.outlet,
        "url": listed.article.url,
        "headline": listed.article.headline,
        "version": listed.version,
        "first_seen": listed.first_seen,
        "edits": list(finding.edits),
        "note": finding.note,
        "field": finding.field,
        "evidence": [{"kind": item.kind, "detail": item.detail} for item in finding.evidence],
        "decision": None
        if decision is None
        else {"verdict": decision.verdict, "reason": decision.reason, "editor": decision.editor},
        "answered_by": listed.answered_by,
        "key": finding.key,
    }


@click.command(epilog="Example: revtrack audit --severity 3 --undecided")
@db_option
@click.option("--outlet", help="Only this outlet's articles.")
@click.option("--code", help="Only findings of this kind, such as unannounced_change.")
@click.option(
    "--verdict", type=click.Choice([str(verdict) for verdict in Verdict] + ["any"]), default="fail", show_default=True,
    help="What the rule answered.",
)  # fmt: skip
@click.option("--severity", type=click.IntRange(0, 4), default=0, show_default=True, help="At least this severe.")
@click.option("--since", metavar="TIME", help="Only versions first seen at or after TIME (RFC 3339, or a date).")
@click.option("--answered", is_flag=True, help="Also changes that a later note explains.")
@click.option("--undecided", is_flag=True, help="Only what no editor has decided yet.")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="At most so many.")
@click.option("--exit-code", is_flag=True, help="Exit 10 when there is anything to look at.")
@list_options
def command(
    db: str,
    outlet: str | None,
    code: str | None,
    verdict: str,
    severity: int,
    since: str | None,
    answered: bool,
    undecided: bool,
    limit: int,
    exit_code: bool,
    form: str | None,
) -> int:
    """List what an editor should look at: most severe first, then newest."""
    from revtrack.cli.archive import reading

    with reading(db) as archive:
        listed = archive.findings(
            outlet=outlet,
            code=code,
            verdict=None if verdict == "any" else verdict,
            severity=severity,
            since=since,
            undecided=undecided,
            answered=answered,
            limit=limit,
        )
    rows = sorted((row_of(item) for item in listed), key=lambda row: -row["severity"])
    if not emit_rows(rows, COLUMNS, form):
        for row in rows:
            click.echo(printable(f"[{row['severity']}] {row['title']}"))
            click.echo(printable(f"    {_where(row)} ({row['rule']}, {row['code']})"))
            for item in row["evidence"]:
                click.echo(printable(f"    {item['kind']}: {item['detail']}"))
        if not rows:
            say("nothing to look at")
    return SEEN if exit_code and rows else 0


def _where(row: dict[str, Any]) -> str:
    """Return the article a finding is about, and the version with the time it was first seen where it is about one."""
    about = f"{row['outlet'] or row['url']}: {row['headline'] or 'no headline'}"
    if row["version"] is None:
        return about
    return f"{about}, version {row['version']}, first seen {row['first_seen'] or 'at an unknown time'}"
