"""The studio itself: a folder, the processes that answer, and who is told what happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import perf_counter
from typing import Any

from negsim.errors import NegsimError
from negsim.studio.coming import Answering, Coming
from negsim.studio.events import Bell
from negsim.studio.folder import Folder, Gone, Leaf
from negsim.studio.worker import Task, Worker

LOOK = 0.7  # seconds between looks at whether another program has changed a file


class Studio:
    """What the addresses work on.

    Parameters
    ----------
    folder : Folder
    first : str or None
        The file to show first.
    """

    def __init__(self, folder: Folder, first: str | None = None) -> None:
        self.folder, self.first, self.bell = folder, first, Bell()
        self._live, self._side, self._take = Worker(), Worker(yields=True), Worker(yields=True)
        self._coming = Coming()
        self._variants: dict[str, str] = {}  # that a page has asked for last, of each file
        self._last: dict[str, str] = {}  # fingerprint of each file that a page has seen
        self._end = threading.Event()

    def begin(self) -> None:
        """Get ready: the process that answers, and the look at what other programs do."""
        threading.Thread(target=self._live.begin, daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """End all of it."""
        self._end.set()
        self.bell.close()
        for worker in (self._live, self._side, self._take):
            worker.close()
        self.folder.close()

    def seen(self, leaf: Leaf) -> Leaf:
        """Take note of how a file stands; answers to what it said before are stopped."""
        self._last[leaf.name] = leaf.fingerprint
        return leaf

    def changed(self, leaf: Leaf, by: str = "") -> Leaf:
        """Take note of a change, and tell all pages; what one of them will ask next is begun before it does."""
        self.seen(leaf)
        self.bell.ring("changed", name=leaf.name, fingerprint=leaf.fingerprint, by=by)
        variant = self._variants.get(leaf.name)
        if variant is not None:
            with suppress(NegsimError):
                self._begin(leaf, variant, is_asked=False)
        return leaf

    def answer(self, leaf: Leaf, variant: str, is_wanted: Callable[[], bool]) -> dict[str, Any]:
        """Give the answer to a file as it stands.

        Raises
        ------
        StoppedAsking
            The file is another by now, or nobody waits any more.
        """
        self.seen(leaf)
        self._variants[leaf.name] = variant
        found: dict[str, Any] = self._begin(leaf, variant, is_asked=True).awaited(is_wanted)
        return found

    def _begin(self, leaf: Leaf, variant: str, *, is_asked: bool) -> Answering:
        """Begin to answer, unless that is on its way."""
        task = self._task("answer", leaf, variant, {})

        def work(is_wanted: Callable[[], bool]) -> Any:
            self.bell.ring("answering", name=leaf.name)
            start = perf_counter()
            found = self._live.ask(
                task, lambda: is_wanted() and self._last.get(leaf.name) == leaf.fingerprint
            )
            self.bell.ring("answered", name=leaf.name, fingerprint=leaf.fingerprint)
            return {"took": round(perf_counter() - start, 3), **found}

        return self._coming.begin(task, work, is_asked=is_asked)

    def ask(
        self,
        kind: str,
        leaf: Leaf,
        variant: str,
        said: Mapping[str, Any],
        is_wanted: Callable[[], bool],
    ) -> Any:
        """Give what anything else comes to that is asked of a file."""
        worker = self._take if kind == "take" else self._side
        return worker.ask(self._task(kind, leaf, variant, said), is_wanted)

    def _task(self, kind: str, leaf: Leaf, variant: str, said: Mapping[str, Any]) -> Task:
        path = str(self.folder.path(leaf.name))
        return Task(kind, leaf.text, path, variant, self.folder.stamp(), dict(said))

    def _watch(self) -> None:
        """Tell pages of what other programs do to the files that they have open."""
        gone: set[str] = set()
        while not self._end.wait(LOOK):
            for name, last in list(self._last.items()):
                try:
                    leaf = self.folder.read(name)
                except Gone:
                    if name not in gone:
                        gone.add(name)
                        self.bell.ring("gone", name=name)
                except NegsimError:
                    continue
                else:
                    gone.discard(name)
                    if leaf.fingerprint != last and self._last.get(name) == last:
                        self.changed(leaf)
