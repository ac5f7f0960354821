"""Readings, their chances, and how firm a line is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from negsim.language.load import loads
from negsim.language.model.red_lines import RedLine, shared

TALKS = """negsim: 1.1
scenario: talks
claims: [minutes.yaml]
issues: {a: {ordered: true, options: {x: x, y: y, z: z}}}
actors:
  port: {red_lines: {line: LINE}}
"""
REGISTER = "document: {id: minutes}\nclaims: {c1: {grade: A, says: x}, c2: {grade: B, says: y}}\n"


def _line(tmp_path: Path, text: str, *sets: str) -> RedLine:
    (tmp_path / "minutes.yaml").write_text(REGISTER, encoding="utf-8")
    path = str(tmp_path / "talks.yaml")
    return loads(TALKS.replace("LINE", text), path, sets=sets).red_lines["port.line"]


@pytest.mark.parametrize(
    ("stated", "chances"),
    [
        (["1/2", None, None], ["1/2", "1/4", "1/4"]),
        (["0", None], ["0", "1"]),
        ([None, None, None], ["1/3", "1/3", "1/3"]),
        (["1/2", "1/4"], ["2/3", "1/3"]),
        (["1", "1"], ["1/2", "1/2"]),
    ],
)
def test_readings_without_a_chance_share_what_is_left(
    stated: list[str | None], chances: list[str]
) -> None:
    given = [None if chance is None else Fraction(chance) for chance in stated]
    assert shared(given) == tuple(map(Fraction, chances))


def test_a_firm_line_may_be_given_up_where_all_readings_are_asked(tmp_path: Path) -> None:
    readings = "{a: {require: {a: x}, chance: 0.5}, b: {require: {a: y}}, c: {require: {a: z}}}"
    line = _line(tmp_path, f"{{readings: {readings}, firm: 0.8 +- 0.1, from: c1}}")
    assert [reading.id for reading in line.readings] == ["a", "b", "c"]
    assert [reading.id for reading in line.all_readings] == ["a", "b", "c", "given_up"]
    assert line.all_readings[-1].clause is None
    assert line.chances() == (Fraction(2, 5), Fraction(1, 5), Fraction(1, 5), Fraction(1, 5))
    assert line.chances(Fraction(1)) == (
        Fraction(1, 2),
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(0),
    )


def test_a_firm_line_without_readings_is_as_written_or_given_up(tmp_path: Path) -> None:
    line = _line(tmp_path, "{require: {a: x}, firm: 0.7, from: c1}")
    assert not line.has_readings
    assert [reading.id for reading in line.all_readings] == ["as_written", "given_up"]
    assert line.chances() == (Fraction(7, 10), Fraction(3, 10))
    assert _line(
        tmp_path, "{require: {a: x}, firm: 0.7, from: c1}", "port.line.firm=1"
    ).chances() == (Fraction(1), Fraction(0))


def test_a_line_rests_on_what_the_reading_in_force_rests_on(tmp_path: Path) -> None:
    text = "{readings: {a: {require: {a: x}, from: c2}, b: {require: {a: y}}, n: none}, from: c1}"
    line = _line(tmp_path, text)
    assert [source.written for source in line.sources] == ["c2"]
    assert [source.written for source in line.model_copy(update={"reading": 1}).sources] == ["c1"]
    assert [source.written for source in line.all_sources] == ["c1", "c2"]


def test_a_line_all_of_whose_readings_have_sources_needs_none_of_its_own(tmp_path: Path) -> None:
    text = "{readings: {a: {require: {a: x}, from: c2}, b: {require: {a: y}, from: c1}, n: {none: true}}}"
    assert _line(tmp_path, text).written_sources == ()


def test_a_person_s_words_are_those_of_the_reading_then_those_of_the_line(tmp_path: Path) -> None:
    text = "{say: The line., readings: {a: {require: {a: x}, say: So.}, b: {require: {a: y}}}, from: c1}"
    line = _line(tmp_path, text)
    assert line.said == "So."
    assert line.model_copy(update={"reading": 1}).said == "The line."
