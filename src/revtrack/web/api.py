"""
Answer programs: versions, edits, notes, links, findings and search as JSON.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from revtrack.errors import UsageError
from revtrack.model import Article, Edit, ListedFinding, Version
from revtrack.model.comparison import pair, side
from revtrack.report.edits import edit_urn
from revtrack.report.frame import article_path, version_name
from revtrack.report.keys import every_edit, words_of
from revtrack.report.machine import annotations
from revtrack.report.story import Story
from revtrack.report.ways import step_page
from revtrack.web.answers import answer, json_answer
from revtrack.web.comparing import comparison_of
from revtrack.web.openapi import OPERATIONS, REQUIRED, document
from revtrack.web.reading import Reading

Params = Mapping[str, Any]


class Api:
    """The JSON routes over a reading room; each operation is a method that returns a JSON value."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.room = reading, reading.room

    def routes(self) -> list[Route]:
        """Return one route an operation, and the description of them all."""
        return [
            Route("/api/openapi.json", self.describe),
            *(Route(one.path, partial(self._answer, one), methods=["GET"], name=one.name) for one in OPERATIONS),
        ]

    async def describe(self, request: Request) -> Response:
        """Answer the OpenAPI document."""
        return json_answer(request, document(self.room.base_url))

    async def _answer(self, operation: Any, request: Request) -> Response:
        params = {
            **{name: typed(name, request.path_params[name], schema) for name, schema in operation.inside.items()},
            **asked(operation.asked, request.query_params.multi_items()),
        }
        value = await self.reading.drawn(partial(getattr(self, operation.name), params))
        if isinstance(value, str):
            return answer(request, value.encode("utf-8", "replace"), "jsonld")
        return json_answer(request, value)

    def articles(self, params: Params) -> Any:
        """Return articles in the order they were added."""
        limit = params["limit"]
        with self.room.archive() as archive:
            found = list(archive.articles(
                outlet=params.get("outlet"), search=params.get("search"), after=params.get("after", 0), limit=limit + 1,
            ))  # fmt: skip
        more = found[limit - 1].id if len(found) > limit else None
        return {"articles": [article_record(one) for one in found[:limit]], "next": more}

    def article(self, params: Params) -> Any:
        """Return one article and its versions."""
        story = self.room.story(params["article"])
        versions = [version_record(story.id, version) for version in story.timeline.versions]
        return {"article": article_record(story.timeline.article), "versions": versions}

    def version(self, params: Params) -> Any:
        """Return one version with its text and blocks."""
        with self.room.archive() as archive:
            article = archive.article(params["article"])
            version = archive.version(article, params["number"])
        shown = side(version.document) or {}
        return {"version": version_record(article.id, version), **shown}

    def comparison(self, params: Params) -> Any:
        """Return the comparison of two versions."""
        story = self.room.story(params["article"])
        return comparison_of(story, params["before"], params["after"]).as_dict()

    def edits(self, params: Params) -> Any:
        """Return every edit of every step."""
        story = self.room.story(params["article"])
        return {"edits": list(edit_records(story)), "next": None}

    def notes(self, params: Params) -> Any:
        """Return every note with its links."""
        story = self.room.story(params["article"])
        return {"notes": [note_record(story, *one) for one in story.notes], "next": None}

    def annotations(self, params: Params) -> Any:
        """Return every link as a Web Annotation."""
        return annotations(self.room.story(params["article"]), self.room.base_url)

    def findings(self, params: Params) -> Any:
        """Return findings of all articles, newest first."""
        limit = params["limit"]
        with self.room.archive() as archive:
            found = archive.findings(
                outlet=params.get("outlet"), code=params.get("code"), severity=params["severity"],
                before=params.get("before"), limit=limit + 1,
            )  # fmt: skip
        more = found[limit - 1].id if len(found) > limit else None
        return {"findings": [finding_record(one) for one in found[:limit]], "next": more}

    def search(self, params: Params) -> Any:
        """Return everything ever published that has the words."""
        limit = params["limit"]
        with self.room.archive() as archive:
            try:
                found = archive.search(
                    params["q"], removed=params["removed"], before=params.get("before"), limit=limit + 1
                )
            except UsageError:
                # Nothing to search for in it, such as a lone dash: no text has it.
                found = []
        hits = [
            {
                "id": hit.id, "article": hit.article.id, "headline": hit.article.headline, "kind": str(hit.kind),
                "text": hit.text, "first_version": hit.first_version, "last_version": hit.last_version,
                "first_seen": hit.first_seen, "last_seen": hit.last_seen,
                "href": article_path(hit.article.id) + version_name(hit.last_version or hit.first_version),
            }
            for hit in found[:limit]
        ]  # fmt: skip
        return {"hits": hits, "next": found[limit - 1].id if len(found) > limit else None}


