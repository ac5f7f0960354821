"""One actor's column of a filled-in form."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.errors import quoted
from negsim.interop import form
from negsim.interop.exact import fitting, read_exact
from negsim.interop.indifference import indifferent, tell_indifference
from negsim.interop.read.layout import FormIssue, FormLayout
from negsim.interop.reading import FileReading
from negsim.language.model.numbers import (
    NumberFault,
    NumberText,
    Quantity,
    format_number,
    parse_quantity_text,
)


@dataclass(frozen=True)
class ActorColumn:
    """Where an actor's cells stand, and what they are about."""

    layout: FormLayout
    column: int
    name: str
    issue_ids: tuple[str, ...]
    option_ids: tuple[tuple[str, ...], ...]
    reading: FileReading

    @property
    def issues(self) -> tuple[FormIssue, ...]:
        """The issues of the form, as they stand in the actor's sheet."""
        return self.layout.issues

    def about(self, what: str) -> int | None:
        """Give the row of something that is said of actors; None where there is none."""
        return self.layout.about.get(what)

    def text(self, row: int | None) -> str:
        """Give the actor's cell of a row; an empty text where there is no such row."""
        return "" if row is None else self.layout.table.cell(row, self.column)

    def fault(self, row: int, what: str, mend: str) -> None:
        """Tell a fault of the actor's cell in a row."""
        table = self.layout.table
        place = table.name(row, self.column)
        self.reading.fault(table.where(row, self.column), f"cell {place}: {what}", mend)

    def quantity(self, row: int, text: str, *, words: bool = False) -> Quantity | None:
        """Read a number, with or without a range; a fault, and None, where it is none."""
        if (row, self.column) in self.layout.unread:
            return None  # told once, for all such cells
        if self.layout.table.kind(row, self.column) == "date":
            what = f"the date {text} stands where a number should"
            self.fault(row, what, "format the cell as a number, and type it again")
            return None
        plain = read_exact(text)
        if plain is not None and (fitted := fitting(plain)) is not None:
            return Quantity.plain(fitted)
        try:
            return parse_quantity_text(text, words=words)
        except NumberFault as fault:
            self.fault(row, f"{self.name}'s number {fault.what}", fault.mend)
            return None

    def number(self, row: int | None) -> Fraction | None:
        """Read a plain number; None, without a fault, where there is none."""
        return None if row is None else read_exact(self.text(row))


def actor_to_plain(column: ActorColumn) -> dict[str, Any]:
    """Give an actor as plain data: weights and scores where it has a weight anywhere, else points."""
    plain: dict[str, Any] = {"name": column.name}
    row = column.about(form.CONSENT)
    consent = column.text(row).casefold()
    if consent in ("always", "never"):
        plain["consent"] = consent
    elif consent and row is not None:
        column.fault(
            row,
            f"consent is always or never, not {quoted(consent)}",
            "conditions are written into the scenario afterwards",
        )
    is_weighted = any(column.text(issue.weights) for issue in column.issues)
    sheet = _sheet(column)
    if sheet is not None and not is_weighted:
        plain["score_sheet"] = sheet
    preferences, red_lines = _issues(column, is_weighted)
    asked = _reservation(column, is_weighted or not preferences)
    if red_lines:
        plain["red_lines"] = red_lines
    if preferences and not column.reading.faults and _is_indifferent(preferences, is_weighted):
        plain.pop("score_sheet", None)
        return {**plain, **_without_interest(column, preferences, asked)}
    if not red_lines and not preferences and not column.reading.faults:
        column.reading.note(
            column.layout.table.path, f"the column of {column.name} is empty: it takes anything"
        )
    if asked is not None:
        in_points = any("points" in entry for entry in preferences.values())
        told = asked.to_plain()
        plain["reservation_value"] = {"points": told} if in_points else told
    if preferences:
        plain["preferences"] = {
            issue: {
                key: {option: worth.to_plain() for option, worth in value.items()}
                if isinstance(value, dict)
                else value.to_plain()
                for key, value in entry.items()
            }
            for issue, entry in preferences.items()
        }
    return plain


