"""The JSON API keeps its own description, and Memento works as RFC 7089 says."""

from pathlib import Path

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from revtrack.report.machine import http_date
from revtrack.web import app
from revtrack.web.openapi import OPERATIONS, SCHEMAS


@pytest.fixture(scope="session")
def described(newsroom: Path) -> schemathesis.schemas.BaseSchema:
    """Return the API as its own description has it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", app(newsroom))


@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
def test_every_answer_is_as_described(described: schemathesis.schemas.BaseSchema, path: str) -> None:
    """Whatever is asked, the answer has a status, a type and a shape that the OpenAPI document names."""

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=described[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()


PATHS = {
    "articles": "/api/articles", "article": "/api/articles/1", "version": "/api/articles/1/versions/2",
    "comparison": "/api/articles/1/comparisons/1/4", "edits": "/api/articles/1/edits", "notes": "/api/articles/1/notes",
    "annotations": "/api/articles/1/annotations", "findings": "/api/findings", "search": "/api/search?q=rotten",
}  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_answers_with_its_schema(reader: TestClient, operation: object) -> None:
    """Each operation gives something for this newsroom, and it fits its schema."""
    answer = reader.get(PATHS[operation.name])  # type: ignore[attr-defined]
    assert answer.status_code == 200
    jsonschema_rs.validator_for(SCHEMAS[operation.answer]).validate(answer.json())  # type: ignore[attr-defined]


def test_an_edit_says_whether_it_was_announced(reader: TestClient) -> None:
    """The corrected number is announced, the changed name is not, the spelling is too small for the question."""
    edits = reader.get("/api/articles/1/edits").json()["edits"]
    said = {(e["old"], e["new"]): e["announced"] for e in edits}
    assert said["84.2", "48.2"] is True
    assert said["Marta", "Maria"] is False
    assert said["cylists", "cyclists"] is None


def test_lists_are_paged(reader: TestClient) -> None:
    """`next` of one page is what the next page is asked with."""
    first = reader.get("/api/articles?limit=1").json()
    second = reader.get(f"/api/articles?limit=1&after={first['next']}").json()
    assert [first["articles"][0]["id"], second["articles"][0]["id"], second["next"]] == [1, 2, None]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?limit=0", "limit must be from 1 to 500"),
        ("?colour=red", "no parameter 'colour' here"),
        ("?after=x", "whole number"),
    ],
)
def test_a_senseless_question_is_answered_with_what_is_wrong(reader: TestClient, query: str, said: str) -> None:
    """The problem says which parameter and what it may be."""
    answer = reader.get("/api/articles" + query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_the_timegate_leads_to_the_version_of_that_moment(reader: TestClient) -> None:
    """Asked for a moment, the gate gives the newest version seen by then, the first for an earlier one."""
    gate = "/timegate/https://harbour.example/2026/bridge"
    for moment, number in (("2026-11-03T08:00:00Z", 3), ("2020-01-01T00:00:00Z", 1), ("2030-01-01T00:00:00Z", 5)):
        answer = reader.get(gate, headers={"Accept-Datetime": http_date(moment)})
        assert answer.status_code == 302
        assert answer.headers["vary"] == "accept-datetime"
        assert answer.headers["location"].endswith(f"/articles/1/memento/{number}")
        assert '<https://harbour.example/2026/bridge>; rel="original"' in answer.headers["link"]
    assert reader.get(gate, headers={"Accept-Datetime": "yesterday"}).status_code == 400
    assert reader.get("/timegate/https://unknown.example/").status_code == 404


def test_a_capture_is_served_inert(reader: TestClient) -> None:
    """The page is shown as captured, with its moment, sandboxed: no script, no form, no request, an origin of its own."""
    answer = reader.get("/articles/1/memento/2")
    assert answer.headers["memento-datetime"] == "Mon, 02 Nov 2026 22:40:00 GMT"
    assert "<script>alert('run')</script>" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "default-src 'none'" in policy
    assert "allow-" not in policy
    raw = reader.get("/articles/1/memento/2/raw")
    assert raw.headers["content-type"] == "text/plain; charset=utf-8"
    assert raw.content == answer.content


def test_the_timemap_lists_every_version(reader: TestClient) -> None:
    """The TimeMap of an address with a query string names the original, the gate, and each memento with its moment."""
    answer = reader.get("/timemap/link/https://gazette.example/ferry?id=7")
    assert answer.headers["content-type"].startswith("application/link-format")
    lines = answer.text.split(",\n")
    assert lines[0] == '<https://gazette.example/ferry?id=7>; rel="original"'
    assert [line.split("rel=")[1].split(";")[0] for line in lines[3:]] == ['"first memento"', '"last memento"']
