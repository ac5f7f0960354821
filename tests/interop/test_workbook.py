"""Workbooks that are not what they seem: said with the cell, or refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl.styles import PatternFill

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.study import Study
from tests.interop.reading import worths
from tests.interop.workbooks import save_workbook

HEAD: list[Any] = ["Issue", "Option", "Pickers", "Owner"]
ASKED: list[Any] = ["Reservation value", "", 6, 6]
PAY: list[list[Any]] = [
    ["Pay", "", "", ""],
    ["", "poor", 0, 10],
    ["", "fair", 5, 6],
    ["", "good", 10, 1],
]
REST: list[list[Any]] = [["Rest", "", "", ""], ["", "none", 0, 5], ["", "much", 5, 0]]
FORM: list[list[Any]] = [HEAD, ASKED, *PAY, *REST]


def notes(path: Path) -> list[str]:
    return [note.removeprefix(f"{path.name}: ") for note in import_files([str(path)]).notes]


def fault(path: Path) -> str:
    with pytest.raises(InputError, match=r".") as caught:
        import_files([str(path)])
    [found] = caught.value.faults
    return f"{found.what} / {found.mend}"


def test_a_workbook_is_read_by_what_its_cells_hold(tmp_path: Path) -> None:
    save_workbook(tmp_path / "talks.xlsx", {"Scores": FORM})
    made = import_files([str(tmp_path / "talks.xlsx")])
    assert made.notes == ()
    assert len(worths(made.scenario)) == 6
    assert Study(made.scenario).run().zone.size == 2


@pytest.mark.parametrize("written", ["openpyxl", "one party alone"])
def test_formulas_that_were_never_computed_are_no_empty_cells(tmp_path: Path, written: str) -> None:
    rows = [list(row) for row in FORM]
    rows[3][2], rows[4][2] = "=2*1", "=2*5"
    if written == "openpyxl":
        rows[3][3] = rows[4][3] = "=C4+1"
    save_workbook(tmp_path / "talks.xlsx", {"Scores": rows})
    cells = "C4, D4, C5, D5" if written == "openpyxl" else "C4, C5"
    assert fault(tmp_path / "talks.xlsx") == (
        f"cells {cells} are formulas without a value: nothing ever computed them"
        " / open the file in a spreadsheet program, save it, and import that"
    )


@pytest.mark.parametrize("place", ["C1", "A3", "B4", "C2"])
def test_names_and_walk_away_values_that_were_never_computed_are_refused_too(
    tmp_path: Path, place: str
) -> None:
    path = tmp_path / "talks.xlsx"
    book = save_workbook(path, {"Scores": FORM})
    book["Scores"][place] = '="a"&"b"'
    book.save(path)
    with pytest.raises(
        InputError, match=f"cell {place} is a formula without a value: nothing ever"
    ):
        import_files([str(path)])


def computed(path: Path, values: dict[str, Any], rows: list[list[Any]] = FORM) -> Path:
    """Write a form with formulas that a library stored values for."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Scores")
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value != "":
                    sheet.write(row, column, value)
        for place, value in values.items():
            sheet.write_formula(place, "=1+1", None, value)
    return path


def test_stored_zeros_beside_formulas_are_warned_of(tmp_path: Path) -> None:
    path = computed(tmp_path / "talks.xlsx", {"C4": 0, "D4": 0, "C5": 0, "D5": 0})
    assert notes(path)[0] == (
        "cells C4, D4, C5, D5 are formulas with the stored value 0, and read so; where nothing ever"
        " computed them, open the file in a spreadsheet program, save it, and import that"
    )


def test_formulas_with_values_are_read_as_their_values_without_a_word(tmp_path: Path) -> None:
    plain = save_workbook(tmp_path / "plain.xlsx", {"Scores": FORM})
    assert plain is not None
    path = computed(tmp_path / "talks.xlsx", {"C4": 0.5, "D4": 10, "B5": "fair", "A3": "Pay"})
    made = import_files([str(path)])
    assert made.notes == ()
    assert made.scenario.actors[0].to_plain()["preferences"]["pay"]["points"]["poor"] == "0.5"


def test_an_error_in_a_cell_is_told_with_its_cell(tmp_path: Path) -> None:
    path = computed(tmp_path / "talks.xlsx", {"C4": "#DIV/0!"})
    assert fault(path) == (
        "cell C4 holds the error #DIV/0! / mend its formula, and save the workbook"
    )


@pytest.mark.parametrize("value", [date(2025, 2, 1), datetime(2025, 2, 1)])  # noqa: DTZ001 (cells know no zone)
def test_a_date_where_a_name_should_stand_is_said_with_its_cell(
    tmp_path: Path, value: date
) -> None:
    rows = [list(row) for row in FORM]
    rows[3][1] = value
    save_workbook(tmp_path / "talks.xlsx", {"Scores": rows})
    made = import_files([str(tmp_path / "talks.xlsx")])
    assert made.scenario.issues[0].options[0].label == "2025-02-01"
    assert notes(tmp_path / "talks.xlsx") == [
        (
            "dates stand where names should, and were read as they are: B4 (2025-02-01); where 1-2 or the"
            " like was meant, format the cells as text and type it again"
        )
    ]


