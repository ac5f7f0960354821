"""The form that a workshop fills in: read, written, and misused."""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

import negsim
from negsim.errors import InputError, TooLarge
from negsim.interop.exporting import export
from negsim.interop.importing import import_files
from negsim.interop.write.form_rows import empty_rows, form_rows
from negsim.interop.write.spreadsheet import form_csv, form_workbook
from negsim.language.model.scenario import Scenario
from negsim.space.space import compile_scenario
from negsim.study import Study
from negsim.testing.strategies import scenarios
from tests.interop.reading import reservations, worths

FILLED = """\
Issue,Option,Union,Firm,Observer
Consent,,,always,never
Reservation value,,4,55 +- 5,
Scores run to,,10,,
How much is a day paid?,Weight,high,,
,from 100 to 140 step 20 EUR,,,
,100,0,40,
,140,10,0 x,
Who works on Sunday?,Weight,3,,
,nobody,10,,
,volunteers,6,30 x,
,everybody,x,60,
"""


def csv_file(folder: Path, text: str) -> list[str]:
    """Write a CSV file, and give its path."""
    path = folder / "shifts.csv"
    path.write_text(text, encoding="utf-8")
    return [str(path)]


def test_a_filled_in_form_is_a_scenario(tmp_path: Path) -> None:
    text = FILLED.replace("nobody,10,,", "nobody,10,0,")
    made = import_files(csv_file(tmp_path, text))
    union, firm, observer = made.scenario.actors
    assert made.scenario.title == "shifts"
    assert [issue.ask for issue in made.scenario.issues] == [
        "How much is a day paid?",
        "Who works on Sunday?",
    ]
    assert union.to_plain()["reservation_value"] == "0.4"
    assert union.to_plain()["preferences"]["how_much_is_a_day_paid"] == {
        "weight": "high",
        "scores": {"100": "0", "140": "1"},
    }
    assert firm.to_plain()["reservation_value"] == {"points": "55 +- 5"}
    assert [line.to_plain() for line in firm.written_red_lines] == [
        {"forbid": {"how_much_is_a_day_paid": "140"}},
        {"forbid": {"who_works_on_sunday": "volunteers"}},
    ]
    assert observer.consent.kind == "never"
    assert made.notes == ("shifts.csv: the column of Observer is empty: it takes anything",)
    assert worths(made.scenario)[3] == [
        Fraction(2, 7) + Fraction(3, 7),
        Fraction(1, 5),
        Fraction(1),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Issue,",
            "Topic,",
            r"is no form that can be read: no row of it begins with 'Issue', 'Option'",
        ),
        (
            "Issue,Option,Union,Firm,Observer",
            "Issue,Option",
            r"csv:1:3: the first row names no act",
        ),
        ("Consent,", "Consnt,", r"csv:2:1: 'Consnt' is no row of the form[\s\S]*mean Consent\?"),
        ("always,never", "always,often", r"csv:2:5: cell E2: consent is always or never, not 'oft"),
        ("4,55", "40,55", r"cell C3: a reservation value is on the scale of the scores: '40'"),
        ("4,55 +- 5", "4,lots", r"cell D3: Firm's number is no number: 'lots'"),
        (",,10,,", ",,none,,", r"cell C4: the best score is a number above 0, not 'none'"),
        ("100,0,40", "100,11,40", r"cell C7: a score is 0 to 10: '11'"),
        ("100,0,40", "100,,40", r"cell C7: Union gives no score here"),
        ("100,0,40", "hundred,0,40", r"csv:7:2: 'hundred' is no number of the range"),
        ("volunteers,6,30 x", "volunteers,,30 x", r"cell C11: Union gives no score here"),
        (
            "Sunday?,Weight,3",
            "Sunday?,Weight,",
            r"cell C9: Union scores 'Who works on Sunday\?', a",
        ),
        ("Sunday?,Weight,3", "Sunday?,Weight,-3", r"cell C9: a weight is 0 or more: '-3'"),
        ("Sunday?,Weight,3", "Sunday?,,3", r"csv:9:2: the cell B9 says neither Weight nor which"),
        ("volunteers,", "nobody,", r"csv:11:2: the option 'nobody' is there twice"),
        (
            ",nobody,10,,\n,volunteers,6,30 x,\n",
            "",
            r"csv:7:1|'Who works on Sunday\?' has 1 option",
        ),
        ("Reservation value,,4,55", ",stray,4,55", r"the option 'stray' stands under no issue"),
        (FILLED[FILLED.index("How much") :], "", r"csv:1:1: there is no issue"),
        ("Union", '"Union', r"is no CSV file that can be read"),
        (
            "from 100 to 140 step 20",
            "from 140 to 100 step 20",
            r"these files make no scenario: `to`",
        ),
        ("Scores run to,,10", "Points run from,,10", r"points run from one number to a larger one"),
    ],
)
def test_a_form_at_fault_is_told_with_its_cell(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = FILLED.replace("nobody,10,,", "nobody,10,0,") if "nobody" not in old else FILLED
    assert old in text
    with pytest.raises(InputError, match=message):
        import_files(csv_file(tmp_path, text.replace(old, new, 1)))


def test_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    text = "Issue;Option;A\nX;Weight;2\n;a;0,25\n;b;1\n"
    [actor] = import_files(csv_file(tmp_path, text)).scenario.actors
    assert actor.to_plain()["preferences"]["x"]["scores"] == {"a": "0.25", "b": "1"}


def test_an_empty_form_is_read_and_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "talks.xlsx"
    path.write_bytes(form_workbook(empty_rows(), "talks"))
    made = import_files([str(path)])
    assert len(made.scenario.issues) == 3
    assert made.notes[0] == "talks.xlsx: the column of Party A is empty: it takes anything"


def test_the_same_form_has_the_same_bytes() -> None:
    assert form_workbook(empty_rows(), "talks") == form_workbook(empty_rows(), "talks")


def test_labels_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    text = 'Issue,Option,A\nX,Weight,2\n,=1+1,0\n,"<b>, ""q""",1\n'
    first = import_files(csv_file(tmp_path, text)).scenario
    export(first, tmp_path / "again.xlsx")
    again = import_files([str(tmp_path / "again.xlsx")]).scenario
    assert [o.label for o in again.issues[0].options] == ["=1+1", '<b>, "q"']


def accepted(scenario: Scenario) -> list[list[bool]]:
    """Say which packages each actor's red lines on single issues let through."""
    from negsim.solve.tables.formula import holds

    space = compile_scenario(scenario)
    return [
        [
            any(
                holds(formula, package)
                for line, formula in zip(written.red_lines, actor.crossed, strict=True)
                if line.clause is not None and len(line.clause.issues()) == 1
            )
            for written, actor in zip(scenario.actors, space.problem.actors, strict=True)
        ]
        for package in _packages(space.problem.sizes)
    ]


def _packages(sizes: tuple[int, ...]) -> list[tuple[int, ...]]:
    from itertools import product

    return list(product(*(range(size) for size in sizes)))


@settings(max_examples=10, deadline=None)
@given(study=scenarios(most_packages=30))
def test_what_is_exported_comes_back_the_same_but_for_what_was_told(
    tmp_path_factory: pytest.TempPathFactory, study: Study
) -> None:
    check_round_trip(study.base, tmp_path_factory.mktemp("out") / "form.csv")


def test_a_workbook_brings_back_what_csv_does(tmp_path: Path) -> None:
    check_round_trip(negsim.load("harbour").base, tmp_path / "form.xlsx")


def check_round_trip(scenario: Scenario, path: Path) -> None:
    """Write a scenario's form, read it, and compare all but what was told to be lost."""
    told = export(scenario, path).notes
    back = import_files([str(path)]).scenario
    assert [len(i.options) for i in back.issues] == [len(i.options) for i in scenario.issues]
    assert [i.range for i in back.issues] == [i.range for i in scenario.issues]
    assert [i.is_ordered for i in back.issues] == [i.is_ordered for i in scenario.issues]
    assert accepted(back) == accepted(scenario)
    if not any(".wishes." in note for note in told):
        assert worths(back) == worths(scenario)
        assert reservations(back) == reservations(scenario)


def test_harbour_comes_back_with_its_ranges_and_tells_what_it_lost(tmp_path: Path) -> None:
    scenario = negsim.load("harbour").base
    told = export(scenario, tmp_path / "harbour.csv").notes
    back = import_files([str(tmp_path / "harbour.csv")]).scenario
    assert back.actors[0].to_plain()["reservation_value"] == "0.5 +- 0.1"
    assert (tmp_path / "harbour.csv").read_text("utf-8") == form_csv(form_rows(scenario)[0])
    assert "villages.consent: that it is asked only sometimes; always is written" in told
    assert "rules: " not in " ".join(told)
    assert sum("red_lines" in note for note in told) == 3


def archive(**parts: bytes) -> bytes:
    """Make an archive that begins as a workbook does."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(f"xl/{name}.xml", content)
    return data.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(sheet=b"<x/>"), r"is no workbook that can be read"),
        (archive(sheet=b"0" * 101_000_000), r"unpacks to more than 100 MB"),
        (archive(sheet=LAUGHS), r"declares a document type"),
        (archive(sheet=LAUGHS.decode().encode("utf-16")), r"declares a document type"),
        (b"PK\x03\x04 and no more", r"is no workbook: BadZipFile"),
    ],
    ids=["no workbook", "a bomb", "entities", "entities in UTF-16", "cut off"],
)
def test_an_archive_that_is_no_workbook_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "talks.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        import_files([str(path)])


def test_a_text_too_long_for_a_cell_is_refused_and_not_left_out(tmp_path: Path) -> None:
    text = f"Issue,Option,A\nX,Weight,2\n,{'long ' * 7000},0\n,b,1\n"
    scenario = import_files(csv_file(tmp_path, text)).scenario
    with pytest.raises(TooLarge, match="a text of 34,999 characters, and a cell holds 32,767"):
        export(scenario, tmp_path / "long.xlsx")
    assert not (tmp_path / "long.xlsx").exists()
