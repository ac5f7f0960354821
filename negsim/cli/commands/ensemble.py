"""`negsim ensemble`: does the answer survive other plausible numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, spread_options, with_scenario
from negsim.questions.draws import DRAWS

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("ensemble")
@with_scenario
@format_option("text", "json", "csv")
@click.option(
    "--draws",
    type=click.IntRange(1, 1_000_000),
    default=DRAWS,
    show_default=True,
    help="How many times every number is drawn.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed gives the same result.",
)
@click.option(
    "--readings",
    type=click.Choice(["base", "all"]),
    default="base",
    show_default=True,
    help="Draw the readings of ambiguous demands too, by their chances.",
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep what is done in this file, and begin from it where it is there.",
)
@spread_options
@all_option
def command(
    scenario: Scenario,
    form: str,
    draws: int,
    seed: int,
    readings: str,
    resume: Path | None,
    jobs: int,
    scheduler: str | None,
    is_all: bool,
) -> None:
    """Draw every number over its range: how often the zone is open, what is robust, what decides it.

    Ctrl-C stops, and tells what the draws so far come to (exit status 130). As CSV: the most robust packages.
    """
    from negsim.cli.frame import exit_with
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.ensemble import ensemble
    from negsim.spread import Spread

    with progress("ensemble", "draws") as update:
        found = ensemble(
            scenario,
            draws=draws,
            seed=seed,
            mix_readings=readings == "all",
            spread=Spread(jobs, scheduler),
            resume=resume,
            progress=update,
            told=announce,
        )
    show(found, form, ("run", "simulate", "readings", "trace"), is_all=is_all)
    if found.draws < draws:
        click.echo(f"stopped after {found.draws:,} of {draws:,} draws", err=True)
        exit_with(130)
