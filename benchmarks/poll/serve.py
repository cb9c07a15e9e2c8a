"""
Serve invented articles on loopback for the poll benchmarks, with ETags and Last-Modified.

    python serve.py PORT [--pages N] [--small]

`/a/N` is an article of about 20 KB, of 1 KB with --small; no two share a sentence. `POST /edition`
brings out the next edition, in which every article has a corrected number, and answers once its
pages are made: whoever asks for them first must not wait for their making. Answers 304 to
matching validators; `/asked` says how many pages were asked for.
"""

import argparse
import asyncio
import random
from email.utils import formatdate

WORDS = [
    "harbour", "council", "ferry", "winter", "timetable", "budget", "review", "operator", "passengers", "bridge",
    "morning", "quay", "pilot", "storm", "engine", "ticket", "island", "mayor", "meeting", "report", "figure",
    "crossing", "schedule", "tide", "captain", "vote", "motion", "street", "market",
]  # fmt: skip


def sentence(seed: int) -> str:
    """Return a sentence of 14 words; another for every seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=14)).capitalize() + "."


def page(number: int, edition: int, paragraphs: int = 24) -> bytes:
    """Return article *number* as *edition* has it: its paragraphs, navigation and a footer around them."""
    figure = 1200 + number if edition == 0 else 12000 + number * (edition + 1)
    texts = [" ".join(sentence(number * 200 + p * 5 + s) for s in range(5)) for p in range(paragraphs)]
    texts[2] = f"About {figure:,} people cross each day, the council said in its report number {number}."
    body = "\n".join(f"<p>{text}</p>" for text in texts)
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40 if paragraphs > 3 else 2))
    note = (
        f"<p><em>Correction: an earlier version misstated the number of people in report number {number}.</em></p>"
        if edition
        else ""
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry {1000 + number} keeps its timetable</title>'
        f'<meta name="description" content="{texts[0][:80]}"></head><body><nav><ul>{links}</ul></nav>'
        f'<article><h1>Ferry {1000 + number} keeps its timetable</h1><p class="byline">By Ida Brandt</p>{body}{note}</article>'
        f"<footer><ul>{links}</ul></footer></body></html>"
    ).encode()


class Server:
    def __init__(self, pages: int, paragraphs: int) -> None:
        self.pages, self.paragraphs = pages, paragraphs
        self.edition = -1
        self.asked = 0
        self.made: list[bytes] = []
        self.next_edition()

    def next_edition(self) -> None:
        self.edition += 1
        self.when = formatdate(1_770_000_000 + 86400 * self.edition, usegmt=True)
        self.made = [page(number, self.edition, self.paragraphs) for number in range(self.pages)]

    def answer(self, method: str, target: str, headers: dict[str, str]) -> bytes:
        if method == "POST":
            self.next_edition()
            return b"HTTP/1.1 204 No Content\r\n\r\n"
        if target == "/asked":
            body = str(self.asked).encode()
            return f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        if not target.startswith("/a/"):
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.asked += 1
        number = int(target[3:])
        etag = f'"{number}-{self.edition}"'
        head = f"ETag: {etag}\r\nLast-Modified: {self.when}\r\n"
        if headers.get("if-none-match") == etag or (
            "if-none-match" not in headers and headers.get("if-modified-since", "") == self.when
        ):
            return f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode()
        body = self.made[number]
        return (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n{head}\r\n"
        ).encode() + body

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = first.split(" ", 2)
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if line)}
                writer.write(self.answer(method, target, headers))
                await writer.drain()
                if headers.get("connection", "").lower() == "close":
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--small", action="store_true")
    args = parser.parse_args()
    served = Server(args.pages, 3 if args.small else 24)
    server = await asyncio.start_server(served.serve, "127.0.0.1", args.port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
