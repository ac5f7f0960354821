"""`negsim explain`: which demands exclude one another, what they rest on, what would lift each conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import (
    all_option,
    engine_option,
    exact_option,
    format_option,
    suspect_option,
    with_scenario,
)

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("explain")
@with_scenario
@format_option("text", "json", "csv")
@engine_option
@exact_option
@suspect_option
@all_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="At most so many ways out as text; 0 for all.",
)
def command(
    scenario: Scenario,
    form: str,
    engine: Any,
    is_exact: bool,
    suspects: tuple[Any, ...],
    is_all: bool,
    limit: int,
) -> None:
    """Show every knot with claims and grades and what undoes it, and the smallest ways out of them all.

    As CSV: the conflicts, one member a row.
    """
    from negsim.cli.results import find
    from negsim.cli.terminal.answer import show
    from negsim.questions.explain import explain

    found = explain(find(scenario, engine=engine, exact=is_exact, suspects=suspects))
    show(
        found, form, ("run", "readings", "trace"), most=limit or None, is_all=is_all, is_whole=True
    )
