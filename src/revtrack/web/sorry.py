"""Answer with a page that says what was asked, what there is, and where to go on."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from revtrack.report.frame import Frame
from revtrack.report.render import draw
from revtrack.web.answers import answer


@dataclass(frozen=True, slots=True)
class SorryPage:
    """Everything the page of an error shows."""

    frame: Frame
    title: str
    detail: str


def sorry(request: Request, frame: Frame, status: int, title: str, detail: str) -> Response:
    """Return the page of an error; its links lead from wherever it is shown."""
    page = SorryPage(frame.page(title, "/", "", feed=""), title, detail)
    return answer(request, draw("sorry.html", page).encode("utf-8", "replace"), "html", status=status)
