"""What a command prints of an answer: JSON, CSV, or its words under the title, with where to go on."""

from __future__ import annotations

from collections.abc import Sequence

import click

from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import width
from negsim.cli.terminal.section import section_lines
from negsim.document.notes import all_notes
from negsim.document.result import Result, told

SHOWN = 12  # rows of a table, items of a list


def show(found: Result, form: str, after: Sequence[str], *, most: int | None = SHOWN) -> None:
    """Print an answer.

    Parameters
    ----------
    found : Result
    form : {"text", "json", "csv"}
    after : sequence of str
        The commands to type next, with their options.
    most : int or None
        At most so many rows of a table and items of a list, in text; None for all.
    """
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        click.echo(answer_text(found, after, most=most))


def answer_text(found: Result, after: Sequence[str], *, most: int | None = SHOWN) -> str:
    """Put an answer into lines no wider than the screen."""
    room = width()
    section = told(found)
    parts = (
        header(found.scenario, room),
        section_lines(
            section if most is None else section.cut(most), room, all_notes(found.scenario)
        ),
        more(found.scenario, after, room),
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines)
