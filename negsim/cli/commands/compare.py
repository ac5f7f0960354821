"""`negsim compare`: one row per variant, and what a brief should say of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from negsim.cli.options import (
    all_option,
    engine_option,
    exact_option,
    format_option,
    overlay_options,
    scenario_argument,
    spread_options,
)

ROWS = 30  # of the comparison, as text


@click.command("compare")
@scenario_argument()
@overlay_options
@click.option(
    "--variants",
    "rows",
    metavar="A,B+C",
    default="all",
    show_default=True,
    help="The rows after the base: variants, or stacks of them, with commas between. all: every variant, the"
    " stacks that `expect` names, and where none of these opens the zone the smallest stacks that do.",
)
@format_option("text", "json", "csv")
@engine_option
@exact_option
@spread_options
@all_option
def command(
    name: str,
    variants: Sequence[str],
    sets: Sequence[str],
    rows: str,
    form: str,
    engine: Any,
    is_exact: bool,
    jobs: int,
    scheduler: str | None,
    is_all: bool,
) -> None:
    """Show what each variant comes to: zone, floor, conflicts, and why it changes the answer or not.

    What --variant and --set say is applied to every row, the base too.
    """
    from negsim.cli.options import offered, rows_asked
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.compare import compare
    from negsim.spread import Spread

    scenario, asked = offered(name, variants)
    scenario, stacks = rows_asked(scenario, rows)
    with progress("compare", "variants") as update:
        comparison = compare(
            scenario,
            stacks,
            asked,
            tuple(sets),
            engine=engine,
            exact=is_exact,
            spread=Spread(jobs, scheduler),
            progress=update,
            told=announce,
        )
    show(comparison, form, ("explain", "readings", "room"), most=ROWS, is_all=is_all)
