"""`negsim text`: a negotiating text, from the words that the options carry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.options import format_option, with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("text")
@with_scenario
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file ending in .docx, .html, .md or .pdf; printed where absent.",
)
@click.option(
    "--package",
    metavar="PACKAGE",
    help="The clean text of one package: ISSUE=OPTION,… (the file's status quo gives those left out).",
)
@click.option(
    "--from",
    "start",
    metavar="SOLUTION",
    help="The clean text of nash, kalai_smorodinsky, egalitarian, utilitarian, outcome or status_quo.",
)
@click.option(
    "--mediator",
    is_flag=True,
    help="The mediator's copy: whose lines speak of each article, with footnotes to what was said.",
)
@format_option("text", "json", "csv")
def command(
    scenario: Scenario,
    output: Path | None,
    package: str | None,
    start: str | None,
    mediator: bool,
    form: str,
) -> None:
    """Draft a text: what every deal holds, clean; what is open, in brackets by party; what stays open, listed.

    An option says its article with `text`; where it has none, its label stands there.
    """
    from negsim.cli.terminal.answer import show
    from negsim.errors import InputError
    from negsim.language.named_packages import package_named
    from negsim.questions.packages.named_package import starting_package
    from negsim.questions.text import text
    from negsim.report.drafted import check_ending, save_text

    if package is not None and start is not None:
        raise InputError.one("--package and --from each name a package", "leave one of them out")
    if output is not None:
        if form != "text":
            raise InputError.one(
                "--output takes its format from the file's name", "leave --format out"
            )
        check_ending(output)  # before the work rather than after it
    chosen = None if start is None else starting_package(scenario, start)
    if package is not None:
        chosen = package_named(scenario, package, base=dict(scenario.status_quo or ()) or None)
    found = text(scenario, chosen, is_for_mediator=mediator)
    if output is None:
        show(found, form, ("run", "packages", "report"), most=None)
        return
    save_text(found, output)
    click.echo(f"wrote {output}", err=True)
