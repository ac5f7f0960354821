"""`negsim report`: everything that was found, as one page for a minister and an annex for the staff."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from negsim.cli.options import (
    engine_option,
    exact_option,
    offered,
    overlay_options,
    scenario_argument,
)
from negsim.questions.draws import DRAWS
from negsim.report.parts import ROWS


@click.command("report")
@scenario_argument()
@overlay_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file ending in .html, .pdf, .docx or .xlsx; SCENARIO.html where absent.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="NOTE.md",
    help="Your own words, to stand above the answer; absent, the file's `brief`.",
)
@click.option("--author", default="", help="Who wrote it, to stand below the title.")
@click.option("--date", "dated", default="", help="When, as it is to be printed.")
@click.option("--marking", default="", help="How it may be passed on, on every page.")
@click.option("--short", is_flag=True, help="The first page and its picture alone.")
@click.option(
    "--annex",
    is_flag=True,
    help="The annex opened, for print; in Word and PDF it stands only if asked for.",
)
@engine_option
@exact_option
@click.option(
    "--draws",
    type=click.IntRange(0, 1_000_000),
    default=DRAWS,
    show_default=True,
    help="How many times stated ranges are drawn; 0 leaves that section out.",
)
@click.option(
    "--futures",
    type=click.IntRange(0, 1_000_000),
    default=DRAWS,
    show_default=True,
    help="How many futures of the timeline; 0 leaves that section out.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of draws and futures; the same seed gives the same report.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=ROWS,
    show_default=True,
    help="At most so many rows of a table; the rest is counted.",
)
def command(
    name: str,
    variants: Sequence[str],
    sets: Sequence[str],
    output: Path | None,
    summary: Path | None,
    author: str,
    dated: str,
    marking: str,
    short: bool,
    annex: bool,
    engine: Any,
    is_exact: bool,
    draws: int,
    futures: int,
    seed: int,
    rows: int,
) -> None:
    """Write a report: a first page that can be handed on, then why, what would open it, how sure it is.

    One file of HTML that needs neither a network nor a script, on screens of any size and on A4; or the same as
    PDF or Word; or its tables as an Excel workbook. The annex has all the rest. The same inputs give the same bytes.
    """
    from negsim.cli.progress import progress
    from negsim.cli.results import say_choice
    from negsim.language.yaml.text import read_text
    from negsim.report.material import gather
    from negsim.report.output import ready, save
    from negsim.report.parts import Settings

    settings = Settings(
        engine=engine,
        exact=is_exact,
        draws=draws,
        futures=futures,
        seed=seed,
        rows=rows,
        annex=annex,
        short=short,
        summary="" if summary is None else read_text(str(summary)),
        author=author,
        dated=dated,
        marking=marking,
    )
    ready(output or "SCENARIO.html", settings)  # before the work rather than after it
    scenario, asked = offered(name, variants)
    path = output if output is not None else Path(f"{scenario.id}.html")
    with progress("report", "parts") as update:
        material = gather(scenario, asked, tuple(sets), settings, update, say_choice)
        says = save(material, path)
    click.echo(f"wrote {path}", err=True)
    if says:
        click.echo(says, err=True)
