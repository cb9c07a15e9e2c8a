"""
Turn a site generator's shortcodes into mark-up the walk can read.

Hugo's `{{< picture caption="..." >}}` shows a caption to readers, and so may
hold an error; `{{< embed/newsletter >}}` shows a sign-up. Paired shortcodes
keep what stands between them, under their name as a class. An attribute list
(`{:target="_blank"}`, `{: .lead}`, `## Fares {#fares}`) is for the browser, and
no reader sees it.
"""

import re
from html import escape

CODE = re.compile(
    r"\{\{[<%]-?\s*(/)?\s*([\w./-]+)((?:[^}\"`]|\"(?:[^\"\\]|\\.)*\"|`[^`]*`)*?)\s*(/)?-?[>%]\}\}|"
    r"\{%-?\s*(/|end)?([\w./-]+)(.*?)-?%\}",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|'([^']*)'|([^\s>]+))")
ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|(?m:(?<=\s)\{[#.][\w-]+(?:\s+[#.][\w-]+)*\}[ \t]*$)")
"""Jekyll's (kramdown) anywhere, Hugo's (goldmark) and Pandoc's at the end of a line."""
CAPTIONS = ("caption", "title-text", "text")
PICTURES = re.compile(r"picture|image|figure|photo|lightbox|img|slide", re.IGNORECASE)


def expand(text: str) -> str:
    """Return *text* with every shortcode as HTML, and without attribute lists."""
    # Most texts hold neither, and asking for two characters costs a hundredth of a search.
    if "{:" in text or "{#" in text or "{." in text:
        text = ATTRIBUTES.sub("", text)
    if "{{" not in text and "{%" not in text:
        return text
    closed = {m.group(2) or m.group(6) for m in CODE.finditer(text) if m.group(1) or m.group(5)}
    return CODE.sub(lambda found: _one(found, closed), text)


def _one(found: re.Match[str], closed: set[str]) -> str:
    name = found.group(2) or found.group(6)
    label = escape(re.sub(r"[^\w-]+", "-", name))
    if found.group(1) or found.group(5):
        return "\n\n</div>\n\n" if name in closed else ""
    values = {
        key.lower(): next(v for v in rest if v or v == "")
        for key, *groups in ATTRIBUTE.findall(found.group(3) or found.group(7) or "")
        if (rest := [g for g in groups if g] or [""])
    }
    caption = next((values[key] for key in CAPTIONS if values.get(key)), "")
    if PICTURES.search(name) and (caption or values.get("src")):
        alt = values.get("description") or values.get("alt") or ""
        credit = values.get("credit", "")
        words = " ".join(part for part in (caption, credit) if part)
        image = f'<img src="{escape(values.get("src", ""))}" alt="{escape(alt)}">'
        return f"\n\n<figure>{image}<figcaption>{escape(_plain(words))}</figcaption></figure>\n\n"
    if name in closed:
        return f'\n\n<div class="shortcode-{label}">\n\n'
    return (
        f'\n\n<div class="shortcode shortcode-{label}"></div>\n\n'
        if "\n" in found.string[max(0, found.start() - 1) : found.start()]
        else ""
    )


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
