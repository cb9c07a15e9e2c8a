"""A real Dask cluster on loopback: the same answers, whoever dies."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.clusters import Cluster, running
from engine.errands import digest_or_die, square, square_or_die
from engine.newsroom import newsroom, settings_for
from intake.histories import everything, story, write
from intake.test_intake import bring
from revtrack.config import Settings
from revtrack.engine import Line, WorkerLost, engine
from revtrack.engine import cluster as cluster_module
from revtrack.errors import UsageError
from revtrack.exchange import ReadOptions, reader
from revtrack.intake import Intake, bring_in
from revtrack.intake.rederiving import Again, rederive
from revtrack.poller import poll
from revtrack.store import Archive

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler and three workers of our own (two tests kill one each)."""
    with running(tmp_path_factory.mktemp("cluster"), workers=3) as own:
        yield own


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Cluster]:
    """Start a cluster of two workers that a test may do to what it likes."""
    with running(tmp_path / "cluster", workers=2) as own:
        yield own


def test_a_cluster_answers_in_order_and_names_what_kills_its_workers(
    cluster: Cluster,
) -> None:
    """The same line of questions as on one machine has the same answers."""
    with engine(cluster=cluster.address) as (executor, width):
        line = Line(square_or_die, executor, ahead=width * 4)
        answers = [pair for number in range(12) for pair in line.put(number)]
        answers.extend(line.drain())
    assert [question for question, answer in answers if isinstance(answer, WorkerLost)] == [7]
    assert [answer for _, answer in answers if not isinstance(answer, WorkerLost)] == [
        n * n for n in range(12) if n != 7
    ]


def test_a_worker_lost_midway_costs_no_answer(cluster: Cluster) -> None:
    """One of two workers is killed while questions are on their way: every one is answered once."""
    answers = []
    with engine(cluster=cluster.address) as (executor, _):
        line = Line(square, executor, ahead=16)
        for number in range(60):
            if number == 20:
                cluster.kill_worker()
            answers.extend(line.put(number))
        answers.extend(line.drain())
    assert answers == [(n, n * n) for n in range(60)]


def test_an_import_on_a_cluster_is_row_for_row_that_of_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    """Read on the cluster's workers, one killed midway, written here: the same archive."""
    source = write(tmp_path / "h.jsonl", *(story(n, 6) for n in range(40)))
    bring(tmp_path / "here.db", source)
    items = reader("jsonl")(str(source), ReadOptions())
    with Archive(tmp_path / "there.db") as archive, engine(cluster=cluster.address) as (executor, width):
        killed = False

        def watched() -> Iterator[Any]:
            nonlocal killed
            for number, item in enumerate(items):
                if number == 20 and not killed:
                    cluster.kill_worker()
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


def test_a_restarted_scheduler_costs_no_answer(fresh: Cluster) -> None:
    """Scheduler and workers go and come back at the same address: what was in flight is asked again, once."""
    answers = []
    with engine(cluster=fresh.address) as (executor, _):
        line: Line[int, int] = Line(square, executor, ahead=16)
        for number in range(60):
            if number == 20:
                fresh.restart()
            answers.extend(line.put(number))
        answers.extend(line.drain())
    assert answers == [(n, n * n) for n in range(60)]


class Asked:
    """A question to a cluster: its answer is there, and lost on its way as often as *lost* says."""

    status = "finished"

    def __init__(self, lost: list[OSError]) -> None:
        self._lost = lost

    def add_done_callback(self, called: Callable[["Asked"], None]) -> None:
        called(self)

    def result(self, timeout: float) -> int:
        if self._lost:
            raise self._lost.pop()
        return 49

    def release(self) -> None:
        pass


class Away:
    """A client whose scheduler goes away: what it is asked now is answered by *asked*."""

    def __init__(self, asked: Callable[[], object]) -> None:
        self.status, self._asked = "running", asked

    def submit(self, *question: object, pure: bool) -> object:
        return self._asked()


def test_an_answer_lost_on_its_way_is_asked_for_again() -> None:
    """The scheduler had it and broke off while handing it over; nothing the question itself raised."""
    lost = [OSError("Stream is closed")]
    assert cluster_module.Cluster(Away(lambda: Asked(lost))).submit(square, 7).result(timeout=30) == 49


