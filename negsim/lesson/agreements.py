"""The form on which groups of an exercise write what they agreed: written as a workbook, read back from it or CSV."""

from __future__ import annotations

import io
from math import ceil

from negsim.errors import Fault, InputError, quoted
from negsim.interop.labels import told_apart
from negsim.interop.read.cells import CellTable, cell_name, is_head, read_tables
from negsim.interop.read.numerals import readings
from negsim.interop.reading import FileReading
from negsim.interop.sources import read_source
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number, parse_number
from negsim.language.model.scenario import Scenario
from negsim.language.names import one_of
from negsim.language.words import option_label
from negsim.lesson.debrief import GroupAgreement

GROUP, WALKED_OUT, REMARK = "Group", "Walked out", "Remark"
SHEET, LISTS = "Agreements", "Options"
GROUPS = 30  # rows that are prepared
WIDTH, NARROW = 28, 14  # letters of a column
PAGE = 170  # letters across a printed page
LINE, A4 = 15.0, 9  # points of a line; the number that the program has for this paper
_NOBODY = ("nobody", "no one", "none of them", "not a soul")


def form(scenario: Scenario) -> bytes:
    """Give an empty form: a row per group, a column per issue, each with its options to choose from.

    Returns
    -------
    bytes
        A workbook, the same each time.
    """
    import xlsxwriter

    data = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(data, settings) as book:
        from datetime import UTC, datetime

        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": scenario.title})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        soft = book.add_format(
            {"italic": True, "font_color": "#555555", "text_wrap": True, "valign": "top"}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        columns: list[tuple[str, str, list[str]]] = [(GROUP, "", [])]
        columns += [(issue.id, issue.ask, option_choices(issue)) for issue in scenario.issues]
        names = [actor.name for actor in scenario.actors]
        columns += [
            (WALKED_OUT, "if nothing was signed", [nobody(scenario), *names]),
            (REMARK, "", []),
        ]
        for place, (name, ask, choices) in enumerate(columns):
            sheet.write_string(0, place, name, head)
            sheet.write_string(1, place, ask, soft)
            sheet.set_column(place, place, WIDTH if choices else NARROW, cell)
            lists.set_column(place, place, WIDTH if choices else NARROW, cell)
            for row, choice in enumerate(choices):
                lists.write_string(row, place, choice)
            if choices:
                letters = cell_name(0, place)[:-1]
                source = f"={LISTS}!${letters}$1:${letters}${len(choices)}"
                sheet.data_validation(
                    2,
                    place,
                    GROUPS + 1,
                    place,
                    {"validate": "list", "source": source, "ignore_blank": True},
                )
        for row in range(GROUPS):
            sheet.write_string(row + 2, 0, str(row + 1))
        longest = max(len(ask) for _, ask, _ in columns)
        sheet.set_row(1, LINE * ceil(longest / (WIDTH - 4)))
        sheet.freeze_panes(2, 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        across = sum(WIDTH if choices else NARROW for _, _, choices in columns)
        sheet.fit_to_pages(ceil(across / PAGE), 0)
        sheet.repeat_columns(0)
        sheet.repeat_rows(0, 1)
    return data.getvalue()


def read_agreements(path: str, scenario: Scenario) -> tuple[GroupAgreement, ...]:
    """Read a form that groups have filled in: a workbook or CSV, options by their labels or ids.

    A row in which nothing but the group's name stands is passed over.

    Raises
    ------
    InputError
        With every fault of the form at once, in the order of its rows.
    """
    tables = read_tables(read_source(path, FileReading()), GROUP)
    named = [table for table in tables if table.sheet == SHEET]
    heads = [table for table in tables if table.rows and is_head(table.rows[0], GROUP)]
    first = [*named, *heads, *tables, CellTable(path, ())][0]
    return _Form(first, scenario).read()


def option_choices(issue: Issue) -> list[str]:
    """Give what a group chooses from: labels, told apart where two are the same."""
    labels = [option_label(issue, option.id) for option in issue.options]
    return told_apart(labels, [option.id for option in issue.options])


def nobody(scenario: Scenario) -> str:
    """Give a word for no actor that no actor is called by."""
    taken = {name.lower() for actor in scenario.actors for name in (actor.id, actor.name)}
    return next((word for word in _NOBODY if word not in taken), "-")


class _Form:
    def __init__(self, table: CellTable, scenario: Scenario) -> None:
        self.table, self.scenario = table, scenario
        self.faults: list[Fault] = []
        self.place: dict[str, int] = {}

    def read(self) -> tuple[GroupAgreement, ...]:
        if not self.table.rows:
            raise InputError.one(f"{quoted(self.table.path, 200)} is empty", "fill in the form")
        self._head()
        found = [] if self.faults else list(filter(None, map(self._row, self._rows())))
        if not self.faults and not found:
            raise InputError.one(
                f"{quoted(self.table.path, 200)} has no group that agreed or walked out",
                "write a line for each group",
            )
        if self.faults:
            raise InputError(self.faults)
        return tuple(found)

    def _rows(self) -> range:
        """The rows behind the head, and behind the line of questions where there is one."""
        asks = {issue.ask for issue in self.scenario.issues}
        second = self.table.rows[1] if len(self.table.rows) > 1 else ()
        return range(2 if asks & set(second) else 1, len(self.table.rows))

    def _fault(self, row: int, column: int, what: str, mend: str) -> None:
        self.faults.append(Fault(self.table.where(row, column), what, mend))

    def _head(self) -> None:
        issues = [issue.id for issue in self.scenario.issues]
        # Columns of ours begin with a capital, and ids do not: an issue may be called as one of them.
        exact = {name: name for name in (GROUP, WALKED_OUT, REMARK, *issues)}
        known = {name.lower(): name for name in exact}
        for column, title in enumerate(self.table.rows[0]):
            name = exact.get(title.strip(), known.get(title.strip().lower()))
            if name is None:
                if title:
                    mend = one_of(title, known.values())
                    self._fault(0, column, f"no column of this form: {quoted(title)}", mend)
            elif name in self.place:
                self._fault(0, column, f"column {quoted(name)} stands twice", "keep one of them")
            else:
                self.place[name] = column
        missing = [name for name in (GROUP, *issues) if name not in self.place]
        if missing and not self.faults:
            what = f"the form lacks {', '.join(missing)}"
            self._fault(0, 0, what, "add a column for it, or begin with a new form")

    def _cell(self, row: int, name: str) -> str:
        return self.table.cell(row, self.place[name]).strip() if name in self.place else ""

    def _row(self, row: int) -> GroupAgreement | None:
        group = self._cell(row, GROUP)
        said = {issue.id: self._cell(row, issue.id) for issue in self.scenario.issues}
        walked, remark = self._cell(row, WALKED_OUT), self._cell(row, REMARK)
        if not any(said.values()) and not walked and not remark:
            return None
        walked_out = self._walked_out(row, walked)
        group = group or f"row {row + 1}"
        if not any(said.values()):
            return GroupAgreement(group, None, walked_out, remark)
        package = {issue: self._option(row, issue, text) for issue, text in said.items()}
        return GroupAgreement(group, package, walked_out, remark)

    def _option(self, row: int, name: str, text: str) -> str:
        issue = self.scenario.issue[name]
        choices = option_choices(issue)
        if text in choices:  # before ids: one option may be called as another is labelled
            return issue.options[choices.index(text)].id
        keys = {text}
        if issue.is_numeric and (number := readings(text)) is not None:
            ways = filter(None, (number.with_point, number.with_comma))
            keys = {
                format_number(value) for way in ways if (value := parse_number(way)) is not None
            }
        fitting = sorted(key for key in keys if key in issue.position)
        if len(fitting) == 1:
            return fitting[0]
        alike = [at for at, choice in enumerate(choices) if choice.lower() == text.lower()]
        if len(alike) == 1:
            return issue.options[alike[0]].id
        what = f"no option of issue {name!r}: {quoted(text)}" if text else f"nothing on {name!r}"
        self._fault(row, self.place[name], what, one_of(text, choices))
        return ""

    def _walked_out(self, row: int, text: str) -> tuple[str, ...]:
        if not text or text.lower() == nobody(self.scenario):
            return ()
        known = {actor.id: actor.id for actor in self.scenario.actors}
        known |= {actor.name.lower(): actor.id for actor in self.scenario.actors}
        # One cell may name several, with commas or semicolons; a name may have commas of its own.
        parts = [text] if text.lower() in known else text.replace(";", ",").split(",")
        found = []
        for part in filter(None, (part.strip() for part in parts)):
            if part.lower() in known:
                found.append(known[part.lower()])
            else:
                names = [actor.name for actor in self.scenario.actors]
                what = f"no actor of this scenario: {quoted(part)}"
                self._fault(row, self.place[WALKED_OUT], what, one_of(part, names))
        return tuple(dict.fromkeys(found))
