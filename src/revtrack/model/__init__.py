"""
The words of revtrack as frozen values.

One word per thing: the table in ARCHITECTURE.md says what each means. Standard
library only; nothing here reads a clock, a file or a socket.
"""

from revtrack.model.article import Article, ArticleState, Capture, Check, CheckCode, Version
from revtrack.model.comparison import SCHEMA, Comparison, link_dict, note_dict, side
from revtrack.model.document import (
    BODY_KINDS,
    GAP,
    Anchor,
    Block,
    BlockKind,
    Document,
    Fault,
    Field,
    Ignored,
    Image,
    Layout,
    Mark,
    MarkKind,
    paragraphs,
)
from revtrack.model.finding import Decision, Finding, Verdict
from revtrack.model.listed import FoundText, LinkedWords, ListedFinding, ListedNote
from revtrack.model.moments import stamp
from revtrack.model.note import Claim, Evidence, Link, LinkStatus, Note, NoteKind, NoteStatus
from revtrack.model.revision import (
    FOLDABLE,
    Alignment,
    BlockPair,
    Category,
    Edit,
    EditKind,
    FieldEdit,
    Materiality,
    Revision,
)
from revtrack.model.span import Span
from revtrack.model.timeline import Gap, JoinedLink, StateChange, Step, Timeline
from revtrack.model.visit import (
    Analysis,
    Decided,
    Fetched,
    FetchFailed,
    FetchResult,
    Job,
    NotModified,
    Outcome,
    Reading,
    Seen,
    Validators,
)

__all__ = [
    "BODY_KINDS",
    "FOLDABLE",
    "GAP",
    "SCHEMA",
    "Alignment",
    "Analysis",
    "Anchor",
    "Article",
    "ArticleState",
    "Block",
    "BlockKind",
    "BlockPair",
    "Capture",
    "Category",
    "Check",
    "CheckCode",
    "Claim",
    "Comparison",
    "Decided",
    "Decision",
    "Document",
    "Edit",
    "EditKind",
    "Evidence",
    "Fault",
    "FetchFailed",
    "FetchResult",
    "Fetched",
    "Field",
    "FieldEdit",
    "Finding",
    "FoundText",
    "Gap",
    "Ignored",
    "Image",
    "Job",
    "JoinedLink",
    "Layout",
    "Link",
    "LinkStatus",
    "LinkedWords",
    "ListedFinding",
    "ListedNote",
    "Mark",
    "MarkKind",
    "Materiality",
    "NotModified",
    "Note",
    "NoteKind",
    "NoteStatus",
    "Outcome",
    "Reading",
    "Revision",
    "Seen",
    "Span",
    "StateChange",
    "Step",
    "Timeline",
    "Validators",
    "Verdict",
    "Version",
    "link_dict",
    "note_dict",
    "paragraphs",
    "side",
    "stamp",
]
