"""`negsim import`: a scenario from other tools' files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="SCENARIO",
    help="Write the scenario here; printed where absent.",
)
@click.option(
    "--from",
    "kind",
    type=click.Choice(["genius", "geniusweb", "negolog", "negmas", "spreadsheet", "scores"]),
    help="Whose files these are; found by what is in them where absent.",
)
@click.option(
    "--steps",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="Cut a range of real numbers into so many equal steps.",
)
def command(paths: tuple[str, ...], output: Path | None, kind: str | None, steps: int) -> None:
    """Make a scenario of a domain of Genius, GeniusWeb, NegoLog or NegMAS, a spreadsheet, or score files.

    PATH is a domain's file, whose profiles are found beside it, or it and its profiles, or the folder that holds them.
    What a scenario cannot say is told line by line, and written at the top of its file.
    """
    from typing import cast

    from negsim.cli.terminal.layout import WIDEST, wrap
    from negsim.files import write_text
    from negsim.interop.importing import import_files
    from negsim.interop.recognising import Kind

    made = import_files(paths, cast("Kind | None", kind), steps=steps)
    for note in made.notes:
        for line in wrap(f"note: {note}", WIDEST, rest="  "):
            click.echo(line, err=True)
    if output is None:
        click.echo(made.text, nl=False)
        return
    write_text(output, made.text)
    click.echo(f"wrote {output}", err=True)
