"""
Say links and versions in the formats other programs read: W3C Web Annotations and Memento TimeMaps.

Offsets are code points in a version's linear text (blocks joined by a blank line),
which the annotation says, so that a selector can be checked against our JSON.
"""

import json
from datetime import UTC
from email.utils import format_datetime
from typing import Any

from revtrack.model import LinkStatus, Span
from revtrack.report import times
from revtrack.report.edits import edit_urn
from revtrack.report.frame import article_path, version_name
from revtrack.report.hrefs import web_href
from revtrack.report.story import Mention, Story

CONTEXT = 32
"""Characters of prefix and suffix in a quote selector."""


def annotations(story: Story, base_url: str = "") -> str:
    """Return every link of an article as a W3C annotation collection (JSON-LD, one first page holding all)."""
    root = base_url + article_path(story.id) if base_url else ""
    items = [
        item
        for index, mention in enumerate(story.mentions)
        if (item := _annotation(story, mention, root, index)) is not None
    ]
    collection = f"{root or 'urn:revtrack:article:' + str(story.id) + ':'}annotations.jsonld"
    data = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"Correction notes joined to the words they correct: {story.headline}",
        "total": len(items),
        "first": {
            "id": f"{collection}#page1",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _annotation(story: Story, mention: Mention, root: str, index: int) -> dict[str, Any] | None:
    """Return one link: the note's words as body, the corrected words before and after as targets."""
    link, step = mention.link, story.steps[mention.step]
    if link.status is LinkStatus.NOT_FOUND or not (link.before or link.after):
        return None
    targets = []
    if link.before and step.revision.before:
        targets.append(_target(story, root, step.version - 1, step.revision.before.text, link.before))
    if link.after:
        targets.append(_target(story, root, step.version, step.revision.after.text, link.after))
    article = story.timeline.article.url
    out: dict[str, Any] = {
        "id": edit_urn(article, mention.said, mention.note.text, mention.claim.text, f"link {index}"),
        "type": "Annotation",
        "motivation": "commenting" if link.status is LinkStatus.TARGET_ONLY else "editing",
        "body": [
            {
                "type": "TextualBody",
                "value": mention.note.text,
                "format": "text/plain",
                "purpose": "commenting",
                **({"language": mention.note.language} if mention.note.language else {}),
            }
        ],
        "target": targets,
    }
    at = times.rfc3339(story.versions[mention.said].first_seen)
    if at:
        out["created"] = at
    return out


def _target(story: Story, root: str, version: int, text: str, span: Span) -> dict[str, Any]:
    """Return words of one version as a specific resource with two selectors and the time they were so."""
    source = f"{root}{version_name(version)}" if root else f"urn:revtrack:article:{story.id}:version:{version}"
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - CONTEXT) : span.start],
                "suffix": text[span.end : span.end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
    at = times.rfc3339(story.versions[version].first_seen)
    if at:
        target["state"] = {"type": "TimeState", "sourceDate": at}
    return target


def http_date(at: str | None) -> str:
    """Return a time as HTTP and Memento write it (RFC 9110, 5.6.7); empty when not known."""
    moment = times.parse(at)
    return format_datetime(moment.astimezone(UTC), usegmt=True) if moment else ""


def timemap(story: Story, base_url: str = "", *, captures: bool = False) -> str:
    """
    Return an article's TimeMap in link format (RFC 7089, section 5).

    Mementos are the version pages, or with *captures* the pages as captured, which only a server has.
    """
    folder = base_url + article_path(story.id)
    known = [v for v in story.timeline.versions if v.first_seen]
    original = web_href(story.timeline.article.url) or f"urn:revtrack:article:{story.id}"
    lines = [f'<{original}>; rel="original"']
    bounds = f'; from="{http_date(known[0].first_seen)}"; until="{http_date(known[-1].first_seen)}"' if known else ""
    lines.append(f'<{folder}timemap.link>; rel="self"; type="application/link-format"{bounds}')
    if captures:
        lines.append(f'<{folder}timegate>; rel="timegate"')
    for index, version in enumerate(known):
        ends = [name for name, at in (("first", 0), ("last", len(known) - 1)) if index == at]
        name = f"memento/{version.number}" if captures else version_name(version.number)
        lines.append(
            f'<{folder}{name}>; rel="{" ".join([*ends, "memento"])}"; datetime="{http_date(version.first_seen)}"'
        )
    return ",\n".join(lines) + "\n"
