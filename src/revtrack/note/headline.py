"""
Read the tags agencies and journals set before a headline: `CORRECTED-`, `REFILE-`, `UPDATE 1-`, `RETRACTED:`.

Such a tag says that the article was corrected, and nothing of what.
"""

import re
from collections.abc import Iterator

from revtrack.model import Note, NoteKind, Span

_TAG = re.compile(
    r"(?:[^:|–—]{2,40}[:|]\s)?\W{0,4}(?P<tag>(?P<correction>CORRECTED|CORRECTION|CORREX|REFILE|REFILED|CORRECTIVE|KORREKTUR|KORRIGIERT|BERICHTIGUNG|"
    r"BERICHTIGT|CORRIG[EÉ]|RECTIFICATIF|CORRECTIF|ERRATUM|CORRECCI[OÓ]N|CORREGID[OA]|CORRIGE|RECTIFICACI[OÓ]N|"
    r"CORRE[CÇ][AÃ]O|CORRIGID[OA]|ERRATA|CORREZIONE|CORRETTO|RETTIFICA|CORRECTIE|RECTIFICATIE|GECORRIGEERD)"
    r"|(?P<update>(?:UPDATE|ACTUALIZA|ATUALIZA|ATUALIZAÇÃO|ACTUALIZACIÓN|AGGIORNA|ACTUALISATION)\s?\d{0,2})"
    r"|(?P<retraction>RETRACTED(?:\sARTICLE)?|RETRACTION|WITHDRAWN|STORY\sWITHDRAWN|KILL|Retracted|Withdrawn))"
    r"(?:\s?\(\w{1,12}\)|\s\d)?(?:\s?[-–—:](?=\S|\s)|\s*$)"
)


def tagged(headline: str, start: int) -> Iterator[Note]:
    """Yield the note that a tag before *headline* makes; the headline begins at *start* in the linear text."""
    at = 0
    while match := _TAG.match(headline, at):
        kind = next(name for name in ("correction", "update", "retraction") if match[name])
        yield Note(
            id="n0",
            kind=NoteKind(kind),
            text=match["tag"],
            label=match["tag"],
            span=Span(*match.span("tag")).shifted(start),
            label_span=Span(0, len(match["tag"])),
            source="headline tag",
            evidence=(f"the headline is tagged {match['tag']}",),
        )
        at = match.end()
