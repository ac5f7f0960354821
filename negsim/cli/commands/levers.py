"""`negsim levers`: the smallest changes that open the zone or raise its floor, ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("levers")
@with_scenario
@format_option("text", "json", "csv")
@all_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="At most so many changes and retreats as text; 0 for all.",
)
def command(scenario: Scenario, form: str, is_all: bool, limit: int) -> None:
    """Rank the smallest changes that open the zone, or raise its floor where it is open.

    Retreats over red lines, other readings, walk-away values, and what the file has under `levers`.
    As CSV: the common ranking, a change a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.levers import levers

    with progress("levers", "parts") as update:
        found = levers(scenario, progress=update, told=announce)
    show(found, form, ("run", "room", "readings", "trade"), most=limit or None, is_all=is_all)
