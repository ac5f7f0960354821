"""The form of a workshop as a workbook or as CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from negsim.document.csv_cells import csv_text
from negsim.errors import TooLarge
from negsim.interop import form
from negsim.interop.write.form_rows import FormRow, number_of

HELP = (
    ("What this is", ""),
    ("", "A form for finding out whether any settlement exists that every party could accept."),
    ("", "Fill in the sheet “Scores”, save the workbook, and type: negsim import THIS.xlsx -o talks.yaml"),
    ("Actors", ""),
    ("", "One column per party, from column C on. Add columns, or delete them."),
    (form.CONSENT, "always: no deal without it · never: it only advises"),
    (form.RESERVATION, "what it has without a deal, on the scale of its scores (0.4, or 0.4 +- 0.1)"),
    (form.SCALE, "the best score: 10, say; 1 where the row is missing"),
    ("Issues", ""),
    ("", "A question in column A with the word Weight beside it, and below it one answer a row in column B."),
    (form.WEIGHT, "how much the issue matters to the party, beside its other issues: 5, or 5 +- 1, or high"),
    ("scores", "how much it likes each answer: a number, 0 the worst"),
    ("x", "an answer that it will never accept, at any price; with a score or without: 3 x"),
    ("", "A party to which an issue does not matter leaves all its cells there empty."),
    ("Points", ""),
    ("", "A party without any weight has points instead: the numbers simply add up, and its reservation"),
    ("", "value is in points too. Rows “Points run from” and “Points run to” fix the sheet’s ends."),
    ("More", ""),
    ("ordered: few to many", "in column B, on a row below the question: the answers stand in order"),
    ("from 0 to 500 step 50 EUR", "there too: the answers are numbers; the rows below score some, both ends at least"),
)  # fmt: skip
_FILL = {"head": "#1f3b57", "about": "#e8eef4", "issue": "#d5e1ec", "said": "#f4f6f8"}
_LONGEST = 32_767  # characters in a cell
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date, so that the same form has the same bytes)


def form_csv(rows: Sequence[FormRow]) -> str:
    """Write the form as CSV."""
    return csv_text([row.first, row.second, *row.cells] for row in rows)


def form_workbook(rows: Sequence[FormRow], title: str) -> bytes:
    """Write the form as a workbook: the sheet of scores, and how to fill it in.

    The same rows give the same bytes.
    """
    import xlsxwriter

    _refuse_what_no_cell_holds(rows)
    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"title": title[:255], "created": _CREATED})
    _scores(book, rows)
    _help(book)
    book.close()
    return data.getvalue()


def _refuse_what_no_cell_holds(rows: Sequence[FormRow]) -> None:
    """Refuse texts that the library would leave out without a word."""
    longest = max(len(text) for row in rows for text in (row.first, row.second, *row.cells))
    if longest > _LONGEST:
        raise TooLarge.one(
            f"a text of {longest:,} characters, and a cell holds {_LONGEST:,}",
            "write it as .csv, or shorten it",
        )


def _scores(book: Any, rows: Sequence[FormRow]) -> None:
    sheet = book.add_worksheet(form.SHEET)
    actors = len(rows[0].cells)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30)
    sheet.set_column(form.FIRST_ACTOR, form.FIRST_ACTOR + max(actors, 1) - 1, 16)
    about = sum(row.kind in ("head", "about") for row in rows)
    sheet.freeze_panes(about, form.FIRST_ACTOR)
    sheet.set_row(0, 33)  # two lines of a long name
    formats = {
        (kind, centred): book.add_format(_looks(kind, centred))
        for kind in ("head", "about", "issue", "said", "option")
        for centred in (False, True)
    }
    for at, row in enumerate(rows):
        for column, text in enumerate((row.first, row.second, *row.cells)):
            look = formats[row.kind, column >= form.FIRST_ACTOR]
            number = number_of(text) if column >= form.FIRST_ACTOR and row.kind != "head" else None
            if number is not None:
                sheet.write_number(at, column, float(number), look)
            elif text:
                sheet.write_string(at, column, text, look)
            else:
                sheet.write_blank(at, column, None, look)
    never = book.add_format({"bg_color": "#f6d5cf", "font_color": "#8c1c0f", "bold": True})
    last = (len(rows) - 1, form.FIRST_ACTOR + max(actors, 1) - 1)
    sheet.conditional_format(
        about, form.FIRST_ACTOR, *last, {"type": "text", "criteria": "ends with", "value": form.NEVER, "format": never}
    )  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, about - 1)


def _looks(kind: str, centred: bool) -> dict[str, Any]:
    looks: dict[str, Any] = {
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#c3ccd5",
    }
    if kind in _FILL:
        looks["bg_color"] = _FILL[kind]
    if kind == "head":
        looks |= {"bold": True, "font_color": "#ffffff"}
    if kind == "issue" and not centred:
        looks["bold"] = True
    if kind == "said":
        looks["italic"] = True
    if centred:
        looks["align"] = "center"
    return looks


def _help(book: Any) -> None:
    sheet = book.add_worksheet(form.HELP_SHEET)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    bold = book.add_format({"bold": True})
    for at, (first, second) in enumerate(HELP):
        sheet.write_string(at, 0, first, bold)
        sheet.write_string(at, 1, second)
