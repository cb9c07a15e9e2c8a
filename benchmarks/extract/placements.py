"""
Set a correction into a page where outlets set theirs.
"""

STORY = "".join(
    f"<p>The ferry to Skerry keeps its fare of {n} pounds, the council said after a long evening of debate.</p>"
    for n in range(5, 16)
)
NOTE = "Correction: An earlier version of this article misstated the fare. It is five pounds, not six."
PLACEMENTS = (
    "{story}<p>NOTE</p>",
    "{story}<p><em>NOTE</em></p>",
    "<p><strong>NOTE</strong></p>{story}",
    "{story}</div><p class=correction>NOTE</p><div>",
    "{story}</div><footer><p>NOTE</p></footer><div>",
    "{story}</div><aside class=editors-note><p>NOTE</p></aside><div>",
    "</div><div class=correction-box><p>NOTE</p></div><div class=body>{story}",
    "{story}</div><div itemprop=correction>NOTE</div><div>",
    "{story}<figure><img src=a.jpg alt=''><figcaption>The ferry. NOTE</figcaption></figure>",
    "{story}<details><summary>Corrections</summary><p>NOTE</p></details>",
    "{story}</div><ul class=corrections><li>NOTE</li></ul><div>",
    "{story}<blockquote class=correction><p>NOTE</p></blockquote>",
    "{story}<table><tr><td>NOTE</td></tr></table>",
    "{story}</div><p><small>NOTE</small></p><div>",
    "{story}</div><div role=note aria-label=Correction>NOTE</div><div>",
    "{story}</div><section class=article__correction><h3>Correction</h3><p>NOTE</p></section><div>",
)
"""Where the note stands in the body's box or outside it."""


def page_with(place: str) -> str:
    """Return a page with the note at *place*."""
    body = place.replace("NOTE", NOTE).replace("{story}", STORY)
    return f"<html><head><title>Fare stays</title></head><body><main><h1>Fare stays</h1><div class=body>{body}</div></main></body></html>"
