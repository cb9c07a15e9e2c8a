"""
Say an article's corrections in schema.org terms, for machines that read pages.

`correction` and `CorrectionComment` are the terms the Trust Project brought to
schema.org; the article is described, not republished, so no text body is given.
"""

import json
from typing import Any

from revtrack.model import Note, NoteStatus
from revtrack.report.frame import article_path
from revtrack.report.hrefs import web_href
from revtrack.report.story import Story


def article_data(story: Story, base_url: str = "") -> dict[str, Any]:
    """Return the article as a schema.org `NewsArticle` with its corrections."""
    document, newest = story.newest.document, story.newest
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "version": newest.number,
    }
    if web_href(story.timeline.article.url):
        data["@id"] = data["url"] = story.timeline.article.url
    if document.published:
        data["datePublished"] = document.published.isoformat()
    if document.modified or newest.first_seen:
        data["dateModified"] = document.modified.isoformat() if document.modified else newest.first_seen
    if document.language:
        data["inLanguage"] = document.language
    if story.outlet:
        data["publisher"] = {"@type": "NewsMediaOrganization", "name": story.outlet}
    if base_url:
        data["subjectOf"] = base_url + article_path(story.id)
    corrections = [_comment(story, index) for index, (note, _, _) in enumerate(story.notes) if _owned(note)]
    if corrections:
        data["correction"] = corrections
    return data


def _owned(note: Note) -> bool:
    """Say whether the note still stands and owns up to something."""
    return note.kind.owns_up and note.status is not NoteStatus.REMOVED


def _comment(story: Story, index: int) -> dict[str, Any]:
    """Return a note as a `CorrectionComment`."""
    note, first, _ = story.notes[index]
    comment: dict[str, Any] = {"@type": "CorrectionComment", "text": note.text}
    date = note.date or story.versions[first].first_seen
    if date:
        comment["datePublished"] = date
    return comment


def article_jsonld(story: Story, base_url: str = "") -> str:
    """Return the data as JSON that is safe inside a script element, whatever the article says."""
    return script_safe(json.dumps(article_data(story, base_url), ensure_ascii=False, sort_keys=True))


def script_safe(text: str) -> str:
    """Return JSON with every character that could end or open markup, or end a line in a script, escaped."""
    for char in "<>&'\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
