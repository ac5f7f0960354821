from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

import negsim
from negsim.questions.check import Checked, check
from negsim.questions.check.worth import falls_along, worth_least
from negsim.solve.tables.gains import total
from negsim.space.space import compile_scenario
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml

BASE = """
negsim: 1
scenario: checked
title: Checked
issues:
  depth: {{ask: How deep?, ordered: true, options: {{low: Low, mid: Middle, high: High}}}}
  fee: {{ask: How much?, range: {{from: 0, to: 4, step: 1}}}}
  night: {{ask: At night?, options: {{yes_: Yes, no_: No}}}}
rules:
  high_costs: {{if: {{depth: high}}, then: {{fee: at least 2}}, because: it does}}
actors:
  port:
    reservation_value: 0.5
    red_lines: {{deep: {{require: {{depth: at least mid}}}}}}
    preferences:
      depth: {{weight: 2, scores: {{low: 0, mid: .5, high: 1}}}}
      fee: {{weight: 1, scores: {{0: 0, 4: 1}}}}
    wishes: {{quiet_if_deep: {{weight: 1, if: {{depth: high}}, then: {{night: no_}}}}}}
  ships:
    reservation_value: 0.25
    red_lines: {{cheap: {{require: {{fee: at most 2}}}}}}
    preferences: {{fee: {{weight: 1, scores: {{0: 1, 4: 0}}}}}}
variants:
  poor: {{set: {{port.reservation_value: 1}}}}
  shut: {{fix: {{depth: low}}}}
  torn: {{fix: {{depth: high, fee: 0}}}}
expect:
  - {expectation}
"""


def checked(expectation: str) -> Checked:
    return negsim.loads(BASE.format(expectation=expectation)).check(laws=False)


@pytest.mark.parametrize(
    "expectation",
    [
        "{zone: open, red_line_zone: open}",
        "{variant: poor, zone: empty, red_line_zone: open}",
        "{includes: {depth: high, fee: 2}}",
        "{every_package: {depth: at least mid, fee: at most 2}}",
        "{every_package: [{depth: mid}, {depth: high}]}",
        "{variant: poor, conflict: [port.reservation_value, ships.cheap]}",
        "{variant: poor, conflict: [port.reservation_value, ships.red_lines.cheap]}",
        "{variant: shut, conflict: [port.deep]}",
        "{variant: torn, conflict: [rules.high_costs]}",
        "{accepts: {actor: port, package: {depth: high, night: no_}}}",
        "{actor: port, prefers: {depth: high}, over: {depth: low}}",
        "{actor: port, prefers: {depth: mid, fee: 3}, over: {depth: mid, fee: 2}}",
        "{actor: ships, prefers: {fee: 0}, over: {fee: 1}}",
    ],
)
def test_an_expectation_that_is_true_holds(expectation: str) -> None:
    result = checked(expectation)
    assert [one.found for one in result.expectations] == [()]
    assert result.held


@pytest.mark.parametrize(
    ("expectation", "found"),
    [
        ("{zone: empty}", "the zone is open: 8 packages"),
        ("{variant: poor, zone: open}", "the zone is empty"),
        ("{variant: shut, red_line_zone: open}", "the red-line zone is empty"),
        ("{includes: {fee: 4}}", "no package of the zone has fee: 4"),
        (
            "{every_package: {depth: high}}",
            "a package of the zone has depth: mid (Middle)",
        ),
        ("{variant: poor, every_package: {depth: high}}", "the zone is empty"),
        ("{conflict: [port.deep]}", "there is no conflict: the zone is open, 8 packages"),
        (
            "{variant: shut, conflict: [port.deep, ships.cheap]}",
            "the minimal conflicts are [port.deep]",
        ),
        (
            "{accepts: {actor: ships, package: {depth: high}}}",
            "ships refuses depth: high (High); fee: 3; night: yes_ (Yes)",
        ),
        (
            "{variant: poor, accepts: {actor: port, package: {depth: mid}}}",
            "port refuses depth: mid (Middle); fee: 0; night: yes_ (Yes)",
        ),
        (
            "{accepts: {actor: ships, package: {depth: high, fee: 1}}}",
            "no feasible package meets that condition",
        ),
        (
            "{actor: port, prefers: {night: no_}, over: {night: yes_}}",
            "port likes both equally with depth: low (Low); fee: 0",
        ),
        (
            "{actor: ships, prefers: {fee: 2}, over: {fee: 1}}",
            "ships would rather have the other with depth: low (Low); night: yes_ (Yes)",
        ),
    ],
)
def test_an_expectation_that_fails_says_what_was_found_instead(
    expectation: str, found: str
) -> None:
    result = checked(expectation)
    assert [one.found for one in result.expectations] == [(found,)]
    assert not result.held