def _issues(column: ActorColumn, is_weighted: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read what an actor says of each issue: its preferences and its red lines."""
    scale = _scale(column)
    preferences, red_lines = {}, {}
    for place, issue in enumerate(column.issues):
        before = len(column.reading.faults)
        preference, barred = _preference(column, place, scale, is_weighted)
        if preference is not None:
            preferences[column.issue_ids[place]] = preference
        if barred:
            red_lines[column.issue_ids[place]] = {
                "forbid": {column.issue_ids[place]: " | ".join(barred)}
            }
        if (
            issue.weights is not None
            and column.text(issue.weights)
            and preference is None
            and len(column.reading.faults) == before
        ):
            column.fault(
                issue.weights,
                f"{column.name} weighs {quoted(issue.ask)}, and scores no option",
                "score each option",
            )
    return preferences, red_lines


def _scale(column: ActorColumn) -> Fraction:
    row = column.about(form.SCALE)
    text = column.text(row)
    if row is None or not text:
        return Fraction(1)
    value = column.number(row)
    if value is None or value <= 0:
        column.fault(
            row, f"the best score is a number above 0, not {quoted(text)}", "write 10, say"
        )
        return Fraction(1)
    return value


def _sheet(column: ActorColumn) -> dict[str, Fraction] | None:
    rows = [column.about(name) for name in (form.SHEET_FROM, form.SHEET_TO)]
    if not any(column.text(row) for row in rows):
        return None
    low, high = (column.number(row) for row in rows)
    if low is None or high is None or low >= high:
        row = next(row for row in rows if row is not None)
        column.fault(row, "points run from one number to a larger one", "write 0 and 100, say")
        return None
    return {"from": low, "to": high}


def _reservation(column: ActorColumn, is_share: bool) -> Quantity | None:
    """Read the reservation value: a utility, or points."""
    row = column.about(form.RESERVATION)
    text = column.text(row)
    if row is None or not text:
        return None
    quantity = column.quantity(row, text)
    if quantity is None or not is_share:
        return quantity
    scaled = _divided(quantity, _scale(column))
    if not 0 <= scaled.best <= 1:
        column.fault(
            row,
            f"a reservation value is on the scale of the scores: {quoted(text)}",
            f"write 0 to 1, or say in {form.SCALE!r} what the best score is",
        )
    return scaled


def _is_indifferent(preferences: dict[str, Any], is_weighted: bool) -> bool:
    """Whether every package is worth the same: no weight at all, or the same points for every option of an issue."""
    if is_weighted:
        return all(entry["weight"].best == 0 for entry in preferences.values())
    tables = [entry["points"].values() for entry in preferences.values()]
    return all(len({points.best for points in table}) == 1 for table in tables)


def _without_interest(
    column: ActorColumn, preferences: dict[str, Any], asked: Quantity | None
) -> dict[str, Any]:
    """Write what an actor prefers, and asks for, to whom every package is worth the same."""
    tables = [entry.get("points", {}) for entry in preferences.values()]
    firsts = (next(iter(table.values())) for table in tables if table)
    worth = sum((points.best for points in firsts), Fraction(0))
    wanted = worth if asked is None else asked.best
    tell_indifference(column.reading, column.layout.table.path, column.name, worth, wanted)
    issue, entry = next(iter(preferences.items()))
    keys = list(entry["points"] if "points" in entry else entry["scores"])
    return indifferent(issue, keys, worth, wanted)


def _divided(quantity: Quantity, scale: Fraction) -> Quantity:
    if scale == 1:
        return quantity
    return Quantity(
        quantity.best / scale, quantity.low / scale, quantity.high / scale, quantity.shape
    )


def _preference(
    column: ActorColumn, place: int, scale: Fraction, is_weighted: bool
) -> tuple[dict[str, Any] | None, list[str]]:
    """Read an actor's cells of an issue: its preference, if it has one, and the options it never accepts."""
    issue = column.issues[place]
    worths: dict[Any, Any] = {}
    barred: list[str] = []
    blank: list[int] = []
    has_numbers = False
    for at, (label, row) in enumerate(issue.options):
        if issue.numbers is None:
            key = column.option_ids[place][at]
        else:
            value = read_exact(label)
            if value is None:
                column.reading.fault(
                    column.layout.table.where(row, 1),
                    f"{quoted(label)} is no number of the range",
                    "rows of a range are numbers",
                )
                continue
            key = format_number(value)
        text, is_barred = form.split_mark(column.text(row))
        if is_barred:
            barred.append(key)
        if not text:
            if not is_barred:
                blank.append(row)
                continue
            text = "0"
        else:
            has_numbers = True
        quantity = column.quantity(row, text)
        if quantity is None:
            continue
        if is_weighted:
            quantity = _divided(quantity, scale)
            if not 0 <= quantity.best <= 1:
                column.fault(
                    row,
                    f"a score is 0 to {format_number(scale)}: {quoted(text)}",
                    f"say in {form.SCALE!r} what the best score is, or leave the weights out: then"
                    " the numbers are points",
                )
                continue
        worths[NumberText(key) if issue.numbers is not None else key] = quantity
    return _whole(column, place, worths, blank, has_numbers, is_weighted), barred


def _whole(
    column: ActorColumn,
    place: int,
    worths: dict[Any, Any],
    blank: list[int],
    has_numbers: bool,
    is_weighted: bool,
) -> dict[str, Any] | None:
    issue = column.issues[place]
    weight_text = column.text(issue.weights)
    if not worths or not (has_numbers or weight_text):
        return None  # marks alone are red lines, and no preference
    if blank and (issue.numbers is None or blank[0] == issue.options[0][1]):
        for row in blank:
            column.fault(row, f"{column.name} gives no score here", "a number, x, or both")
        return None
    if not is_weighted:
        return {"points": worths}
    if not weight_text:
        assert issue.options
        row = issue.row if issue.weights is None else issue.weights
        column.fault(
            row,
            f"{column.name} scores {quoted(issue.ask)}, and gives it no weight",
            "0 where it does not matter",
        )
        return None
    assert issue.weights is not None
    weight = column.quantity(issue.weights, weight_text, words=True)
    if weight is None:
        return None
    if weight.best < 0:
        column.fault(
            issue.weights, f"a weight is 0 or more: {quoted(weight_text)}", "write 0 or more"
        )
        return None
    return {"weight": weight, "scores": worths}
