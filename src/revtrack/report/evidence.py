"""
Draw the evidence for one finding as one file with nothing outside it.
"""

from typing import Any

from markupsafe import Markup

from revtrack.report.render import environment


def evidence_page(data: dict[str, Any], embedded: str) -> str:
    """
    Return the page; *data* is what `exchange.writers.evidence.data` made.

    *embedded* is the same as JSON with `<`, `>` and `&` escaped, so that it
    cannot end the element it stands in.
    """
    if any(char in embedded for char in "<>&"):
        raise ValueError("the embedded JSON is not escaped")
    return environment().get_template("evidence.html").render(page=data, embedded=Markup(embedded))  # noqa: S704
