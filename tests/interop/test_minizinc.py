"""The MiniZinc model means what the scenario means."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

import negsim
from negsim.interop.exporting import export
from negsim.interop.write.minizinc import minizinc_model
from negsim.solve.listing.scan import Scan
from negsim.space.space import compile_scenario
from negsim.study import Study
from negsim.testing.strategies import scenarios
from tests.interop.mzn import solutions
from tests.interop.reading import worths


@settings(max_examples=15, deadline=None)
@given(study=scenarios(most_packages=40))
def test_a_model_is_satisfied_by_the_zone_and_no_other_package(study: Study) -> None:
    space = compile_scenario(study.scenario)
    zone = [
        tuple(package)
        for window in Scan(space.problem).windows()
        for package in window.block(window.zone).packages().tolist()
    ]
    assert [package for package, _ in solutions(minizinc_model(study.scenario)[0])] == zone


@pytest.mark.parametrize("variant", [(), ("considerate_words",), ("no_council", "mud_first")])
def test_a_model_has_bodies_words_read_otherwise_and_what_stays_open(
    variant: tuple[str, ...],
) -> None:
    study = negsim.load("harbour_council", variant)
    model, _ = minizinc_model(study.scenario)
    assert len(solutions(model)) == study.run().zone.size


@settings(max_examples=15, deadline=None)
@given(study=scenarios(most_packages=40))
def test_goals_of_a_model_are_the_floor_and_the_welfare(study: Study) -> None:
    found = study.run()
    solved = [values for _, values in solutions(minizinc_model(study.scenario)[0])]
    assert len(solved) == found.zone.size
    if solved:
        unit = solved[0]["unit"]
        assert Fraction(max(values["floor"] for values in solved), unit) == found.floor
        best = found.solutions["utilitarian"].deals[0]
        principals = [a.id for a in study.scenario.actors if a.consent.kind == "always"]
        welfare = sum(best.utilities[name] for name in principals)
        assert Fraction(max(values["welfare"] for values in solved), unit) == welfare


def test_utilities_of_a_model_are_parts_of_a_scale() -> None:
    scenario = negsim.load("harbour", ["quiet_machines"]).scenario
    model, notes = minizinc_model(scenario)
    theirs = dict(solutions(model))
    assert notes == []
    assert len(theirs) == 8
    space = compile_scenario(scenario)
    sizes = space.problem.sizes
    for package, values in theirs.items():
        place = 0
        for option, size in zip(package, sizes, strict=True):
            place = place * size + option
        ours = worths(scenario)[place]
        for name, utility in zip(space.actors, ours, strict=True):
            assert Fraction(values[f"utility_{name}"], values[f"scale_{name}"]) == utility


def test_a_model_tells_what_it_cannot_say(tmp_path: Path) -> None:
    study = negsim.load("harbour", ["quiet_machines"])
    notes = export(study.scenario, tmp_path / "h.mzn").notes
    assert "variants: 4 in all" in notes
    assert not any("red_lines.sleep: Is there" in note for note in notes)
    assert len(list(study.run().zone_rows())) == 8


def test_numbers_beyond_32_bits_are_told() -> None:
    study = negsim.load("harbour").set("port.preferences.depth.weight", "1/999983")
    assert minizinc_model(study.scenario)[1] == [
        "whole numbers up to 2.4e+09: take a solver that computes in 64 bits or more"
    ]


def test_red_lines_whose_names_run_together_are_told_apart() -> None:
    study = negsim.loads(
        "negsim: 1\nscenario: s\ntitle: t\nissues: {a: {options: {x: x, y: y}}}\n"
        "actors: {c: {red_lines: {a_b: {forbid: {a: x}}}}, c_a: {red_lines: {b: {forbid: {a: y}}}}}\n"
    )
    assert solutions(minizinc_model(study.scenario)[0]) == []
