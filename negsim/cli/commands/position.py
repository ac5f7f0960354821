"""`negsim position`: where influence and salience alone would put each ordered issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("position")
@with_scenario
@format_option("text", "json", "csv")
def command(scenario: Scenario, form: str) -> None:
    """Show the weighted mean, the weighted median and the Condorcet position of each ordered issue.

    From influence times salience alone: a yardstick for forecasts that know more. As CSV: the issues,
    one a row.
    """
    from negsim.questions.position.find import position

    found = position(scenario)
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        from negsim.cli.terminal.layout import width
        from negsim.cli.text.position import position_text

        click.echo(position_text(found, width()))
