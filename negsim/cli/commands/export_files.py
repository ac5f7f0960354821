"""`negsim export`: a scenario for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.options import with_scenario

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario


@click.command("export")
@with_scenario
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    required=True,
    help="A file ending in .xlsx, .csv, .parquet or .mzn; a folder for Genius and NegMAS.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["genius", "negmas", "spreadsheet", "parquet", "minizinc"]),
    help="What to write; by the ending of the file where absent.",
)
def command(scenario: Scenario, output: Path, form: str | None) -> None:
    """Write a scenario as Genius XML, NegMAS YAML, a spreadsheet, a Parquet table or a MiniZinc model.

    What the other tool cannot say is told line by line.
    """
    from typing import cast

    from negsim.cli.terminal.layout import WIDEST, wrap
    from negsim.interop.exporting import Form, export

    done = export(scenario, output, cast("Form | None", form))
    for note in done.notes:
        for line in wrap(f"left out: {note}", WIDEST, rest="  "):
            click.echo(line, err=True)
    for path in done.paths:
        click.echo(f"wrote {path}", err=True)
