"""A real Dask cluster on loopback: the same answers, whoever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.errands import square, square_or_die
from intake.histories import everything, story, write
from intake.test_intake import bring
from revtrack.engine import Line, WorkerLost, engine
from revtrack.errors import UsageError
from revtrack.exchange import ReadOptions, reader
from revtrack.intake import Intake, bring_in
from revtrack.store import Archive

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and three workers of our own (two tests kill one each); yield its address and the workers."""
    folder = tmp_path_factory.mktemp("cluster")
    where = {**os.environ, "PYTHONPATH": f"{Path('src').absolute()}:{Path('tests').absolute()}"}
    scheduler = _start(["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                        "--scheduler-file", str(folder / "scheduler.json")], where, folder)  # fmt: skip
    workers = [
        _start(["worker", "--scheduler-file", str(folder / "scheduler.json"), "--nthreads", "1", "--no-dashboard",
                "--local-directory", str(folder), "--name", f"w{number}"], where, folder)
        for number in (1, 2, 3)
    ]  # fmt: skip
    try:
        yield _address(folder / "scheduler.json"), workers
    finally:
        for process in (*workers, scheduler):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(args: list[str], env: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "distributed.cli.dask_" + args[0], *args[1:]]
    return subprocess.Popen(command, env=env, cwd=folder, start_new_session=True, **quiet)


def _address(file: Path) -> str:
    """Return the scheduler's address, once it and its workers are there."""
    from distributed import Client

    with Client(scheduler_file=str(file), timeout="30s", set_as_default=False) as client:
        client.wait_for_workers(3, timeout=60)
        return str(client.scheduler.address)


def test_a_cluster_answers_in_order_and_names_what_kills_its_workers(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    """The same line of questions as on one machine has the same answers."""
    address, _ = cluster
    with engine(cluster=address) as (executor, width):
        line = Line(square_or_die, executor, ahead=width * 4)
        answers = [pair for number in range(12) for pair in line.put(number)]
        answers.extend(line.drain())
    assert [question for question, answer in answers if isinstance(answer, WorkerLost)] == [7]
    assert [answer for _, answer in answers if not isinstance(answer, WorkerLost)] == [
        n * n for n in range(12) if n != 7
    ]


def test_a_worker_lost_midway_costs_no_answer(cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    """One of two workers is killed while questions are on their way: every one is answered once."""
    address, workers = cluster
    answers = []
    with engine(cluster=address) as (executor, _):
        line = Line(square, executor, ahead=16)
        for number in range(60):
            if number == 20:
                os.killpg(workers[0].pid, signal.SIGKILL)
            answers.extend(line.put(number))
        answers.extend(line.drain())
    assert answers == [(n, n * n) for n in range(60)]


def test_an_import_on_a_cluster_is_row_for_row_that_of_one_machine(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    """Read on the cluster's workers, one killed midway, written here: the same archive."""
    address, workers = cluster
    source = write(tmp_path / "h.jsonl", *(story(n, 6) for n in range(40)))
    bring(tmp_path / "here.db", source)
    items = reader("jsonl")(str(source), ReadOptions())
    with Archive(tmp_path / "there.db") as archive, engine(cluster=address) as (executor, width):
        killed = False

        def watched() -> Iterator[Any]:
            nonlocal killed
            for number, item in enumerate(items):
                if number == 20 and not killed:
                    os.killpg(workers[1].pid, signal.SIGKILL)
                    killed = True
                yield item

        what = Intake("jsonl", source.name, executor=executor, width=width)
        bring_in(archive, watched(), what, lambda: "2026-06-01T00:00:00Z")
    assert everything(tmp_path / "there.db") == everything(tmp_path / "here.db")


def test_no_cluster_is_said_plainly() -> None:
    """A wrong address is a wrong use, with the address in the message."""
    with (
        pytest.raises(UsageError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        engine(cluster="tcp://127.0.0.1:9"),
    ):
        pass
