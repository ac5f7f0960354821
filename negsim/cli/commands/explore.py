"""`negsim explore`: the page on which one moves the numbers."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import click

from negsim.cli.options import offered, overlay_options, scenario_argument


@click.command("explore")
@scenario_argument()
@overlay_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="Write the page there; absent, it is opened in a browser.",
)
def command(name: str, variants: Sequence[str], sets: Sequence[str], output: Path | None) -> None:
    """Make a page on which one moves demands, numbers and options, and sees the zone open and shut.

    One file that needs no program and no network: send it by mail, open it by a double click. The page begins with
    what --variant and --set ask for.
    """
    from negsim.errors import TooLarge
    from negsim.explore.model.model import explorable
    from negsim.explore.page import page
    from negsim.explore.written import answer_written
    from negsim.files import write_text
    from negsim.language.overlay.apply import apply

    scenario, asked = offered(name, variants)
    try:
        model = explorable(scenario, asked, tuple(sets))
    except TooLarge:
        if Path(name).is_file():
            typed = f"negsim studio {quote(name)}"
            click.echo(
                f"What is too much for a page can be changed in the studio: {typed}", err=True
            )
        raise
    text = page(model, answer_written(apply(scenario, asked, tuple(sets))))
    path = _set_aside(scenario.id) if output is None else output
    write_text(path, text)
    click.echo(f"wrote {path}", err=True)
    if output is None and not webbrowser.open(path.resolve().as_uri()):
        click.echo("no browser was found: open that file in one", err=True)


def _set_aside(name: str) -> Path:
    """Find a place for a page that is only to be looked at; it stays, since the browser may read it again."""
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="negsim-explore-")) / f"{name}.html"
