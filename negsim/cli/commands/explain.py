"""`negsim explain`: which demands exclude one another, what they rest on, what would lift each conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import engine_option, format_option, suspect_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("explain")
@with_scenario
@format_option("text", "json", "csv")
@engine_option
@suspect_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="At most so many conflicts and ways out as text; 0 for all.",
)
def command(
    scenario: Scenario, form: str, engine: Any, suspects: tuple[Any, ...], limit: int
) -> None:
    """Show the minimal conflicts with claims and grades, and the smallest ways out of them.

    As CSV: the conflicts, one member a row.
    """
    from negsim.cli.results import find
    from negsim.questions.explain.find import explain

    explanation = explain(find(scenario, engine=engine, suspects=suspects))
    if form == "json":
        click.echo(explanation.to_json(), nl=False)
    elif form == "csv":
        click.echo(explanation.to_csv(), nl=False)
    else:
        from negsim.cli.text.explain import explain_text

        click.echo(explain_text(explanation, limit or None))
