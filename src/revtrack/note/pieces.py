"""
Judge short blocks about a piece of ours: what it left unsaid, mixed up, showed or gave wrong.

A piece is ours by its owner (`our report`, `in these columns`, `the time we gave`) or
stands in print on a day (`the photo published on Tuesday on page 7`). Columns of
corrections name it so and then say in any words what was the matter: a mix-up, an
omission, a denial, a regret. A piece whose owner is not named asks for more.
"""

from itertools import pairwise

from revtrack.note.admission import contrasted
from revtrack.note.window import Window

_ANSWER = 14
"""Words of a sentence that does nothing but give the fact, at most."""
_DENIAL = 24
"""Code points into its sentence within which a denial opens it: `Or, c'est inexact`."""
_CLOSER = 16
"""Words of a sentence that closes a note, at most: `Our readers will have put it right themselves`."""
_HEAD = 12
"""Code points into its sentence within which a detail or a part of the text opens it."""
_OURS = ("our_piece", "our_staff", "own_print", "self")
_PAST = ("our_given", "dated_piece", "printed", "cited", "ours_stated", "as_said", "own_print")
_DENIES = ("wrong", "in_fact", "right_is")
"""What opens a sentence that denies the one before."""
_SAID = ("stated", "stated_p", "passive_stated", "ours_stated", "misled", "stated_now")


def _foreign(line: Window) -> bool:
    """Say whether somebody in the text speaks or is spoken to, or what is still to come is announced."""
    return line.has("speech", "reports_now", "announces")


def _placed(line: Window) -> bool:
    """Say whether a piece is ours, or one that only the press has stands in it with its day: `the leader of 3 May`."""
    return line.has(*_OURS) or (line.has("dated_piece", "printed") and line.has("issue"))


def _named_against(line: Window) -> bool:
    """`The author of the column published on Monday is X, not Y`."""
    if line.has("our_piece") and line.has("turn") and not _foreign(line):
        return True  # `In my column I used the term "park", when it is in fact a reserve`.
    checked = line.opens("in_fact") and line.has("our_given")  # `On checking, the words that we gave to X are Y's`
    against = contrasted(line) or line.has("not_merely")
    if _foreign(line) or not line.has("naming_verb", "told_us") or not (checked or against):
        return False
    if line.has("our_piece") and line.has(*_PAST):
        return True
    opened = any(line.opening(name, _HEAD) is not None for name in ("field", "author"))
    return opened and line.has("dated_piece", "cited") and line.has("issue", "paper")


def _mixed(line: Window) -> bool:
    """`In the table published on Monday the results were swapped`, `we left out the credit of our cover`."""
    owned = line.has("mixup_we") and (line.has("the_piece", "cited") or _placed(line))
    return (owned or (line.has("mixup") and _placed(line))) and not _foreign(line)


def _erred(line: Window) -> bool:
    """`The article "T" (14 June) contained an error. The fund has 40 members, not 400`."""
    if _foreign(line) or not contrasted(line):
        return False
    if line.opening("page_no", _HEAD) is not None and line.has("part"):
        return True  # `On page 21 the picture shows not X but Y`.
    paper = line.opening("own", _HEAD) is not None and line.has("paper") and line.has("erring")
    return paper or (line.has("page_no") and line.has("erring", "slip_noun", "own_error"))


def _given_to(line: Window) -> bool:
    """`In the report printed on Tuesday we gave to X words that are Y's`, `a typing error turned X into Y`."""
    if _foreign(line):
        return False
    given = line.has("ours_stated", "we_said") and line.has("attribute") and line.has("said_by")
    if given and line.has("the_piece", "cited", "dated_piece"):
        return True
    if line.has("it_said_wrong") and line.has("the_piece"):
        return True  # `In both notes it was wrongly published that X`.
    if line.has("ours_stated") and line.has("false_news", "never_said"):
        return True  # `We published the news, a false alarm`, `we gave to X words that X never said`.
    return line.has("own_slip") and line.has("transformed")


def _denied(line: Window, following: Window) -> bool:
    """`Our report gave to understand that X. That is not so.`"""
    if _foreign(line) or following.has("speech") or not line.has(*_SAID, "understood"):
        return False
    if line.has("readers") and line.has("misled", "understood") and line.has("our_piece", "dated_piece"):
        return following.length() <= _ANSWER
    if line.has("ours_stated") and following.opening("false_news", _DENIAL) is not None:
        return True  # `We published the news; it turned out to be false`.
    turned = following.opens("yet") and following.has("told_us", "in_fact", "right_is", "error")
    if turned and line.has("our_piece", "ours_stated"):
        return True
    denied = any(following.opening(name, _DENIAL) is not None for name in _DENIES)
    if denied and (_placed(line) or _in_the_piece(line)):
        return True
    short = following.length() <= _ANSWER and not following.has("still")
    figured = "#" in line.content() & following.content()
    return line.has("our_piece") and short and (following.opens("restate", "be") or figured)


