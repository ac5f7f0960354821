"""`negsim room`: how far reservation values may rise, and what red lines and options cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("room")
@with_scenario
@format_option("text", "json", "csv")
@all_option
def command(scenario: Scenario, form: str, is_all: bool) -> None:
    """Show how much more each actor could ask for, and what each red line and each option costs.

    As CSV: actors, red lines and options, one a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.room import room

    with progress("room", "packages") as update:
        found = room(scenario, progress=update, told=announce)
    show(found, form, ("explain", "readings", "compare"), is_all=is_all)