def newer(expectation: str) -> Checked:
    text = BASE.format(expectation=expectation).replace("negsim: 1\n", "negsim: 1.1\n")
    return negsim.loads(text).check(laws=False)


@pytest.mark.parametrize(
    "expectation",
    [
        "{actor: port, more_is_better: fee}",
        "{actor: ships, less_is_better: fee, more_is_better: depth}",  # it does not mind the depth
        "{actor: port, never_below: 0}",
        "{actor: port, never_below: 1/4, when: {depth: mid, night: no_}}",
        "{actor: ships, never_below: 1/2, when: {fee: at most 2}}",
    ],
)
def test_a_law_of_what_one_prefers_that_is_true_holds(expectation: str) -> None:
    assert [one.found for one in newer(expectation).expectations] == [()]


@pytest.mark.parametrize(
    ("expectation", "found"),
    [
        (
            "{actor: port, less_is_better: fee}",
            "port would rather have fee: 1 than fee: 0 with depth: low (Low); night: yes_ (Yes)",
        ),
        (
            "{actor: ships, more_is_better: fee}",
            "ships would rather have fee: 0 than fee: 1 with depth: low (Low); night: yes_ (Yes)",
        ),
        (
            "{actor: port, never_below: 0.6, when: {depth: high}}",
            "depth: high (High); fee: 0; night: yes_ (Yes) is worth 0.5 to port",
        ),
        (
            "{actor: ships, never_below: 1/3, when: {fee: [3, 4]}}",
            "depth: low (Low); fee: 4; night: yes_ (Yes) is worth 0 to ships",
        ),
        (
            "{actor: ships, never_below: 0, when: {depth: mid, count: {of: [{depth: low}], is: 1}}}",
            "no package meets that condition",
        ),
    ],
)
def test_a_law_of_what_one_prefers_that_fails_shows_the_packages(
    expectation: str, found: str
) -> None:
    assert [one.found for one in newer(expectation).expectations] == [(found,)]


def test_what_speaks_against_a_law_is_given_as_packages() -> None:
    pair = newer("{actor: ships, more_is_better: fee}").to_dict()["expectations"][0]
    assert pair["because"] == [
        {"depth": "low", "fee": 1, "night": "yes_"},
        {"depth": "low", "fee": 0, "night": "yes_"},
    ]
    one = newer("{actor: ships, never_below: 1}").to_dict()["expectations"][0]
    assert one["because"] == {"depth": "low", "fee": 4, "night": "yes_"}
    assert "because" not in newer("{actor: ships, never_below: 0}").to_dict()["expectations"][0]


@pytest.mark.parametrize("seed", range(25))
def test_laws_of_what_one_prefers_agree_with_all_packages(seed: int) -> None:
    draft = random_draft(random.Random(seed), 60)
    while draft.registers:
        draft = random_draft(random.Random(seed := seed + 1000), 60)
    space = compile_scenario(negsim.loads(to_yaml(draft.document)).base)
    packages = list(product(*map(range, space.problem.sizes)))
    for actor, compiled in zip(space.actors, space.problem.actors, strict=True):
        worst = min(total(compiled, package) for package in packages)
        least = worth_least(space, actor, None)
        assert least is not None
        assert least[0] == Fraction(worst + compiled.offset, compiled.scale)
        for place, issue in enumerate(space.scenario.issues):
            if issue.is_ordered:
                rises = [
                    total(compiled, (*p[:place], further, *p[place + 1 :])) - total(compiled, p)
                    for p in packages
                    for further in range(p[place] + 1, len(issue.options))
                ]
                for falling, is_law in ((False, min(rises) >= 0), (True, max(rises) <= 0)):
                    pair = falls_along(space, actor, issue.id, falling=falling)
                    assert (pair is None) == is_law


def test_an_infeasible_completion_counts_too_where_a_preference_is_expected() -> None:
    # Only with a fee below 2, which the rule forbids for `high`, are the two alike.
    text = BASE.format(
        expectation="{actor: port, prefers: {depth: high}, over: {depth: mid}}"
    ).replace(
        "wishes: {quiet_if_deep: {weight: 1, if: {depth: high}, then: {night: no_}}}",
        "wishes: {dear: {weight: 1, if: {depth: high}, then: {fee: at least 2}}}",
    )
    assert "dear" in text
    result = negsim.loads(text).check(laws=False)
    assert result.expectations[0].found == (
        "port likes both equally with fee: 0; night: yes_ (Yes)",
    )


def test_variants_given_come_after_those_that_expectations_name() -> None:
    study = negsim.loads(BASE.format(expectation="{variant: poor, zone: empty}"))
    assert study.check(laws=False).held
    rich = check(study.base, sets=["port.reservation_value=0"])
    assert rich.expectations[0].found == ("the zone is open: 8 packages",)
