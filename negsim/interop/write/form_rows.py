"""A scenario as the rows of the form that a workshop fills in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from negsim.interop import form
from negsim.interop.document import corners
from negsim.interop.labels import issue_names, option_names, told_apart
from negsim.interop.losses import CONSENT, ORDER, RANGES, RED_LINES, SPREADS, losses
from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.words import demand_in_words
from negsim.solve.tables.formula import evaluate, grid
from negsim.space.compiler import Compiler, worths_of
from negsim.space.space import compile_scenario

_THREE_PLACES = re.compile(r"(?<![\w.,])([1-9][0-9]{0,2}\.[0-9]{3})(?![\w.,])")
_MOST_MARKS = 200  # values of a numeric issue that get a row for being refused


@dataclass(frozen=True)
class FormRow:
    """A row of the form: what it is, its first two cells, and one per actor."""

    kind: str  # head, about, issue, said (of an issue), option
    first: str
    second: str
    cells: tuple[str, ...]


def form_rows(scenario: Scenario) -> tuple[list[FormRow], list[str]]:
    """Give the rows of a scenario's form, and what they leave out."""
    writer = _Writer(scenario)
    return writer.rows(), writer.notes


class _Writer:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.actors = scenario.actors
        self.notes = losses(scenario, {CONSENT, RED_LINES, ORDER, RANGES, SPREADS})
        self.notes += [
            f"{actor.id}.wishes.{wish.id}: {demand_in_words(wish, scenario)}"
            for actor in self.actors
            for wish in actor.wishes
            if len(wish.clause.issues()) == 1
        ]
        self.barred = {actor.id: self._barred(actor) for actor in self.actors}
        # What preferences drop out of the weights is told by the wishes that are lost.
        self.problem = compile_scenario(scenario).problem

    def rows(self) -> list[FormRow]:
        names = told_apart([a.name for a in self.actors], [a.id for a in self.actors])
        heads = tuple(map(form.guarded, names))
        rows = [FormRow("head", form.ISSUE, form.OPTION, heads), *self._about()]
        for name, issue in zip(
            issue_names(self.scenario.issues), self.scenario.issues, strict=True
        ):
            rows += self._issue(form.guarded(name), issue)
        return [
            replace(row, second=_told(row.second), cells=tuple(map(_told, row.cells)))
            if row.kind != "head"
            else row
            for row in rows
        ]

    def _about(self) -> list[FormRow]:
        consents = tuple(self._consent(actor) for actor in self.actors)
        reservations = tuple(self._reservation(place) for place in range(len(self.actors)))
        rows = [
            FormRow("about", form.CONSENT, "", consents),
            FormRow("about", form.RESERVATION, "", reservations),
        ]
        if any(actor.score_sheet for actor in self.actors):
            for at, name in enumerate((form.SHEET_FROM, form.SHEET_TO)):
                ends = tuple(
                    "" if a.score_sheet is None else format_number(a.score_sheet[at])
                    for a in self.actors
                )
                rows.append(FormRow("about", name, "", ends))
        return rows

    def _consent(self, actor: Actor) -> str:
        if actor.consent.kind != "when":
            return actor.consent.kind
        self.notes.append(f"{actor.id}.consent: that it is asked only sometimes; always is written")
        return "always"

    def _reservation(self, place: int) -> str:
        """Write a reservation value: points on a sheet, else a utility."""
        actor, value = self.actors[place], self.problem.actors[place].reservation_value
        reservation = actor.reservation_value
        if reservation is None:
            return ""
        given = reservation.points if actor.uses_points else reservation.value
        if given is not None:
            return self._quantity(given, f"{actor.id}.reservation_value")
        if reservation.as_good_as is not None:
            self.notes.append(
                f"{actor.id}.reservation_value: that it is what a package is worth; its worth is written"
            )
        if not actor.uses_points:
            return format_number(value)
        worths = worths_of(actor, self.scenario.issue)
        return format_number(worths.fewest + value * (worths.most - worths.fewest))

    def _issue(self, name: str, issue: Issue) -> list[FormRow]:
        preferences = [_on(actor, issue) for actor in self.actors]
        weights = tuple(
            ""
            if p is None or p.weight is None
            else self._quantity(p.weight, f"{a.id}.preferences.{issue.id}.weight")
            for a, p in zip(self.actors, preferences, strict=True)
        )
        rows = [FormRow("issue", name, form.WEIGHT, weights)]
        blank = ("",) * len(self.actors)
        if issue.range is not None:
            rows.append(FormRow("said", "", form.range_words(issue.range), blank))
        elif issue.is_ordered:
            rows.append(FormRow("said", "", form.order_words(issue.axis), blank))
        columns = [
            self._column(actor, issue, preference)
            for actor, preference in zip(self.actors, preferences, strict=True)
        ]
        for at in self._places(issue, preferences):
            cells = tuple(column[at] for column in columns)
            name = option_names(issue)[at]
            rows.append(
                FormRow("option", "", name if issue.is_numeric else form.guarded(name), cells)
            )
        return rows

    def _places(self, issue: Issue, preferences: Sequence[Preference | None]) -> list[int]:
        """Say which options get a row: all, or on a numeric issue those at which something happens."""
        last = len(issue.options) - 1
        if issue.range is None:
            return list(range(last + 1))
        places = {0, last}
        for actor, preference in zip(self.actors, preferences, strict=True):
            if preference is not None:
                places |= set(corners(issue.range.values, option_values(issue, preference)))
            places |= self.barred[actor.id].get(issue.id, set())
        return sorted(places)

    def _column(self, actor: Actor, issue: Issue, preference: Preference | None) -> list[str]:
        marked = self.barred[actor.id].get(issue.id, set())
        values = None if preference is None else option_values(issue, preference)
        table = dict((preference.scores or preference.points or ()) if preference else ())
        cells = []
        for at, option in enumerate(issue.options):
            text = "" if values is None else format_number(values[at])
            if option.id in table:
                path = f"{actor.id}.preferences.{issue.id}"
                text = self._quantity(table[option.id], path)
            mark = form.NEVER if at in marked else ""
            cells.append(" ".join(part for part in (text, mark) if part))
        return cells

    def _barred(self, actor: Actor) -> dict[str, set[int]]:
        """Find the options that red lines on a single issue refuse; the others are told."""
        barred: dict[str, set[int]] = {}
        for line in actor.red_lines:
            refused = self._refused(line)
            if refused is None:
                words = demand_in_words(line, self.scenario)
                self.notes.append(f"{actor.id}.red_lines.{line.id}: {words}")
            elif refused[1]:
                barred.setdefault(refused[0], set()).update(refused[1])
        return barred

    def _refused(self, line: RedLine) -> tuple[str, set[int]] | None:
        """Give the issue that a red line is about, and which of its options it refuses; None for several issues."""
        if line.clause is None:
            return "", set()
        issues = line.clause.issues()
        if len(issues) != 1:
            return None
        place = next(k for k, issue in enumerate(self.scenario.issues) if issue.id == issues[0])
        compiler = Compiler(self.scenario)
        flags = evaluate(compiler.violated(line.clause), grid((place,), compiler.sizes))
        options = len(self.scenario.issues[place].options)
        found = flags.reshape(-1).tolist()
        found = found * options if len(found) == 1 else found
        refused = {at for at, flag in enumerate(found) if flag}
        if self.scenario.issues[place].is_numeric and len(refused) > _MOST_MARKS:
            return None
        return issues[0], refused

    def _quantity(self, value: Quantity, path: str) -> str:
        plain = value.to_plain()
        if isinstance(plain, str):
            return str(plain)
        self.notes.append(f"{path}: its range from {plain['low']} to {plain['high']}")
        return str(plain["best"])


