"""`negsim studio`: scenarios written in a browser on this machine."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click


@click.command("studio")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path), default=".")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Serve at this port; absent, at one that is free.",
)
@click.option("--no-browser", is_flag=True, help="Print the link and open nothing.")
def command(path: Path, port: int, no_browser: bool) -> None:
    """Write a scenario in the browser: forms and lists, claims beside them, the answer as you go.

    FILE, or the files of FOLDER, are written as you type; comments and layout stay as they are, and every step can be
    taken back, also after a restart. Nothing leaves this machine. Ctrl-C ends it.
    """
    from negsim.studio.server import serve
    from negsim.studio.studio import Studio

    folder, first = _opened(path)
    studio = Studio(folder, first)
    if folder.why_read_only is not None:
        click.echo(f"only to look at: {folder.why_read_only}", err=True)

    def ready(link: str) -> None:
        click.echo(f"The studio is open at {link}\nCtrl-C ends it; nothing leaves this machine.")
        if not no_browser:
            webbrowser.open(link)

    serve(studio, port, ready)


def _opened(path: Path):  # type: ignore[no-untyped-def]
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
