"""`negsim trade`: what can be exchanged from a package on, so that nobody whose consent it needs loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("trade")
@with_scenario
@click.option(
    "--from",
    "start",
    metavar="PACKAGE",
    help="ISSUE=OPTION,… (the file's status quo gives those left out), or nash, kalai_smorodinsky,"
    " egalitarian, utilitarian, outcome. Where absent, the status quo; where the file has none, the"
    " egalitarian package of the zone, or the one nearest to a deal.",
)
@format_option("text", "json", "csv")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most so many exchanges of each list; text shows the first five unless told.",
)
@all_option
@click.pass_context
def command(
    ctx: click.Context, scenario: Scenario, start: str | None, form: str, limit: int, is_all: bool
) -> None:
    """Find exchanges across two or three issues, and a single text improved step by step.

    As CSV: the exchanges, one a row.
    """
    from negsim.cli.progress import announce
    from negsim.cli.terminal.answer import show
    from negsim.questions.packages.named_package import starting_package
    from negsim.questions.trade import trade

    package = None if start is None else starting_package(scenario, start)
    found = trade(scenario, package, limit=limit, told=announce)
    is_told = ctx.get_parameter_source("limit") is click.core.ParameterSource.COMMANDLINE
    show(found, form, ("run", "levers", "room"), most=limit if is_told else 5, is_all=is_all)
