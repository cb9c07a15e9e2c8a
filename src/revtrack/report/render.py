"""
Turn page values into HTML: the only place that knows the templates.

Each template receives exactly one value, `page`. Autoescape is on for every
template, an unknown name is an error, and nothing computes in a template.
"""

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from revtrack.report.article import ArticlePage
from revtrack.report.feeds import EntryContent, FeedPage
from revtrack.report.lists import CorrectionsPage, IndexPage
from revtrack.report.markup import harmless, pieces_html, tied
from revtrack.report.outlets import OutletPage, OverviewPage
from revtrack.report.queue import LookPage
from revtrack.report.revision import RevisionPage
from revtrack.report.strip import StripPage
from revtrack.report.version import VersionPage

TEMPLATES: dict[type, str] = {
    ArticlePage: "article.html",
    RevisionPage: "revision.html",
    VersionPage: "version.html",
    IndexPage: "index.html",
    CorrectionsPage: "corrections.html",
    LookPage: "look.html",
    OverviewPage: "outlets.html",
    OutletPage: "outlet.html",
    FeedPage: "feed.atom",
    EntryContent: "entry.html",
    StripPage: "strip.html",
}
"""Which template draws which page value."""

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""The content security policy of every page: nothing from elsewhere, no script but our own files."""


@cache
def environment() -> Environment:
    """Return the one environment: autoescape always on, whatever a template's name."""
    env = Environment(
        loader=PackageLoader("revtrack.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # A policy in a meta element may not name frame-ancestors (CSP 3, 3.3).
    env.globals["pieces"] = pieces_html
    env.filters["tied"] = tied
    env.globals["csp"] = CSP.split("; frame-ancestors")[0]
    return env


def compile_templates() -> None:
    """Compile every template now, so that no reader waits for it."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(page: Any) -> str:
    """Return the page value as HTML."""
    return draw(TEMPLATES[type(page)], page)


def draw(template: str, page: Any) -> str:
    """Return *page* drawn by *template*; a server's own pages have templates here as well."""
    return environment().get_template(template).render(page=page)


def render_entry(content: EntryContent) -> str:
    """Return a feed entry's content as HTML."""
    return render(content).strip()


@cache
def static_files() -> dict[str, bytes]:
    """Return our own style sheet and scripts by name."""
    folder = resources.files("revtrack.report") / "static"
    return {item.name: item.read_bytes() for item in sorted(folder.iterdir(), key=lambda item: item.name)}
