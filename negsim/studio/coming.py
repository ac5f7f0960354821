"""The answer that is on its way: begun as soon as a file has changed, and shared by all who ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from negsim.studio.worker import GLANCE, StoppedAsking, Task

Work = Callable[[Callable[[], bool]], Any]  # is told whether it is wanted still


class Answering:
    """One answer, worked out in a thread of its own.

    Parameters
    ----------
    task : Task
    work : callable
    """

    def __init__(self, task: Task, work: Work) -> None:
        self.task, self._work = task, work
        self._is_ahead = True  # nobody has asked yet, and somebody will
        self._waiting = 0
        self._lock = threading.Lock()
        self._found: Future[Any] = Future()
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def is_of_use(self) -> bool:
        """Whether it is on its way or here; not where it was stopped, or failed."""
        if not self._found.done():
            return self._is_wanted()
        return self._found.exception() is None

    def forget(self) -> None:
        """Nobody will ask for it who has not by now."""
        self._is_ahead = False

    def join(self) -> None:
        """Somebody asks for it, and will wait."""
        with self._lock:
            self._waiting += 1
        self._is_ahead = False

    def awaited(self, is_wanted: Callable[[], bool]) -> Any:
        """Give the answer to one who has joined.

        Raises
        ------
        StoppedAsking
            Nobody wants it any more.
        NegsimError
            As the question raises it.
        """
        try:
            while True:
                try:
                    return self._found.result(GLANCE)
                except TimeoutError:
                    if not is_wanted():
                        raise StoppedAsking from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _is_wanted(self) -> bool:
        return self._is_ahead or self._waiting > 0

    def _run(self) -> None:
        try:
            self._found.set_result(self._work(self._is_wanted))
        except BaseException as error:  # noqa: BLE001 (whoever waits is told)
            self._found.set_exception(error)


class Coming:
    """The last answer that was begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: Answering | None = None

    def begin(self, task: Task, work: Work, *, is_asked: bool) -> Answering:
        """Give the answer to a task that is on its way or here, or begin it; where it is asked for, it is joined."""
        with self._lock:
            last = self._last
            if last is None or last.task != task or not last.is_of_use:
                if last is not None:
                    last.forget()
                self._last = last = Answering(task, work)
            if is_asked:
                last.join()
            return last
