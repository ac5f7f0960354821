"""The sign before decimals, told from the whole file, or refused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.interop.read.numerals import Numerals, readings
from negsim.language.model.scenario import Scenario
from tests.interop.workbooks import save_workbook


@pytest.mark.parametrize(
    ("text", "with_point", "with_comma"),
    [
        ("12", "12", "12"),
        ("-0.5", "-0.5", None),
        ("0,5", None, "0.5"),
        ("1.000", "1.000", "1000"),
        ("1,000", "1000", "1.000"),
        ("0.500", "0.500", None),
        ("0,500", None, "0.500"),
        ("1.234.567", None, "1234567"),
        ("1,234,567", "1234567", None),
        ("1.234,5", None, "1234.5"),
        ("1,234.5", "1234.5", None),
        ("12,34,567", "1234567", None),
        ("1 234,5", None, "1234.5"),
        ("1\u202f234", "1234", "1234"),
        ("1'234.50", "1234.50", None),
        ("1’234", "1234", "1234"),
        ("\u22125", "-5", "-5"),
        ("+5", "5", "5"),
        (".5", "0.5", None),
        ("1e3", "1e3", "1e3"),
    ],
)
def test_a_number_has_a_reading_for_each_sign(
    text: str, with_point: str | None, with_comma: str | None
) -> None:
    found = readings(text)
    assert found is not None
    assert (found.with_point, found.with_comma) == (with_point, with_comma)


@pytest.mark.parametrize(
    "text", ["", "ten", "1.2.3", "1,2,3", "10 20", "1.00,000.0", "5-6", "60%", "1/3", "٣", "1..5"]
)
def test_what_is_no_number_in_either_way_is_none(text: str) -> None:
    assert readings(text) is None


@pytest.mark.parametrize(
    ("texts", "delimiter", "told"),
    [
        (["1.000", "0.5"], ";", "1.000"),
        (["1.000", "0,5"], ",", "1000"),
        (["1.000", "900"], ";", "1000"),
        (["1.000", "1.125", "900"], ";", "1000"),
        (["1,000", "900"], ",", "1000"),
        (["1.000 +- 100"], ";", "1000 +- 100"),
        (["1.000", "900"], ",", None),
        (["1,000", "900"], ";", None),
        (["1.000", "900"], "\t", None),
        (["1.000", "900"], "", None),
        (["1.000", "2.000"], ";", None),
        (["1.125", "900"], ";", None),
        (["1.000", "1,500", "900"], ";", None),
        (["1.000", "0.5", "0,5"], ";", None),
    ],
)
def test_what_has_two_readings_is_read_on_some_ground_or_not_at_all(
    texts: list[str], delimiter: str, told: str | None
) -> None:
    assert Numerals.of(texts, delimiter).plain(texts[0]) == told


@dataclass(frozen=True)
class Habit:
    """How a country's spreadsheets write: what parts cells, what stands before decimals, and how digits are grouped."""

    delimiter: str
    decimal: str
    group: Callable[[str], str]


def by_threes(sign: str) -> Callable[[str], str]:
    def group(digits: str) -> str:
        head = len(digits) % 3
        parts = [digits[:head], *(digits[k : k + 3] for k in range(head, len(digits), 3))]
        return sign.join(filter(None, parts))

    return group


def as_in_india(digits: str) -> str:
    head, tail = digits[:-3], digits[-3:]
    first = len(head) % 2
    parts = [head[:first], *(head[k : k + 2] for k in range(first, len(head), 2)), tail]
    return ",".join(filter(None, parts))


HABITS = {
    "United States": Habit(",", ".", by_threes(",")),
    "Germany": Habit(";", ",", by_threes(".")),
    "France": Habit(";", ",", by_threes("\u202f")),
    "Switzerland": Habit(";", ".", by_threes("’")),
    "India": Habit(",", ".", as_in_india),
}


def written(value: Fraction, habit: Habit, *, groups: bool, places: int | None) -> str:
    """Write a number as a country does: with so many decimals, or as few as it needs."""
    thousandths = int(abs(value) * 1000)
    whole, rest = divmod(thousandths, 1000)
    decimals = f"{rest:03d}".rstrip("0") if places is None else f"{rest:03d}"[:places]
    digits = habit.group(str(whole)) if groups else str(whole)
    return f"{'-' if value < 0 else ''}{digits}{habit.decimal if decimals else ''}{decimals}"


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Habit, list[list[Fraction]], list[list[str]]]:
    """Draw points of two parties for three options, with a reservation value each, and how they are written."""
    habit = HABITS[draw(st.sampled_from(sorted(HABITS)))]
    places = draw(st.sampled_from([None, None, 0, 1, 2, 3]))
    scale = draw(st.sampled_from([1, 1000, 1_000_000]))
    decimals = 10 ** (3 if places is None else places)
    numbers = st.integers(-9 * scale * decimals, 9 * scale * decimals).map(
        lambda n: Fraction(n, decimals)
    )
    values = [[draw(numbers) for _ in range(2)] for _ in range(4)]
    groups = draw(st.booleans())
    texts = [[written(v, habit, groups=groups, places=places) for v in row] for row in values]
    return habit, values, texts


