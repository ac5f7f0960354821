"""Forms that people change: what still has one meaning is read, and one mistake is one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.interop.document import Imported
from negsim.interop.exporting import export
from negsim.interop.importing import import_files
from negsim.study import Study
from tests.interop.reading import worths

PLAIN = "Issue,Option,Union,Firm\nWage,,,\n,low,0,1\n,high,1,0\n"


def read(folder: Path, text: str, name: str = "talks.csv") -> Imported:
    path = folder / name
    path.write_text(text, "utf-8")
    return import_files([str(path)])


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError, match=r".") as caught:
        read(folder, text)
    return [f"{fault.what} / {fault.mend}" for fault in caught.value.faults]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path, sign: str) -> None:
    made = read(tmp_path, f"sep={sign}\n{PLAIN.replace(',', sign)}")
    assert Study(made.scenario).run().zone.size == 2
    assert made.notes == ()


def test_names_may_hold_the_signs_that_part_cells_in_other_files(tmp_path: Path) -> None:
    names = "Meyer, Schmidt, Partner;City of X, Dept. of Health"
    made = read(tmp_path, PLAIN.replace(",", ";").replace("Union;Firm", names))
    assert ";".join(actor.name for actor in made.scenario.actors) == names


@pytest.mark.parametrize(
    ("name", "sign"),
    [("t.tsv", "\t"), ("t.tab", "\t"), ("t.txt", "\t"), ("t.txt", ";"), ("t.TSV", ",")],
)
def test_tables_are_found_by_what_is_in_them(tmp_path: Path, name: str, sign: str) -> None:
    made = read(tmp_path, PLAIN.replace(",", sign), name)
    assert worths(made.scenario) == worths(read(tmp_path, PLAIN).scenario)


def test_what_spreadsheets_call_unicode_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_bytes(PLAIN.replace(",", "\t").encode("utf-16"))
    assert len(import_files([str(path)]).scenario.actors) == 2


def test_headings_above_the_table_are_told(tmp_path: Path) -> None:
    made = read(tmp_path, f"Third round,,,\n,,,\nof 4 May,,,\n{PLAIN}")
    assert worths(made.scenario) == worths(read(tmp_path, PLAIN, "p.csv").scenario)
    assert made.notes == ("talks.csv: what stands above row 4 was not read",)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_walk_away_row_is_one_wherever_it_stands(tmp_path: Path, at: int) -> None:
    lines = PLAIN.splitlines()
    lines.insert(at, "Reservation value,,1,0.5")
    made = read(tmp_path, "\n".join(lines) + "\n")
    assert [a.to_plain()["reservation_value"] for a in made.scenario.actors] == [
        {"points": "1"},
        {"points": "0.5"},
    ]
    assert len(made.scenario.issues) == 1


def test_an_issue_may_be_called_as_a_row_of_the_form(tmp_path: Path) -> None:
    made = read(tmp_path, PLAIN + "Consent,,,\n,given,1,0\n,refused,0,1\n")
    assert [issue.ask for issue in made.scenario.issues] == ["Wage", "Consent"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            PLAIN.replace("Wage,,,", "Wage,Weight,60%,0.3"),
            [
                "cell C2: Union's number is no number: '60%' / write a share as a decimal: 0.4 for 40%"
            ],
        ),
        (
            PLAIN.replace("Wage,,,", "Wage,Weight,1,1").replace(",low,0,1", ",low,some,1"),
            [
                (
                    "cell C3: Union's number is no number: 'some' / write a number such as 0.4, a fraction"
                    " such as 5/9, or a range such as 0.4 +- 0.1"
                )
            ],
        ),
        (
            PLAIN.replace("Wage,,,", "Wage,Weight,1,1").replace(",low,0,1", ",low,,1"),
            ["cell C3: Union gives no score here / a number, x, or both"],
        ),
        (
            PLAIN.replace("Wage,,,", "Wage,Weight,1,1").replace(",0,", ",,").replace(",1,0", ",,0"),
            ["cell C2: Union weighs 'Wage', and scores no option / score each option"],
        ),
        (
            PLAIN + ",Reservation value,1,1\n",
            [
                "cell B5: 'Reservation value' stands in the column of options / write it into column A"
            ],
        ),
        (
            PLAIN + "Reservation value,,1,1\nReservation value,,0,1\n",
            ["'Reservation value' stands twice / keep one of them"],
        ),
        (
            PLAIN.replace(",low,0,1", ",low,0,5,1"),
            [
                (
                    "row 3 has more cells than the first row names columns / a comma within a number or a"
                    " name splits it: put it in quotes, or part cells by semicolons"
                )
            ],
        ),
    ],
)
def test_one_mistake_is_one_message(tmp_path: Path, text: str, told: list[str]) -> None:
    assert faults(tmp_path, text) == told


@pytest.mark.parametrize(
    ("change", "accepts", "told"),
    [
        (("", ""), 2, "it takes anything"),
        (("Wage,", "Reservation value,,,,5\nWage,"), 2, "it takes anything"),
        (("Wage,", "Reservation value,,,,6\nWage,"), 0, "it takes nothing"),
        ((",high,10,0,5", ",high,10,0,5 x"), 1, "it takes anything"),
    ],
)
def test_a_party_to_which_nothing_matters_is_no_fault(
    tmp_path: Path, change: tuple[str, str], accepts: int, told: str
) -> None:
    text = "Issue,Option,Union,Firm,Observer\nWage,,,,\n,low,0,10,5\n,high,10,0,5\n"
    made = read(tmp_path, text.replace(*change, 1))
    assert Study(made.scenario).run().accepted_by["observer"] == accepts
    assert made.notes[0] == f"talks.csv: every package is worth the same to Observer: {told}"


@pytest.mark.parametrize("asked", ["", "0.5"])
def test_a_party_without_any_weight_takes_anything_or_nothing(tmp_path: Path, asked: str) -> None:
    text = f"Issue,Option,A,B\nReservation value,,{asked},\nWage,Weight,0,1\n,low,0,1\n,high,1,0\n"
    made = read(tmp_path, text)
    assert Study(made.scenario).run().accepted_by["a"] == (0 if asked else 2)
    assert f"it takes {'nothing' if asked else 'anything'}" in made.notes[0]


WORDS = """\
negsim: 1
scenario: words
issues:
  a: {ask: Issue, options: {w: Weight, o: "ordered: few to many", r: from 0 to 5 step 1, q: "'Weight"}}
  b: {ask: Reservation value, ordered: true, options: {t: Total, c: Consent, s: Scores run to, x: x}}
  n: {ask: Total, range: {from: 0, to: 3, step: 0.125}}
  f: {ask: =cmd, options: {p: "+1", m: "-1 +- 1", t: "@x", q: "'=1", h: "'t Hooft"}}
actors:
  one: {name: Option, reservation_value: {points: 1.125}, preferences: {b: {points: {t: 1.125, c: 2.5, s: -3, x: 0}}}}
  two:
    name: Total
    preferences: {a: {weight: 1, ladder: w < o < r < q}, f: {weight: 1.125, ladder: p < m < t < q < h}}
"""


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_names_that_are_words_of_the_form_come_back_as_names(tmp_path: Path, ending: str) -> None:
    import negsim

    scenario = negsim.loads(WORDS).base
    path = tmp_path / f"words.{ending}"
    export(scenario, path)
    made = import_files([str(path)])
    back = made.scenario
    assert [issue.ask for issue in back.issues] == [issue.ask for issue in scenario.issues]
    assert [[o.label for o in i.options] for i in back.issues if not i.is_numeric] == [
        [o.label for o in i.options] for i in scenario.issues if not i.is_numeric
    ]
    assert [actor.name for actor in back.actors] == [actor.name for actor in scenario.actors]
    assert worths(back) == worths(scenario)
    assert made.notes == ()
