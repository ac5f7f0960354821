"""A process that answers, one question at a time, and can be stopped at any moment: the server never waits for it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from negsim.errors import NegsimError, TooLarge
from negsim.studio.asked import KINDS_OF_WORK, Reader

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

GLANCE = 0.02  # seconds between looks at whether an answer is still wanted
KEPT = 4  # scenarios whose findings a process keeps


class StoppedAsking(Exception):
    """Nobody wants the answer any more."""


@dataclass(frozen=True)
class Task:
    """What is asked of which text.

    Parameters
    ----------
    kind : str
        One of `negsim.studio.asked.KINDS_OF_WORK`.
    text, path, variant : str
        As for `negsim.studio.asked.Reader`.
    beside : str
        Another where what the text rests on, its registers, is another.
    said : mapping
        What else belongs to the question.
    """

    kind: str
    text: str
    path: str
    variant: str = ""
    beside: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


class Worker:
    """One process that answers; begun when it is first asked, and anew after it was stopped.

    Parameters
    ----------
    yields : bool
        Whether it lets other processes go first, where the machine has more to do than it can.
    """

    def __init__(self, *, yields: bool = False) -> None:
        self._yields, self._is_closed = yields, False
        self._ending = threading.Lock()
        self._lock = threading.Lock()
        self._process: Any = None
        self._line: Connection | None = None

    def ask(self, task: Task, is_wanted: Callable[[], bool] = lambda: True) -> Any:
        """Give what a task comes to.

        Parameters
        ----------
        task : Task
        is_wanted : callable
            Reader all the while; where it says no, the work is stopped.

        Raises
        ------
        StoppedAsking
            It was not wanted any more.
        NegsimError
            As the question raises it.
        """
        while not self._lock.acquire(timeout=GLANCE):
            if not is_wanted():
                raise StoppedAsking
        try:
            if not is_wanted():
                raise StoppedAsking
            line = self._begun()
            line.send(task)
            while not line.poll(GLANCE):
                if not is_wanted():
                    self._end()
                    raise StoppedAsking
            is_sound, found = line.recv()
        except (EOFError, OSError):
            self._end()
            raise TooLarge.one(
                "the process that answers has ended before it was done: it may have needed more memory than there is",
                "take options off the table by a variant, and ask again",
            ) from None
        finally:
            self._lock.release()
        if is_sound:
            return found
        raise found

    def begin(self) -> None:
        """Start the process, so that the first question need not wait for it."""
        with self._lock:
            self._begun()

    def close(self) -> None:
        """End the process, for good."""
        self._is_closed = True
        self._end()

    def _begun(self) -> Connection:
        with self._ending:
            if self._is_closed:
                raise StoppedAsking
            if self._line is None or not self._process.is_alive():
                context = _context()
                line, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, self._yields), daemon=True)  # type: ignore[attr-defined]
                process.start()
                theirs.close()
                self._process, self._line = process, line
            return self._line

    def _end(self) -> None:
        with self._ending:
            if self._process is not None:
                self._process.kill()
                self._process.join()
            if self._line is not None:
                self._line.close()
            self._process, self._line = None, None


def _context() -> BaseContext:
    """Give the way to begin processes: from one that has negsim loaded, where the system knows that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _work(line: Connection, yields: bool) -> None:
    """Answer until nobody asks any more."""
    if yields and hasattr(os, "nice"):
        os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    kept: OrderedDict[tuple[str, ...], Reader] = OrderedDict()
    gc.freeze()
    gc.disable()
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        line.send(_answered(task, kept))
        gc.collect()  # while somebody reads the answer, not while he waits for it


def _follow(sentinel: int) -> None:
    """End when the server has ended, also in the middle of something."""
    wait([sentinel])
    os._exit(0)


def _answered(task: Task, kept: OrderedDict[tuple[str, ...], Reader]) -> tuple[bool, Any]:
    key = (task.text, task.path, task.variant, task.beside)
    try:
        if key not in kept:
            kept[key] = Reader(task.text, task.path, task.variant)
        kept.move_to_end(key)
        while len(kept) > KEPT:
            kept.popitem(last=False)
        return True, KINDS_OF_WORK[task.kind](kept[key], task.said)
    except NegsimError as error:
        return False, error
