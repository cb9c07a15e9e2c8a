"""
Make one comparison a page of its own: one file, nothing beside it.

The page is the revision page of an article with two versions; its style sheet
stands inside and the security policy names it by its hash.
"""

import base64
import hashlib
import re

from revtrack.model import Article, Comparison, JoinedLink, Revision, Step, Timeline, Version
from revtrack.report.frame import site_frame
from revtrack.report.render import CSP, render, static_files
from revtrack.report.revision import revision_pages
from revtrack.report.story import Story
from revtrack.report.version import version_pages

STYLESHEET = "revtrack.css"


def comparison_page(result: Comparison) -> str:
    """Return the whole comparison as one HTML file, its notes and links with it; no script, nothing loaded."""
    story = Story(_timeline(result))
    frame = site_frame("revtrack")
    if result.revision.before is None:
        pages = [render(page) for page in version_pages(story, story.timeline.versions[-1], frame)]
    else:
        pages = [render(page) for page in revision_pages(story, story.timeline.steps[-1], frame)]
    return _alone(_joined(pages))


def _timeline(result: Comparison) -> Timeline:
    """Return the comparison as the life of an article that was seen once or twice."""
    revision = result.revision
    documents = [document for document in (revision.before, revision.after) if document is not None]
    name = result.id or revision.after.url or "comparison"
    versions = tuple(Version(number, document, None) for number, document in enumerate(documents, 1))
    steps = [Step(1, Revision(None, documents[0]), (), (), (), ())] if len(documents) == 2 else []
    links = tuple(JoinedLink(link, len(documents)) for link in result.links)
    steps.append(Step(len(documents), revision, result.notes, links, result.unannounced, ()))
    article = Article(0, name, revision.after.outlet, revision.after.headline or name)
    return Timeline(article, versions, tuple(steps))


def _joined(pages: list[str]) -> str:
    """Return the pages of a long text as one: the changes of the later ones follow the first's."""
    sections = [re.search(r'<section class="changes".*?</section>', page, re.S) for page in pages[1:]]
    more = "".join(section.group() for section in sections if section)
    return pages[0].replace("</main>", f"{more}</main>", 1)


def _alone(page: str) -> str:
    """Return *page* with its style inside, without scripts, site navigation and links that lead to other files."""
    style = static_files()[STYLESHEET].decode()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = CSP.split("; frame-ancestors")[0]
    own = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    page = page.replace(_attribute(policy), _attribute(own), 1)
    page = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", page, count=1)
    page = re.sub(r"<link rel=[^>]*>|<script[^>]*></script>", "", page)
    page = re.sub(r'<nav class="(?:bar|stepping|parts)".*?</nav>', "", page, flags=re.S)
    return re.sub(
        r'<a (?:rel="\w+" )?href="(?!#|https?:)[^"]*"([^>]*)>(.*?)</a>', r"<span\1>\2</span>", page, flags=re.S
    )


def _attribute(text: str) -> str:
    """Return *text* as Jinja writes it into an attribute."""
    return text.replace("'", "&#39;")
