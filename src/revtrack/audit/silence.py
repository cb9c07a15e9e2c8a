"""
Assess what changed without a note.
"""

from collections.abc import Iterator
from datetime import datetime

from revtrack.audit.ranking import ranked
from revtrack.audit.rules import finding
from revtrack.audit.scene import Scene
from revtrack.model import BlockKind, Category, Edit, EditKind, Evidence, Finding, Materiality, Verdict

AROUND = 40
NONE_FOUND = "no correction note found in our snapshots"
NONE_EXPLAINS = "no note found in our snapshots explains it"
MORE_THAN_TOLD = "the note joined to this change says nothing of a statement in it"


def silent_changes(scene: Scene) -> Iterator[Finding]:
    """R9 and R25: yield every material edit no note explains; one pass when there is none."""
    if scene.revision.before is None:
        return
    open_edits = [edit for edit in scene.revision.edits if edit.id in scene.unannounced]
    for edit in open_edits:
        rule = "R25" if alters_quotation(edit) and scene.house.applies("R25") else "R9"
        if scene.house.applies(rule):
            yield silent(scene, edit, rule)
    if not open_edits and scene.house.applies("R9"):
        title = "no material change without a note"
        yield finding("R9", "no_unannounced_change", Verdict.PASS, 0, title, scene.revision.after.text)


def silent(scene: Scene, edit: Edit, rule: str) -> Finding:
    """Return the finding on one edit."""
    part = loudest(edit)
    old, new = scene.revision.words(edit)
    allowed = in_silent_window(scene, part)
    headline = in_headline(scene, edit)
    joined = any(link.revision == -1 and edit.id in link.edits for link in scene.links)
    reason = MORE_THAN_TOLD if joined else NONE_EXPLAINS if scene.written else NONE_FOUND
    code = "unannounced_change"
    if headline and part.materiality >= Materiality.CRITICAL:
        code = "headline_reversed"
    elif rule == "R25":
        code = "quotation_altered"
    evidence = [Evidence("category", str(part.category)), *(Evidence("reason", reason) for reason in part.reasons)]
    severity, lesser = ranked(scene, edit, part)
    if lesser:
        evidence.append(Evidence("ranked", lesser))
    if allowed:
        evidence.append(Evidence("silent_window", "inside the time in which the outlet's policy allows silent fixes"))
    return finding(
        rule, code, Verdict.PASS if allowed else Verdict.FAIL, severity,
        f"{what(part, edit, headline)}; {reason}", old, new, context(scene, edit),
        evidence=evidence, edits=(edit.id,), before=edit.before, after=edit.after,
    )  # fmt: skip


NOUNS = {
    Category.WORDING: "the wording",
    Category.UNIT: "a unit",
    Category.MODALITY: "how sure a statement is",
    Category.CONTEXT: "background",
    Category.EXPANSION: "a passage",
}
"""What changed, where the category's own name is no word an editor would use for it."""


def loudest(edit: Edit) -> Edit:
    """Return the most material of an edit and the edits inside it; that a passage moved says less than what changed."""
    return max(edit.walk(), key=lambda part: (part.materiality, part.category is not Category.MOVED))


def alters_quotation(edit: Edit) -> bool:
    """Say whether words inside quotation marks changed, by the rule of the diff that saw it."""
    return any(
        part.category is Category.QUOTE or any("quotation marks" in reason for reason in part.reasons)
        for part in edit.walk()
    )


def what(part: Edit, edit: Edit, headline: bool) -> str:
    """Return what happened, in neutral words."""
    place = " in the headline" if headline else ""
    match part.category:
        case Category.REMOVAL:
            return f"a passage was removed{place}"
        case Category.QUOTE:
            return f"words inside quotation marks changed{place}"
        case Category.NEGATION:
            return f"a statement was turned round{place}"
        case Category.LEGAL:
            return f"a legal status changed{place}"
        case Category.HEADLINE:
            return "the headline changed its meaning"
    verb = {EditKind.INSERT: "was added", EditKind.DELETE: "was removed"}.get(part.kind, "changed")
    if part.category is Category.MODALITY:
        verb = "changed"
    return f"{NOUNS.get(part.category) or _noun(part.category)} {verb}{place}"


def _noun(category: Category) -> str:
    noun = str(category).replace("_", " ")
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def in_headline(scene: Scene, edit: Edit) -> bool:
    """Say whether the edit touches the headline."""
    sides = ((edit.before, scene.revision.before), (edit.after, scene.revision.after))
    return any(
        span is not None and document is not None and document.blocks and
        document.blocks[document.block_at(span.start)].kind is BlockKind.HEADLINE
        for span, document in sides
    )  # fmt: skip


def context(scene: Scene, edit: Edit) -> str:
    """Return the words around an edit in its block, so that equal words in two places have two keys."""
    span, document = (edit.after, scene.revision.after) if edit.after else (edit.before, scene.revision.before)
    if span is None or document is None or not document.blocks:
        return ""
    block = document.span(document.block_at(span.start))
    left, right = max(block.start, span.start - AROUND), min(max(block.end, span.end), span.end + AROUND)
    return document.text[left : span.start] + document.text[span.end : right]


def in_silent_window(scene: Scene, edit: Edit) -> bool:
    """Say whether the outlet's own policy allows this fix without a note: minor enough, soon enough."""
    profile, published = scene.profile, scene.revision.after.published
    if not profile.silent_window_h or published is None or not scene.seen or not scene.seen[-1][1]:
        return False
    if edit.materiality > profile.silent_severity_max:
        return False
    age = datetime.fromisoformat(scene.seen[-1][1]) - published
    return age.total_seconds() <= profile.silent_window_h * 3600
