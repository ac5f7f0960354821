"""What the shipped cases of the past were found to say, before and after their endings were added."""

from __future__ import annotations

import pytest

import negsim
from negsim.language.claims.provenance import elements
from negsim.questions.backtest.result import Backtest
from negsim.questions.compare.changes import issues_of

# As coded from what the sheets carry: (does the outcome lie in the zone, packages of the zone).
FOUND = {
    "cyprus_2004": {
        "base": (False, 0),
        "council_agrees": (False, 45),
        "entry_tied": (False, 0),
        "entry_tied+akel_wants_time+the_plan": (True, 1),
        "words_milder": (False, 9),
        "known_later": (False, 11),
    },
    "istanbul_2022": {
        "base": (False, 0),
        "narrowed": (False, 0),
        "narrowed+pair_alone": (False, 370),
        "narrowed+pair_alone+settled_now": (False, 113),
        "narrowed+guarantors_willing": (False, 370),
        "narrowed+veto_will_do": (False, 390),
        "late_papers": (False, 0),
        "late_papers+pair_alone": (False, 0),
    },
    "jcpoa_2015": {
        "base": (False, 0),
        "as_aims": (False, 0),
        "leader_alone_as_aims": (False, 0),
        "leader_alone_as_aims+not_at_once": (True, 20),
        "leader_alone_as_aims+not_at_once+as_a_treaty": (False, 12),
        "july_2014": (False, 0),
        "april_2015": (False, 0),
        "leader_alone_as_aims+not_at_once+another_administration": (False, 0),
    },
    "minsk_2015": {
        "base": (False, 198),
        "assumed_too": (False, 0),
        "two_lines": (True, 638),
        "the_night": (True, 220),
        "the_night+no_autonomy": (True, 110),
        "the_night+no_autonomy+spelled_out": (False, 0),
        "implementation": (False, 0),
    },
}
ENDS = {
    "cyprus_2004": "turned_down",
    "istanbul_2022": "no_deal",
    "jcpoa_2015": "signed",
    "minsk_2015": "signed",
}
AS_IT_WENT = {
    "cyprus_2004": True,
    "istanbul_2022": True,
    "jcpoa_2015": False,
    "minsk_2015": False,
}


@pytest.fixture(scope="module", params=sorted(FOUND))
def case(request: pytest.FixtureRequest) -> Backtest:
    return negsim.load(request.param).backtest()


def test_a_case_is_held_against_its_ending_as_it_was_coded(case: Backtest) -> None:
    name = case.base.id
    several = negsim.load(name).backtest([one for one in FOUND[name] if "+" in one])
    rows = {row.name: row for row in (*case.stacks, *several.stacks)}
    assert case.history.end == ENDS[name]
    assert rows["base"].agrees is AS_IT_WENT[name]  # two of the four miss, and stay missed
    assert {one: (rows[one].in_zone, rows[one].findings.zone.size) for one in FOUND[name]} == FOUND[
        name
    ]


def test_every_variant_of_a_case_stands_alone(case: Backtest) -> None:
    assert case.left_out == ()


# What is pinned of these is in docs/explanation/back-tests.md, and `expect` of each.
OTHERS = ["camp_david_1978", "dayton_1995", "good_friday_1998", "korea_1953"]
LATE = ("Known only later", "Late record:")


@pytest.mark.parametrize("name", sorted([*FOUND, *OTHERS]))
def test_nothing_in_a_case_rests_on_what_was_said_or_known_after_its_day(name: str) -> None:
    scenario = negsim.load(name).scenario
    assert scenario.as_of is not None
    late = {
        claim.full_id
        for claim in scenario.all_claims
        if str(claim.at) > scenario.as_of.isoformat() or claim.says.startswith(LATE)
    }
    assert bool(late) is (name != "jcpoa_2015")
    # What is on the list of options weighs nothing, and is known with hindsight in every case.
    left_out = ("variants.", "timeline.", *(["issues."] if name in OTHERS else []))
    # A demand that is read so as to draw no line says nothing yet.
    silent = {path for path, line in scenario.red_lines.items() if line.clause is None}
    cited = {
        source.claim: one.path
        for one in elements(scenario)
        for source in one.sources
        if source.claim and one.path not in silent and not one.path.startswith(left_out)
    }
    assert {claim: cited[claim] for claim in late & set(cited)} == {}


def test_the_scope_of_the_guarantee_is_no_knot_of_its_own_at_istanbul() -> None:
    study = negsim.load("istanbul_2022")
    for stack in ("late_papers", "late_papers+putin_26_april"):
        found = study.run(stack)
        issues = [issues_of(conflict, found.scenario) for conflict in found.conflicts]
        assert {"guarantee"} in issues
        assert {"forces"} in issues
        assert {"domestic"} in issues
        assert {"scope"} not in issues


def test_minsk_lasts_until_somebody_asks_what_comes_first() -> None:
    before, *after = negsim.load("minsk_2015").simulate(futures=40).to_dict()["steps"]
    assert before["zone_open"] == 1
    assert after[-1]["zone_open"] < after[0]["zone_open"]
    for step in after:
        assert step["zone_open"] == pytest.approx(1 - step["in_force"]["read_one_way"])
