"""
Describe the JSON API: the one table that both routes and the OpenAPI document are made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from revtrack._version import __version__

LIMIT = {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}
ROW = {"type": "integer", "minimum": 0, "maximum": 2**53}
ARTICLE = {"type": "integer", "minimum": 1, "maximum": 2**53}
VERSION = {"type": "integer", "minimum": 1, "maximum": 1_000_000_000}
WORDS = {"type": "string", "maxLength": 400}
SEVERITY = {"type": "integer", "minimum": 0, "maximum": 4, "default": 0}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API answers."""

    name: str
    """The method of `Api` that answers it, and the operation id."""
    path: str
    summary: str
    inside: Mapping[str, Mapping[str, Any]]
    """Parameters in the path, with their JSON schemas."""
    asked: Mapping[str, Mapping[str, Any]]
    """Parameters in the query, with their JSON schemas."""
    answer: str
    """The schema of the answer."""


PAGED = {"after": ROW, "limit": LIMIT}

OPERATIONS = (
    Operation("articles", "/api/articles", "Articles, in the order they were added.", {},
              {**PAGED, "outlet": WORDS, "search": WORDS}, "Articles"),
    Operation("article", "/api/articles/{article}", "One article and its versions.", {"article": ARTICLE}, {},
              "Article"),
    Operation("version", "/api/articles/{article}/versions/{number}", "One version, with its text and blocks.",
              {"article": ARTICLE, "number": VERSION}, {}, "Version"),
    Operation("comparison", "/api/articles/{article}/comparisons/{before}/{after}",
              "The comparison of two versions: edits, notes, links, what no note explains (revtrack.comparison/1).",
              {"article": ARTICLE, "before": VERSION, "after": VERSION}, {}, "Comparison"),
    Operation("edits", "/api/articles/{article}/edits", "Every edit of every step.", {"article": ARTICLE}, {}, "Edits"),
    Operation("notes", "/api/articles/{article}/notes", "Every note of an article, in its newest wording, with links.",
              {"article": ARTICLE}, {}, "Notes"),
    Operation("annotations", "/api/articles/{article}/annotations", "Every link as a W3C Web Annotation.",
              {"article": ARTICLE}, {}, "AnnotationCollection"),
    Operation("findings", "/api/findings", "Findings of all articles, newest first.", {},
              {"before": ROW, "limit": LIMIT, "outlet": WORDS, "code": WORDS, "severity": SEVERITY}, "Findings"),
    Operation("search", "/api/search", "Everything ever published that has the words, removed text included.", {},
              {"q": {**WORDS, "minLength": 1}, "before": ROW, "limit": LIMIT,
               "removed": {"type": "boolean", "default": False}}, "Hits"),
)  # fmt: skip

REQUIRED = frozenset({"q"})


def listed(name: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a list of *item* under *name*, with the id to ask for the next page by."""
    return {
        "type": "object", "required": [name],
        "properties": {name: {"type": "array", "items": item}, "next": {"type": ["integer", "null"]}},
    }  # fmt: skip


def record(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that always has these properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


TEXT, NUMBER, MAYBE = {"type": "string"}, {"type": "integer"}, {"type": ["string", "null"]}
SPAN = {"type": ["array", "null"], "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
ARTICLE_RECORD = record(id=NUMBER, url=TEXT, outlet=TEXT, headline=TEXT, state=TEXT, href=TEXT)
TEXTS, ANY = {"type": "array", "items": TEXT}, {"type": "array"}
VERSION_RECORD = record(
    number=NUMBER, first_seen=MAYBE, last_seen=MAYBE, not_before=MAYBE, headline=TEXT, hash=TEXT,
    capture_sha256=MAYBE, href=TEXT,
)  # fmt: skip
EDIT_RECORD = record(
    id=TEXT, urn=TEXT, version=NUMBER, kind=TEXT, category=TEXT, materiality=NUMBER, old=TEXT, new=TEXT,
    announced={"type": ["boolean", "null"]}, reasons=TEXTS, href=TEXT,
)  # fmt: skip
LINK_RECORD = record(
    claim=TEXT, status=TEXT, step=NUMBER, edits=TEXTS, before=SPAN, after=SPAN, confidence={"type": "number"}
)

SCHEMAS: dict[str, Any] = {
    "Articles": listed("articles", ARTICLE_RECORD),
    "Article": record(article=ARTICLE_RECORD, versions={"type": "array", "items": VERSION_RECORD}),
    "Version": record(
        version=VERSION_RECORD, text=TEXT,
        blocks={"type": "array", "items": record(kind=TEXT, start=NUMBER, end=NUMBER)},
    ),
    "Comparison": {
        "type": "object",
        "required": ["schema", "id", "before", "after", "edits", "notes", "links", "unannounced"],
        "properties": {
            "schema": {"const": "revtrack.comparison/1"}, "edits": ANY, "notes": ANY, "links": ANY,
            "unannounced": TEXTS,
        },
    },
    "Edits": listed("edits", EDIT_RECORD),
    "Notes": listed("notes", record(
        id=TEXT, kind=TEXT, text=TEXT, first_version=NUMBER, last_version=NUMBER, status=TEXT, date=MAYBE,
        links={"type": "array", "items": LINK_RECORD},
    )),
    "AnnotationCollection": {"type": "object", "required": ["@context", "id", "type"]},
    "Findings": listed("findings", record(
        id=NUMBER, key=TEXT, code=TEXT, rule=TEXT, verdict=TEXT, severity=NUMBER, title=TEXT, article=NUMBER,
        version={"type": ["integer", "null"]}, first_seen=MAYBE, decision=MAYBE, href=TEXT,
    )),
    "Hits": listed("hits", record(
        id=NUMBER, article=NUMBER, headline=TEXT, kind=TEXT, text=TEXT, first_version=NUMBER,
        last_version={"type": ["integer", "null"]}, first_seen=MAYBE, last_seen=MAYBE, href=TEXT,
    )),
    "Problem": record(type=TEXT, title=TEXT, status=NUMBER),
}  # fmt: skip


def document(base_url: str = "") -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "revtrack",
            "version": __version__,
            "description": "Versions, edits, notes, links and findings, read-only. Offsets count Unicode code points.",
        },
        "servers": [{"url": base_url or "/"}],
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _get(operation: Operation) -> dict[str, Any]:
    def parameter(name: str, place: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        return {"name": name, "in": place, "required": place == "path" or name in REQUIRED, "schema": dict(schema)}

    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    kind = "application/ld+json" if operation.answer == "AnnotationCollection" else "application/json"
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            *(parameter(name, "path", schema) for name, schema in operation.inside.items()),
            *(parameter(name, "query", schema) for name, schema in operation.asked.items()),
        ],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": {kind: {"schema": {"$ref": f"#/components/schemas/{operation.answer}"}}},
            },
            "304": {"description": "As the reader has it."},
            "400": {"description": "The request makes no sense.", "content": problem},
            "404": {"description": "There is no such thing.", "content": problem},
        },
    }
