"""`negsim position`: where influence and salience alone would put each ordered issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("position")
@with_scenario
@format_option("text", "json", "csv")
@all_option
def command(scenario: Scenario, form: str, is_all: bool) -> None:
    """Show the weighted mean, the weighted median and the Condorcet position of each ordered issue.

    From influence times salience alone: a baseline. As CSV: the issues, one a row.
    """
    from negsim.cli.terminal.answer import show
    from negsim.questions.position import position

    show(position(scenario), form, ("run", "ensemble"), most=None, is_all=is_all)
