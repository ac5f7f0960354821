"""`negsim readings`: all combinations of what ambiguous demands may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("readings")
@with_scenario
@format_option("text", "json", "csv")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=12,
    show_default=True,
    help="At most so many closing and opening sets as text; 0 for all.",
)
@all_option
def command(scenario: Scenario, form: str, limit: int, is_all: bool) -> None:
    """Show which meanings of ambiguous demands open the zone, which close it, and what to clarify first.

    As CSV: the ambiguous demands, one reading a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.readings import readings

    with progress("readings", "packages") as update:
        found = readings(scenario, progress=update, told=announce)
    show(found, form, ("explain", "compare", "levers"), most=limit or None, is_all=is_all)
