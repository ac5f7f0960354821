"""`negsim class`: an exercise for a class, and the debrief of what its groups agreed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from negsim.cli.options import (
    engine_option,
    exact_option,
    format_option,
    offered,
    overlay_options,
    scenario_argument,
)


@click.command("class")
@scenario_argument()
@overlay_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the exercise; SCENARIO_class where absent.",
)
@click.option(
    "--sheets",
    type=click.Choice(["html", "docx"]),
    default="html",
    show_default=True,
    help="Write sheets as web pages that print well, or for Word.",
)
@click.option(
    "--agreements",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The form that the groups filled in, .xlsx or .csv: write the debrief instead.",
)
@format_option("text", "json", "csv")
@engine_option
@exact_option
def command(
    name: str,
    variants: Sequence[str],
    sets: Sequence[str],
    output: Path | None,
    sheets: Any,
    agreements: Path | None,
    form: str,
    engine: Any,
    is_exact: bool,
) -> None:
    """Make an exercise of a scenario: sheets for the roles and the instructor, and a form for agreements.

    With --agreements: say of each group whether its deal stands, what it left on the table, and who walked out.
    """
    from negsim.cli.results import find
    from negsim.study import Study

    if agreements is None and form != "text":
        raise click.UsageError(f"--format {form} is for the debrief: give --agreements FILE too")
    study = Study(*offered(name, variants), tuple(sets))
    folder = output if output is not None else Path(f"{study.base.id}_class")
    if agreements is None:
        _write_exercise(study, folder, sheets, engine, exact=is_exact)
    else:
        findings = find(study.scenario, engine=engine, exact=is_exact)
        _write_debrief(findings, agreements, folder, sheets, form)


def _write_exercise(study: Any, folder: Path, sheets: Any, engine: Any, *, exact: bool) -> None:
    from negsim.cli.progress import progress
    from negsim.cli.results import say_choice
    from negsim.lesson.folder import write_lesson
    from negsim.report.material import gather
    from negsim.report.parts import Settings

    settings = Settings(engine=engine, exact=exact, draws=0, futures=0)
    with progress("class", "parts") as update:
        material = gather(study.base, study.variants, study.sets, settings, update, say_choice)
    for path in write_lesson(material, folder, sheets):
        click.echo(f"wrote {path}", err=True)
    click.echo(f"Keep {folder / f'instructor.{sheets}'} to yourself; hand out one sheet per role.")


def _write_debrief(findings: Any, agreements: Path, folder: Path, sheets: Any, form: str) -> None:
    from negsim.cli.terminal.answer import show
    from negsim.files import make_folder
    from negsim.lesson.agreements import read_agreements
    from negsim.lesson.debrief import debrief
    from negsim.lesson.folder import write_page
    from negsim.lesson.tell import debrief_page

    told = read_agreements(str(agreements), findings.scenario)
    found = debrief(findings, told)
    if form != "text":
        show(found, form, ())
        return
    make_folder(folder)
    path = write_page(debrief_page(found), folder / f"debrief.{sheets}")
    after = "trade --from nash" if findings.zone.is_open else "explain"
    show(found, form, ("run", after), most=None)
    click.echo(f"wrote {path}", err=True)
