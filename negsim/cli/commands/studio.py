"""`negsim studio`: scenarios written in a browser on this machine."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negsim.studio.folder import Folder
    from negsim.studio.room.workshop import Workshop


@click.command("studio")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path), default=".")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Serve at this port; absent, at one that is free.",
)
@click.option(
    "--share",
    is_flag=True,
    help="Hold a room over FILE: the local network may come in, each role by a code of its own.",
)
@click.option("--no-browser", is_flag=True, help="Print the link and open nothing.")
def command(path: Path, port: int, share: bool, no_browser: bool) -> None:
    """Write a scenario in the browser: forms and lists, claims beside them, the answer as you go.

    FILE, or the files of FOLDER, are written as you type; comments and layout stay as they are, and every step can be
    taken back, also after a restart. Nothing leaves this machine, but for what --share shows to the local network.
    Ctrl-C ends it.
    """
    _require_server()
    from negsim.studio.server import serve
    from negsim.studio.studio import Studio

    folder, first = _opened(path)
    workshop = _room(path) if share else None
    if folder.why_read_only is not None:
        click.echo(f"only to look at: {folder.why_read_only}", err=True)

    def ready(link: str, room: str) -> None:
        click.echo(f"The studio is open at {link}")
        if workshop is None:
            click.echo("Ctrl-C ends it; nothing leaves this machine.")
        else:
            ours = f"{link.partition('?')[0]}room/"
            click.echo(f"Then lead the room from {ours}\nHand each its own link:")
            for role, code in workshop.codes.items():
                click.echo(f"  {workshop.scenario.actor[role].name}: {room}?code={code}")
            click.echo("Ctrl-C ends it; codes and rounds are kept for the next time.")
        if not no_browser:
            webbrowser.open(link)

    serve(Studio(folder, first), port, ready, workshop)


def _require_server() -> None:
    """Say how to install what serves the page, where an installation has left it out."""
    from negsim.errors import InputError

    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise InputError.one(
            f"the studio needs {' and '.join(missing)}, which this installation has left out",
            f"pip install {' '.join(missing)}",
        )


def _opened(path: Path) -> tuple[Folder, str | None]:
    from negsim.errors import InputError, quoted
    from negsim.studio.folder import Folder

    if path.is_dir():
        return Folder(path), None
    if path.is_file():
        return Folder(path.parent), path.name
    raise InputError.one(
        f"there is no file or folder {quoted(str(path), 200)}",
        "negsim new my_talks writes a first scenario",
    )


def _room(path: Path) -> Workshop:
    from negsim.errors import InputError
    from negsim.language.load import load
    from negsim.studio.journal import FOLDER
    from negsim.studio.room.workshop import Workshop

    if not path.is_file():
        raise InputError.one("a room is held over one scenario", "name its file")
    return Workshop(load(path), path.parent / FOLDER / f"room-{path.stem}.sqlite")
