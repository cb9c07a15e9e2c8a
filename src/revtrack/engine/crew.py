"""
Processes on this machine that answer an event loop's questions, and are ended whatever they are doing.

Each process answers one question after another over pipes of its own, and has
its next one at hand while the loop is busy. So the question that kills or holds
up a process is known, and costs that process only: what waited behind it is asked
of another. Nothing waits for a process for ever, not even the end.
"""

import asyncio
import fcntl
import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from revtrack.engine.lost import KILLS, WorkerLost
from revtrack.engine.named import prepared

AT_HAND = 2
"""Questions a process has at once: the one it answers and the next."""
LAST_WAIT_S = 5.0
PIPE_BYTES = 1 << 20
"""Room for a large page and what is known of its article; it takes memory only while something is in it."""
_Pipes = tuple[IO[bytes], IO[bytes]]
"""Where a process's questions go, and where its answers come from."""


@dataclass(slots=True, eq=False)
class _Asked:
    places: tuple[str, str]
    """Of the function, and of what makes ready for it."""
    content: bytes
    answer: "asyncio.Future[Any]"
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Hand:
    """One process as its asker sees it."""

    pipe: asyncio.WriteTransport
    """Where its questions go."""
    answers: asyncio.ReadTransport
    asked: deque[_Asked] = field(default_factory=deque)
    """In the order they were asked; the first is being answered."""
    pid: int = 0
    """0 until it has said that it is there."""
    timer: asyncio.TimerHandle | None = None
    late: _Asked | None = None
    """The question it was killed over, since its time was up."""

    def ask(self, asked: _Asked) -> None:
        self.asked.append(asked)
        self.pipe.write(len(asked.content).to_bytes(8, "big"))
        self.pipe.write(asked.content)

    def kill(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def let_go(self) -> None:
        """Close both pipes; a process that has nothing to do ends by itself."""
        if self.timer is not None:
            self.timer.cancel()
        if not self.pipe.is_closing():
            self.pipe.abort()
        self.answers.close()


class Crew:
    """*count* processes that answer questions, each within *limit_s* seconds."""

    def __init__(self, count: int, limit_s: float) -> None:
        self._count, self._limit_s = count, limit_s
        self._hands: list[_Hand] = []
        self._first: list[subprocess.Popen[bytes]] = []
        self._listeners: set[asyncio.Task[None]] = set()
        self._hiring = asyncio.Lock()
        # What waits for a process is held in memory.
        self._slots = asyncio.Semaphore(AT_HAND * count)

    async def ask(self, function: Callable[..., Any], *args: Any) -> Any:
        """
        Return what *function* (a module's own, or `Named`) answers, or raise what it raises.

        The first question starts the processes.
        Raises `WorkerLost` when three processes died over the question or one took too long, `OSError`
        when none can be started.
        """
        places = prepared(function)
        async with self._slots:
            content = pickle.dumps((places[0], args), pickle.HIGHEST_PROTOCOL)
            asked = _Asked(places, content, asyncio.get_running_loop().create_future())
            await self._give([asked])
            return await asked.answer

    async def _give(self, questions: "list[_Asked] | deque[_Asked]") -> None:
        """Ask each of those who have least to do, in order."""
        async with self._hiring:
            if missing := self._count - len(self._hands):
                await self._hire(missing, questions[0].places)
        for asked in questions:
            hand = min(self._hands, key=lambda hand: len(hand.asked))
            hand.ask(asked)
            if len(hand.asked) == 1:
                self._arm(hand)

    async def _hire(self, count: int, places: tuple[str, str]) -> None:
        """Start *count* processes; they load what is at *places* while their first questions wait in the pipes."""
        loop = asyncio.get_running_loop()
        process, pairs = _started(count, places, self._limit_s)
        self._first = [*(known for known in self._first if known.poll() is None), process]
        for down, up in pairs:
            reader = asyncio.StreamReader(limit=1 << 20)
            answers, _ = await loop.connect_read_pipe(partial(asyncio.StreamReaderProtocol, reader), up)
            pipe, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, down)
            hand = _Hand(pipe, answers)
            self._hands.append(hand)
            listener = loop.create_task(self._listen(hand, reader))
            self._listeners.add(listener)
            listener.add_done_callback(self._listeners.discard)

    async def _listen(self, hand: _Hand, reader: asyncio.StreamReader) -> None:
        """Take the process's answers until it ends, then see to what it left."""
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                hand.pid = pickle.loads(await _content(reader))  # noqa: S301 (our own process wrote it)
                self._arm(hand)
                while True:
                    content = await _content(reader)
                    _pass_on(content, hand.asked.popleft().answer)
                    self._arm(hand)
            await self._lost(hand)
        except Exception as error:  # No process can be started, or a bug of ours: nobody may wait for ever.
            for asked in hand.asked:
                _fail(asked, error)

    def _arm(self, hand: _Hand) -> None:
        """Let the process's time run for the question it answers now."""
        if hand.timer is not None:
            hand.timer.cancel()
        hand.timer = None
        if hand.asked and hand.pid:
            hand.timer = asyncio.get_running_loop().call_later(self._limit_s, self._too_late, hand)

    def _too_late(self, hand: _Hand) -> None:
        hand.late = hand.asked[0]
        hand.kill()

    async def _lost(self, hand: _Hand) -> None:
        """Judge what the process died over, and ask others what it left."""
        self._hands.remove(hand)
        hand.let_go()
        if not hand.asked:
            return
        guilty = hand.asked[0]
        guilty.deaths += 1
        if guilty is hand.late:
            _fail(hand.asked.popleft(), WorkerLost(f"no answer within {self._limit_s:g} s"))
        elif guilty.deaths == KILLS:
            _fail(hand.asked.popleft(), WorkerLost(f"its process died {KILLS} times while reading it"))
        if hand.asked:
            await self._give(hand.asked)

    async def close(self) -> None:
        """End the processes: those that have nothing to do by themselves, the others at once."""
        for listener in list(self._listeners):
            listener.cancel()
        await asyncio.gather(*self._listeners, return_exceptions=True)
        for hand in self._hands:
            hand.let_go()
            if hand.asked:
                hand.kill()
        self._hands.clear()
        await asyncio.sleep(0)  # The pipes are closed when the loop comes round.
        for process in self._first:
            try:
                process.wait(LAST_WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._first.clear()


def _pipe() -> tuple[int, int]:
    """Return both ends of a pipe that holds a whole question: its rest would wait until this process looks again."""
    ends = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):  # More than this system lets one have: the usual size does, only slower.
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return ends


