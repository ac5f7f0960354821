"""`negsim simulate`: when the zone opens and closes, and which packages would last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, spread_options, with_scenario
from negsim.questions.draws import DRAWS

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("simulate")
@with_scenario
@format_option("text", "json", "csv")
@click.option(
    "--futures",
    type=click.IntRange(1, 1_000_000),
    default=DRAWS,
    show_default=True,
    help="How many futures are lived through; one where the timeline leaves nothing to chance.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed gives the same result.",
)
@spread_options
@all_option
def command(
    scenario: Scenario,
    form: str,
    futures: int,
    seed: int,
    jobs: int,
    scheduler: str | None,
    is_all: bool,
) -> None:
    """Live through futures of the file's timeline: when a deal opens and closes, and which would last.

    Ctrl-C stops, and tells what the futures so far come to (exit status 130). As CSV: the steps.
    """
    from negsim.cli.frame import exit_with
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.simulate import simulate
    from negsim.spread import Spread

    with progress("simulate", "futures") as update:
        found = simulate(
            scenario,
            futures=futures,
            seed=seed,
            spread=Spread(jobs, scheduler),
            progress=update,
            told=announce,
        )
    show(found, form, ("run", "ensemble", "compare"), most=None, is_all=is_all)
    if not found.is_certain and found.futures < futures:
        click.echo(f"stopped after {found.futures:,} of {futures:,} futures", err=True)
        exit_with(130)