def form(texts: list[list[str]]) -> list[list[str]]:
    """Give the rows of a form: reservation values, and the points of three options."""
    firsts = ["Reservation value", "", "", ""]
    rows = [["Issue", "Option", "A", "B"], [firsts[0], "", *texts[0]], ["Pay?", "", "", ""]]
    return [*rows, *(["", f"option {k}", *row] for k, row in enumerate(texts[1:], 1))]


def points(scenario: Scenario) -> Iterator[list[Fraction]]:
    """Give what each party was read to say: its reservation value, then the points of its options."""
    for actor in scenario.actors:
        plain = actor.to_plain()
        asked = plain["reservation_value"]["points"]
        table = plain["preferences"]["pay"]["points"]
        yield [Fraction(asked), *(Fraction(table[f"option_{k}"]) for k in (1, 2, 3))]


def tells(text: str) -> bool:
    """Whether a number by itself says which of its signs is the decimal one."""
    parts = re.split("[.,]", text.strip("-"))
    if len(parts) == 1:
        return False
    whole = parts[0]
    is_a_group = len(parts[-1]) == 3 and 1 <= len(whole) <= 3 and whole.lstrip("0") != ""
    return len(parts) > 2 or not is_a_group


@settings(max_examples=24, deadline=None)
@given(drawn=sheets(), kind=st.sampled_from(["csv", "tsv", "xlsx"]))
def test_sheets_in_the_habits_of_five_countries_are_read_exactly_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[Habit, list[list[Fraction]], list[list[str]]],
    kind: str,
) -> None:
    habit, values, texts = drawn
    if any(len({row[party] for row in values[1:]}) == 1 for party in (0, 1)):
        return  # indifferent parties have no points
    path = tmp_path_factory.mktemp("sheet") / f"pay.{kind}"
    if kind == "xlsx":
        save_workbook(path, {"Scores": form(texts)})
    else:
        out = io.StringIO()
        csv.writer(out, delimiter="\t" if kind == "tsv" else habit.delimiter).writerows(form(texts))
        path.write_text(out.getvalue(), "utf-8")
    try:
        scenario = import_files([str(path)]).scenario
    except InputError as error:
        assert "nothing else in the file tells which" in str(error)  # noqa: PT017 (either outcome is right)
        assert not any(tells(text) for row in texts for text in row)
        assert kind != "csv" or habit.delimiter == "," or habit.decimal == "."
        return
    assert list(points(scenario)) == [[row[party] for row in values] for party in (0, 1)]


def save(folder: Path, text: str) -> str:
    (folder / "pay.csv").write_text(text, "utf-8")
    return str(folder / "pay.csv")


GERMAN = (
    "Issue;Option;Rat;Amt\nReservation value;;700;600\nPay?;;;\n;wenig;2.000;900\n;viel;800;1.500\n"
)


def test_thousands_read_on_the_ground_of_semicolons_are_told(tmp_path: Path) -> None:
    made = import_files([save(tmp_path, GERMAN)])
    assert made.scenario.actors[0].to_plain()["preferences"]["pay"]["points"] == {
        "wenig": "2000",
        "viel": "800",
    }
    assert made.notes == (
        (
            "pay.csv: '2.000' was read as 2000, as files whose cells are parted by semicolons mean it"
            " (C4, D5)"
        ),
    )


def test_a_number_with_two_readings_is_refused_once_with_both(tmp_path: Path) -> None:
    path = save(tmp_path, GERMAN.replace(";", ","))
    with pytest.raises(InputError, match="nothing else in the file tells") as caught:
        import_files([path])
    [fault] = caught.value.faults
    assert (fault.what, fault.mend) == (
        "cells C4, D5: '2.000' may be 2 or 2000, and nothing else in the file tells which",
        "write 2.0 for the one, or 2000 for the other",
    )


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        ("Reservation value;;1.000;1", "reservation_value"),
        ("Pay?;Weight;1.000;1", "weight"),
        (";from 0 to 1.000 step 250 EUR;;", "range"),
    ],
)
def test_weights_walk_away_values_and_ranges_are_read_by_the_same_sign(
    tmp_path: Path, cell: str, stands: str
) -> None:
    rows = ["Issue;Option;Rat;Amt", "Pay?;Weight;2;1", ";0;0,25;0", ";1000;0,5;1"]
    at = 2 if stands == "range" else 1
    rows[at:at] = [cell] if stands != "weight" else []
    if stands == "weight":
        rows[1] = cell
    if stands == "reservation_value":
        rows.insert(2, "Scores run to;;2000;1")
    scenario = import_files([save(tmp_path, "\n".join(rows) + "\n")]).scenario
    rat = scenario.actors[0].to_plain()
    found = {
        "reservation_value": rat.get("reservation_value"),
        "weight": rat["preferences"]["pay"]["weight"],
        "range": str(scenario.issues[0].range and scenario.issues[0].range.stop),
    }
    assert found[stands] == {"reservation_value": "0.5", "weight": "1000", "range": "1000"}[stands]
