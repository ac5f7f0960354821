"""`negsim trace`: each element to its claims and back, and which conclusions fall with which source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("trace")
@with_scenario
@format_option("text", "json", "csv")
@all_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=12,
    show_default=True,
    help="At most so many rows of each list as text; 0 for all.",
)
def command(scenario: Scenario, form: str, is_all: bool, limit: int) -> None:
    """Show what the answer hangs on: which sources, which grades, and what nobody has said.

    As CSV: every element with its claims, one a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.trace import trace

    with progress("trace", "packages") as update:
        found = trace(scenario, progress=update, told=announce)
    show(found, form, ("explain", "readings", "levers"), most=limit or None, is_all=is_all)
