"""
The words of all pages for the codes of the other stages, as tables.

Words accuse nobody: "no note seen", never "hidden".
"""

from revtrack.model import (
    ArticleState,
    BlockKind,
    Category,
    EditKind,
    LinkStatus,
    Materiality,
    NoteKind,
    Verdict,
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
    Category.QUOTE: "quotation",
}

BLOCK: dict[BlockKind, str] = {
    BlockKind.DEK: "standfirst",
    BlockKind.EMBED: "embedded post",
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
    "R17": "the page’s modified date moves with a material change, and only then",
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
