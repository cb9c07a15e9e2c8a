"""
Read stored versions again with today's rules: extract, diff, find notes, link, audit.

Pure: pages in, readings out. The versions stay those that were published; a
version whose page is gone, or which today's extractor cannot read, keeps the
document it has.
"""

from collections.abc import Callable, Mapping, Sequence

from revtrack.config import OutletSettings
from revtrack.extract import read
from revtrack.model import Capture, Document, Note, NoteStatus, Reading, Revision, Seen, Told, Version
from revtrack.pipeline.analysing import analyse
from revtrack.pipeline.tasks import RereadTask
from revtrack.snapshot import fingerprint

Page = Callable[[Version], Capture | None]


def reread_task(task: RereadTask) -> tuple[Reading, ...]:
    """Return the task's versions as today's rules read them."""
    pages = task.pages
    return reread(
        task.versions,
        lambda version: pages.get(version.capture_sha256 or ""),
        window=task.window,
        profile=task.profile,
        told=task.told,
    )


def reread(
    versions: Sequence[Version],
    page: Page,
    *,
    window: int,
    profile: OutletSettings | None = None,
    told: Mapping[int, Sequence[Told]] | None = None,
) -> tuple[Reading, ...]:
    """
    Return every one of *versions*, oldest first, as today's rules read it.

    *page* gives a version's capture, or None when there is none; *window* is
    how many earlier revisions a late note may be about, as a job has them;
    *told* holds notes known from elsewhere by the number of the version they belong to.
    """
    out: list[Reading] = []
    past: list[Revision] = []
    seen: list[Seen] = []
    known: dict[str, Note] = {}
    shown: frozenset[str] = frozenset()
    before: Version | None = None
    for version in versions:
        earlier = out[-1].document if out else None
        document = _document(version, page(version), earlier, profile)
        moment = (before.last_seen or before.first_seen if before else None, version.first_seen)
        found = analyse(
            earlier,
            document,
            past=past[-window:],
            past_notes=[note for text, note in known.items() if text not in shown],
            seen=(*seen[-window:], moment) if before else (moment,),
            known=(told or {}).get(version.number, ()),
            profile=profile,
        )
        out.append(Reading(version.number, document, found, fingerprint(document)))
        if before is not None:
            past.append(found.revision)
            seen.append(moment)
        standing = [n for n in found.notes if n.status is not NoteStatus.REMOVED and not n.outside]
        known |= {note.text: note for note in standing}
        shown = frozenset(note.text for note in standing)
        before = version
    return tuple(out)


def _document(
    version: Version, capture: Capture | None, earlier: Document | None, profile: OutletSettings | None
) -> Document:
    if capture is None:
        return version.document
    layout = earlier.layout if earlier else None
    document = read(capture.body, dict(capture.headers), url=capture.url, layout=layout, profile=profile)
    return version.document if document.fault is not None else document
