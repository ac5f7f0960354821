from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim import spread
from negsim.errors import InputError
from negsim.questions.codings import codings
from negsim.questions.compare.find import compare
from negsim.questions.zone.find import run
from negsim.spread import Spread


def square(n: int) -> int:
    return n * n


def refuse(n: int) -> int:
    raise InputError.one(f"{n} is refused", "use another")


def end_once(task: tuple[str, int]) -> int:
    """End the process that works on number 2, the first time."""
    mark, n = task
    if n == 2:
        try:
            Path(mark).touch(exist_ok=False)
        except FileExistsError:
            return n
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return n


def end_always(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_results_come_in_order_and_progress_is_told() -> None:
    told: list[int] = []
    assert Spread(jobs=2).map(square, [3, 1, 2], told.append) == [9, 1, 4]
    assert told == [1, 2, 3]


def is_imported(module: str) -> bool:
    return module in sys.modules


def get_ready() -> None:
    import wave  # noqa: F401 (what the work needs)


def test_processes_that_begin_before_their_work_do_it_all() -> None:
    with Spread(jobs=2).ahead(get_ready, "wave") as others:
        assert others.map(is_imported, ["wave", "aifc"]) == [True, False]
        assert others == Spread(jobs=2)
        assert others.map(square, [3, 1, 2]) == [9, 1, 4]
        assert list(others.each(square, [4, 5])) == [16, 25]
        assert others.begun is not None
        processes = list(others.begun._pool._processes.values())
    assert not any(process.is_alive() for process in processes), "they end with the block"


def test_what_a_worker_raises_is_raised_here() -> None:
    with pytest.raises(InputError, match="7 is refused"):
        Spread(jobs=2).map(refuse, [7, 7])


def test_what_a_lost_process_had_in_hand_is_done_again(tmp_path: Path) -> None:
    tasks = [(str(tmp_path / "ended"), n) for n in range(5)]
    assert Spread(jobs=2).map(end_once, tasks) == [0, 1, 2, 3, 4]
    assert (tmp_path / "ended").exists()


def test_work_that_ends_every_process_is_given_up() -> None:
    with pytest.raises(InputError, match="workers were lost 3 times over the same work"):
        Spread(jobs=2).map(end_always, [1, 2])


def test_two_processes_compare_to_the_same_bytes_as_one() -> None:
    scenario = negsim.load("harbour").base
    assert compare(scenario, spread=Spread(jobs=2)).to_json() == compare(scenario).to_json()


def test_two_processes_go_through_packages_to_the_same_bytes_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("negsim.solve.listing.walks.WORTH_SHARING", 1)
    for variant in ("", "quiet_machines"):
        scenario = negsim.load("harbour").with_variant(variant).scenario
        alone = run(scenario, engine="enumerate").to_json()
        assert run(scenario, engine="enumerate", spread=Spread(jobs=2)).to_json() == alone


def test_two_processes_look_at_minimal_corrections_to_the_same_bytes_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("negsim.solve.sweep.nearest.WORTH_SHARING", 1)
    scenario = negsim.load("ukraine_2025").base
    alone = run(scenario, engine="sweep").to_json()
    assert run(scenario, engine="sweep", spread=Spread(jobs=2)).to_json() == alone


def test_a_cluster_finds_the_codings_of_one_process_to_the_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("negsim.solve.listing.walks.WORTH_SHARING", 1)
    scenario = negsim.load("harbour").scenario
    cluster = on_cluster(0, monkeypatch)
    where = Spread(scheduler="tcp://here:1")
    found = codings(scenario, findings=run(scenario), spread=where)
    assert found.to_json() == codings(scenario).to_json()
    assert cluster.asked != []


def tell_and_work_on(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(600)


def is_there(pid: str) -> bool:
    """Whether a process runs; one that has ended and waits to be buried does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def until(happened: Callable[[], bool]) -> bool:
    """Whether something happens within a minute."""
    for _ in range(600):
        if happened():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux who is there")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    program = (
        "from negsim.spread import Spread\n"
        "from tests.test_spread import tell_and_work_on\n"
        f"Spread(jobs=2).map(tell_and_work_on, [{str(tmp_path)!r}] * 2)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[1])
    assert until(lambda: len(list(tmp_path.iterdir())) == 2)
    parent.kill()
    parent.wait()
    workers = [path.name for path in tmp_path.iterdir()]
    assert until(lambda: not any(map(is_there, workers)))


class Cluster:
    """A cluster of which the scheduler is lost so many times, each after two results."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.asked: list[list[Any]] = []
        self.came_before: list[bool] = []

    @contextmanager
    def client(self, address: str, *, came_before: bool) -> Iterator[Cluster]:
        assert address == "tcp://here:1"
        self.came_before.append(came_before)
        yield self


def answered(
    cluster: Cluster, function: Callable[[Any], Any], things: list[Any]
) -> Iterator[tuple[int, Any]]:
    cluster.asked.append(list(things))
    for place in reversed(range(len(things))):
        if len(cluster.asked) <= cluster.losses and place == len(things) - 3:
            raise spread._SchedulerLost
        yield place, function(things[place])


def on_cluster(losses: int, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    cluster = Cluster(losses)
    monkeypatch.setattr(spread, "_client", cluster.client)
    monkeypatch.setattr(spread, "_from_cluster", answered)
    return cluster


def test_what_is_left_when_a_scheduler_is_lost_is_asked_of_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cluster = on_cluster(1, monkeypatch)
    told: list[int] = []
    found = Spread(scheduler="tcp://here:1").map(square, [1, 2, 3, 4, 5], told.append)
    assert found == [1, 4, 9, 16, 25]
    assert cluster.asked == [[1, 2, 3, 4, 5], [1, 2, 3]]
    assert told == [1, 2, 3, 4, 5]
    assert cluster.came_before == [False, True]


def test_a_scheduler_that_is_lost_over_and_over_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_cluster(9, monkeypatch)
    with pytest.raises(InputError, match=r"scheduler at tcp://here:1 was lost 3 times"):
        Spread(scheduler="tcp://here:1").map(square, [*range(10)])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_cluster_that_loses_a_worker_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negsim.solve.listing.walks.WORTH_SHARING", 1)
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
    ) as cluster:
        where = Spread(scheduler=cluster.scheduler_address)
        tasks = [(str(tmp_path / "ended"), n) for n in range(8)]
        assert where.map(end_once, tasks) == list(range(8))
        assert (tmp_path / "ended").exists()
        scenario = negsim.load("harbour").base
        assert compare(scenario, spread=where).to_json() == compare(scenario).to_json()
        walked = run(scenario, engine="enumerate", spread=where).to_json()
        assert walked == run(scenario, engine="enumerate").to_json()


def leave_a_mark(task: tuple[str, int]) -> int:
    folder, n = task
    (Path(folder) / f"{n}.{os.getpid()}").touch()
    time.sleep(0.05)
    return n


def cluster_at(port: int) -> subprocess.Popen[bytes]:
    """A scheduler with a worker in it, in a process that can be killed."""
    program = (
        "import time, distributed\n"
        "kept = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, host='127.0.0.1',"
        f" scheduler_port={port}, dashboard_address=None)\n"
        "time.sleep(600)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_run_outlives_its_scheduler_and_asks_for_nothing_twice(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clusters = [cluster_at(port)]

    def told(done: int) -> None:
        if done == 3:
            clusters[0].kill()
            clusters[0].wait()
            clusters.append(cluster_at(port))

    try:
        where = Spread(scheduler=f"tcp://127.0.0.1:{port}")
        assert where.map(leave_a_mark, [(str(tmp_path), n) for n in range(16)], told) == [
            *range(16)
        ]
    finally:
        for one in clusters:
            one.kill()
            one.wait()
    before, after = ({int(path.stem) for path in tmp_path.glob(f"*.{one.pid}")} for one in clusters)
    given = set(range(16 // 4))  # the first of four parts came whole before it was told of
    assert given <= before
    assert after == set(range(16)) - given


def test_a_scheduler_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("negsim.spread.SECONDS", 1)
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        Spread(scheduler="tcp://127.0.0.1:9").map(square, [1])
