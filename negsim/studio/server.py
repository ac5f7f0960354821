"""The studio's server: one process on this machine, until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from negsim.errors import OutputError
from negsim.studio.application import application
from negsim.studio.door import Door, Secrets, loopback
from negsim.studio.studio import Studio

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def serve(studio: Studio, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    studio : Studio
    port : int
        0 takes one that is free.
    ready : callable
        Told the link by which one comes in, good once.

    Raises
    ------
    OutputError
        The port is taken.
    """
    import uvicorn

    kept = Secrets()
    studio.begin()
    listener = _listener(port)
    config = uvicorn.Config(
        door(studio, kept),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
        ws="none",
        lifespan="off",
    )
    ready(f"http://127.0.0.1:{listener.getsockname()[1]}/?token={kept.token}")
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        studio.close()
        listener.close()


def door(studio: Studio, kept: Secrets) -> ASGIApp:
    """Give the application behind its door."""
    return Door(application(studio), loopback, kept)


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would share a port that is in use
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise OutputError.one(
            f"port {port} is taken",
            "leave `port` out, and a free one is found",
            arguments=("port",),
        ) from None
    listener.listen(128)
    return listener
