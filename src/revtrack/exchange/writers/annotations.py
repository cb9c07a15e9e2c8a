"""
Write notes, links and edits as W3C Web Annotations (2017): what each is about stands in the version it names.

Every target is selected twice, by position and by quotation with its context,
so that a reader can find it even in another copy of the text.
"""

from collections.abc import Iterator
from typing import Any

from revtrack.model import Span, Step, Timeline

CONTEXT = 32
"""Code points of context on each side of a quotation."""


def collection(timeline: Timeline) -> dict[str, Any]:
    """Return an AnnotationPage with everything found in one article's steps."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [item for step in timeline.steps for item in _of_step(timeline, step)],
    }


def _of_step(timeline: Timeline, step: Step) -> Iterator[dict[str, Any]]:
    url, revision = timeline.article.url, step.revision
    times = {version.number: version.first_seen for version in timeline.versions}
    revisions = {other.version: other.revision for other in timeline.steps}
    for note in step.notes:
        if note.span is None or note.status == "removed":
            continue
        target = _target(url, step.version, times.get(step.version), revision.after.text, note.span)
        body: dict[str, Any] = {"type": "TextualBody", "purpose": "classifying", "value": str(note.kind)}
        yield _item(f"{step.version}/{note.id}", "classifying", body, target)
    for joined in step.links:
        link, linked = joined.link, revisions.get(joined.step)
        if linked is None:
            continue
        sides = [(joined.step, linked.after.text, link.after)]
        if linked.before is not None:
            sides.insert(0, (joined.step - 1, linked.before.text, link.before))
        targets = [_target(url, n, times.get(n), text, span) for n, text, span in sides if span is not None]
        text = next((c.text for note in step.notes for c in note.claims if c.id == link.claim), "")
        body = {"type": "TextualBody", "purpose": "describing", "value": text, "revtrack:status": str(link.status),
                "revtrack:confidence": link.confidence}  # fmt: skip
        if targets:
            yield _item(f"{step.version}/{link.claim}", "linking", body, targets)
    for edit in revision.edits:
        if edit.after is not None:
            old = revision.words(edit)[0]
            body = {"type": "TextualBody", "purpose": "editing", "value": old, "revtrack:category": str(edit.category),
                    "revtrack:materiality": int(edit.materiality), "revtrack:reasons": list(edit.reasons)}  # fmt: skip
            target = _target(url, step.version, times.get(step.version), revision.after.text, edit.after)
            yield _item(f"{step.version}/{edit.id}", "editing", body, target)


def _item(name: str, motivation: str, body: Any, target: Any) -> dict[str, Any]:
    return {"id": f"#{name}", "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _target(url: str, version: int, at: str | None, text: str, span: Span) -> dict[str, Any]:
    state: dict[str, Any] = {"type": "TimeState", "revtrack:version": version}
    if at:
        state["sourceDate"] = at
    return {
        "source": url,
        "state": state,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - CONTEXT) : span.start],
                "suffix": text[span.end : span.end + CONTEXT],
            },
        ],
    }