def _wronged(line: Window, following: Window) -> bool:
    """`We wronged X by writing Y. Instead, ...`"""
    ours = line.has("we", "have_we", "we_said", "own_error") and line.has("in_writing")
    return ours and following.opens("in_fact", "yet") and not following.has("speech")


def _should(line: Window) -> bool:
    """`Our article should have made clear that X`, `in the text "T" it should have said X, not Y`."""
    if _foreign(line) or not line.has("should_have_said", "should_have_read"):
        return False
    named = line.has("cited") or _placed(line) or _in_the_piece(line)
    right = line.has("should_have_read", "clarify") or contrasted(line)
    return line.has("our_piece") or (named and right)


def _in_the_piece(line: Window) -> bool:
    """Say whether the sentence opens inside a piece that is named as known: `In the report on X it is said`."""
    hit = line.opening("the_piece")
    return hit is not None and line.reading.at("of_word", hit.end + 1) is None


def _field_wrong(line: Window) -> bool:
    """`The time we gave for the concert was wrong`, `the picture on yesterday's page was not the right one`."""
    opened = any(line.opening(name, _HEAD) is not None for name in ("field", "part", "paper"))
    wrong = line.has("wrong", "was_faulty", "not_right_one")
    return opened and wrong and (_placed(line) or line.has("the_piece")) and not _foreign(line)


def _mishap(line: Window) -> bool:
    """`A technical fault made us print last week's puzzle`."""
    return line.has("mishap") and _placed(line) and not _foreign(line)


def _sorry(line: Window) -> bool:
    """`Our apologies to the team that we robbed of a win in Monday's table`, `the Courier regrets having written X`."""
    if line.has("masthead_regrets") and not _foreign(line):
        return True
    if not line.has("we_sorry"):
        return False
    if line.has("readers", "paper", "piece") and line.has("error", "slip_noun"):
        return True
    addressed = _placed(line) or line.has("readers")
    return addressed and line.has("wronged", "for_having", "error", "stated_p", "not_right_one")


def _thanked(line: Window) -> bool:
    """`We thank Ana Reyes for pointing this out, and correct it herewith`."""
    return line.has("thanks_for") and line.has("we_mended", "fixed", "we_fix", "mended") and not _foreign(line)


def named(lines: list[Window]) -> bool:
    """Say whether a sentence about a piece of ours sets words against words."""
    return any(map(_named_against, lines))


def mixed(lines: list[Window]) -> bool:
    """Say whether something was mixed up or left out in a piece of ours, or a mishap spoiled it."""
    return any(_mixed(line) or _mishap(line) or _erred(line) or _given_to(line) for line in lines)


def denied(lines: list[Window]) -> bool:
    """Say whether what a piece of ours said is denied in the next sentence, or it should have said more."""
    stated = [at for at, line in enumerate(lines) if line.has("ours_stated") and not _foreign(line)]
    if stated and any(line.has("this_error") and not line.has("speech") for line in lines[stated[0] + 1 :]):
        return True  # `In the calendar we announced the feast, which is not held. We hope that this error ...`
    return any(map(_should, lines)) or any(_denied(*two) or _wronged(*two) for two in pairwise(lines))


def wrong(lines: list[Window]) -> bool:
    """Say whether a detail given in a piece of ours is called wrong, or its writer is said to have erred."""
    for at, line in enumerate(lines):
        answered = contrasted(line) or any(after.opens("restate", "in_fact") for after in lines[at + 1 :])
        if answered and line.has("piece_erred") and not _foreign(line):
            return True
    return any(map(_field_wrong, lines))


def sorry(lines: list[Window]) -> bool:
    """Say whether we regret what a piece of ours did to somebody, or thank the reader who put us right."""
    if any(after.opens("sorry_open") and any(map(contrasted, lines[:at])) for at, after in enumerate(lines)):
        return True
    return any(_sorry(line) or _thanked(line) for line in lines)


def closed(lines: list[Window]) -> bool:
    """Say whether the last sentence closes a note: `We gladly put this right`, `So be it said`."""
    last = lines[-1]
    return len(lines) > 1 and last.has("closer") and last.length() <= _CLOSER and not any(map(_foreign, lines))


PIECES = (
    (mixed, "says that something was mixed up or left out in a piece of ours"),
    (named, "sets words against words about a piece of ours"),
    (wrong, "says that something given in a piece of ours was wrong"),
    (denied, "says what a piece of ours said, and denies it"),
    (sorry, "regrets what a piece of ours did to somebody"),
    (closed, "closes as a note does"),
)
"""The rules of this module with what each says, in order of trust."""
