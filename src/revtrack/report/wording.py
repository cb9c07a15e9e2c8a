"""
Say in plain, neutral words what codes mean: the one vocabulary of all pages.

Words accuse nobody: "no note seen", never "hidden". Codes from other stages that
are not listed are shown with their underscores as spaces.
"""

from revtrack.model import (
    ArticleState,
    BlockKind,
    Category,
    CheckCode,
    Edit,
    EditKind,
    FieldEdit,
    LinkStatus,
    Materiality,
    NoteKind,
    NoteStatus,
    Verdict,
    confidence_words,
)

CATEGORY: dict[Category, str] = {
    Category.LEGAL: "legal status",
    Category.LINK: "link target",
    Category.CONTEXT: "context added",
    Category.EXPANSION: "story developed",
    Category.UPDATE: "story developed",
    Category.REMOVAL: "passage removed",
    Category.CASE: "capital letters",
    Category.INVISIBLE: "invisible characters",
    Category.SPACE: "spacing",
    Category.PARAGRAPH: "paragraph breaks",
    Category.MODALITY: "certainty",
    Category.NOTE: "the note itself",
    Category.METADATA: "page data",
    Category.TITLE: "title or role",
}

DEVELOPED = frozenset({Category.CONTEXT, Category.EXPANSION, Category.UPDATE})
"""The story went on; nothing was put right."""

MATERIALITY: dict[Materiality, str] = {
    Materiality.NONE: "does not change what is said",
    Materiality.STYLE: "style",
    Materiality.MINOR: "minor",
    Materiality.MATERIAL: "material: changes what the article says",
    Materiality.CRITICAL: "critical: reverses or removes something important",
}

EDIT_KIND: dict[EditKind, str] = {
    EditKind.INSERT: "added",
    EditKind.DELETE: "removed",
    EditKind.REPLACE: "changed",
    EditKind.MOVE: "moved",
}

NOTE_KIND: dict[NoteKind, str] = {
    NoteKind.EDITORS_NOTE: "editor’s note",
}

NOTE_STATUS: dict[NoteStatus, str] = {
    NoteStatus.NEW: "new",
    NoteStatus.CARRIED: "still there",
    NoteStatus.REWORDED: "reworded",
    NoteStatus.MOVED: "moved",
    NoteStatus.REMOVED: "removed",
}

LINK_STATUS: dict[LinkStatus, str] = {
    LinkStatus.LINKED: "The change this note describes is seen here.",
    LinkStatus.TARGET_ONLY: "The sentence is known; no change of it is seen between our versions.",
    LinkStatus.OUT_OF_TEXT: "The note is about something outside the text, such as a picture or another page.",
    LinkStatus.REMOVED: "The passage the note is about was taken out.",
    LinkStatus.NOT_FOUND: "We found no passage in our versions that this note is about.",
}

EVIDENCE: dict[str, str] = {
    "old_and_new_value": "both values of the note were exchanged here",
    "both_values": "both values of the note were exchanged here",
    "new_inserted": "the value the note calls right came in here",
    "old_deleted": "the value the note calls wrong went out here",
    "typed": "a value of the kind the note names changed here",
    "numbers": "numbers of the note stand here",
    "topic": "the note’s rare words stand in this sentence",
    "topic_alone": "no other changed sentence has the note’s rare words",
    "topic_near": "the note’s words stand in the sentences around",
    "topic_typed": "the note’s words and a value of its kind changed here",
    "rare_word_changed": "the note’s rarest word changed here",
    "note_words_changed": "words of the note are among the changed words",
    "alone": "this is the only change of its kind in this step",
    "few": "few changes were made in this step",
    "locator": "it stands where the note says",
    "negation_agrees": "a “not” came or went, as the note says",
    "verb": "what was done fits what the note says was done",
    "substance": "the change is one of substance",
    "typed_change": "a value of the kind the note names changed here",
    "value_replaced": "a name, number or date was replaced here",
    "new_there_before": "against it: what the note calls right stood there before",
    "gone_not_fixed": "against it: the words went without being put right",
    "large": "against it: a long passage changed, in which words meet by chance",
    "carried": "against it: the note said so before",
    "earlier_step": "the change was made before the note came",
    "later_step": "the change was made after the note came",
    "moved": "against it: the words only moved",
    "no_contact": "against it: none of the note’s words stand near",
    "off_locator": "against it: it does not stand where the note says",
    "service": "against it: the change is in service text",
    "slight": "against it: the change is slight",
    "trivial": "against it: the change is one of style",
    "decision": "an editor decided so",
}

VERDICT: dict[Verdict, str] = {
    Verdict.PASS: "met",
    Verdict.FAIL: "not met",
    Verdict.NOT_ASSESSABLE: "not assessable",
}

STATE: dict[ArticleState, str] = {
    ArticleState.NEW: "not looked at yet",
    ArticleState.OK: "up",
    ArticleState.FAILING: "the server does not answer as it should",
    ArticleState.BLOCKED: "the server does not let us read it",
    ArticleState.GONE: "gone: the server says there is no such page",
    ArticleState.MOVED: "moved to another address",
    ArticleState.DISALLOWED: "robots.txt asks us not to look",
    ArticleState.PAUSED: "paused by us",
}

