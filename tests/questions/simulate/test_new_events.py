from __future__ import annotations

import pytest

import negsim
from negsim.questions.simulate.tell import GOES_ON, after_signature

FILE = """negsim: 1.1
scenario: vote
issues: {{a: {{options: {{x: X, y: Y}}}}}}
actors:
  one: {{red_lines: {{l: {{require: {{a: x}}}}}}}}
  two: {{red_lines: {{m: {{require: {{a: y}}}}}}}}
variants: {{new: {{drop: [two.m]}}}}
timeline:
  start: 2025-01-01
  step: month
  steps: 4
  events:
    vote: {event}
"""


def opens(event: str, futures: int = 400) -> list[float]:
    found = negsim.loads(FILE.format(event=event)).simulate(futures=futures, seed=2)
    return [step.zone_open for step in found.steps]


def test_an_event_with_a_day_and_a_chance_comes_on_that_day_or_never() -> None:
    before, *_, later, last = opens("{on: 2025-02-09, chance: 0.4, apply: [new]}")
    assert before == 0
    assert later == last == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize(("chance", "share"), [("0", 0.0), ("1", 1.0)])
def test_a_chance_of_none_or_all_is_certain(chance: str, share: float) -> None:
    assert opens(f"{{on: 2025-02-09, chance: {chance}, apply: [new]}}", 5)[-1] == share


def comes(event: str, futures: int = 400) -> list[dict[str, float]]:
    found = negsim.loads(FILE.format(event=event)).simulate(futures=futures, seed=2)
    return [dict(step.in_force) for step in found.steps]


def test_of_several_results_on_a_day_one_comes_at_most() -> None:
    event = "{on: 2025-02-09, results: {left: {chance: 0.4, apply: [new]}, right: {chance: 1/2, apply: []}}}"
    before, _, after, *_ = comes(event)
    assert before == {}
    assert after == pytest.approx({"vote.left": 0.4, "vote.right": 0.5}, abs=0.05)
    assert opens(event)[-1] == after["vote.left"]


def test_a_result_that_is_certain_leaves_nothing_to_chance() -> None:
    event = "{on: 2025-02-09, results: {left: {chance: 1, apply: [new]}}}"
    found = negsim.loads(FILE.format(event=event)).simulate(futures=5)
    assert found.is_certain
    assert [step.zone_open for step in found.steps] == [0, 0, 1, 1, 1]


def test_results_share_the_chance_of_each_step_by_theirs() -> None:
    event = "{chance: 0.3, results: {left: {chance: 0.2, apply: [new]}, right: {chance: 0.6, apply: []}}}"
    shares = comes(event, 1000)
    for step, share in enumerate(shares):
        came = 1 - 0.7**step
        assert share.get("vote.left", 0) == pytest.approx(came / 4, abs=0.04)
        assert share.get("vote.right", 0) == pytest.approx(came * 3 / 4, abs=0.04)


SIGNED = """negsim: 1.1
scenario: signed
issues: {{a: {{options: {{x: X, y: Y}}}}}}
actors:
  one: {{reservation_value: 0.5, preferences: {{a: {{weight: 1, scores: {{x: 0.6, y: 0.2}}}}}}}}
  two: {{reservation_value: 0.9, preferences: {{a: {{weight: 1, scores: {{x: 0.7, y: 0.2}}}}}}}}
variants: {{greed: {{set: {{one.reservation_value: 0.8}}}}}}
timeline:
  start: 2025-01-01
  step: month
  steps: 6
  trends:
    tires: {{change: two.reservation_value, by: -0.1}}
    hopes: {{change: one.reservation_value, by: 0.02{trend}}}
  events:
    other: {{on: 2030-01-01, apply: []}}
{event}
"""


def lasts(trend: str = "", event: str = "", futures: int = 600) -> float:
    """The share of futures in which what is signed after two steps lasts four more."""
    found = negsim.loads(SIGNED.format(trend=trend, event=event)).simulate(futures=futures, seed=3)
    assert found.first_opening.median is not None
    assert found.first_opening.median.isoformat() == "2025-03-01"
    return found.lasting[0].share


