"""`negsim profile`: what each wants, as the model has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("profile")
@with_scenario
@click.argument("actors", nargs=-1, metavar="[ACTOR]…")
@format_option("text", "json", "csv")
@all_option
def command(scenario: Scenario, actors: tuple[str, ...], form: str, is_all: bool) -> None:
    """Show what each wants, or some of them: red lines, weights, scores, and what the walk-away value amounts to.

    Of several a screen holds what sets them apart; name one, or type -v, for the rest. Beside each stands what it
    rests on, and which numbers are ours. As CSV: one number or line a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import show
    from negsim.questions.profile import profile

    with progress("profile", "packages") as update:
        found = profile(scenario, actors, progress=update, told=announce)
    show(found, form, ("rank", "trace"), most=None, is_all=is_all)
