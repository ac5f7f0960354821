"""The same work on several things, spread over processes or a cluster: results in order, whoever did them when."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from negsim.errors import InputError

A = TypeVar("A")
R = TypeVar("R")

TRIES = 3  # of work whose worker was lost
SECONDS = 20  # in which a scheduler must answer
PARTS_ON_A_CLUSTER = 100  # of one large piece of work


@dataclass(frozen=True)
class Spread:
    """Where work is done.

    Parameters
    ----------
    jobs : int
        Processes on this machine; 1 works in this one.
    scheduler : str or None
        Address of a Dask scheduler, as `tcp://10.0.0.1:8786`; its workers do the work, and `jobs` says nothing then.

    Examples
    --------
    >>> Spread().map(abs, [3, -1, -2])
    [3, 1, 2]
    """

    jobs: int = 1
    scheduler: str | None = None

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
        What a lost worker had in hand is done again elsewhere, three times at most. What the function raises is raised
        here.
        """
        told = done or _quiet
        if self.scheduler is not None:
            return _on_cluster(self.scheduler, function, things, told)
        if self.jobs > 1 and len(things) > 1:
            return _in_processes(self.jobs, function, things, told)
        found = []
        for thing in things:
            found.append(function(thing))
            told(len(found))
        return found

    def each(self, function: Callable[[A], R], things: Sequence[A]) -> Iterator[R]:
        """As `map`, but one by one and in order, so that whoever takes them can stop in between."""
        if self.jobs <= 1 or len(things) < 2 or self.scheduler is not None:
            # A cluster is asked for as much at a time as keeps many workers busy.
            size = 1 if self.scheduler is None else PARTS_ON_A_CLUSTER
            for start in range(0, len(things), size):
                yield from self.map(function, things[start : start + size])
            return
        yield from _in_order(self.jobs, function, things)


def _quiet(_: int) -> None:
    return None


def _lost() -> InputError:
    return InputError.one(
        f"workers were lost {TRIES} times over the same work",
        "look for what ends them (memory, mostly), or use fewer of them with --jobs",
    )


def _end_with_parent() -> None:
    """End this worker as soon as the process that started it is gone, and not when its work is done."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _in_processes(
    jobs: int, function: Callable[[A], R], things: Sequence[A], told: Callable[[int], None]
) -> list[R]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    found: dict[int, R] = {}
    # Processes are started afresh, not forked: numerical libraries keep threads, which a fork would break.
    context = get_context("spawn")
    for _ in range(TRIES):
        left = [place for place in range(len(things)) if place not in found]
        pool = ProcessPoolExecutor(min(jobs, len(left)), context, _end_with_parent)
        try:
            futures = {pool.submit(function, things[place]): place for place in left}
            for future in as_completed(futures):
                found[futures[future]] = future.result()
                told(len(found))
        except BrokenProcessPool:
            continue
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return [found[place] for place in range(len(things))]
    raise _lost()


def _in_order(jobs: int, function: Callable[[A], R], things: Sequence[A]) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    done = 0
    for _ in range(TRIES):
        workers = min(jobs, len(things) - done)
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _end_with_parent)
        try:
            for found in pool.map(function, things[done:]):
                yield found
                done += 1
        except BrokenProcessPool:
            continue
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return
    raise _lost()


def _on_cluster(
    address: str, function: Callable[[A], R], things: Sequence[A], told: Callable[[int], None]
) -> list[R]:
    with _client(address) as client:
        import distributed
        from distributed.scheduler import KilledWorker

        as_completed: Any = distributed.as_completed
        futures = [client.submit(function, thing, pure=False, retries=TRIES) for thing in things]
        try:
            for n, _ in enumerate(as_completed(futures, loop=client.loop), start=1):
                told(n)
            gathered: list[R] = client.gather(futures)
        except KilledWorker:
            raise _lost() from None
        finally:
            client.cancel(futures)
    return gathered


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise InputError.one(
            "--scheduler needs Dask, which is not installed", "install negsim[dask]"
        ) from None
    import logging

    # On closing it may complain of connections that it closes itself.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError.one(
            f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}",
            "start one with `dask scheduler` and workers with `dask worker ADDRESS`, or use --jobs",
        ) from None
    try:
        yield client
    finally:
        client.close()
