"""Which claims carry a red line, held against the definition on made-up files and told on small ones."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from negsim.language.claims import possible
from negsim.language.claims.carried import Carried, carried
from negsim.language.claims.formula import Every, In, Total, negated, of_clause
from negsim.language.claims.possible import Search, Undecided
from negsim.language.load import load
from negsim.language.model.conditions import NumberTest
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Scenario
from negsim.testing.yaml_text import to_yaml
from tests.language.claims.made_up import made_up
from tests.oracle import evidence

SCENARIO: dict[str, Any] = {
    "negsim": "1",
    "scenario": "harbour",
    "claims": ["minutes.yaml"],
    "issues": {
        "depth": {"ordered": "true", "options": {"ten": "10", "twelve": "12", "fifteen": "15"}},
        "noise": {"options": {"loud": "loud", "quiet": "quiet"}},
        "fee": {"range": {"from": "0", "to": "500", "step": "50"}},
        "pay": {"range": {"from": "0", "to": "10", "step": "1"}},
    },
    "actors": {"port": {"name": "Port  Authority"}, "town": {}},
}


def _carried(
    tmp_path: Path, line: Any, *claims: dict[str, Any], sources: Any = None, **more: Any
) -> Carried:
    held = {f"c{k}": {"grade": "B", "says": "x", **claim} for k, claim in enumerate(claims, 1)}
    register = {"document": {"id": "minutes"}, "claims": held}
    (tmp_path / "minutes.yaml").write_text(to_yaml(register), encoding="utf-8")
    element = {**line, "from": sources or list(held)}
    document = {
        **SCENARIO,
        **more,
        "actors": {**SCENARIO["actors"], "port": {"name": "Port Authority", "red_lines": {"line": element}}},
    }  # fmt: skip
    (tmp_path / "harbour.yaml").write_text(to_yaml(document), encoding="utf-8")
    scenario = load(tmp_path / "harbour.yaml")
    return carried(scenario, "port", scenario.red_lines["port.line"])


DEEP = {"require": {"depth": "at least twelve"}}


SUM = {"of": ["fee", "pay"], "is": "at least 300"}
COUNT = {"of": [{"depth": "ten"}, {"noise": "quiet"}, {"fee": "0"}], "is": "at least 2"}


@pytest.mark.parametrize(
    ("line", "kind", "bears_on", "status"),
    [
        (DEEP, "red_line", {"depth": "at least twelve"}, "stated"),
        (DEEP, "obligation", {"depth": "fifteen"}, "stated"),
        (DEEP, "aim", {"depth": "fifteen"}, "hardened"),
        (DEEP, "offer", {"depth": ["fifteen", "twelve"]}, "hardened"),
        (DEEP, "red_line", {"depth": "not fifteen"}, "stretched"),
        (DEEP, "concern", {"depth": "ten"}, "hardened"),
        (DEEP, "concern", {"depth": "fifteen"}, "stretched"),
        (DEEP, "expectation", {"depth": "fifteen"}, "stretched"),
        (DEEP, "red_line", {}, "stretched"),
        (DEEP, "red_line", {"dpeth": "fifteen"}, "stretched"),
        (DEEP, "red_line", {"depth": "fifteen | twenty"}, "stretched"),
        (DEEP, "red_line", {"depth": "fifteen", "mud": "sea"}, "stated"),
        (DEEP, "red_line", {"depth": "fifteen", "noise": "loud"}, "stated"),
        ({"forbid": {"depth": "ten", "noise": "loud"}}, "ruling", {"noise": "quiet"}, "stated"),
        ({"if": {"depth": "ten"}, "then": {"fee": "0"}}, "threat", {"depth": "fifteen"}, "stated"),
        ({"require": {"depth": "at least ten"}}, "red_line", {"depth": "ten"}, "stretched"),
        ({"require": {"sum": SUM}}, "red_line", {"fee": "at least 300"}, "stated"),
        ({"require": {"sum": SUM}}, "red_line", {"fee": "at least 290"}, "stated"),
        ({"require": {"sum": SUM}}, "red_line", {"fee": "at least 250"}, "stretched"),
        ({"require": {"sum": SUM}}, "condition", {"fee": "250", "pay": "10"}, "stretched"),
        ({"require": {"count": COUNT}}, "red_line", {"depth": "ten", "fee": "0"}, "stated"),
        ({"require": {"count": COUNT}}, "red_line", {"depth": "ten"}, "stretched"),
    ],
)
def test_a_line_stands_to_its_claim_as_the_contract_says(
    tmp_path: Path, line: Any, kind: str, bears_on: Any, status: str
) -> None:
    assert _carried(tmp_path, line, {"kind": kind, "bears_on": bears_on}).status == status


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ("town", "stretched"),
        (["town", "PORT   authority"], "stated"),
        (" port", "stated"),
        ("the port authority", "stated"),  # no actor: anybody's
        ([], "stated"),
    ],
)
def test_only_claims_about_the_actor_or_about_no_actor_carry(
    tmp_path: Path, about: Any, status: str
) -> None:
    claim = {"kind": "red_line", "bears_on": {"depth": "fifteen"}, "about": about}
    assert _carried(tmp_path, DEEP, claim).status == status


def test_the_grade_is_the_best_of_the_claims_that_carry_it(tmp_path: Path) -> None:
    found = _carried(
        tmp_path,
        DEEP,
        {"kind": "framing", "grade": "A", "bears_on": {"depth": "fifteen"}},
        {"kind": "aim", "grade": "B", "bears_on": {"depth": "fifteen"}},
        {"kind": "red_line", "grade": "D", "bears_on": {"depth": "fifteen"}, "status": "disputed"},
    )
    assert (found.status, found.grade) == ("stated", "B")
    assert [claim.id for claim in found.carried_by] == ["c2", "c3"]


def test_a_line_on_assumptions_alone_is_assumed_and_one_on_both_is_judged_by_its_claims(
    tmp_path: Path,
) -> None:
    claim = {"kind": "red_line", "bears_on": {"depth": "ten"}}
    assert _carried(tmp_path, DEEP, claim, sources="assumption: x").status == "assumed"
    assert _carried(tmp_path, DEEP, claim, sources=["c1", "assumption: x"]).status == "stretched"


def test_a_reading_that_draws_no_line_has_no_status(tmp_path: Path) -> None:
    readings = {"readings": {"mild": "none", "strict": DEEP}}
    claim = {"kind": "red_line", "bears_on": {"depth": "fifteen"}}
    assert _carried(tmp_path, readings, claim) == Carried(None)
    scenario = load(tmp_path / "harbour.yaml")
    line = scenario.red_lines["port.line"]
    assert carried(scenario, "port", line, reading=1).status == "stated"


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_status_grade_and_carrying_claims_agree_with_the_definition(
    first: int, tmp_path: Path
) -> None:
    met = set()
    for seed in range(first, first + 20):
        draft = made_up(random.Random(seed))
        scenario = draft.load(tmp_path)
        claims = evidence.claims_of(list(draft.registers.values()))
        for actor in scenario.actors:
            wanted = {
                name: evidence.line_status(draft.document, claims, actor.id, clause, sources)
                for name, (clause, sources) in evidence.lines(draft.document["actors"][actor.id]).items()
            }  # fmt: skip
            found = {}
            for line in actor.red_lines:
                one = carried(scenario, actor.id, line)
                found[line.id] = (one.status, one.grade, [c.full_id for c in one.carried_by])
                met.add(one.status)
            assert found == wanted, f"seed {seed}, {actor.id}"
    assert met >= {None, "stated", "hardened", "stretched"}


def _wide(n: int, step: str = "1") -> Scenario:
    issues = {f"i{k}": {"range": {"from": "0", "to": "500", "step": step}} for k in range(n)} | {
        "word": {"options": {"a": "a", "b": "b"}}
    }
    document = {**SCENARIO, "issues": issues, "actors": {"port": {}}}
    del document["claims"]
    return load_text(document)


def load_text(document: dict[str, Any]) -> Scenario:
    from negsim.language.load import loads

    return loads(to_yaml(document))


def _total(scenario: Scenario, kind: Any, value: int, n: int = 5) -> Total:
    test = NumberTest(kind=kind, values=(Quantity.plain(value),))
    return Total(tuple((f"i{k}", Fraction(1 + k)) for k in range(n)), test)


def _box(scenario: Scenario) -> dict[str, int]:
    return {issue.id: (1 << len(issue.options)) - 1 for issue in scenario.issues}


@pytest.mark.parametrize(
    ("kind", "value", "can", "can_miss"),
    [
        ("at_most", 0, True, True),
        ("at_most", -1, False, True),
        ("at_least", 0, True, False),
        ("any", 7499, True, True),
        ("any", 7500, True, True),
        ("any", 7501, False, True),
    ],
)
def test_sums_over_products_beyond_counting_are_decided(
    kind: str, value: int, can: bool, can_miss: bool
) -> None:
    scenario = _wide(5)
    box = _box(scenario)
    total = _total(scenario, kind, value)
    missed = Total(total.factors, total.test, wanted=False)
    assert Search(scenario.issue).can_hold(total, box) is can
    assert Search(scenario.issue).can_hold(missed, box) is can_miss


def test_a_sum_that_skips_a_value_never_has_it() -> None:
    scenario = _wide(3, step="2")
    box = {**_box(scenario), "i0": 0b11, "i1": 0b1, "i2": 0b1000000001}
    values = {0, 2, 3 * 18, 3 * 18 + 2}
    for value in range(-1, 60):
        total = _total(scenario, "any", value, n=3)
        assert Search(scenario.issue).can_hold(total, box) is (value in values)


def test_two_sums_that_exclude_each_other_are_seen_to_do_so() -> None:
    scenario = _wide(2)
    two = Every((_total(scenario, "at_least", 700, 2), _total(scenario, "at_most", 699, 2)))
    assert not Search(scenario.issue).can_hold(two, _box(scenario))


def test_a_puzzle_beyond_the_bound_is_said_to_be_undecided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = _wide(2)
    with pytest.raises(Undecided, match="more steps"):
        Search(scenario.issue, most_steps=0).can_hold(In("word", 1), _box(scenario))
    claim = {"kind": "red_line", "bears_on": {"depth": "fifteen"}}
    monkeypatch.setattr(possible.Search.__init__, "__defaults__", (0,))
    assert _carried(tmp_path, DEEP, claim) == Carried("undecided")


def test_a_clause_and_its_negation_share_no_choice(tmp_path: Path) -> None:
    for seed in range(30):
        scenario = made_up(random.Random(seed)).load(tmp_path)
        for actor in scenario.actors:
            for line in actor.red_lines:
                if line.clause is not None:
                    formula = of_clause(line.clause, scenario.issue)
                    both = Every((formula, negated(formula)))
                    assert not Search(scenario.issue).can_hold(both, _box(scenario))
