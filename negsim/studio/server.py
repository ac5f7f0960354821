"""The studio's server: one process on this machine, until it is stopped."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from negsim.errors import OutputError
from negsim.studio.application import application
from negsim.studio.connections import BriskProtocol
from negsim.studio.door import Door, Secrets, by_number, loopback
from negsim.studio.room.addresses import room_routes
from negsim.studio.room.workshop import Workshop
from negsim.studio.studio import Studio

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def serve(
    studio: Studio,
    port: int,
    ready: Callable[[str, str], None],
    workshop: Workshop | None = None,
) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    studio : Studio
    port : int
        0 takes one that is free.
    ready : callable
        Told the link by which one comes in, good once, and the address of the room; empty where there is none.
    workshop : Workshop, optional
        The room, which is open to the local network.

    Raises
    ------
    OutputError
        The port is taken.
    """
    kept = Secrets()
    listener = listener_at(port, "127.0.0.1" if workshop is None else "0.0.0.0")  # noqa: S104 (a room is for a network)
    number = listener.getsockname()[1]
    studio.begin()
    ready(
        f"http://127.0.0.1:{number}/?token={kept.token}",
        "" if workshop is None else f"http://{_own_address()}:{number}/room/",
    )

    def ending() -> None:
        studio.bell.close()
        if workshop is not None:
            workshop.bell.close()

    try:
        server_of(door(studio, kept, workshop), ending).run(sockets=[listener])
    finally:
        studio.close()
        if workshop is not None:
            workshop.close()
        listener.close()


class EndingServer(uvicorn.Server):
    """A server that lets go whoever listens before it ends, and says nothing of what it breaks off."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End it."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._ending()
        await super().shutdown(sockets=sockets)


def server_of(app: ASGIApp, ending: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Make the server of an application: silent, for those who ask briskly; `ending` is told before it ends."""
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
    return EndingServer(config, ending)


def door(studio: Studio, kept: Secrets, workshop: Workshop | None = None) -> ASGIApp:
    """Give the application behind its door; a room has a door of its own in it."""
    if workshop is None:
        return Door(application(studio), loopback, kept)
    routes = room_routes(workshop, kept)
    return Door(application(studio, routes), by_number, kept, _is_open)


def _is_open(path: str) -> bool:
    """Say whether a path looks after itself, or is the same for all."""
    return path.startswith(("/room/", "/assets/", "/explore/"))


def _own_address() -> str:
    """Give the address of this machine in its network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # an address of nobody (RFC 5737)
            return str(asked.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def listener_at(port: int, host: str = "127.0.0.1") -> socket.socket:
    """Listen, for this machine alone unless told otherwise; at port 0, where one is free."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would share a port that is in use
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise OutputError.one(
            f"port {port} is taken",
            "leave `port` out, and a free one is found",
            arguments=("port",),
        ) from None
    listener.listen(128)
    return listener
