"""`negsim run`: is there a deal, what is in it, who accepts what, and why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import engine_option, format_option, suspect_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.scenario import Scenario


@click.command("run")
@with_scenario
@format_option("text", "json", "csv")
@engine_option
@suspect_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="At most so many packages of the zone as CSV.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the result, the zone and pictures into this folder too.",
)
def command(
    scenario: Scenario,
    form: str,
    engine: Any,
    suspects: tuple[Any, ...],
    limit: int,
    out: Path | None,
) -> None:
    """Say whether there is a deal, what is in it, who accepts what, and why there is none if so.

    An empty zone is a finding, not a failure: the exit status is 0.
    """
    from negsim.cli.results import find, say_left_off, write_folder, zone_csv

    findings = find(scenario, engine=engine, suspects=suspects)
    if out is not None:
        write_folder(findings, out, limit=limit)
    if form == "json":
        click.echo(findings.to_json(), nl=False)
    elif form == "csv":
        click.echo(zone_csv(findings, limit), nl=False)
        say_left_off(findings, limit)
    else:
        from negsim.cli.text.run import run_text

        click.echo(run_text(findings))
