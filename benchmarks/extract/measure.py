"""
Measure extraction beside its peers: stability under perturbation, and time, in one run.

    python benchmarks/extract/measure.py PAGES [--peers]

PAGES is a folder of saved pages (.html, .html.gz), searched through. Times are CPU times of the same pages in the same
process, so a busy machine changes them alike; compare the ratios. Peers other than trafilatura are measured with
--peers when they are installed.
"""

import argparse
import gzip
import importlib
import pathlib
import time
from collections.abc import Callable

from lxml import html as lxml_html
from perturb import CHANGES, perturbed

from revtrack import extract


def words(text: str) -> str:
    """Return *text* with its white space normalised."""
    return " ".join(text.split())


def pages(folder: pathlib.Path) -> list[str]:
    """Return every page below *folder*."""
    out = []
    for path in sorted(folder.rglob("*.html*")):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        out.append(raw.decode("utf-8", "replace"))
    return out


def plain(markup: str) -> str:
    """Return *markup* as the perturbations' serialiser writes it, so that only they differ."""
    return lxml_html.tostring(
        lxml_html.document_fromstring(markup.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")),
        encoding="unicode",
    )


def stability(found: list[str]) -> None:
    """Print the share of pages whose text is identical after each change, read with the first reading's layout."""
    before = [extract(plain(page)) for page in found]
    for name in CHANGES:
        same = 0
        for number, page in enumerate(found):
            after = extract(perturbed(page, name, number), layout=before[number].layout)
            same += words(after.text) == words(before[number].text)
        print(f"{name}  {same}/{len(found)}  {100 * same / len(found):.1f} % identical")


def peers(more: bool) -> dict[str, Callable[[str], object]]:
    """Return the readers to time."""
    trafilatura = importlib.import_module("trafilatura")
    out: dict[str, Callable[[str], object]] = {
        "revtrack": extract,
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False),
    }
    if more:
        readability = importlib.import_module("readability")
        out["readability-lxml"] = lambda page: readability.Document(page).summary()
        resiliparse = importlib.import_module("resiliparse.extract.html2text")
        out["resiliparse"] = lambda page: resiliparse.extract_plain_text(page, main_content=True)
    return out


def speed(found: list[str], more: bool) -> None:
    """Print CPU milliseconds a page for each reader, and the ratio to trafilatura."""
    spent = dict.fromkeys(peers(more), 0.0)
    for page in found:
        for name, reader in peers(more).items():
            start = time.process_time()
            try:
                reader(page)
            except Exception as error:
                print(f"  {name} failed: {error!r}"[:120])
            spent[name] += time.process_time() - start
    locked = 0.0
    for page in found:
        layout = extract(page).layout
        start = time.process_time()
        extract(page, layout=layout)
        locked += time.process_time() - start
    spent["revtrack, layout known"] = locked
    for name, seconds in spent.items():
        print(
            f"{name:24} {1000 * seconds / len(found):6.1f} ms/page  {seconds / spent['trafilatura']:.2f} x trafilatura"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    found = pages(options.pages)
    speed(found, options.peers)
    stability(found)


if __name__ == "__main__":
    main()