def asked(wanted: Mapping[str, Mapping[str, Any]], given: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the query's parameters, typed, defaults filled in; raises `UsageError` for what the schema forbids."""
    out: dict[str, Any] = {name: schema["default"] for name, schema in wanted.items() if "default" in schema}
    seen = set()
    for name, value in given:
        if name not in wanted:
            raise UsageError(f"no parameter {name!r} here; there are: {', '.join(wanted) or 'none'}")
        if name in seen:
            raise UsageError(f"{name} is given twice")
        seen.add(name)
        out[name] = typed(name, value, wanted[name])
    missing = sorted((REQUIRED & set(wanted)) - seen)
    if missing:
        raise UsageError(f"{missing[0]} is missing")
    return out


def typed(name: str, value: str, schema: Mapping[str, Any]) -> Any:
    """Return one parameter as its schema types it; raises `UsageError` when it does not fit."""
    if schema["type"] == "boolean":
        if value not in ("true", "false"):
            raise UsageError(f"{name} must be true or false")
        return value == "true"
    if schema["type"] == "integer":
        if not (value.isascii() and value.isdecimal() and len(value) < 20):
            raise UsageError(f"{name} must be a whole number")
        number = int(value)
        if not schema["minimum"] <= number <= schema["maximum"]:
            raise UsageError(f"{name} must be from {schema['minimum']} to {schema['maximum']}")
        return number
    if not schema.get("minLength", 0) <= len(value) <= schema["maxLength"]:
        raise UsageError(f"{name} must have {schema.get('minLength', 0)} to {schema['maxLength']} characters")
    return value


def article_record(article: Article) -> dict[str, Any]:
    """Return an article for programs."""
    return {
        "id": article.id, "url": article.url, "outlet": article.outlet, "headline": article.headline,
        "state": str(article.state), "href": article_path(article.id),
    }  # fmt: skip


def version_record(article: int, version: Version) -> dict[str, Any]:
    """Return a version for programs, without its text."""
    return {
        "number": version.number, "first_seen": version.first_seen, "last_seen": version.last_seen,
        "not_before": version.not_before, "headline": version.document.headline, "hash": version.hash,
        "capture_sha256": version.capture_sha256, "href": article_path(article) + version_name(version.number),
    }  # fmt: skip


def edit_records(story: Story) -> list[dict[str, Any]]:
    """Return every edit of every step; `announced` is null for an edit too small for the question."""
    out = []
    for step in story.timeline.steps:
        for edit in every_edit(step):
            old, new = words_of(step, edit)
            noted = (step.version, edit.id) in story.by_edit
            asked_for = edit.materiality >= 3
            out.append({
                "id": edit.id, "urn": edit_urn(story.timeline.article.url, step.version, old, new, edit.id),
                "version": step.version, "kind": str(edit.kind) if isinstance(edit, Edit) else "replace",
                "field": None if isinstance(edit, Edit) else edit.field, "category": str(edit.category),
                "materiality": int(edit.materiality), "old": old, "new": new,
                "announced": True if noted else False if asked_for else None, "reasons": list(edit.reasons),
                "href": f"{article_path(story.id)}{step_page(story, step)}#{edit.id}",
            })  # fmt: skip
    return out


def note_record(story: Story, note: Any, first: int, last: int) -> dict[str, Any]:
    """Return a note with its links for programs."""
    links = [
        {
            "claim": mention.claim.id, "status": str(mention.link.status), "step": mention.step,
            "edits": list(mention.link.edits), "before": pair(mention.link.before), "after": pair(mention.link.after),
            "confidence": round(mention.link.confidence, 3),
        }
        for mention in story.mentions_of(note.id)
    ]  # fmt: skip
    return {
        "id": note.id, "kind": str(note.kind), "text": note.text, "first_version": first, "last_version": last,
        "status": str(note.status), "date": note.date, "links": links,
    }  # fmt: skip


def finding_record(listed: ListedFinding) -> dict[str, Any]:
    """Return a finding for programs."""
    finding = listed.finding
    return {
        "id": listed.id, "key": finding.key, "code": finding.code, "rule": finding.rule,
        "verdict": str(finding.verdict), "severity": finding.severity, "title": finding.title,
        "article": listed.article.id, "version": listed.version, "first_seen": listed.first_seen,
        "decision": listed.decision.verdict if listed.decision else None,
        "href": article_path(listed.article.id) + "index.html",
    }  # fmt: skip
