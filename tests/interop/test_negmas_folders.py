"""Folders that NegMAS 0.16 wrote itself, against what its own functions are worth.

Made by `benchmarks/peers/negmas_folders.py`, whose docstring says how.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from negsim.interop.importing import import_files
from negsim.language.model.scenario import Scenario
from negsim.solve.tables.formula import holds
from negsim.space.space import compile_scenario
from tests.interop.reading import packages, worths

DATA = Path(__file__).parent / "data" / "negmas"
FOLDERS = sorted(path.name for path in DATA.iterdir() if path.is_dir())


def accepted(scenario: Scenario) -> list[list[bool]]:
    """Say of each package who accepts it: no red line crossed, and worth as much as no deal."""
    problem = compile_scenario(scenario).problem
    return [
        [
            not any(holds(line, package) for line in actor.crossed)
            and worth >= actor.reservation_value
            for actor, worth in zip(problem.actors, row, strict=True)
        ]
        for package, row in zip(packages(problem), worths(scenario), strict=True)
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_outcome_is_worth_what_negmas_says_and_accepted_where_it_would_be(
    folder: str,
) -> None:
    scenario = import_files([str(DATA / folder)]).scenario
    said = json.loads((DATA / f"{folder.split('_', maxsplit=1)[0]}.worths").read_text("utf-8"))[
        "functions"
    ]
    assert sorted(said) == sorted(actor.name for actor in scenario.actors)
    ours, takes = worths(scenario), accepted(scenario)
    for place, actor in enumerate(scenario.actors):
        theirs = said[actor.name]
        for row, flags, worth, is_accepted in zip(
            ours, takes, theirs["utilities"], theirs["accepts"], strict=True
        ):
            if worth is not None:
                assert abs(float(row[place]) - worth) < 1e-9, actor.name
            assert flags[place] == is_accepted, actor.name


def test_what_is_not_carried_over_is_told() -> None:
    later = "is left out: utilities are of an agreement at once"
    assert import_files([str(DATA / "discounted_yml")]).notes == (
        "within.yml: the reservation value is that of the function within",
        f"within.yml: the discount of ExpDiscountedUFun {later}",
        f"without.yml: the discount of LinDiscountedUFun {later}",
    )
    assert import_files([str(DATA / "mapping_yml")]).notes == (
        "some.yml: 18 of 24 outcomes are in no mapping: they cross a red line",
    )


@pytest.mark.parametrize(
    "unset", ["null", "~", "-.inf", "-.Inf", '"-inf"', "-Infinity", "", ".nan"]
)
def test_a_reservation_value_that_nobody_set_is_none_in_whatever_form(
    tmp_path: Path, unset: str
) -> None:
    for name in ("plain", "slopes"):
        text = (DATA / "affine_yml" / f"{name}.yml").read_text("utf-8")
        (tmp_path / f"{name}.yml").write_text(text.replace("-.inf", unset), "utf-8")
    scenario = import_files([str(tmp_path)]).scenario
    assert all(flags == [True] for flags in accepted(scenario))
    assert min(worths(scenario)) == [Fraction(0)]