def test_what_was_asked_while_the_client_closed_is_not_waited_for() -> None:
    """Its question was never sent, so that no answer and no refusal comes: the client's end tells it."""

    class Silent:
        def add_done_callback(self, called: object) -> None:
            pass

    client = Away(Silent)
    cluster = cluster_module.Cluster(client)
    answer = cluster.submit(square, 7)
    cluster.give_up()
    assert not answer.done()
    client.status = "closed"
    cluster.give_up()
    assert "went away" in str(answer.exception(timeout=0))


def test_a_scheduler_that_stays_away_is_said(fresh: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for an answer hears of it instead of waiting for ever."""
    monkeypatch.setattr(cluster_module, "PATIENCE_S", "1s")
    with engine(cluster=fresh.address) as (executor, _):
        assert executor is not None
        fresh.end()
        answers = [executor.submit(square, number) for number in range(8)]
        told = {str(answer.exception(timeout=60)) for answer in answers}
    assert told == {"the cluster's scheduler went away for more than 1s"}


def test_rederive_on_a_cluster_is_row_for_row_that_of_one_machine(fresh: Cluster, tmp_path: Path) -> None:
    """The same archive read again here and there, a worker killed midway: not a row differs."""
    source = write(tmp_path / "h.jsonl", *(story(n, 5) for n in range(20)))
    for name in ("here.db", "there.db"):
        bring(tmp_path / name, source)
        with Archive(tmp_path / name) as archive:
            # What older rules had found: nothing, and no edits.
            archive.db.raw.execute("DELETE FROM links")
            archive.db.raw.execute("UPDATE edits SET reasons = NULL")
    at = {"at": "2026-06-02T00:00:00Z", "rules": "today's"}
    with Archive(tmp_path / "here.db") as archive:
        rederive(archive, list(archive.articles()), Settings(), **at)
    seen: list[Again] = []

    def show(again: Again) -> None:
        seen.append(again)
        if len(seen) == 5:
            fresh.kill_worker()

    with Archive(tmp_path / "there.db") as archive, engine(cluster=fresh.address) as (executor, width):
        rederive(archive, list(archive.articles()), Settings(), executor=executor, width=width, show=show, **at)
    assert len(seen) == 20
    assert sum(again.done.analyses for again in seen if again.done) > 40
    assert everything(tmp_path / "there.db") == everything(tmp_path / "here.db")


def test_a_poll_on_a_cluster_finds_what_one_machine_finds_and_names_the_poison(fresh: Cluster, tmp_path: Path) -> None:
    """
    Two looks at a newsroom of two hosts, a worker killed in the second: the same versions, notes and links.

    A page that kills whoever reads it is set aside by name, and each host saw one request at a time.
    """
    with newsroom(hosts=2, articles=8) as room:
        for name in ("here.db", "there.db"):
            room.edition = 0
            with Archive(tmp_path / name) as archive:
                for url in room.urls:
                    archive.add(url, at="2026-05-01T00:00:00Z")
                for edition in (0, 1):
                    room.edition = edition
                    plan: dict[str, Any] = {
                        "everything": True, "listings": False, "digest": digest_or_die,
                        "now": lambda day=edition: datetime(2026, 5, 1 + day, 8, tzinfo=UTC),
                    }  # fmt: skip
                    if name == "here.db":
                        summary = poll(archive, settings_for(room), workers=1, **plan)
                    else:
                        with engine(cluster=fresh.address) as (executor, width):
                            assert executor is not None
                            told = fresh.kill_worker_at(3) if edition else lambda done, total: None
                            summary = poll(
                                archive, settings_for(room), cluster=(executor, width), progress=told, **plan
                            )  # fmt: skip
                    assert [(url, code) for url, code, _ in summary.failures] == [(room.poison, "crashed")]
                    assert (summary.visits, summary.versions) == (16, 15)
        assert room.most_at_once == 1
    assert found(tmp_path / "there.db") == found(tmp_path / "here.db")


def found(path: Path) -> list[object]:
    """Return what every article shows: versions with their times and texts, edits, notes, links, findings."""
    with Archive(path, read_only=True) as archive:
        assert archive.verify().problems == ()
        timelines = [archive.timeline(article) for article in list(archive.articles())]
    return [
        [(v.number, v.first_seen, v.last_seen, v.document, v.reason) for v in timeline.versions] + list(timeline.steps)
        for timeline in timelines
    ]
