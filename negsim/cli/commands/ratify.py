"""`negsim ratify`: who must say yes at home, and whose votes are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, exact_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("ratify")
@with_scenario
@click.option(
    "--sweep",
    metavar="ACTOR.BODY.needs",
    help="Show what the actor gains under every number of votes that this body might need.",
)
@format_option("text", "json", "csv")
@exact_option
@all_option
def command(scenario: Scenario, sweep: str | None, form: str, is_exact: bool, is_all: bool) -> None:
    """Show what bodies at home do to what suits all at the table: whose votes are missing, and for what to be had.

    As CSV: bodies, voters and, with --sweep, levels of votes needed, one a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.results import say_estimated
    from negsim.cli.terminal.answer import show
    from negsim.questions.ratify import ratify

    with progress("ratify", "packages") as update:
        found = ratify(scenario, sweep, exact=is_exact, progress=update, told=announce)
    say_estimated(found.findings)
    show(found, form, ("rank", "levers", "compare"), is_all=is_all)