def test_a_trend_goes_on_after_a_signature_unless_the_file_says_otherwise() -> None:
    # 0.5 + 6 * 0.02 is more than 0.6; it stands at 0.54 when a package is signed.
    assert lasts() == 0
    assert lasts(", after_signature: stops") == 1
    assert lasts(", after_signature: {by: 0.015}") == 1  # 0.54 + 4 * 0.015 is 0.6
    assert lasts(", after_signature: {by: 0.016}") == 0
    assert lasts(", after_signature: {by: 0.015 +- 0.015}") == pytest.approx(1 / 2, abs=0.05)


STEADY = ", after_signature: stops"


@pytest.mark.parametrize(
    ("event", "share"),
    [
        ("    greed: {chance: 0.2, after: 2025-03-01, apply: [greed]}", 0.8**4),
        ("    greed: {chance: 0.2, after: 2025-03-01, apply: [greed], after_signature: stops}", 1),
        (
            "    greed: {chance: 0.2, after: 2025-03-01, apply: [greed], after_signature: {chance: 0.4}}",
            0.6**4,
        ),
        ("    greed: {on: 2025-04-01, apply: [greed]}", 0),
        ("    greed: {on: 2025-04-01, apply: [greed], after_signature: stops}", 1),
        ("    greed: {on: 2025-04-01, apply: [greed], after_signature: {chance: 0.3}}", 0.7),
        ("    greed: {on: 2025-04-01, chance: 0.4, apply: [greed]}", 0.6),
        (
            (
                "    greed: {on: 2025-04-01, results: {a: {chance: 0.4, apply: [greed]},"
                " b: {chance: 0.4, apply: []}}, after_signature: {chance: 0.4}}"
            ),
            0.8,
        ),
    ],
)
def test_an_event_comes_after_a_signature_at_the_rate_that_the_file_has_for_it(
    event: str, share: float
) -> None:
    assert lasts(STEADY, event) == pytest.approx(share, abs=0.04)


def test_a_hazard_that_began_before_the_signature_goes_on_at_the_other_rate() -> None:
    event = "    greed: {chance: 0.2, apply: [greed], after_signature: {chance: 0.4}}"
    text = SIGNED.format(trend=STEADY, event=event)
    found = negsim.loads(text).simulate(futures=1000, seed=3)
    # It opens where greed has not come in two steps; of these it lasts where it does not come in four more.
    assert found.first_opening.share == pytest.approx(0.8**2, abs=0.04)
    assert found.lasting[0].share == pytest.approx(0.6**4, abs=0.04)
    # What could be signed is what it would be if nobody signed.
    assert found.steps[5].zone_open == pytest.approx(0.8**5, abs=0.04)


def test_what_a_signature_changes_is_said() -> None:
    text = SIGNED.format(trend=", after_signature: {by: 0.001}", event="")
    found = negsim.loads(text).simulate()
    assert after_signature(found.scenario) == (
        "What lasts is followed as the file has it after a signature: hopes goes on at 0.1 points a step."
        " All else goes on as before."
    )
    assert after_signature(negsim.load("harbour").scenario) == GOES_ON


COUNCIL = """negsim: 1.1
scenario: council
issues: {share: {range: {from: 0, to: 10, step: 1}}}
actors:
  a:
    preferences: {share: {weight: 1, scores: {0: 0, 10: 1}}}
    ratification: {house: {votes: {mild: 5, hard: 4}, needs: 6}}
  b: {preferences: {share: {weight: 1, scores: {0: 1, 10: 0}}}}
  mild: {consent: never, red_lines: {some: {require: {share: at least 3}}}}
  hard: {consent: never, red_lines: {nearly_all: {require: {share: at least 8}}}}
variants: {mood: {add: {mild.red_lines.mood: {require: {share: 10}}}}}
timeline:
  start: 2025-01-01
  step: month
  steps: 2
  events: {mood: {on: 2025-02-01, apply: [mood]}}
"""


def test_talks_end_in_what_is_ratified() -> None:
    found = negsim.loads(COUNCIL).simulate()
    assert found.talks
    for one in found.talks:
        assert one.deal is not None
        assert one.deal.package["share"] in (8, 9, 10)


def test_who_turns_against_it_in_a_body_breaks_what_was_signed() -> None:
    found = negsim.loads(COUNCIL).simulate()
    assert set(found.broken_by) == {"mild"}
