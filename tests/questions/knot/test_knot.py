"""How far each side of a knot goes, against packages gone through one by one."""

from __future__ import annotations

from itertools import product

import pytest

import negsim
from negsim.questions.knot.find import KnotScale, tangle
from negsim.questions.zone.result import Findings

GAP = """
negsim: 1
scenario: gap
issues: {a: {ordered: true, options: {p: P, q: Q, r: R, s: S}}, b: {options: {x: X, y: Y}}}
actors:
  one: {red_lines: {low: {require: {a: at most p}}}}
  two: {red_lines: {high: {require: {a: s}}, free: {forbid: {b: x}}}}
  three: {red_lines: {high: {require: {a: at least r}}}}
"""


def scales_of(findings: Findings) -> list[KnotScale]:
    return [scale for knot in tangle(findings).knots for scale in knot.scales]


@pytest.mark.parametrize("name", ["harbour", GAP])
def test_a_side_goes_as_far_as_some_package_goes_that_crosses_none_of_its_lines(name: str) -> None:
    """Of all packages, those that rules exclude too: what one insists on alone, whatever else may be."""
    findings = (negsim.loads(name) if "\n" in name else negsim.load(name)).run()
    space = findings.space
    for knot in tangle(findings).knots:
        paths = {one.path for one in knot.knot.members}
        for scale in knot.scales:
            place = space.issues.index(scale.issue.id)
            for side in scale.sides:
                for actor in side.actors:
                    lines = [
                        line.clause
                        for path, line in findings.scenario.red_lines.items()
                        if path in paths and path.split(".")[0] == actor and line.clause
                    ]
                    left = {
                        package[place]
                        for package in product(*(range(len(some)) for some in space.options))
                        if all(_holds(findings, clause, package) for clause in lines)
                    }
                    assert set(side.options) == left


def _holds(findings: Findings, clause: object, package: tuple[int, ...]) -> bool:
    """Whether a package meets a clause of one issue that names options, as those above do."""
    space = findings.space
    condition = clause.condition  # type: ignore[attr-defined]
    ((issue, test),) = condition.alternatives[0].tests
    place = space.issues.index(issue)
    names, at = space.options[place], package[place]
    known = [names.index(option) for option in test.options]
    meets = {
        "any": at in known,
        "none": at not in known,
        "at_least": at >= known[0],
        "at_most": at <= known[-1],
    }[test.kind]
    return meets is (clause.kind == "require")  # type: ignore[attr-defined]


def test_the_gap_lies_between_the_last_before_it_and_the_first_behind_it() -> None:
    (scale,) = scales_of(negsim.loads(GAP).run())
    sides = [(side.actors, side.options) for side in scale.sides]
    assert sides == [(("one",), (0,)), (("two",), (3,)), (("three",), (2, 3))]
    assert scale.shared == ()
    assert scale.gap == (0, 3)


def test_where_a_rule_joins_several_issues_all_of_them_are_laid_out() -> None:
    (knot,) = tangle(negsim.load("harbour").run()).knots
    assert [scale.issue.id for scale in knot.scales] == ["depth", "nights"]
    assert not knot.collides
    assert [rule.id for rule in knot.knot.rules] == ["deep_takes_nights"]
    assert knot.others == ()


def test_an_open_zone_has_no_knot() -> None:
    found = tangle(negsim.load("harbour").run("quiet_machines"))
    assert (found.knots, found.ways) == ((), ())
