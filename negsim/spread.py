"""The same work on several things, spread over processes or a cluster: results in order, whoever did them when."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING, Any, Self, TypeVar

from negsim.errors import InputError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

A = TypeVar("A")
R = TypeVar("R")

TRIES = 3  # of work whose worker was lost
SECONDS = 20  # in which a scheduler must answer
COMING_BACK = 60  # seconds in which one that was lost must answer again
PARTS_ON_A_CLUSTER = 100  # of one large piece of work
TASKS_A_CORE = 4  # of a cluster, so that none waits long for another
GLANCE = 0.1  # seconds between looks at whether Ctrl-C came


@dataclass(frozen=True)
class Spread:
    """Where work is done.

    Parameters
    ----------
    jobs : int
        Processes on this machine; 1 works in this one.
    scheduler : str or None
        Address of a Dask scheduler, as `tcp://10.0.0.1:8786`; its workers do the work, and `jobs` says nothing then.
    begun : workers or None
        Processes that `ahead` has let begin, to be used again; None begins others for each piece of work.

    Examples
    --------
    >>> Spread().map(abs, [3, -1, -2])
    [3, 1, 2]
    """

    jobs: int = 1
    scheduler: str | None = None
    begun: _Workers | None = field(default=None, repr=False, compare=False)

    @contextmanager
    def ahead(self, prepare: Callable[[], object], module: str) -> Iterator[Spread]:
        """Let processes begin before there is work for them, and prepare for it; they end with the block.

        Parameters
        ----------
        prepare : callable
            Of a module: imports what the work will need.
        module : str
            The same, by its name: imported once for all of them, where the system lets them be copies of one that has
            nothing else to do.

        Examples
        --------
        >>> with Spread().ahead(print, "negsim.errors") as spread:
        ...     spread.map(abs, [-1])
        [1]
        """
        if self.jobs == 1 or self.scheduler is not None:
            yield self
            return
        with _Workers(self.jobs, prepare, module) as workers:
            workers.start()
            yield replace(self, begun=workers)

    @property
    def is_elsewhere(self) -> bool:
        """Whether others than this process do the work."""
        return self.jobs > 1 or self.scheduler is not None

    @property
    def parts(self) -> int:
        """Into how many parts one large piece of work is best cut, so that nobody waits long for the last."""
        return 8 * self.jobs if self.scheduler is None else PARTS_ON_A_CLUSTER

    def map(
        self,
        function: Callable[[A], R],
        things: Sequence[A],
        done: Callable[[int], None] | None = None,
    ) -> list[R]:
        """What a function gives for each of some things, in their order.

        Parameters
        ----------
        function
            Of a module, so that other processes find it by name; it must not change anything.
        things
            What can be sent to other processes.
        done
            Told how many are done.

        Raises
        ------
        InputError
            Where no scheduler answers, or workers are lost over and over.

        Notes
        -----
        What a lost worker had in hand is done again elsewhere, three times at most; so is what a lost scheduler had,
        once it is back at its address. What the function raises is raised here.
        """
        told = done or _quiet
        if self.scheduler is not None:
            return _on_cluster(self.scheduler, function, things, told)
        found = []
        with closing(self.each(function, things)) as results:
            for one in results:
                found.append(one)
                told(len(found))
        return found

    def each(self, function: Callable[[A], R], things: Sequence[A]) -> Generator[R, None, None]:
        """As `map`, but one by one and in order; whoever closes it before the end stops what is left."""
        if self.scheduler is None:
            is_spread = self.jobs > 1 and len(things) > 1
            yield from _in_order(self, function, things) if is_spread else map(function, things)
            return
        # A cluster is asked for as much at a time as keeps many workers busy.
        for start in range(0, len(things), PARTS_ON_A_CLUSTER):
            yield from self.map(function, things[start : start + PARTS_ON_A_CLUSTER])


def _quiet(_: int) -> None:
    return None


class WorkersLost(InputError):
    """Workers were lost over and over, as they are where memory is short."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _lost() -> InputError:
    return WorkersLost.one(
        f"workers were lost {TRIES} times over the same work",
        "look for what ends them (memory, mostly), or use fewer of them: `jobs`",
        arguments=("jobs",),
    )


def _end_with_parent(stop: Connection, prepare: Callable[[], object]) -> None:
    """End this worker as soon as the process that started it is gone, or wants no more of it; prepare."""
    import gc
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel, stop])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
    prepare()
    gc.freeze()  # what is imported stays
    gc.set_threshold(100_000, 50, 100)


@contextmanager
def _ctrl_c_held() -> Iterator[Event]:
    """Keep Ctrl-C until the end of a block, whose work is then stopped where it was begun; tell whether it came."""
    came = Event()
    before = signal.getsignal(signal.SIGINT)
    # Only the main thread is interrupted; and where nothing is to happen on Ctrl-C, nothing does.
    if current_thread() is not main_thread() or not callable(before):
        yield came
        return
    signal.signal(signal.SIGINT, lambda *_: came.set())
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
        if came.is_set():
            raise KeyboardInterrupt


