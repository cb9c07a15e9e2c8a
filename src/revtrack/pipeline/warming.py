"""
Read one invented article, so that a process has at hand what every article needs.

Grammars, word lists and parsers are made when first used. A process of which
others are copies uses them once before it is copied: they then share that
memory, and none of them has to make its own.
"""

from revtrack.extract import extract
from revtrack.pipeline.comparing import compare

# Long enough for its body to be in no doubt: what is asked in a doubt is large, and most polls never need it.
PAGE = """<!doctype html><html lang="en"><head><title>Ferry to Lumen keeps its timetable</title>
<meta property="og:title" content="Ferry to Lumen keeps its timetable"></head><body>
<nav><ul><li><a href="/island">Island</a></li><li><a href="/mainland">Mainland</a></li></ul></nav>
<article><h1>Ferry to Lumen keeps its timetable</h1><p class="byline">By Ida Brandt</p>
<p>The ferry to Lumen will cross four times a day this winter, the harbour council said on Tuesday.</p>
<p>About {figure} people cross each day in May, said Oda Vik, who runs the line with her brother.</p>
<p>“We know what the island asks of us,” she said. “It asks for the last boat, and for a boat on Sundays.”</p>
<p>The council had asked whether the early boat could go, since hardly anybody takes it from November to March.</p>
<p>It had also asked what a crossing costs on a day of storm, when both engines run and the quay is under water.</p>
<p>The line answered with a list of its costs, which the council will read at its meeting in the second week of May.</p>
<p>The island's school needs the boat at seven, the clinic the one at nine, and the market the last one.</p>
<p>“Nobody wants to count heads on a quay in the dark,” said Per Holm, a member of the council who lives on Lumen.</p>
<p>A count all the same showed a third more passengers than ten years ago, most of whom work on the island.</p>
<p>Until then the timetable of last winter holds, the council said, with one more boat on Fridays and on holidays.</p>
{note}</article><footer><p>The Daily Harbour, Quay Street 1</p></footer></body></html>"""
NOTE = "<p><em>Correction: An earlier version of this article said 1,200 people cross each day. It is 1,300.</em></p>"


def warm() -> None:
    """Read an invented article that is corrected, and let go of what was found."""
    before, after = PAGE.format(figure="1,200", note=""), PAGE.format(figure="1,300", note=NOTE)
    compare(extract(before), extract(after))
