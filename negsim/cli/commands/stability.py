"""`negsim stability`: whether a package holds once it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negsim.cli.options import all_option, format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("stability")
@with_scenario
@click.option(
    "--from",
    "starts",
    multiple=True,
    metavar="PACKAGE",
    help="The package that is signed: ISSUE=OPTION,… (the file's status quo gives those left out), or"
    " nash, kalai_smorodinsky, egalitarian, utilitarian, outcome, status_quo. May be repeated. Where"
    " absent, all packages; where nothing says who can change what, or there are too many, the"
    " egalitarian package of the zone, or the one nearest to a deal.",
)
@click.option(
    "--moves",
    multiple=True,
    metavar="ISSUE=ACTOR",
    help="Who can change an issue by itself: ISSUE=ACTOR+ACTOR, with :forward or :back where it goes"
    " one way only. May be repeated; goes before the issue's tags.",
)
@click.option(
    "--counters",
    type=click.Choice(["sequences", "once"]),
    default="sequences",
    show_default=True,
    help="Others answer by any sequence of moves, or by one move each at most.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="At most so many improvements of each actor are told in full.",
)
@format_option("text", "json", "csv")
@all_option
def command(
    scenario: Scenario,
    starts: tuple[str, ...],
    moves: tuple[str, ...],
    counters: Any,
    limit: int,
    form: str,
    is_all: bool,
) -> None:
    """Show who could better itself alone once a package is signed, and what would be answered.

    In the terms of the graph model for conflict resolution (Fang, Hipel and Kilgour 1993). As CSV: all
    packages, one a row; with --from, the improvements, one a row.
    """
    from negsim.cli.progress import announce, progress
    from negsim.cli.terminal.answer import SHOWN, show
    from negsim.questions.packages.named_package import starting_package
    from negsim.questions.stability import stability

    packages = [starting_package(scenario, start) for start in starts]
    with progress("stability", "actors") as update:
        found = stability(
            scenario,
            packages,
            moves=moves,
            counters=counters,
            told=limit,
            progress=update,
            ahead=announce,
        )
    after = ["run", "trade"]
    if not found.controls and any(one.tempted for one in found.signed):
        after.append(f"stability --moves {scenario.issues[0].id}={scenario.actors[0].id}")
    show(found, form, after, most=max(limit, SHOWN), is_all=is_all)