def _started(count: int, places: tuple[str, str], limit_s: float) -> "tuple[subprocess.Popen[bytes], list[_Pipes]]":
    """Start *count* processes; return the first, which makes the others, and our ends of each one's pipes."""
    ends = [(*_pipe(), *_pipe()) for _ in range(count)]
    theirs = [(questions, answers) for questions, _, _, answers in ends]
    order = {"path": sys.path, "function": places[0], "before": places[1], "pipes": theirs, "limit_s": 2 * limit_s}
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "revtrack.engine.hand"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[end for pair in theirs for end in pair],
        )  # fmt: skip
    except OSError:
        for _, down, up, _ in ends:
            os.close(down)
            os.close(up)
        raise
    finally:
        for pair in theirs:
            os.close(pair[0])
            os.close(pair[1])
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as stdin:
        stdin.write(json.dumps(order).encode())
    return process, [(os.fdopen(down, "wb", 0), os.fdopen(up, "rb", 0)) for _, down, up, _ in ends]


async def _content(reader: asyncio.StreamReader) -> bytes:
    """Return the next value in a process's pipe, pickled."""
    return await reader.readexactly(int.from_bytes(await reader.readexactly(8), "big"))


def _pass_on(content: bytes, answer: "asyncio.Future[Any]") -> None:
    """Give the asker what the function returned or raised."""
    if answer.done():
        return  # Whoever asked was told to stop.
    try:
        sound, value = pickle.loads(content)  # noqa: S301 (our own process wrote it)
    except Exception as error:
        sound, value = False, error
    if sound:
        answer.set_result(value)
    else:
        answer.set_exception(value)


def _fail(asked: _Asked, error: Exception) -> None:
    if not asked.answer.done():
        asked.answer.set_exception(error)
