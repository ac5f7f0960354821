"""How a draft stands with each: who refuses it and by which line, what it is worth part by part, what is nearest."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

import negsim
from negsim.document.content import Table
from negsim.document.result import told
from negsim.errors import InputError
from negsim.questions.score import find as module
from negsim.study import loads
from tests.questions.changing import made_up

DRAFT = "depth=fifteen,fee=200,nights=quiet,mud=dyke"
HARBOUR = negsim.load("harbour")


def test_who_refuses_and_by_which_line() -> None:
    (one,) = HARBOUR.score(DRAFT).packages
    assert one.is_feasible
    assert not one.in_zone
    assert one.needs == ("port", "ships", "villages")
    assert one.refused_by == ("villages",)
    assert one.actors["villages"].crosses == ("villages.sleep",)
    assert (one.steps, one.actors["villages"].steps, one.actors["port"].steps) == (1, 1, 0)
    assert not one.is_efficient


def test_a_variant_that_opens_the_zone_lets_it_in() -> None:
    (one,) = HARBOUR.score(DRAFT, variant="quiet_machines").packages
    assert one.in_zone
    assert one.refused_by == ()
    assert one.nearest is None


def test_a_draft_that_breaks_a_rule_is_named_by_it() -> None:
    (one,) = HARBOUR.score("depth=fifteen,fee=100,nights=none,mud=dyke").packages
    assert one.breaks == ("rules.deep_takes_nights",)
    assert not one.is_feasible
    assert one.is_efficient is None
    assert one.better_for_all == 9
    assert "excluded" not in one.to_dict()


def test_what_a_variant_takes_off_the_table_is_excluded_and_breaks_nothing() -> None:
    package = "depth=twelve,fee=200,nights=none,mud=sea"
    (one,) = HARBOUR.score(package, variant="clean_sea").packages
    assert one.breaks == ()
    assert one.to_dict()["excluded"] is True
    assert not one.to_dict()["feasible"]


@pytest.mark.parametrize("seed", range(0, 40, 10))
def test_parts_sum_to_the_utility_exactly(seed: int) -> None:
    for scenario in made_up(range(seed, seed + 10)):
        study = loads_again(scenario)
        packages = list(study.packages(feasible=False))
        chosen = random.Random(seed).sample(packages, min(5, len(packages)))
        wants = {one.id: study.profile(one.id) for one in scenario.actors}
        for one in study.score(*chosen).packages:
            for actor, score in one.actors.items():
                weighs = wants[actor].actors[actor].shares
                whole = sum(score.parts.values(), Fraction(0))
                assert whole == (score.utility if weighs else 0)
                assert study.utility(actor, one.package) == score.utility
                assert study.accepts(actor, one.package) == score.accepts


def loads_again(scenario: negsim.Scenario) -> negsim.Study:
    return negsim.Study(scenario)


SHEET = """
negsim: 1
scenario: sheet
issues: {a: {options: {x: x, y: y}}, b: {options: {x: x, y: y}}, c: {options: {x: x, y: y}}}
actors:
  one:
    score_sheet: {from: 10, to: 60}
    preferences: {a: {points: {x: 20, y: 45}}, b: {points: {x: 5, y: 5}}, c: {points: {x: 0, y: 0}}}
    wishes: {w: {points: -10, require: {a: x}}, none: {points: 0, require: {a: x}}}
  two:
    preferences: {a: {points: {x: 20, y: 45}}, b: {points: {x: 5, y: 5}}}
    wishes: {w: {points: -25, require: {a: x}}}
  three:
    preferences:
      a: {weight: 0, scores: {x: 0, y: 1}}
      b: {weight: 1, scores: {x: 0, y: 0}}
      c: {weight: 1, ladder: x < y}
  four: {name: Weighs nothing}
"""


def test_parts_that_add_nothing_whatever_the_option_are_left_out() -> None:
    (one,) = loads(SHEET).score("a=x,b=x,c=x").packages
    parts = {actor: score.parts for actor, score in one.actors.items()}
    assert parts["one"] == {
        "a": Fraction(20, 50),
        "b": Fraction(5, 50),
        "wishes.w": Fraction(-10, 50),
        "score_sheet": Fraction(-10, 50),
    }
    assert parts["two"] == {"a": 0, "wishes.w": 0}
    assert parts["three"] == {"c": 0}
    assert parts["four"] == {}
    assert one.actors["four"].utility == 1


RATIFIED = """
negsim: 1.1
scenario: ratified
issues:
  line: {ordered: few to many, options: {a: A, b: B, c: C}}
  pay: {options: {x: X, y: Y}}