def test_a_date_where_a_number_should_stand_is_a_fault(tmp_path: Path) -> None:
    rows = [list(row) for row in FORM]
    rows[3][2] = date(2025, 2, 1)
    save_workbook(tmp_path / "talks.xlsx", {"Scores": rows})
    assert fault(tmp_path / "talks.xlsx") == (
        "cell C4: the date 2025-02-01 stands where a number should"
        " / format the cell as a number, and type it again"
    )


@pytest.mark.parametrize("text", ["1-Feb", "03. Apr", "2025-02-01 00:00:00", "Jan-02"])
def test_what_a_program_made_of_a_name_is_said_in_csv_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "talks.csv"
    path.write_text(f"Issue,Option,A,B\nPay,,,\n,{text},0,1\n,much,1,0\n", "utf-8")
    assert notes(path)[0].startswith(
        "dates stand where names should, and were read as they are: B3"
    )


def test_which_sheet_was_read_is_told_where_there_are_others(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    book = save_workbook(
        path, {"Notes": [["Anna", "called"]], "Scores": FORM, "Old": FORM, "Empty": []}
    )
    book["Old"].sheet_state = "hidden"
    book.save(path)
    assert notes(path) == ["sheet Scores was read; 2 more (Notes, Old, hidden) were not"]


def test_the_first_sheet_that_is_a_form_is_read_where_none_is_called_scores(tmp_path: Path) -> None:
    save_workbook(tmp_path / "talks.xlsx", {"Notes": [["Anna", "called"]], "Round 2": FORM})
    assert notes(tmp_path / "talks.xlsx") == ["sheet Round 2 was read; 1 more (Notes) was not"]


def alone(rows: list[list[Any]], column: int) -> list[list[Any]]:
    """Give the form of a single party."""
    return [[*row[:2], row[column]] for row in rows]


def test_a_sheet_for_each_party_is_read_as_one_form(tmp_path: Path) -> None:
    turned = [HEAD, ASKED, *REST, *PAY]  # the second party has the issues the other way round
    save_workbook(
        tmp_path / "talks.xlsx", {"Pickers": alone(FORM, 2), "The owner": alone(turned, 3)}
    )
    save_workbook(tmp_path / "one.xlsx", {"Scores": FORM})
    made = import_files([str(tmp_path / "talks.xlsx")])
    assert worths(made.scenario) == worths(import_files([str(tmp_path / "one.xlsx")]).scenario)
    assert made.notes == (
        "talks.xlsx: sheets Pickers, The owner were read, each with parties of its own",
    )


def test_sheets_whose_columns_are_called_alike_are_parties_by_the_names_of_the_sheets(
    tmp_path: Path,
) -> None:
    score = ["Issue", "Option", "Score"]
    save_workbook(
        tmp_path / "talks.xlsx",
        {"Pickers": [score, *alone(FORM, 2)[1:]], "Owner": [score, *alone(FORM, 3)[1:]]},
    )
    made = import_files([str(tmp_path / "talks.xlsx")])
    assert [actor.name for actor in made.scenario.actors] == ["Pickers", "Owner"]
    assert "talks.xlsx: each sheet has one party, and its name was taken for it" in made.notes


def test_sheets_that_do_not_fit_together_are_refused_in_words(tmp_path: Path) -> None:
    other = [list(row) for row in alone(FORM, 3)]
    other[3][1] = "very poor"
    save_workbook(tmp_path / "talks.xlsx", {"Pickers": alone(FORM, 2), "Owner": other})
    assert fault(tmp_path / "talks.xlsx") == (
        "the sheets Pickers, Owner are a form each, and the issues or options of Owner are others"
        " than those of Pickers / put all parties into one sheet, or call the one that is meant Scores"
    )


def test_faults_of_several_sheets_are_told_with_the_sheet(tmp_path: Path) -> None:
    other = [list(row) for row in alone(FORM, 3)]
    other[3][2] = "often"
    save_workbook(tmp_path / "talks.xlsx", {"Pickers": alone(FORM, 2), "Owner": other})
    assert "cell Owner!C4: Owner's number is no number: 'often'" in fault(tmp_path / "talks.xlsx")


def test_hidden_columns_and_rows_take_part_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    book = save_workbook(path, {"Scores": FORM})
    book["Scores"].column_dimensions["D"].hidden = True
    book["Scores"].row_dimensions[5].hidden = True
    book["Scores"].column_dimensions["H"].hidden = True
    book.save(path)
    assert notes(path) == [
        "column D (Owner) is hidden, and was read",
        "row 5 (fair) is hidden, and was read",
    ]
    assert len(import_files([str(path)]).scenario.actors) == 2


def with_column(name: str, values: list[Any]) -> list[list[Any]]:
    """Give the form of pay alone, with one more column."""
    rows = [HEAD, *PAY]
    return [[*row, value] for row, value in zip(rows, [name, "", *values], strict=True)]


@pytest.mark.parametrize(
    ("name", "values", "parties", "told"),
    [
        ("Total", [10, 11, 11], 2, "column E (Total) holds the sum of the others in every row: it"),
        ("Average", [5, 5.5, 5.5], 2, "column E (Average) holds the average of the others in ever"),
        ("Total", [1, 2, 3], 3, "column E (Total) was read as a party, in spite of its name"),
        ("Both", [10, 11, 11], 3, "column E (Both) holds the sum of the others in every row, and "),
        ("Children", [1, 2, 3], 3, ""),
    ],
)
def test_a_column_of_sums_is_told_and_is_a_party_only_where_it_may_be_one(
    tmp_path: Path, name: str, values: list[Any], parties: int, told: str
) -> None:
    path = tmp_path / "talks.xlsx"
    save_workbook(path, {"Scores": with_column(name, values)})
    assert [note[: len(told)] for note in notes(path)] == ([told] if told else [])
    assert len(import_files([str(path)]).scenario.actors) == parties


@pytest.mark.parametrize(
    ("row", "options", "told"),
    [
        (["", "Total", 15, 17], 3, "row 6 (Total) holds the sum of the other options: it is none,"),
        (["", "Mean", 5, 5.67], 3, "row 6 (Mean) holds the average of the other options: it is no"),
        (["", "Total", 1, 2], 4, "row 6 (Total) was read as an option, in spite of its name"),
        (["Total", "", 15, 17], 3, "row 6 (Total) is no issue, and was left out"),
    ],
)
def test_a_row_of_sums_is_told_and_is_an_option_only_where_it_may_be_one(
    tmp_path: Path, row: list[Any], options: int, told: str
) -> None:
    path = tmp_path / "talks.xlsx"
    save_workbook(path, {"Scores": [HEAD, *PAY, row]})
    assert [note[: len(told)] for note in notes(path)] == [told]
    assert len(import_files([str(path)]).scenario.issues[0].options) == options


def test_a_column_without_a_name_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    save_workbook(path, {"Scores": with_column("", ["see minutes", "", ""])})
    assert notes(path) == ["column E: no name in row 1, and not read"]


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, b"<x/>")
    return data.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("talks.xls", OLD, "an old workbook (.xls), or one with a password"),
        ("talks.xlsx", OLD, "an old workbook (.xls), or one with a password"),
        ("a.xls", OLD + "Workbook".encode("utf-16-le"), "an old workbook (.xls)"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "a workbook with a password"),
        ("talks.xls", b"<html><table></table></html>", "a web page or XML that is called a workb"),
        ("talks.xlsx", archive("mimetype", "content.xml"), "an OpenDocument file"),
        ("talks.xlsx", archive("xl/workbook.bin"), "a binary workbook (.xlsb)"),
        ("talks.xlsx", archive("word/document.xml"), "a Word document"),
        ("talks.csv", b"%PDF-1.7", "a PDF"),
        ("talks.csv", b"\x1f\x8b\x08", "a compressed file (.gz)"),
    ],
)
def test_a_file_that_cannot_be_read_is_called_what_it_is(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert fault(path).startswith(f"'{path}' is {told}")


def change_nothing(text: str) -> str:
    return text


@pytest.mark.parametrize(
    "change",
    [
        change_nothing,
        lambda text: text.replace("<dimension ref=", '<dimension ref="A1:XFD1048576" old='),
        lambda text: re.sub(r' r="[A-D]1"', "", text),
    ],
    ids=["as it is", "a size that lies", "cells without a place"],
)
def test_a_sheet_is_read_whatever_it_says_of_itself(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    save_workbook(tmp_path / "a.xlsx", {"Scores": FORM})
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as book:
        for part, data in parts.items():
            book.writestr(part, data)
    before, after = (import_files([str(tmp_path / f"{n}.xlsx")]).scenario for n in "ab")
    assert worths(before) == worths(after)


def test_numbers_are_read_as_they_are_stored(tmp_path: Path) -> None:
    rows = [list(row) for row in FORM]
    rows[3][2], rows[4][2], rows[5][2] = 1 / 3, 1e-3, 1e9
    save_workbook(tmp_path / "talks.xlsx", {"Scores": rows})
    made = import_files([str(tmp_path / "talks.xlsx")]).scenario
    table = made.actors[0].to_plain()["preferences"]["pay"]["points"]
    assert [Fraction(value) for value in table.values()] == [
        Fraction(1, 3),
        Fraction(1, 1000),
        10**9,
    ]


def test_a_sheet_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    book = save_workbook(path, {"Scores": FORM})
    book["Scores"].cell(10_001, 1, "far below")
    book.save(path)
    assert "more than 10,000 rows or 500 columns" in fault(path)


def test_a_cell_far_away_that_only_has_a_colour_is_none(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    book = save_workbook(path, {"Scores": FORM})
    book["Scores"].cell(1_048_576, 16_384).fill = PatternFill("solid", "FF0000")
    book.save(path)
    assert notes(path) == []
