"""`negsim rank`: what packages there are, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import all_option, engine_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("rank")
@with_scenario
@click.option(
    "--by",
    default="nearest",
    show_default=True,
    metavar="CRITERION",
    help="nearest, floor, nash, utilitarian, or the id of an actor.",
)
@click.option(
    "--within",
    metavar="CONDITION",
    help="Only packages where it holds, as in a scenario: '{depth: at least twelve}'.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="At most so many packages.",
)
@format_option("text", "json", "csv")
@all_option
@engine_option
@click.pass_context
def command(
    ctx: click.Context,
    scenario: Scenario,
    by: str,
    within: str | None,
    limit: int,
    form: str,
    is_all: bool,
    engine: Any,
) -> None:
    """List the feasible packages, the best first, whether or not there is a deal.

    By default: those that could be signed; then those that the fewest refuse, that are the fewest steps away, and in
    which the principal that gains least gains most. As CSV: one package a row.
    """
    from negsim.cli.progress import progress
    from negsim.cli.results import say_choice
    from negsim.cli.terminal.answer import SHOWN, show
    from negsim.language.overlay.within import condition_asked
    from negsim.questions.rank import rank

    condition = None if within is None else condition_asked(scenario, within)
    with progress("rank", "packages") as update:
        found = rank(
            scenario,
            by,
            condition,
            limit=limit,
            engine=engine,
            progress=update,
            told=say_choice,
        )
    if form == "csv":
        for part in found.csv_parts():
            click.echo(part, nl=False)
        return
    is_told = ctx.get_parameter_source("limit") is click.core.ParameterSource.COMMANDLINE
    most = max(limit, SHOWN) if is_told else SHOWN
    show(found, form, ("profile", "levers", "compare"), most=most, is_all=is_all)
