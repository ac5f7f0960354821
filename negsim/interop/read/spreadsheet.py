"""A spreadsheet filled in by a workshop: issues, options and actors, with scores, weights and red lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop import form
from negsim.interop.ids import ids_of
from negsim.interop.read.besides import look_beside, tell_other_sheets
from negsim.interop.read.cells import CellTable, read_tables
from negsim.interop.read.columns import ActorColumn, actor_to_plain
from negsim.interop.read.layout import FormIssue, FormLayout, aligned, lay_out
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
from negsim.language.names import listed


def read_table(source: SourceFile, reading: FileReading) -> dict[str, Any]:
    """Read a filled-in form as plain data of the scenario language."""
    tables = read_tables(source, form.ISSUE)
    layouts = _forms(tables, source.path, reading)
    reading.stop_if_faulty()
    tell_other_sheets([layout.table for layout in layouts], tables, reading)
    layouts = [look_beside(layout, reading) for layout in layouts]
    reading.stop_if_faulty()
    return _to_plain(_together(layouts, reading), reading)


def _forms(tables: Sequence[CellTable], path: str, reading: FileReading) -> list[FormLayout]:
    """Lay out the sheet of scores; where none is called so, every sheet that is a form and not hidden."""
    named = [table for table in tables if table.sheet == form.SHEET]
    found = [layout for table in named if (layout := lay_out(table, reading)) is not None]
    if not found:
        shown = [table for table in tables if not table.is_hidden] or list(tables)
        several = len([table for table in shown if table.sheet != form.HELP_SHEET]) > 1
        shown = [replace(table, is_one_of_several=several) for table in shown]
        found = [layout for table in shown if (layout := lay_out(table, reading)) is not None]
    if not found:
        raise InputError.one(
            f"{quoted(path, 200)} is no form that can be read: no row of it begins with"
            f" {quoted(form.ISSUE)}, {quoted(form.OPTION)} and the names of the parties",
            "take an empty form, or bring it into this layout",
        )
    return found


def _together(layouts: Sequence[FormLayout], reading: FileReading) -> list[FormLayout]:
    """Give forms of the same issues, one a party or more, with parties of different names."""
    first, *others = layouts
    whole = [first]
    for other in others:
        same = aligned(first, other)
        if same is None:
            reading.fault(
                other.table.where(other.head, 0),
                f"the sheets {listed([layout.table.sheet for layout in layouts])} are a form each, and"
                f" the issues or options of {other.table.sheet} are others than those of"
                f" {first.table.sheet}",
                f"put all parties into one sheet, or call the one that is meant {form.SHEET}",
            )
            continue
        whole.append(same)
    reading.stop_if_faulty()
    names = [name for layout in whole for _, name in layout.names]
    if len(set(names)) == len(names) or len(whole) == 1:
        return whole
    if all(len(layout.names) == 1 for layout in whole):
        reading.note(first.table.path, "each sheet has one party, and its name was taken for it")
        return [
            replace(layout, names=((layout.names[0][0], layout.table.sheet),)) for layout in whole
        ]
    twice = sorted({name for name in names if names.count(name) > 1})
    raise InputError.one(
        f"several sheets name the same party: {listed(map(quoted, twice))}",
        f"put all parties into one sheet, or call the one that is meant {form.SHEET}",
    )


def _to_plain(layouts: Sequence[FormLayout], reading: FileReading) -> dict[str, Any]:
    first = layouts[0]
    title = Path(first.table.path).stem
    issue_ids = ids_of((issue.ask for issue in first.issues), "issue")
    option_ids = tuple(
        ids_of((label for label, _ in issue.options), "option") for issue in first.issues
    )
    plain: dict[str, Any] = {
        "negsim": 1,
        "scenario": ids_of([title], "talks")[0],
        "title": title,
        "issues": {
            name: _issue_to_plain(issue, ids, first.table, reading)
            for name, issue, ids in zip(issue_ids, first.issues, option_ids, strict=True)
        },
    }
    columns = [
        ActorColumn(layout, column, name, issue_ids, option_ids, reading)
        for layout in layouts
        for column, name in layout.names
    ]
    actor_ids = ids_of((column.name for column in columns), "actor")
    plain["actors"] = {
        name: actor_to_plain(column) for name, column in zip(actor_ids, columns, strict=True)
    }
    return plain


def _issue_to_plain(
    issue: FormIssue, ids: Sequence[str], table: CellTable, reading: FileReading
) -> dict[str, Any]:
    if issue.numbers is not None:
        start, stop, step, unit = issue.numbers
        numbers: dict[str, Any] = {"from": start, "to": stop, "step": step}
        return {"ask": issue.ask, "range": numbers if unit is None else {**numbers, "unit": unit}}
    if len(issue.options) < 2:
        reading.fault(
            table.where(issue.row, 0),
            f"the issue {quoted(issue.ask)} has {len(issue.options)} option",
            "give it two at least, one a row, in column B",
        )
    plain: dict[str, Any] = {"ask": issue.ask}
    if issue.order is not None:
        plain["ordered"] = issue.order[0] if issue.order[0] is not None else True
    labels = [label for label, _ in issue.options]
    return {**plain, "options": dict(zip(ids, labels, strict=True))}
