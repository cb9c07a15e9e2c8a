"""
Hold what every page has around its content, and where every page stands.

Addresses are relative, so the same pages work from a folder, under any path of a
server and live. An article's pages live in `articles/ID/`, which never changes.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Editor:
    """Who is signed in at the desk."""

    name: str
    role: str
    """`reader`, `reviewer` or `admin`."""
    csrf: str
    """The token every form of this session carries."""

    @property
    def may_decide(self) -> bool:
        """Say whether this editor may decide findings and links."""
        return self.role in ("reviewer", "admin")


LONG_TITLE = 96
"""From so many characters on a headline fills more than two lines of the largest letters."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page's content."""

    site: str
    """The name of the site."""
    title: str
    """The page's title, without the site's name."""
    root: str
    """The way up to the site's root: empty or `../` some times."""
    section: str
    """The part of the site the page belongs to, for the navigation: `articles`, `corrections`, `look`, `outlets` ..."""
    head: str = ""
    """The hash that proves what the page shows: the archive's on site pages, the version's on an article's."""
    feed: str = ""
    """The Atom feed that tells of news on this page, relative to the root; empty when there is none."""
    served: bool = False
    """Whether a server answers, so that search and free comparison work."""
    desk: bool = False
    """Whether this is the editors' server."""
    editor: Editor | None = None
    """Who is signed in; None on public pages."""
    base_url: str = ""
    """The absolute address of the site's root with its closing slash; empty when not known."""

    @property
    def long(self) -> bool:
        """Whether the title is too long for the largest letters."""
        return len(self.title) > LONG_TITLE

    def page(self, title: str, root: str, section: str, *, head: str | None = None, feed: str | None = None) -> "Frame":
        """Return the frame of another page of the same site."""
        return replace(
            self,
            title=title,
            root=root,
            section=section,
            head=self.head if head is None else head,
            feed=self.feed if feed is None else feed,
        )


def site_frame(site: str = "revtrack", *, head: str = "", base_url: str = "", served: bool = False) -> Frame:
    """Return the frame from which a site's pages are framed."""
    base = base_url if not base_url or base_url.endswith("/") else base_url + "/"
    return Frame(site, site, "", "", head=head, feed="feeds/all.atom", served=served, base_url=base)


def article_path(article: int) -> str:
    """Return the folder of an article's pages, from the site's root."""
    return f"articles/{article}/"


def revision_name(before: int, after: int) -> str:
    """Return the file name of the page that compares two versions."""
    return f"{before}-{after}.html"


def version_name(number: int) -> str:
    """Return the file name of the page that shows one version."""
    return f"version-{number}.html"


def slug(name: str) -> str:
    """Return a readable file name part for an outlet: ASCII letters and digits, the rest as `-`, never empty."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in name.lower()).split()
    return "-".join(words)[:60] or "outlet-" + "".join(f"{byte:02x}" for byte in name.encode())[:24]