def _told(cell: str) -> str:
    """Write numbers of three decimals with a fourth: 1.500 may be a thousand to who reads it, and 1.5000 may not."""
    return _THREE_PLACES.sub(r"\g<1>0", cell)


def _on(actor: Actor, issue: Issue) -> Preference | None:
    return next((p for p in actor.preferences if p.issue == issue.id), None)


def empty_rows() -> list[FormRow]:
    """Give the rows of a form for three parties, to be filled in."""
    parties = ("Party A", "Party B", "Party C")
    blank = ("", "", "")
    rows = [
        FormRow("head", form.ISSUE, form.OPTION, parties),
        FormRow("about", form.CONSENT, "", ("always",) * 3),
        FormRow("about", form.RESERVATION, "", blank),
        FormRow("about", form.SCALE, "", ("10",) * 3),
    ]
    for issue in ("First question?", "Second question?", "Third question?"):
        rows.append(FormRow("issue", issue, form.WEIGHT, blank))
        rows += [FormRow("option", "", f"answer {k}", blank) for k in (1, 2, 3)]
    return rows


def number_of(text: str) -> Fraction | None:
    """Give a cell's number, where it is one that a spreadsheet shows as written."""
    value = Fraction(text) if text and "/" not in text and _is_decimal(text) else None
    return value if value is not None and abs(value) < 10**9 else None


def _is_decimal(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()
