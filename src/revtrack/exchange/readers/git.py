"""
Read the history of a content repository (Hugo, Jekyll, Eleventy, plain pages): each publish is a version.

The main line of history is followed (first parents), so a merged branch is one
publish. A renamed file stays one article. Times are those of the commits that
published, order is git's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

from revtrack.exchange.filters import wanted
from revtrack.exchange.gitrepo import Git
from revtrack.exchange.incoming import HTML, MARKDOWN, MAX_BODY, TEXT, Look, Reading, Trouble, address, parts
from revtrack.exchange.options import ReadOptions
from revtrack.exchange.times import read_time

FORMS = {".md": MARKDOWN, ".markdown": MARKDOWN, ".mdx": MARKDOWN, ".html": HTML, ".htm": HTML, ".txt": TEXT}
FORMAT = "--format=%x00commit%x00%H%x00%cI%x00%an%x00%s"
NOT_CONTENT = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "CODE_OF_CONDUCT")


@dataclass(slots=True)
class _Publish:
    commit: str
    at: str
    author: str
    message: str
    blob: str
    path: str


@dataclass(slots=True)
class _Story:
    path: str
    publishes: list[_Publish] = field(default_factory=list)


def read(source: str, options: ReadOptions) -> Reading:
    """
    Yield the articles of the git repository in the folder *source*.

    `options.match` chooses paths; without it every markdown, HTML and text
    file but the usual READMEs. `options.base` gives addresses: `https://news.example/{stem}`
    (path, stem, name are put in) or a plain address the path hangs under.
    """
    with Git(source) as git:
        stories: list[_Story] = []
        current: dict[str, _Story] = {}
        for event in _events(git):
            _follow(event, current, stories, options)
        name = PurePosixPath(git.folder.absolute().name or "repository").name
        for story in stories:
            yield from _incoming(git, story, name, options)


@dataclass(frozen=True, slots=True)
class _Event:
    commit: tuple[str, str, str, str]
    status: str
    blob: str
    path: str
    old_path: str


def _events(git: Git) -> Iterator[_Event]:
    """Yield every change of every file, oldest first."""
    args = ("log", "--reverse", "--first-parent", "-m", "--raw", "-M", "--no-abbrev", "-z", "--no-ext-diff",
            "--no-textconv", FORMAT, git.tip())  # fmt: skip
    fields = iter(git.lines(*args))
    commit = ("", "", "", "")
    for raw in fields:
        text = raw.decode("utf-8", "replace").strip("\n")
        if text == "commit":
            commit = tuple(next(fields).decode("utf-8", "replace") for _ in range(4))  # type: ignore[assignment]
        elif text.startswith(":"):
            _, mode, _, blob, status = text.split(" ")
            path = old = _path(next(fields))
            if status[0] in "RC":
                path = _path(next(fields))
            if mode in ("100644", "100755", "000000"):
                yield _Event(commit, status[0], blob, path, old)


def _path(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _follow(event: _Event, current: dict[str, _Story], stories: list[_Story], options: ReadOptions) -> None:
    """Note what one change means for the article at its path."""
    story = current.get(event.old_path) if event.status == "R" else current.get(event.path)
    if event.status == "R" and story is not None:
        current[event.path] = current.pop(event.old_path)
        story.path = event.path
    if event.status == "D" or not _is_content(event.path, options):
        return
    if story is None:
        story = current[event.path] = _Story(event.path)
        stories.append(story)
    if not story.publishes or story.publishes[-1].blob != event.blob:
        story.publishes.append(_Publish(*event.commit, event.blob, event.path))


def _is_content(path: str, options: ReadOptions) -> bool:
    pure = PurePosixPath(path)
    if pure.suffix.lower() not in FORMS:
        return False
    return wanted(options, path) if options.match else not pure.stem.upper().startswith(NOT_CONTENT)


def _incoming(git: Git, story: _Story, repository: str, options: ReadOptions) -> Reading:
    looks = []
    for publish in story.publishes:
        at = read_time(publish.at)
        if not wanted(options, story.path if options.match else "", at):
            continue
        body = git.blob(publish.blob, MAX_BODY)
        if body is None:
            yield Trouble(f"{publish.commit[:12]}:{publish.path}", f"missing, or larger than {MAX_BODY} bytes")
            continue
        form = FORMS[PurePosixPath(publish.path).suffix.lower()]
        detail = (("commit", publish.commit), ("path", publish.path), ("author", publish.author),
                  ("message", publish.message[:2000]))  # fmt: skip
        looks.append(Look(body, at, content_type=form, detail=detail))
    if looks:
        url = place(story.path, options.base) or address("git", f"{repository}/{story.path}")
        yield from parts(story.path, url, iter(looks), options.outlet)


def place(path: str, base: str) -> str:
    """Return the address of the file at *path* under *base*, empty when there is no base."""
    if not base:
        return ""
    pure = PurePosixPath(path)
    if "{" in base:
        spelled = {"{path}": str(pure), "{stem}": str(pure.with_suffix("")), "{name}": pure.stem}
        for name, value in spelled.items():
            base = base.replace(name, quote(value))
        return base
    return urljoin(base if base.endswith("/") else f"{base}/", quote(path))
