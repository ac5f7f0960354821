"""`negsim export`: a scenario for other tools, and a register of claims for coding programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from negsim.cli.options import overlay_options, scenario_argument

if TYPE_CHECKING:
    from negsim.interop.exporting import Exported


@click.command("export")
@scenario_argument()
@overlay_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    required=True,
    help="A file ending in .xlsx, .csv, .parquet, .mzn, .qdpx or .qdc; a folder for Genius and NegMAS.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(
        ["genius", "negmas", "spreadsheet", "parquet", "minizinc", "qdpx", "codings", "qdc"]
    ),
    help="What to write; by the ending of the file where absent.",
)
def command(
    name: str, variants: Sequence[str], sets: Sequence[str], output: Path, form: str | None
) -> None:
    """Write a scenario or a register of claims for another tool.

    A scenario as Genius XML, NegMAS YAML, a spreadsheet, a Parquet table, a MiniZinc model, or the codes with which to
    mark passages for it (.qdc). A register of claims, named in the place of SCENARIO, as a REFI-QDA project (.qdpx) for
    NVivo, MAXQDA, ATLAS.ti and others, or as a table (.csv).

    What the other tool cannot say is told line by line.
    """
    from negsim.cli.terminal.layout import WIDEST, wrap

    done = _exported(name, variants, sets, output, form)
    for note in done.notes:
        for line in wrap(f"left out: {note}", WIDEST, rest="  "):
            click.echo(line, err=True)
    for path in done.paths:
        click.echo(f"wrote {path}", err=True)


def _exported(
    name: str, variants: Sequence[str], sets: Sequence[str], output: Path, form: str | None
) -> Exported:
    from typing import cast

    from negsim.cli.options import read
    from negsim.errors import InputError
    from negsim.interop.exporting import Form, export
    from negsim.interop.qda.exporting import CodingForm, export_codes, export_register
    from negsim.language.load import is_register
    from negsim.language.shipped import locate

    path = locate(name)
    if is_register(path):
        if variants or sets:
            raise InputError.one(
                "a register of claims has no variants", "leave out --variant and --set"
            )
        return export_register(str(path), output, cast("CodingForm | None", form))
    ending = output.suffix.lower()
    if form in ("qdpx", "codings") or ending == ".qdpx":
        raise InputError.one(
            f"{name} is a scenario, and only registers of claims are written so",
            "name the register, as the scenario does under `claims`",
        )
    scenario = read(name, variants, sets)
    if form in (None, "qdc") and ending == ".qdc":
        return export_codes(scenario, output)
    if form == "qdc":
        raise InputError.one(f"{output.name} does not end as qdc does", "end it in .qdc")
    return export(scenario, output, cast("Form | None", form))
