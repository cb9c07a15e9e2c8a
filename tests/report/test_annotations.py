"""
Annotations say what the W3C Web Annotation Data Model demands (Recommendation of 23 February 2017).

The schema states every MUST of the model for the parts revtrack uses, from the
Recommendation's text and independently of our code; its section stands beside it.
"""

import json
from typing import Any

import jsonschema_rs
import pytest

from report.builder import bridge, hostile, long_life
from revtrack.model import Timeline
from revtrack.report.machine import annotations
from revtrack.report.story import Story

IRI = {"type": "string", "format": "iri"}
MOMENT = {"type": "string", "format": "date-time", "pattern": "Z$"}  # 3.3.1: in UTC, written Z
MOTIVES = ["assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
           "identifying", "linking", "moderating", "questioning", "replying", "tagging"]  # fmt: skip
SELECTORS = {
    "oneOf": [
        {  # 4.2.4
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"},
                           "prefix": {"type": "string"}, "suffix": {"type": "string"}},
            "required": ["type", "exact"], "additionalProperties": False,
        },
        {  # 4.2.5
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
                           "end": {"type": "integer", "minimum": 0}},
            "required": ["type", "start", "end"], "additionalProperties": False,
        },
    ]
}  # fmt: skip
MODEL: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",  # 5.1: the collection
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": IRI, "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"}, "total": {"type": "integer", "minimum": 0}, "first": {"$ref": "#/$defs/page"},
    },
    "required": ["@context", "id", "type", "first"],
    "additionalProperties": False,
    "$defs": {
        "page": {  # 5.2
            "type": "object",
            "properties": {
                "id": IRI, "type": {"const": "AnnotationPage"}, "partOf": IRI,
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
            "required": ["id", "type", "items"],
            "additionalProperties": False,
        },
        "annotation": {  # 3.1: one or more targets, no body beside bodyValue
            "type": "object",
            "properties": {
                "id": IRI, "type": {"const": "Annotation"}, "motivation": {"enum": MOTIVES}, "created": MOMENT,
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}},
            },
            "required": ["id", "type", "target"],
            "additionalProperties": False,
        },
        "body": {  # 3.2.4
            "type": "object",
            "properties": {
                "type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": {"enum": MOTIVES},
                "format": {"pattern": "^(application|audio|example|image|multipart|text|video)/"},
                "language": {"pattern": "^[a-z]{2,3}(-|$)"},
            },
            "required": ["type", "value"],
            "additionalProperties": False,
        },
        "target": {  # 4: exactly one source; 4.3.1: a time state has a date or both ends, never all three
            "type": "object",
            "properties": {
                "type": {"const": "SpecificResource"}, "source": IRI,
                "selector": {"type": "array", "minItems": 1, "items": SELECTORS},
                "state": {
                    "properties": {"type": {"const": "TimeState"}, "sourceDate": MOMENT},
                    "required": ["type", "sourceDate"], "additionalProperties": False,
                },
            },
            "required": ["source"],
            "additionalProperties": False,
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("base", ["", "https://pages.example/r/"], ids=["nowhere", "published"])
@pytest.mark.parametrize("life", [bridge, hostile, long_life])
def test_annotations_are_as_the_model_demands(life: Any, base: str) -> None:
    """Every annotation, whatever the outlet wrote, fits the model; each id is there once."""
    timeline: Timeline = life().timeline()
    found = json.loads(annotations(Story(timeline), base))
    jsonschema_rs.validator_for(MODEL, validate_formats=True).validate(found)
    ids = [item["id"] for item in found["first"]["items"]]
    assert len(set(ids)) == len(ids) == found["total"]


def test_selectors_point_at_the_words() -> None:
    """Position and quotation of each target name the same words of the version they are about."""
    story = Story(bridge().timeline())
    items = json.loads(annotations(story))["first"]["items"]
    assert items
    for item in items:
        for target in item["target"]:
            quote, position = target["selector"]
            text = story.versions[int(target["source"].rsplit(":", 1)[1])].document.text
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
