"""`negsim divide`: how two parties share what can be divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("divide")
@with_scenario
@click.option(
    "--between",
    metavar="A,B",
    help="The two parties; the scenario's two principals where absent.",
)
@format_option("text", "json", "csv")
@all_option
def command(scenario: Scenario, between: str | None, form: str, is_all: bool) -> None:
    """Share what can be divided between two parties, so that neither envies the other.

    Adjusted winner (Brams and Taylor 1996), over the issues whose two options are named after the two
    parties. As CSV: the issues, one a row.
    """
    from negsim.cli.terminal.answer import show
    from negsim.questions.divide import divide

    names = None if between is None else [name.strip() for name in between.split(",")]
    show(divide(scenario, names), form, ("run", "trade"), most=None, is_all=is_all)
