"""
Do deeds in processes that die at their k-th write, one cheap fork for each.

Run as a script under the preloaded `killer.c`, it forks for every line it is given.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from life import deeds

TESTS = Path(__file__).parents[1]
COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
LACKING = "" if sys.platform == "linux" and COMPILER else "needs Linux and a C compiler to die at the k-th write"


class Killer:
    """A process that forks a child for each deed and has it die where it is told."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self._server = server

    def run(self, deed: str, path: Path, number: int, *, torn: bool) -> int:
        """
        Do *deed* on *path* and die at the *number*-th call that changes its folder; return the child's exit code.

        The call is not made; if *torn*, only writes count, and the first half of the last is written.
        """
        assert self._server.stdin
        assert self._server.stdout
        print(json.dumps([deed, str(path.resolve()), number, torn]), file=self._server.stdin, flush=True)
        return int(self._server.stdout.readline())


@contextmanager
def killer(folder: Path) -> Iterator[Killer]:
    """Compile the counter into *folder* and start the process that forks."""
    assert COMPILER
    counter = folder / "killer.so"
    source = Path(__file__).with_name("killer.c")
    flags = ("-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC")
    subprocess.run([COMPILER, *flags, "-o", counter, source, "-ldl"], check=True)
    environment = os.environ | {
        "LD_PRELOAD": str(counter),
        "PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "life.killing"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield Killer(server)


def _warm_up() -> None:
    """Do every deed once, so that children inherit what is loaded and built at its first use."""
    with TemporaryDirectory() as folder:
        for name, deed in deeds.DEEDS.items():
            path = Path(folder) / f"{name}-first.db"
            (deeds.prepare_older if name == "migrate" else deeds.prepare)(path)
            deed(path)


def _serve() -> None:
    counter = ctypes.CDLL(None)
    _warm_up()
    for line in sys.stdin:
        deed, path, number, torn = json.loads(line)
        child = os.fork()
        if child == 0:
            _do(counter, deed, Path(path), number, torn)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _do(counter: ctypes.CDLL, deed: str, path: Path, number: int, torn: bool) -> None:
    code = 1
    try:
        counter.die_at(ctypes.c_long(number), torn, os.fsencode(f"{path.parent}/"))
        deeds.DEEDS[deed](path)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
