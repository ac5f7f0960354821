"""What is told to every page that looks on, as it happens."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

PULSE = 15  # seconds after which a page hears that the studio is still there
MOST_WAITING = 200


class Bell:
    """Tells pages what happens; rung from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ears: list[tuple[asyncio.AbstractEventLoop, asyncio.Queue[str]]] = []
        self.is_closed = False

    def ring(self, kind: str, **data: Any) -> None:
        """Tell all that something happened."""
        message = f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        with self._lock:
            for loop, ear in self._ears:
                loop.call_soon_threadsafe(_put, ear, message)

    def close(self) -> None:
        """Let all go."""
        self.is_closed = True
        self.ring("closed")

    async def listen(self) -> AsyncIterator[str]:
        """Give what happens from now on, as server-sent events."""
        ear: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        entry = (asyncio.get_running_loop(), ear)
        with self._lock:
            self._ears.append(entry)
        try:
            yield "retry: 1000\n\n"
            while not self.is_closed:
                try:
                    yield await asyncio.wait_for(ear.get(), PULSE)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            with self._lock:
                self._ears.remove(entry)


def _put(ear: asyncio.Queue[str], message: str) -> None:
    if not ear.full():  # who does not listen hears of it when it reads the file again
        ear.put_nowait(message)
