"""Connections that say nothing, or too little: they are let go, so that others are served."""

from __future__ import annotations

from asyncio import Handle, Transport
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

SECONDS = 10.0  # in which the head of a request must be there
MOST = 500  # connections at a time


class BriskProtocol(H11Protocol):
    """HTTP as uvicorn has it, for those who ask something within ten seconds."""

    seconds = SECONDS
    most = MOST

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._let_go: Handle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Take a connection; one too many is closed at once."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes; where a request is not whole by then, time goes on."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._is_asked:
            self._stop()
        elif self._let_go is None:
            self._let_go = self.loop.call_later(self.seconds, self._close)

    def _stop(self) -> None:
        if self._let_go is not None:
            self._let_go.cancel()
            self._let_go = None

    def _close(self) -> None:
        self._let_go = None
        if not self._is_asked:
            self.transport.close()

    @property
    def _is_asked(self) -> bool:
        """Whether a request is here that has no answer yet."""
        cycle: RequestResponseCycle | None = self.cycle  # none before the first
        return cycle is not None and not cycle.response_complete