actors:
  government:
    ratification: {parliament: {votes: {left: 40, middle: 15, right: 45}, needs: majority}}
    preferences: {line: {weight: 1, ladder: a < b < c}}
  other: {preferences: {line: {weight: 1, ladder: c < b < a}}}
  left: {consent: never, red_lines: {few: {require: {line: a}}}}
  middle: {consent: never, red_lines: {x: {require: {pay: x}}}}
  right: {consent: never, reservation_value: 0.9, preferences: {pay: {weight: 1, scores: {x: 0, y: .5}}}}
"""


@pytest.mark.parametrize(
    ("package", "yes", "steps"),
    # In the middle alone, for one step, with the right, which refuses for its walk-away value and needs none.
    [
        ("line=a,pay=x", 55, 0),
        ("line=c,pay=y", 0, 1),
        ("line=a,pay=y", 40, 0),
        ("line=b,pay=x", 15, 0),
    ],
)
def test_a_body_that_does_not_pass_counts_the_fewest_steps_of_its_voters(
    package: str, yes: int, steps: int
) -> None:
    (one,) = loads(RATIFIED).score(package).packages
    vote = one.bodies["government.parliament"]
    assert (vote.yes, vote.of, vote.passes) == (yes, 100, yes > 50)
    assert one.in_table_zone
    assert one.in_zone == vote.passes
    assert one.refused_by == (() if vote.passes else ("government",))
    assert one.steps == steps
    said = told(loads(RATIFIED).score(package)).said
    assert said is not None
    assert said.lead == (
        "IT COULD BE SIGNED" if vote.passes else "IT WOULD BE SIGNED AND NOT RATIFIED"
    )


def test_the_nearest_that_could_be_signed_says_what_it_changes() -> None:
    draft = "depth=twelve,fee=200,nights=none,mud=sea"
    near = HARBOUR.score(draft, variant="quiet_machines").packages[0].nearest
    assert near is not None
    assert near.in_zone
    assert [(one.issue, one.of, one.to) for one in near.changes] == [
        ("depth", "twelve", "fifteen"),
        ("nights", "none", "quiet"),
        ("mud", "sea", "dyke"),
    ]
    assert near.steps == 3
    (there,) = HARBOUR.score(near.package, variant="quiet_machines").packages
    assert there.in_zone


def test_of_an_empty_zone_the_nearest_is_a_miss() -> None:
    near = HARBOUR.score("depth=ten,fee=0,nights=none,mud=sea").packages[0].nearest
    assert near is not None
    assert not near.in_zone
    (there,) = HARBOUR.score(near.package).packages
    assert len(there.refused_by) == 1
    assert there.steps == 1


def test_what_is_too_large_to_list_is_counted_and_searched_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts = [DRAFT, "depth=ten,fee=0,nights=none,mud=sea"]
    listed = HARBOUR.score(*drafts).to_dict()
    monkeypatch.setattr(module, "COMPARED_WITH_ONE", -1)
    monkeypatch.setattr("negsim.solve.kernels.better_for_all.COMPARED_WITH_ONE", -1)
    assert HARBOUR.score(*drafts).to_dict() == listed


def test_a_missing_or_unknown_option_is_a_fault_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="did you mean twelve") as caught:
        HARBOUR.score("depth=twelv,fee=200,nights=none")
    assert len(caught.value.faults) == 2


def test_several_drafts_are_told_in_a_table_and_few_in_full() -> None:
    one, two = told(HARBOUR.score(DRAFT)), told(HARBOUR.score(DRAFT, DRAFT))
    assert one.said is not None
    assert one.said.text.startswith("IT IS REFUSED by Villages on the bank, 1 step away in all.")
    assert two.said is not None
    assert two.said.text == "NONE COULD BE SIGNED of 2 drafts as the demands are read."
    assert len(two.sections) == 2
    many = told(HARBOUR.score(*[DRAFT] * 9, variant="quiet_machines"))
    assert not many.sections
    (table,) = many.blocks
    assert isinstance(table, Table)
    assert (table.sheet, table.total) == ("Drafts", 9)
    assert many.said is not None
    assert many.said.lead == "9 OF 9 DRAFTS COULD BE SIGNED"
