"""The studio's server: one process on this machine, until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from negsim.errors import OutputError
from negsim.studio.application import application
from negsim.studio.connections import BriskProtocol
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
    kept = Secrets()
    studio.begin()
    listener = listener_at(port)
    ready(f"http://127.0.0.1:{listener.getsockname()[1]}/?token={kept.token}")
    try:
        server_of(door(studio, kept)).run(sockets=[listener])
    finally:
        studio.close()
        listener.close()


def server_of(app: ASGIApp) -> uvicorn.Server:
    """Make the server of an application: silent, for those who ask briskly."""
    config = uvicorn.Config(
        app,
        http=BriskProtocol,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
        ws="none",
        lifespan="off",
    )
    return uvicorn.Server(config)


def door(studio: Studio, kept: Secrets) -> ASGIApp:
    """Give the application behind its door."""
    return Door(application(studio), loopback, kept)


def listener_at(port: int) -> socket.socket:
    """Listen on this machine alone; at port 0, where one is free."""
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
