"""A spreadsheet filled in by a workshop: issues, options and actors, with scores, weights and red lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop import form
from negsim.interop.ids import ids_of
from negsim.interop.read.cells import Table, cell_name, read_cells
from negsim.interop.read.columns import Column, actor_to_plain
from negsim.interop.reading import Reading
from negsim.interop.sources import Source
from negsim.language.names import nearest


@dataclass
class FormIssue:
    """An issue of the form: its question, where its weights stand, and its options' rows."""

    ask: str
    row: int
    weights: int | None = None
    options: list[tuple[str, int]] = field(default_factory=list)
    order: tuple[str | None] | None = None
    numbers: tuple[Fraction, Fraction, Fraction, str | None] | None = None


def read_table(source: Source, reading: Reading) -> dict[str, Any]:
    """Read a filled-in form as plain data of the scenario language."""
    table = read_cells(source)
    head = next((row for row in range(len(table.rows)) if table.rows[row]), None)
    if head is None or table.cell(head, 0).casefold() != form.ISSUE.casefold():
        raise InputError.one(
            f"{quoted(source.path, 200)} is no form that can be read: its first row does not begin"
            f" with {quoted(form.ISSUE)}",
            "negsim new --spreadsheet talks.xlsx writes an empty one",
        )
    names = [
        (column, table.cell(head, column))
        for column in range(form.FIRST_ACTOR, len(table.rows[head]))
        if table.cell(head, column)
    ]
    about, issues = _rows(table, head, reading)
    if not names:
        reading.fault(table.where(head, 2), "the first row names no actor", "one column per actor")
    if not issues:
        reading.fault(table.where(head, 0), "there is no issue", "write its question into column A")
    reading.stop_if_faulty()
    return _to_plain(table, names, about, issues, reading)


def _rows(table: Table, head: int, reading: Reading) -> tuple[dict[str, int], list[FormIssue]]:
    """Sort the rows below the first: those about actors, then issues with their options."""
    about: dict[str, int] = {}
    issues: list[FormIssue] = []
    words = {name.casefold(): name for name in form.ABOUT_ACTORS}
    for row in range(head + 1, len(table.rows)):
        first, second = table.cell(row, 0), table.cell(row, 1)
        if not any(table.rows[row]):
            continue
        if not issues and not second and first.casefold() in words:
            about[words[first.casefold()]] = row
            continue
        if first and (not issues or first != issues[-1].ask):
            if not second and not issues and nearest(first, form.ABOUT_ACTORS) is not None:
                meant = nearest(first, form.ABOUT_ACTORS)
                reading.fault(
                    table.where(row, 0),
                    f"{quoted(first)} is no row of the form",
                    f"did you mean {meant}?",
                )
                continue
            issues.append(FormIssue(first, row))
        if not issues:
            reading.fault(
                table.where(row, 1),
                f"the option {quoted(second)} stands under no issue",
                "name its issue in column A",
            )
            continue
        _take(table, row, second, issues[-1], reading)
    return about, issues


def _take(table: Table, row: int, second: str, issue: FormIssue, reading: Reading) -> None:
    if second.casefold() == form.WEIGHT.casefold():
        issue.weights = row
    elif (order := form.read_order(second)) is not None:
        issue.order = order
    elif (numbers := form.read_range(second)) is not None:
        issue.numbers = numbers
    elif not second:
        if any(table.rows[row][form.FIRST_ACTOR :]):
            reading.fault(
                table.where(row, 1),
                f"the cell {cell_name(row, 1)} says neither {form.WEIGHT} nor which option this row is about",
                f"write {form.WEIGHT}, or the option",
            )
    elif second in {label for label, _ in issue.options}:
        reading.fault(
            table.where(row, 1), f"the option {quoted(second)} is there twice", "keep one of them"
        )
    else:
        issue.options.append((second, row))


def _to_plain(
    table: Table,
    names: Sequence[tuple[int, str]],
    about: dict[str, int],
    issues: Sequence[FormIssue],
    reading: Reading,
) -> dict[str, Any]:
    title = Path(table.path).stem
    issue_ids = ids_of((issue.ask for issue in issues), "issue")
    option_ids = [ids_of((label for label, _ in issue.options), "option") for issue in issues]
    plain: dict[str, Any] = {
        "negsim": 1,
        "scenario": ids_of([title], "talks")[0],
        "title": title,
        "issues": {
            name: _issue_to_plain(issue, ids, table, reading)
            for name, issue, ids in zip(issue_ids, issues, option_ids, strict=True)
        },
    }
    columns = [
        Column(table, column, name, about, tuple(issues), issue_ids, tuple(option_ids), reading)
        for column, name in names
    ]
    actor_ids = ids_of((name for _, name in names), "actor")
    plain["actors"] = {
        name: actor_to_plain(column) for name, column in zip(actor_ids, columns, strict=True)
    }
    return plain


def _issue_to_plain(
    issue: FormIssue, ids: Sequence[str], table: Table, reading: Reading
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
