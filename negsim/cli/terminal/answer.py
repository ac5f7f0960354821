"""What a command prints of an answer: JSON, CSV, or its words under the title, with where to go on."""

from __future__ import annotations

from collections.abc import Sequence

import click

from negsim.cli.terminal.again import with_commands
from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import width, wrap
from negsim.cli.terminal.section import section_lines
from negsim.document.content import Section, details
from negsim.document.notes import all_notes
from negsim.document.result import Result, told

SHOWN = 12  # rows of a table, items of a list


def show(
    found: Result,
    form: str,
    after: Sequence[str],
    *,
    most: int | None = SHOWN,
    is_all: bool = False,
) -> None:
    """Print an answer.

    Parameters
    ----------
    found : Result
    form : {"text", "json", "csv"}
    after : sequence of str
        The commands to type next, with their options.
    most : int or None
        At most so many rows of a table and items of a list, in text; None for all.
    is_all : bool
        Whether details and ids are shown too, and all rows.
    """
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        click.echo(answer_text(found, after, most=most, is_all=is_all))


def answer_text(
    found: Result,
    after: Sequence[str],
    *,
    most: int | None = SHOWN,
    is_all: bool = False,
    section: Section | None = None,
    screen: int | None = None,
) -> str:
    """Put an answer into lines no wider than the screen; as it tells itself, where it is told no other way.

    What then takes more lines than the screen has, where that is said, goes without empty lines as far as it must.
    """
    room = width()
    section, left_out = section or told(found), []
    if not is_all:
        titles = (
            one.title if one.is_named else one.title[:1].lower() + one.title[1:]
            for one in details(section)
        )
        left_out = list(dict.fromkeys(titles))
        section = section.brief()
        section = with_commands(section if most is None else section.cut(most))
    last = wrap(f"-v shows more: {'; '.join(left_out)}.", room) if left_out else []
    parts = (
        header(found.scenario, room),
        section_lines(section, room, all_notes(found.scenario), has_ids=is_all),
        [*last, *more(found.scenario, after, room)],
    )
    lines = "\n\n".join("\n".join(lines) for lines in parts if lines).split("\n")
    return "\n".join(lines if screen is None else _tight(lines, screen))


def _tight(lines: list[str], screen: int) -> list[str]:
    """Leave out empty lines, the last first, where a screen then holds all."""
    empty = [place for place, line in enumerate(lines) if not line]
    over = len(lines) - screen
    gone = set(empty[-over:]) if 0 < over <= len(empty) else set()
    return [line for place, line in enumerate(lines) if place not in gone]
