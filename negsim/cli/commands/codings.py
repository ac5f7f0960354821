"""`negsim codings`: how much of the answer is in the coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, spread_options, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("codings")
@with_scenario
@format_option("text", "json", "csv")
@click.option(
    "--written",
    is_flag=True,
    help="Take only the readings that the file writes: no line given up, none taken for a wish.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="Codings to draw where they are too many to count each.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of draws.")
@spread_options
@all_option
def command(
    scenario: Scenario,
    form: str,
    written: bool,
    draws: int,
    seed: int,
    scheduler: str | None,
    jobs: int,
    is_all: bool,
) -> None:
    """Show how much of the answer hangs on which sentence is a red line, and in which reading.

    As CSV: the red lines that could be coded otherwise, a choice a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.codings import codings
    from negsim.spread import Spread

    with progress("codings", "packages") as update:
        found = codings(
            scenario,
            written=written,
            draws=draws,
            seed=seed,
            spread=Spread(jobs, scheduler),
            progress=update,
            told=announce,
        )
    show(found, form, ("explain", "readings", "trace"), is_all=is_all)
