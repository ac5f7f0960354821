"""Options that some read as others, and the one of leaving an issue open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from negsim.language.load import loads
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values

TALKS = """negsim: 1.1
scenario: talks
issues:
  status:
    ordered: least to most
    may_stay_open: nobody says
    options:
      none: none
      special: {label: special, read_as: {capital: none, districts: permanent}}
      temporary: a law
      permanent: for good
actors:
  capital: {preferences: {status: {weight: 1, position: none}}}
  districts: {preferences: {status: {weight: 1, ladder: none < temporary << permanent}}}
  monitors: {preferences: {status: {weight: 1, position: temporary}}}
  guests: {preferences: {status: {weight: 1, scores: {none: .1, special: .2, temporary: .3, permanent: .4}}}}
status_quo: {status: special}
"""


@pytest.fixture(scope="module")
def talks() -> Scenario:
    return loads(TALKS, "talks.yaml")


def test_an_option_counts_as_the_one_that_the_actor_reads(talks: Scenario) -> None:
    status = talks.issue["status"]
    assert status.counted_as("capital") == (0, 0, 2, 3, 4)
    assert status.counted_as("districts") == (0, 3, 2, 3, 4)
    assert status.counted_as("monitors") == (0, 1, 2, 3, 4)


def test_the_order_leaves_out_what_the_actor_reads_as_another(talks: Scenario) -> None:
    status = talks.issue["status"]
    assert status.ranks() == status.ranks("monitors") == (0, 1, 2, 3, None)
    assert status.ranks("capital") == (0, 0, 1, 2, None)
    assert status.ranks("districts") == (0, 2, 1, 2, None)


def test_left_open_is_last_and_is_not_written(talks: Scenario) -> None:
    status = talks.issue["status"]
    assert status.options[-1].id == "left_open"
    assert status.options[-1].label == "nobody says"
    assert "left_open" not in [option.id for option in status.written_options]
    assert "left_open" not in status.to_plain()["options"]


@pytest.mark.parametrize(
    ("actor", "scores"),
    [
        (
            "capital",
            ["1", "1", "1/2", "0", "1"],
        ),  # three options of its own, from none to permanent
        ("districts", ["0", "1", "1/3", "1", "1"]),  # the status quo is permanent to them
        ("monitors", ["0", "1/2", "1", "1/2", "1/2"]),
        ("guests", ["1/10", "1/5", "3/10", "2/5", "1/5"]),
    ],
)
def test_left_open_is_worth_what_the_status_quo_is_as_each_reads_it(
    talks: Scenario, actor: str, scores: list[str]
) -> None:
    preference = talks.actor[actor].preferences[0]
    assert option_values(talks.issue["status"], preference) == tuple(map(Fraction, scores))


def test_a_preference_on_a_single_option_of_its_own_scores_1_everywhere() -> None:
    text = TALKS.replace("      temporary: a law\n      permanent: for good\n", "").replace(
        "read_as: {capital: none, districts: permanent}", "read_as: {capital: none}"
    )
    text = text[: text.index("  districts: {pref")] + "status_quo: {status: none}\n"
    scenario = loads(text, "talks.yaml")
    preference = scenario.actor["capital"].preferences[0]
    assert set(option_values(scenario.issue["status"], preference)) == {Fraction(1)}


@pytest.mark.parametrize(("label", "said"), [("true", "left open"), ("'true'", "true")])
def test_the_label_of_leaving_open(label: str, said: str) -> None:
    scenario = loads(
        TALKS.replace("may_stay_open: nobody says", f"may_stay_open: {label}"), "t.yaml"
    )
    assert scenario.issue["status"].options[-1].label == said


def test_false_is_as_absent() -> None:
    text = TALKS.replace("may_stay_open: nobody says", "may_stay_open: false")
    assert [o.id for o in loads(text, "t.yaml").issue["status"].options][-1] == "permanent"


def test_a_lever_adds_its_option_before_leaving_open() -> None:
    from negsim.language.model.levers import with_lever

    lever = """levers:
  law:
    options: {status: {law: {label: a law of the districts, after: permanent, read_as: {capital: temporary}}}}
    scores: {districts: {status: {law: 1}}, monitors: {status: {law: 0}}, guests: {status: {law: 1/2}}}
"""
    scenario = loads(TALKS + lever, "talks.yaml")
    there = with_lever(scenario, scenario.levers[0])
    status = there.issue["status"]
    assert [option.id for option in status.options][-2:] == ["law", "left_open"]
    values = {a.id: option_values(status, a.preferences[0])[-2:] for a in there.actors}
    assert values["capital"] == (Fraction(1, 2), Fraction(1))  # temporary, and none
    assert values["districts"] == (Fraction(1), Fraction(1))
    assert values["guests"] == (Fraction(1, 2), Fraction(1, 5))
