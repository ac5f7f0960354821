"""Which file is written, and what Genius gets."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

import negsim
from negsim.errors import InputError
from negsim.interop.exporting import Form, export
from negsim.interop.importing import import_files
from negsim.study import Study
from negsim.testing.strategies import scenarios
from tests.interop.genius_oracle import utilities
from tests.interop.reading import reservations, worths


@settings(max_examples=10, deadline=None)
@given(study=scenarios())
def test_genius_gives_every_package_the_utility_of_the_scenario(
    tmp_path_factory: pytest.TempPathFactory, study: Study
) -> None:
    scenario = study.base
    folder = tmp_path_factory.mktemp("out") / "genius"
    done = export(scenario, folder, "genius")
    if any(".wishes." in note or "utilities" in note for note in done.notes):
        return
    theirs = utilities(done.paths[0], done.paths[1:])
    for mine, his in zip(worths(scenario), theirs.values(), strict=True):
        assert all(abs(a - b) < Fraction(1, 10**12) for a, b in zip(mine, his, strict=True))


def test_a_domain_comes_back_from_genius_with_nothing_lost(tmp_path: Path) -> None:
    orchard = Path(__file__).parent / "data" / "orchard"
    first = import_files([str(orchard)])
    export(first.scenario, tmp_path / "out", "genius")
    again = import_files([str(tmp_path / "out")]).scenario
    assert reservations(again) == reservations(first.scenario)
    for mine, his in zip(worths(first.scenario), worths(again), strict=True):
        # The cuts at 1, wishes here, are what Genius does by itself.
        assert all(abs(a - b) < Fraction(1, 10**12) for a, b in zip(mine, his, strict=True))


def test_labels_are_escaped_in_xml(tmp_path: Path) -> None:
    study = negsim.loads(
        'issues: {a: {ask: "<b> & \\"q\\"", options: {x: "№ ]]>", y: "a\\u0001b"}}}\n'
        "scenario: s\ntitle: t\nnegsim: 1\nactors: {p: {preferences: {a: {weight: 1,"
        " scores: {x: 1, y: 0}}}}}\n"
    )
    export(study.scenario, tmp_path / "out", "genius")
    issue = import_files([str(tmp_path / "out")]).scenario.issues[0]
    assert (issue.ask, [o.label for o in issue.options]) == ('<b> & "q"', ["№ ]]>", "a\ufffdb"])


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [
        ("talks", None, r"'.*talks' does not say what to write"),
        ("talks.doc", None, r"'.*talks\.doc' does not say what to write"),
        ("talks.xlsx", "minizinc", r"'talks\.xlsx' does not end as minizinc does"),
        ("talks", "parquet", r"'talks' does not end as parquet does[\s\S]*\.parquet"),
        ("talks.csv", "genius", r"genius is several files, and '.*talks\.csv' is one"),
    ],
)
def test_an_ending_that_says_nothing_is_told(
    tmp_path: Path, name: str, form: Form | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        export(negsim.load("harbour").scenario, tmp_path / name, form)
    assert list(tmp_path.iterdir()) == []


def test_every_part_of_harbour_that_genius_cannot_say_is_told(tmp_path: Path) -> None:
    notes = export(negsim.load("harbour").scenario, tmp_path / "out", "genius").notes
    heads = [note.split(":")[0] for note in notes]
    assert heads == [
        "rules.deep_takes_nights",
        "rules.quiet_is_dear",
        "rules.dyke_takes_mud",
        "port.red_lines.reach_twelve",
        "port.red_lines.deep_pays",
        "port.wishes.shallow_stays_cheap",
        "port.expects.fee_comes",
        "port.batna",
        "port.influence",
        "ships.red_lines.new_ships_come_in",
        "ships.red_lines.new_ships_come_in",
        "ships.red_lines.ceiling",
        "ships.batna",
        "ships.influence",
        "villages.consent",
        "villages.red_lines.sleep",
        "villages.red_lines.sleep",
        "villages.batna",
        "villages.influence",
        "ids",
        "issues.depth",
        "issues.fee",
        "issues.nights",
        "numbers",
        "claims",
        "variants",
        "expect",
        "levers",
        "spread",
        "timeline",
        "status_quo",
        "as_of",
    ]


SHEET = """\
negsim: 1
scenario: sheet
title: Sheet
issues:
  a: {ask: A, options: {x: x, y: y}}
  b: {ask: B, options: {x: x, y: y, z: z}}
actors:
  p:
    reservation_value: {points: 12}
    score_sheet: {from: SHEET}
    preferences:
      a: {points: {x: -20, y: 5}}
      b: {points: {x: 30, y: -10, z: 60}}
"""


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("-30, to: 70", []),
        ("-50, to: 150", []),
        ("-10, to: 70", ["p: utilities below 0, which Genius may not take"]),
        ("-30, to: 30", ["p: utilities above 1, which Genius cuts to 1"]),
    ],
)
def test_score_sheets_are_lifted_to_where_genius_can_take_them(
    tmp_path: Path, ends: str, told: list[str]
) -> None:
    scenario = negsim.loads(SHEET.replace("SHEET", ends)).scenario
    done = export(scenario, tmp_path / "out", "genius")
    assert [note for note in done.notes if "utilities" in note] == told
    theirs = utilities(done.paths[0], done.paths[1:])
    for [mine], [his] in zip(worths(scenario), theirs.values(), strict=True):
        assert abs(min(mine, Fraction(1)) - his) < Fraction(1, 10**12)


NEWER = """\
negsim: 1.1
scenario: newer
issues:
  status:
    short: Status
    may_stay_open: not settled
    options:
      none: no status
      law: {label: a law, text: There is a law.}
      special: {label: special, read_as: {town: law, hills: none}}
  fee: {options: {low: low, high: high}}
actors:
  town:
    red_lines: {no_law: {forbid: {status: law}, firm: 0.7, say: No law}}
    preferences: {status: {weight: 1, ladder: law < none}, fee: {weight: 1, ladder: low < high}}
    ratification: {council: {votes: {left: 40, right: 60}, needs: majority}}
  hills: {weights: unknown, preferences: {status: {ladder: none < law}, fee: {ladder: high < low}}}
  left: {consent: never, preferences: {fee: {weight: 1, ladder: low < high}}}
  right: {consent: never, preferences: {fee: {weight: 1, ladder: low < high}}}
status_quo: {status: none, fee: low}
brief: A short summary.
"""
NEWER_LOST = {
    "town.red_lines.no_law: how firm it is",
    "town.ratification.council: that it must say yes",
    "hills.weights: that nobody knows them; equal ones are written",
    (
        "issues.status.options.special: that it is read as another by town, hills; what that one is"
        " worth is written"
    ),
    "issues.status: that it may stay open; 'not settled' is written as an option",
    "words: short names, how demands are said, articles, the summary",
}


def test_what_version_1_1_adds_is_told_and_worth_the_same_in_the_form(tmp_path: Path) -> None:
    scenario = negsim.loads(NEWER).base
    done = export(scenario, tmp_path / "newer.csv")
    assert set(done.notes) >= NEWER_LOST
    assert worths(import_files([str(tmp_path / "newer.csv")]).scenario) == worths(scenario)
    in_model = set(export(scenario, tmp_path / "newer.mzn").notes)
    assert [line for line in sorted(NEWER_LOST - in_model) if "hills.w" not in line] == [
        line for line in sorted(NEWER_LOST) if "status" in line or "ratification" in line
    ]
