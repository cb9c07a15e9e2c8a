"""
Measure extraction beside trafilatura, readability-lxml and resiliparse in one run: text, stability, notes, time, memory.

    python -m pip install readability-lxml resiliparse
    python benchmarks/extract/measure.py PAGES [--gold FILE]

PAGES is a folder of saved pages (.html, .html.gz), searched through. FILE is the `ground-truth.json` of the
article-extraction-benchmark: texts by the stem of a page's name; with it F1 is printed too, over 4-word shingles as
that benchmark counts. Times are CPU times of the same pages in the same process, so a busy machine changes them alike;
compare the ratios. A peer that is not installed is left out.
"""

import argparse
import gzip
import importlib
import json
import pathlib
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

from lxml import html as lxml_html
from perturb import CHANGES, perturbed
from placements import PLACEMENTS, page_with

from revtrack import extract

Reader = Callable[[str], str]
"""Takes a page's mark-up, returns the article's text."""
LARGE = 10_000_000
"""Characters of the page whose time and memory are measured."""


def words(text: str) -> str:
    """Return *text* with its white space normalised."""
    return " ".join(text.split())


def pages(folder: pathlib.Path) -> dict[str, str]:
    """Return every page below *folder* by its name without endings."""
    out = {}
    for path in sorted(folder.rglob("*.html*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        out[path.name.split(".html")[0]] = raw.decode("utf-8", "replace")
    return out


def plain(markup: str) -> str:
    """Return *markup* as the perturbations' serialiser writes it, so that only they differ."""
    return lxml_html.tostring(
        lxml_html.document_fromstring(markup.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")),
        encoding="unicode",
    )


def peers() -> dict[str, Reader]:
    """Return the readers to measure, ours first; those that are not installed are left out."""
    out: dict[str, Reader] = {"revtrack": lambda page: extract(page).body}
    for name, module, make in (
        ("trafilatura", "trafilatura", lambda m: lambda page: m.extract(page, include_comments=False) or ""),
        ("readability-lxml", "readability", lambda m: lambda page: plain_text(m.Document(page).summary())),
        (
            "resiliparse",
            "resiliparse.extract.html2text",
            lambda m: lambda page: m.extract_plain_text(page, main_content=True, alt_texts=False),
        ),
    ):
        try:
            out[name] = make(importlib.import_module(module))
        except ImportError:
            print(f"{name} is not installed")
    return out


def plain_text(markup: str) -> str:
    """Return the words of *markup*, a block a line."""
    root = lxml_html.fromstring(markup or "<p>")
    for element in root.iter("p", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "br", "div"):
        element.tail = f"\n{element.tail or ''}"
    return root.text_content()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the four-word sequences of *text*; all its words where it has fewer."""
    found = re.findall(r"\w+", text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3))) if found else Counter()


def score(read: Reader, found: dict[str, str], gold: dict[str, str]) -> tuple[float, float]:
    """Return F1 over shingles, and the share of gold paragraphs that are one line of the text read."""
    both = false = missed = 0.0
    lines = right = 0
    for name, text in gold.items():
        told = read(found[name])
        a, b = shingles(text), shingles(told)
        same = sum((a & b).values())
        total = sum(a.values()) + sum(b.values()) - same or 1
        both, false, missed = (
            both + same / total,
            false + (sum(b.values()) - same) / total,
            missed + (sum(a.values()) - same) / total,
        )
        mine = {words(line) for line in told.split("\n")}
        paragraphs = [words(line) for line in text.split("\n") if line.strip()]
        lines += len(paragraphs)
        right += sum(paragraph in mine for paragraph in paragraphs)
    return 2 * both / (2 * both + false + missed), right / lines


def stability(readers: dict[str, Reader], found: list[str]) -> None:
    """Print the share of pages whose text is identical after each change; ours is read with the first look's layout."""
    for name, read in readers.items():
        same = Counter[str]()
        for number, page in enumerate(found):
            before = plain(page)
            document = extract(before) if name == "revtrack" else None
            text = document.text if document else read(before)
            for change in CHANGES:
                after = perturbed(page, change, number)
                again = extract(after, layout=document.layout).text if document else read(after)
                same[change] += words(again) == words(text)
        print(
            f"{name:18}",
            "  ".join(f"{change} {100 * same[change] / len(found):5.1f}" for change in CHANGES),
            "% identical",
        )


def kept(readers: dict[str, Reader]) -> None:
    """Print how many of the places where a correction stands each reader keeps it in."""
    for name, read in readers.items():
        told = [
            (extract(page_with(place)).text if name == "revtrack" else read(page_with(place))) for place in PLACEMENTS
        ]
        print(f"{name:18} note kept in {sum('misstated the fare' in text for text in told)}/{len(PLACEMENTS)} places")


def speed(readers: dict[str, Reader], found: list[str]) -> None:
    """Print CPU milliseconds a page for each reader, and the ratio to trafilatura."""
    spent = dict.fromkeys((*readers, "revtrack, layout known"), 0.0)
    for page in found:
        layout = extract(page).layout
        known: dict[str, Callable[[str], object]] = {
            "revtrack, layout known": lambda page, at=layout: extract(page, layout=at)
        }
        for name, read in (readers | known).items():
            start = time.process_time()
            read(page)
            spent[name] += time.process_time() - start
    for name, seconds in spent.items():
        print(
            f"{name:24} {1000 * seconds / len(found):6.1f} ms/page  {seconds / spent['trafilatura']:.2f} x trafilatura"
        )


def large() -> str:
    """Return a page of `LARGE` characters: paragraphs in boxes with headings, as a very long live blog has."""
    line = (
        "The board of the harbour said on Monday that the ferry keeps its fare, and nobody expects a rise this winter. "
    )
    boxes, size = [], 0
    while size < LARGE:
        number = len(boxes)
        boxes.append(
            f"<div class=entry id=e{number}><h2>Entry {number} of the day</h2><p>{number} {line * 4}</p></div>"
        )
        size += len(boxes[-1])
    return f"<html><head><title>Long</title></head><body><main><h1>Long</h1>{''.join(boxes)}</main></body></html>"


MEMORY = """
import resource, sys, time
sys.path.insert(0, sys.argv[2])
import measure
read = measure.peers()[sys.argv[1]]
page = measure.large()
read("<html><body><p>Warm.</p></body></html>")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
read(page)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"{sys.argv[1]:18} {time.process_time() - start:6.1f} s  peak {peak // 1024} MB, of which {(peak - before) // 1024} MB for the page")
"""


def memory(readers: dict[str, Reader]) -> None:
    """Print CPU seconds and peak memory for one page of 10 MB, each reader in a process of its own; two minutes at most."""
    here = str(pathlib.Path(__file__).parent)
    for name in readers:
        try:
            subprocess.run([sys.executable, "-c", MEMORY, name, here], check=False, timeout=120)
        except subprocess.TimeoutExpired:
            print(f"{name:18} more than 120 s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("--gold", type=pathlib.Path)
    options = parser.parse_args()
    found, readers = pages(options.pages), peers()
    if options.gold:
        gold = {
            name: item["articleBody"] for name, item in json.loads(options.gold.read_text()).items() if name in found
        }
        for name, read in readers.items():
            f1, one = score(read, found, gold)
            print(f"{name:18} F1 {f1:.3f}  paragraphs as one line {one:.3f}")
    kept(readers)
    speed(readers, list(found.values()))
    stability(readers, list(found.values()))
    memory(readers)


if __name__ == "__main__":
    main()
