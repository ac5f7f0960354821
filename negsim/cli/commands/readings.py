"""`negsim readings`: all combinations of what ambiguous demands may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import format_option, with_scenario

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
def command(scenario: Scenario, form: str, limit: int) -> None:
    """Show which meanings of ambiguous demands open the zone, which close it, and what to clarify first.

    As CSV: the ambiguous demands, one reading a row.
    """
    from negsim.cli.progress import progress
    from negsim.questions.readings.find import readings

    with progress("readings", "packages") as update:
        found = readings(scenario, progress=update)
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        from negsim.cli.text.readings import readings_text

        click.echo(readings_text(found, limit or None))
