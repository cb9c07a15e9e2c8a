"""Whatever string of a timeline were an outlet's, a server's or an editor's to choose, it stays words."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from report.builder import PAYLOADS, Life, bridge, unannounced
from revtrack.model import (
    ArticleState,
    Block,
    Decision,
    Evidence,
    FieldEdit,
    Finding,
    Gap,
    Note,
    Span,
    StateChange,
    Timeline,
    Verdict,
)
from revtrack.model.revision import Category, Materiality
from revtrack.report import write_site
from revtrack.report.times import parse

MEASURED = {(Block, "text"), (Note, "text")}
"""Texts that spans point into: `hostile` in the builder poisons them."""


def full() -> Life:
    """Return a life that uses every value of the model that has words."""
    life = bridge()
    step = life.steps[2]
    edit = FieldEdit("f9", "og:title", "old card", "new card", Category.HEADLINE, Materiality.MATERIAL, ("a reason",))
    life.steps[2] = replace(
        step,
        revision=replace(step.revision, field_edits=(edit,), coarse="too long"),
        findings=(
            unannounced(step.unannounced[0]),
            Finding("x", "R8", Verdict.FAIL, 2, "stands elsewhere", (Evidence("context", "here"),), field="slug"),
        ),
    )
    life.versions[0] = replace(life.versions[0], reason="a reason", source="an import")
    return life


def whole() -> Timeline:
    """Return it as a timeline with everything around it."""
    gap = Gap("2026-11-03T10:15:00Z", "2026-11-03T19:30:00Z", "nobody looked")
    timeline = full().timeline(
        last="2026-11-23T11:40:00Z", state=ArticleState.GONE, gaps=(gap,),
        findings=(Finding("gone", "R15", Verdict.FAIL, 3, "it is gone", (Evidence("last_version", "5"),)),),
        decisions=(Decision("finding", "k", "needs_note", "because", "ines"),),
    )  # fmt: skip
    states = (StateChange("2026-11-20T00:00:00Z", ArticleState.OK, ArticleState.GONE, "410"),)
    return replace(timeline, states=states)


def poisoned(value: Any, payload: str) -> Any:
    """Return *value* with *payload* after every string in it: the same string the same way, so that all still fits."""
    if isinstance(value, Enum | Span):
        return value
    if isinstance(value, str):
        return value if parse(value) else value + payload
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        given = {
            field.name: poisoned(getattr(value, field.name), payload)
            for field in fields(value)
            if field.init and (type(value), field.name) not in MEASURED
        }
        return replace(value, **given)
    return value


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_string_of_a_timeline_becomes_anything_but_words(tmp_path: Path, payload: str) -> None:
    """With the payload in every string there is, no page has an element, handler or address of its making; feeds and JSON stay whole."""
    write_site([poisoned(whole(), payload)], tmp_path, base_url="https://pages.example/r/")
    plain = tmp_path / "plain"
    write_site([whole()], plain, base_url="https://pages.example/r/")
    known = {tag for path in plain.rglob("*.html") for tag in tags(path)}
    shown = 0
    for path in tmp_path.rglob("*.html"):
        if plain in path.parents:
            continue
        assert tags(path) <= known, path
        page = html.fromstring(path.read_bytes())
        for element in page.iter(etree.Element):
            if element.tag == "script":
                assert element.get("type") == "application/ld+json" or element.get("src", "").endswith("revtrack.js")
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path, name)
                if name in ("href", "src", "action"):
                    assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), (path, value)
        for data in page.xpath("//script[@type='application/ld+json']"):
            json.loads(data.text)
        shown += payload.strip("\x00\x1b").split("\x1b")[0][:8] in page.text_content()
    assert shown or not payload.isprintable()
    for path in tmp_path.rglob("*.atom"):
        etree.parse(path)
    for path in [*tmp_path.rglob("*.json"), *tmp_path.rglob("*.jsonld")]:
        json.loads(path.read_bytes())


def tags(path: Path) -> set[str]:
    """Return the names of a page's elements."""
    return {element.tag for element in html.fromstring(path.read_bytes()).iter(etree.Element)}
