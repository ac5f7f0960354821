"""What a command prints of an answer: JSON, CSV, or its words under the title, with where to go on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from negsim.cli.terminal.again import has_all, is_given, with_commands
from negsim.cli.terminal.header import header, more
from negsim.cli.terminal.layout import height, width, wrap
from negsim.cli.terminal.screen import on_screen
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
    is_whole: bool = False,
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
    is_whole : bool
        Whether it is of no use in part, so that it may be longer than a screen. So may be what goes into a file, or of
        what so many were asked for.
    """
    if form == "json":
        click.echo(found.to_json(), nl=False)
    elif form == "csv":
        click.echo(found.to_csv(), nl=False)
    else:
        is_cut = has_all() and not (is_all or is_whole or is_given("limit"))
        screen = height() if is_cut and sys.stdout.isatty() else None
        click.echo(answer_text(found, after, most=most, is_all=is_all, screen=screen))


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

    What then takes more lines than the screen has, where that is said, goes without empty lines as far as it must;
    then, where it is told no other way, without what matters least.
    """
    room, notes = width(), all_notes(found.scenario)
    whole, left_out = section or told(found), []
    if not is_all:
        left_out = [_title(one) for one in details(whole)]
        whole = whole.brief()

    def lines(one: Section, gone: Iterable[str]) -> list[str]:
        titles = list(dict.fromkeys((*gone, *left_out)))
        last = wrap(f"-v shows more: {'; '.join(titles)}.", room) if titles else []
        if not is_all:
            one = with_commands(one)
        parts = (
            header(found.scenario, room),
            section_lines(one, room, notes, has_ids=is_all),
            [*last, *more(found.scenario, after, room)],
        )
        return "\n\n".join("\n".join(part) for part in parts if part).split("\n")

    if screen is None or section is not None or is_all:
        cut = whole if most is None or is_all else whole.cut(most)
        text = lines(cut, ())
        return "\n".join(text if screen is None else _tight(text, screen))

    def is_short(one: Section, gone: Sequence[str]) -> bool:
        return len(_tight(lines(one, gone), screen)) <= screen

    kept, gone = on_screen(whole, found.scenario, most, is_short)
    return "\n".join(_tight(lines(kept, gone), screen))


def _title(section: Section) -> str:
    """Name a section in the midst of a sentence."""
    title = section.title
    return title if section.is_named else title[:1].lower() + title[1:]


def _tight(lines: list[str], screen: int) -> list[str]:
    """Leave out empty lines, the last first, where a screen then holds all."""
    empty = [place for place, line in enumerate(lines) if not line]
    over = len(lines) - screen
    gone = set(empty[-over:]) if 0 < over <= len(empty) else set()
    return [line for place, line in enumerate(lines) if place not in gone]