@contextmanager
def _deaf() -> Iterator[None]:
    """Begin processes that Ctrl-C does not reach: a terminal sends it to all, and one of them is to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Workers:
    """Processes of this machine, started afresh, and ended at once where they are left before all is done."""

    def __init__(
        self, jobs: int, prepare: Callable[[], object] = tuple, module: str | None = None
    ) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self._jobs, self._is_copied = jobs, False
        # Never copies of this process: numerical libraries keep threads, which a fork would break.
        context: BaseContext = get_context("spawn")
        if module is not None and sys.platform == "linux":
            self._is_copied, context = True, get_context("forkserver")
            context.set_forkserver_preload([module])
        told, self._stop = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(jobs, context, _end_with_parent, (told, prepare))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._stop.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._stop.close()

    def start(self) -> None:
        """Let the process begin whose copies they will be, or each of them."""
        if self._is_copied:
            from multiprocessing.forkserver import ensure_running

            with _deaf():
                ensure_running()
        else:
            self.begin(abs, range(self._jobs))

    def begin(self, function: Callable[[A], R], things: Sequence[A]) -> list[Future[R]]:
        """Give work out."""
        with _deaf():
            return [self._pool.submit(function, thing) for thing in things]


def _workers(begun: _Workers | None, jobs: int) -> AbstractContextManager[_Workers]:
    """Those that have begun already, who end where they began, or others."""
    return _Workers(jobs) if begun is None else nullcontext(begun)


def _in_order(
    spread: Spread, function: Callable[[A], R], things: Sequence[A]
) -> Generator[R, None, None]:
    from concurrent.futures.process import BrokenProcessPool

    found: dict[int, R] = {}
    given = 0
    for tried in range(TRIES):
        left = [place for place in range(given, len(things)) if place not in found]
        futures: dict[int, Future[R]] = {}
        begun = None if tried else spread.begun
        try:
            with _ctrl_c_held() as came, _workers(begun, min(spread.jobs, len(left))) as workers:
                given_out = workers.begin(function, [things[place] for place in left])
                futures = dict(zip(left, given_out, strict=True))
                while given < len(things):
                    if given in futures:
                        found[given] = _awaited(futures[given], came)
                    given += 1
                    yield found.pop(given - 1)
        except BrokenProcessPool:
            found |= {k: f.result() for k, f in futures.items() if k >= given and _is_found(f)}
            continue
        return
    raise _lost()


def _awaited(future: Future[R], came: Event) -> R:
    """What a worker finds, once it has found it, unless Ctrl-C comes first."""
    from concurrent.futures import wait

    while not came.is_set() and not wait([future], timeout=GLANCE).done:
        pass
    if came.is_set():
        raise KeyboardInterrupt
    return future.result()


def _is_found(future: Future[R]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _on_cluster(
    address: str, function: Callable[[A], R], things: Sequence[A], told: Callable[[int], None]
) -> list[R]:
    """Let a cluster work; where its scheduler is lost, wait for it to come back, and ask for what is not yet found."""
    found: dict[int, R] = {}
    for tried in range(TRIES):
        try:
            with _client(address, came_before=tried > 0) as client:
                left = [place for place in range(len(things)) if place not in found]
                for k, one in _from_cluster(client, function, [things[place] for place in left]):
                    found[left[k]] = one
                    told(len(found))
                return [found[place] for place in range(len(things))]
        except _SchedulerLost:
            continue
    raise _gone(address, f"was lost {TRIES} times over the same work")


class _SchedulerLost(Exception):
    """The connection to the scheduler broke, and all that was in its hands with it."""


def _gone(address: str, what: str) -> InputError:
    return InputError.one(
        f"the Dask scheduler at {address} {what}",
        "start it and its workers again, and ask again: what was kept in a file to resume from is not done twice",
    )


def _from_cluster(
    client: Any, function: Callable[[A], R], things: Sequence[A]
) -> Iterator[tuple[int, R]]:
    """Places and results, as they come: several things are sent together, so that what they share is sent once."""
    import distributed
    from distributed.scheduler import KilledWorker

    as_completed: Any = distributed.as_completed
    cores = max(1, sum(client.ncores().values()))
    size = -(-len(things) // (cores * TASKS_A_CORE))
    starts = range(0, len(things), max(1, size))
    futures = [
        client.submit(_several, function, things[k : k + size], pure=False, retries=TRIES)
        for k in starts
    ]
    places = {future.key: start for start, future in zip(starts, futures, strict=True)}
    try:
        for future in as_completed(futures, loop=client.loop):
            try:
                yield from enumerate(future.result(), places[future.key])
            except (CancelledError, OSError):
                raise _SchedulerLost from None
            except KilledWorker:
                raise _lost() from None
    finally:
        with suppress(CancelledError, OSError):
            client.cancel(futures)


def _several(function: Callable[[A], R], things: Sequence[A]) -> list[R]:
    return [function(thing) for thing in things]


@contextmanager
def _client(address: str, *, came_before: bool) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise InputError.one(
            "`scheduler` needs Dask, which is not installed",
            "install negsim[dask]",
            arguments=("scheduler",),
        ) from None
    import logging

    # On closing it may complain of connections that it closes itself, and of what is lost it is spoken here.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    seconds = COMING_BACK if came_before else SECONDS
    try:
        client = connect(address, timeout=seconds, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        if came_before:
            raise _gone(address, f"was lost, and did not come back in {seconds} s") from None
        raise InputError.one(
            f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}",
            "start one with `dask scheduler` and workers with `dask worker ADDRESS`, or use `jobs`",
            arguments=("jobs",),
        ) from None
    try:
        yield client
    finally:
        client.close()