FIELD: dict[str, str] = {
    "og:title": "social card, title",
    "og:description": "social card, text",
    "social_title": "social card, title",
    "social_description": "social card, text",
    "twitter:title": "social card (X), title",
    "meta_description": "search engine description",
    "jsonld_headline": "structured data, headline",
    "slug": "words in the address",
    "authors": "byline",
    "dek": "standfirst",
    "lead_image": "main picture",
    "url": "address",
    "image.alt": "picture description",
    "meta_title": "page title",
    "modified": "modified date",
    "published": "publication date",
}

RULES: dict[str, str] = {
    "R1": "a note says what was wrong",
    "R2": "a note says what is right",
    "R3": "a note explains itself to someone who missed the original",
    "R4": "the label fits: a factual error is called a correction",
    "R5": "a note is dated",
    "R6": "a note names the place of the error",
    "R7": "the text changed where the note says",
    "R8": "the error stands nowhere else in the article",
    "R9": "a material change carries a note",
    "R10": "an error in the headline is owned at the top",
    "R11": "a note stands as prominently as the error",
    "R12": "a note stays",
    "R13": "a note is not rewritten without saying so",
    "R14": "an error is corrected promptly",
    "R15": "a removed article is replaced by an explanation",
    "R16": "a removal gives its reason",
    "R17": "dateModified moves with a material change, and only then",
    "R18": "the machine-readable correction equals the visible note",
    "R19": "the outlet publishes a corrections policy",
    "R20": "copies of the story elsewhere carry the fix",
    "R21": "the social card says what the article says",
    "R22": "a retracted article links its notice",
    "R23": "earlier versions are available to readers",
    "R24": "the note's words on blame follow the house",
    "R25": "altered words inside quotation marks carry a note",
    "R26": "figures derived from a corrected one are updated too",
    "R27": "each error of several is itemised",
}
"""What each rule of the handbook asks for, in a few words."""

ERROR_TYPE_UNKNOWN = "kind not stated"


def plain(code: str) -> str:
    """Return a code as words: `social_title` becomes `social title`."""
    return str(code).replace("_", " ")


def category(value: Category) -> str:
    """Return what kind of change it is."""
    return CATEGORY.get(value, plain(value))


def happened(edit: Edit | FieldEdit) -> str:
    """Return what happened in a few words: `number changed`, `passage removed`, `story developed`."""
    kind = edit.kind if isinstance(edit, Edit) else EditKind.REPLACE
    name = category(edit.category)
    if edit.category in DEVELOPED or edit.category in (Category.REMOVAL, Category.MOVED):
        return name
    return f"{name} {EDIT_KIND[kind]}"


def note_kind(value: NoteKind) -> str:
    """Return what a note is called."""
    return NOTE_KIND.get(value, plain(value))


def evidence(kind: str) -> str:
    """Return a reason for a link in a few words."""
    return EVIDENCE.get(kind, plain(kind))


def rule(name: str) -> str:
    """Return a rule with what it asks for: `R12, a note stays`."""
    return f"{name}, {RULES[name]}" if name in RULES else name


def field(name: str) -> str:
    """Return what a field outside the text is called."""
    return FIELD.get(name, plain(name))


def block(kind: BlockKind) -> str:
    """Return what a block is called; empty for a paragraph, which needs no label."""
    return "" if kind is BlockKind.PARAGRAPH else plain(kind)


def check(code: CheckCode) -> str:
    """Return what a visit came to."""
    return plain(code)


def error_type(value: str) -> str:
    """Return the kind of error a claim is about."""
    return ERROR_TYPE_UNKNOWN if value in ("", "unknown") else plain(value)


def sure(confidence: float) -> str:
    """
    Return how sure a link is, in words and as the number.

    Bands follow the words and ranges of the UK intelligence assessment yardstick (PHIA).
    """
    bands = ((0.95, "almost certain"), (0.8, "highly likely"), (0.55, "likely"), (0.4, "a realistic possibility"))
    words = next((word for least, word in bands if confidence >= least), "unlikely")
    return f"{words} ({confidence_words(confidence)})"


def reason(said: str) -> str:
    """Return a reason as people write it: `title: , the chair, ->` becomes `title: the chair → nothing`."""
    head, colon, values = said.partition(": ")
    if not colon:
        return said.replace(" -> ", " → ")
    return f"{head}: {' → '.join(_bare(side) for side in values.split(' -> '))}"


def _bare(words: str) -> str:
    """Return words without the commas around them; a mark that is all there is stays."""
    bare = words.strip(" ,;") if any(char.isalnum() for char in words) else words.strip()
    return bare or "nothing"


def sentence(text: str) -> str:
    """Return *text* with a capital letter first."""
    return text[:1].upper() + text[1:]


def versions(first: int, last: int) -> str:
    """Return `version 3`, or `versions 1 to 3`."""
    return f"version {first}" if first == last else f"versions {first} to {last}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 version`, `5 versions`, `1,204 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
