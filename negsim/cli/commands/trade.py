"""`negsim trade`: what can be exchanged from a package on, so that nobody whose consent it needs loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("trade")
@with_scenario
@click.option(
    "--from",
    "start",
    metavar="PACKAGE",
    help="ISSUE=OPTION,… (the file's status quo gives those left out), or nash, kalai_smorodinsky,"
    " egalitarian, utilitarian, outcome; the status quo where absent.",
)
@format_option("text", "json", "csv")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most so many exchanges of each list; text shows the first five unless told.",
)
@click.pass_context
def command(
    ctx: click.Context, scenario: Scenario, start: str | None, form: str, limit: int
) -> None:
    """Find exchanges across two or three issues, and a single text improved step by step.

    As CSV: the exchanges, one a row.
    """
    from negsim.document.rows import to_csv
    from negsim.questions.packages.named_package import starting_package
    from negsim.questions.trade.find import trade

    found = trade(scenario, starting_package(scenario, start), limit=limit)
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(to_csv(found.rows(), found.columns), nl=False)
    else:
        from negsim.cli.terminal.layout import width
        from negsim.cli.text.trade import trade_text

        is_told = ctx.get_parameter_source("limit") is click.core.ParameterSource.COMMANDLINE
        click.echo(trade_text(found, width(), limit if is_told else 5))
