"""
Serve invented articles on loopback for the poll benchmark, with ETags and Last-Modified.

    python serve.py PORT

`/a/N` is an article of about 20 KB; `POST /edition` brings out the next edition, in which
every article has a corrected number. Answers 304 to matching validators.
"""

import asyncio
import sys
from email.utils import formatdate

WORDS = [
    "harbour",
    "council",
    "ferry",
    "winter",
    "timetable",
    "budget",
    "review",
    "operator",
    "passengers",
    "bridge",
    "morning",
    "quay",
    "pilot",
    "storm",
    "engine",
    "ticket",
    "island",
    "mayor",
    "meeting",
    "report",
    "figure",
    "crossing",
    "schedule",
    "tide",
    "captain",
    "vote",
    "motion",
    "street",
    "market",
]


def sentence(seed: int) -> str:
    picked = [WORDS[(seed * 7 + k * (seed % 11 + 3)) % len(WORDS)] for k in range(14)]
    return " ".join(picked).capitalize() + "."


def page(number: int, edition: int) -> bytes:
    """Return article *number* as *edition* has it: 24 paragraphs, navigation and a footer around them."""
    figure = 1200 + number if edition == 0 else 12000 + number * (edition + 1)
    paragraphs = [" ".join(sentence(number * 100 + p * 5 + s) for s in range(5)) for p in range(24)]
    paragraphs[2] = f"About {figure:,} people cross each day, the council said in its report number {number}."
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
    note = "<p><em>Correction: an earlier version misstated the number of people who cross.</em></p>" if edition else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry {number} keeps its timetable</title>'
        f'<meta name="description" content="{sentence(number)}"></head><body><nav><ul>{links}</ul></nav>'
        f'<article><h1>Ferry {number} keeps its timetable</h1><p class="byline">By Ida Brandt</p>{body}{note}</article>'
        f"<footer><ul>{links}</ul></footer></body></html>"
    ).encode()


class Server:
    def __init__(self) -> None:
        self.edition = 0
        self.made: dict[int, bytes] = {}
        self.when = formatdate(1_770_000_000, usegmt=True)

    def answer(self, method: str, target: str, headers: dict[str, str]) -> bytes:
        if method == "POST":
            self.edition += 1
            self.made.clear()
            self.when = formatdate(1_770_000_000 + 86400 * self.edition, usegmt=True)
            return b"HTTP/1.1 204 No Content\r\n\r\n"
        if not target.startswith("/a/"):
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        number = int(target[3:])
        etag = f'"{number}-{self.edition}"'
        head = f"ETag: {etag}\r\nLast-Modified: {self.when}\r\n"
        if headers.get("if-none-match") == etag or (
            "if-none-match" not in headers and headers.get("if-modified-since", "") == self.when
        ):
            return f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode()
        body = self.made.get(number) or self.made.setdefault(number, page(number, self.edition))
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


async def main(port: int) -> None:
    server = await asyncio.start_server(Server().serve, "127.0.0.1", port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
