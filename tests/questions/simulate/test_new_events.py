from __future__ import annotations

import re

import pytest

import negsim
from negsim.errors import InputError

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


def test_what_futures_do_not_follow_is_refused_and_not_passed_over() -> None:
    event = "{on: 2025-02-09, results: {left: {chance: 0.4, apply: [new]}}}"
    said = "futures do not follow several results, which event 'vote' has"
    with pytest.raises(InputError, match=re.escape(said)):
        opens(event)
    event = "{on: 2025-02-09, apply: [new], after_signature: stops}"
    with pytest.raises(InputError, match="futures do not follow `after_signature`"):
        opens(event)
