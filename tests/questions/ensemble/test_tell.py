"""What is said of draws is so, whatever varies."""

from __future__ import annotations

from itertools import combinations

import pytest

from negsim.document.result import told
from negsim.language.load import load, loads
from negsim.language.overlay.apply import apply
from negsim.language.shipped import locate
from negsim.questions.ensemble import Ensemble, drivers, ensemble
from negsim.questions.ensemble.tell import answer, check_next
from tests.document.reading import words_of

# A small file, and what may vary in it: put in the place of a mark.
FILE = """
negsim: 1
scenario: small
title: What may vary
issues:
  depth: {{ask: Depth, ordered: shallow to deep, options: {{ten: a, twelve: b, fifteen: c}}}}
  fee: {{ask: Fee, range: {{from: 0, to: 4, step: 1}}}}
actors:
  port:
    name: Port
    reservation_value: {walk_away}
    red_lines:
      enough: {{require: {{fee: at least {test}}}}}
      words: {{require: {{depth: twelve | fifteen}}}}
    preferences:
      depth: {{weight: {weight}, scores: {{ten: 0, twelve: {score}, fifteen: 1}}}}
      fee: {{weight: 1, scores: {{0: 0, 4: 1}}}}
  ships:
    name: Ships
    reservation_value: 0.4
    preferences:
      fee: {{weight: 1, scores: {{0: 1, 4: 0}}}}
"""
PLAIN = {"walk_away": "0.5", "test": "1", "weight": "1", "score": "0.5"}
VARIED = {
    "walk_away": "0.5 +- 0.4",
    "test": "1 +- 1",
    "weight": "1 +- 1",
    "score": "0.5 +- 0.5",
}
ELEMENTS = {
    "walk_away": "port.reservation_value",
    "test": "port.enough",
    "weight": "port.preferences.depth.weight",
    "score": "port.preferences.depth.scores",
}
SETS = [some for n in range(3) for some in combinations(VARIED, n)]


def small(*varied: str, draws: int = 64) -> Ensemble:
    numbers = {**PLAIN, **{name: VARIED[name] for name in varied}}
    return ensemble(loads(FILE.format(**numbers)), draws=draws, seed=2)


@pytest.mark.parametrize("varied", SETS, ids=lambda some: "+".join(some) or "nothing")
def test_whatever_varies_is_all_that_is_said_to_decide(varied: tuple[str, ...]) -> None:
    found = small(*varied)
    assert found.numbers == len(varied)
    assert {one.path for one in found.drivers} <= {ELEMENTS[name] for name in varied}
    assert words_of(told(found))
    assert found.to_json()


def test_one_element_that_varies_decides_all() -> None:
    """One preference with two scores that vary: a group of two columns, and the only one."""
    found = ensemble(
        loads(
            "negsim: 1\nscenario: one\nissues:\n  depth: {options: {ten: 10 m, twelve: 12 m}}\n"
            "actors:\n  port:\n    reservation_value: 0.5\n    preferences:\n"
            "      depth: {weight: 1, scores: {ten: .4 +- .3, twelve: .5 +- .3}}\n"
        ),
        draws=400,
        seed=1,
    )
    # Closed where both fall short: (0.1 to 0.5 of 0.1 to 0.7) times (0.2 to 0.5 of 0.2 to 0.8).
    assert found.zone_open == pytest.approx(1 - 2 / 3 * 1 / 2, abs=0.03)
    assert [one.path for one in found.drivers] == ["port.preferences.depth.scores"]
    assert found.drivers[0].effect == pytest.approx(1, abs=0.1)
    assert found.drivers[0].is_at_least


def test_a_zone_that_all_draws_share_has_no_number_that_is_worth_finding_out() -> None:
    found = ensemble(loads(FILE.format(**{**PLAIN, "walk_away": "0.2 +- 0.1"})), draws=64)
    assert found.zone_open == 1
    assert answer(found).text.startswith("THE ZONE IS OPEN IN EVERY DRAW of 64")
    assert found.drivers_of == "margin"
    assert check_next(found) == (
        "No number is worth finding out for the answer's sake: it is the same in nearly all draws."
    )


def test_two_of_whom_each_could_open_it_are_not_said_to_stand_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drivers, "CELLS", 1)
    found = ensemble(apply(load(locate("ukraine_2025")), ["as_first_coded"]), draws=20)
    assert found.only_one_in_the_way == {"russia": 1.0, "ukraine": 1.0}
    text = words_of(told(found))
    assert "either of them could open it by itself" in text
    assert "alone keep" not in text.lower()
    said = found.to_dict()
    assert said["only_one_in_the_way"] == said["lone_blocker"] == {"russia": 1.0, "ukraine": 1.0}


def test_what_to_find_out_first_is_told_in_errors_before_and_after() -> None:
    found = small("walk_away", draws=200)
    text = check_next(found)
    assert text is not None
    wrong = min(found.zone_open, 1 - found.zone_open)
    assert text.startswith("To find out first: Port: walk-away value")
    assert f"errs in {100 * wrong:.0f}% of draws; knowing it, in about" in text


def test_of_several_numbers_that_are_known_together_only_a_bound_is_told() -> None:
    found = small("score", "walk_away", draws=200)
    by_path = {one.path: one for one in found.drivers}
    assert not by_path["port.reservation_value"].is_at_least
    assert not by_path["port.preferences.depth.scores"].is_at_least  # a single score varies
