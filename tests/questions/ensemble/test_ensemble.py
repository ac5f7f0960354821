"""`negsim ensemble`: what holds of draws, whatever they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.language.load import load, loads
from negsim.language.model.scenario import Scenario
from negsim.language.shipped import locate
from negsim.questions.ensemble import drivers
from negsim.questions.ensemble import find as module
from negsim.questions.ensemble.find import ensemble
from negsim.questions.ensemble.tell import region_in_words
from negsim.questions.zone.find import run
from negsim.spread import Spread
from tests.questions.draws.worlds import everything

PLAIN = """
negsim: 1
scenario: plain
title: No number has a range
issues:
  fee: {ask: Fee, range: {from: 0, to: 4, step: 1}}
  depth: {ask: Depth, options: {ten: a, twelve: b}}
actors:
  port:
    name: Port
    reservation_value: 0.5
    preferences:
      fee: {weight: 2, scores: {0: 0, 4: 1}}
      depth: {weight: 1, ladder: ten < twelve}
  ships:
    name: Ships
    reservation_value: 0.25
    preferences: {fee: {weight: 1, scores: {0: 1, 4: 0}}}
"""


@pytest.fixture
def few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for as few points as there can be where drivers are not what is looked at."""
    monkeypatch.setattr(drivers, "CELLS", 1)


@pytest.fixture
def quiet() -> Scenario:
    return load(locate("harbour"), variants=["quiet_machines"])


def test_with_all_ranges_zero_an_ensemble_is_run() -> None:
    scenario = loads(PLAIN)
    found, answer = ensemble(scenario, draws=50, seed=1), run(scenario)
    assert answer.zone.size
    assert found.numbers == 0
    assert found.zone_open == 1
    assert found.zone_open_interval == (1.0, 1.0)
    assert found.in_zone_total == answer.zone.size
    assert all(one.share == 1 for one in found.in_zone)
    issues = [issue.id for issue in scenario.issues]
    zone = [tuple(row[: len(issues)]) for row in answer.zone_rows()]
    assert [tuple(one.package[issue] for issue in issues) for one in found.in_zone] == zone
    assert answer.floor is not None
    assert found.floor == pytest.approx((float(answer.floor),) * 3)


def test_with_all_ranges_zero_an_empty_zone_stays_empty() -> None:
    scenario = loads(PLAIN.replace("0.25", "0.9"))
    found = ensemble(scenario, draws=10)
    assert found.zone_open == 0
    assert found.floor is None
    assert set(found.only_one_in_the_way or ()) == {"port", "ships"}


def test_red_lines_that_exclude_one_another_settle_it_exactly(few_points: None) -> None:
    found = ensemble(load(locate("harbour")), draws=40)
    assert found.is_settled
    assert found.zone_open_interval == (0.0, 0.0)
    assert found.drivers == ()
    assert found.only_one_in_the_way == {"ships": 1.0, "villages": 1.0}


def test_the_same_seed_gives_the_same_bytes_whatever_the_processes(
    few_points: None, quiet: Scenario
) -> None:
    alone = ensemble(quiet, draws=60, seed=3).to_json()
    assert ensemble(quiet, draws=60, seed=3, spread=Spread(2)).to_json() == alone
    assert ensemble(quiet, draws=60, seed=4).to_json() != alone


def test_shares_lie_in_their_intervals_and_no_package_beats_the_zone(few_points: None) -> None:
    found = ensemble(everything(), draws=300, seed=2, mix_readings=True)
    low, high = found.zone_open_interval
    assert 0 < low <= found.zone_open <= high < 1
    assert found.zone_open <= found.red_line_zone_open
    assert all(one.share <= found.zone_open for one in found.in_zone)
    shares = [one.share for one in found.in_zone]
    assert shares == sorted(shares, reverse=True)
    for ranked in found.ranks.values():
        for one in ranked:
            assert sum(one.ranks) <= 1 + 1e-12
            if one.central_weights:
                assert sum(one.central_weights.values()) == pytest.approx(1)


def test_stopped_work_is_resumed_to_the_same_bytes(
    few_points: None, quiet: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ensemble(quiet, draws=500, seed=5).to_json()
    state = tmp_path / "state.npz"

    def stop(done: int, *_: object) -> None:
        if done > 400:  # whole rounds are kept
            raise KeyboardInterrupt

    partly = ensemble(quiet, draws=500, seed=5, resume=state, progress=stop)
    assert partly.draws == 400
    assert partly.asked == 500
    seen: list[int] = []

    def see(n: int, _: int, __: str, unit: str) -> None:
        if unit == "draws":
            seen.append(n)

    done = ensemble(quiet, draws=500, seed=5, resume=state, progress=see)
    assert seen == [410 + 10 * k for k in range(10)]
    assert done.to_json() == whole
    again = ensemble(quiet, draws=500, seed=5, resume=state)
    assert again.to_json() == whole
    with pytest.raises(InputError, match="keeps the draws of something else"):
        ensemble(quiet, draws=500, seed=6, resume=state)
    state.write_text("nonsense")
    with pytest.raises(InputError, match="keeps no draws of an ensemble"):
        ensemble(quiet, draws=500, seed=5, resume=state)


def test_stopping_before_anything_is_done_stops(
    quiet: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(task: Any) -> Any:
        raise KeyboardInterrupt("in the first piece")

    monkeypatch.setattr(module, "tally", interrupted)
    with pytest.raises(KeyboardInterrupt, match="in the first piece"):
        ensemble(quiet, draws=50)


def test_the_number_that_decides_is_the_first_driver() -> None:
    text = PLAIN.replace("reservation_value: 0.25", "reservation_value: 0.5 +- 0.5")
    found = ensemble(loads(text), draws=200, seed=1)
    assert found.drivers_of == "zone_open"
    assert [one.path for one in found.drivers] == ["ships.reservation_value"]
    assert found.drivers[0].effect == pytest.approx(1, abs=0.05)
    # The port is content with a fee of 1 at twelve metres; that leaves the ships 0.75.
    assert found.zone_open == pytest.approx(0.75, abs=0.03)
    assert found.drivers[0].information == pytest.approx(0.25, abs=0.05)
    assert found.region is not None
    assert found.region.limits[0].at_most == pytest.approx(0.75, abs=0.05)
    said = region_in_words(found)
    assert said is not None
    assert found.region.limits[0].at_most is not None
    most = f"{100 * found.region.limits[0].at_most:.3g}"
    assert f"of draws: Ships: walk-away value, at most {most} of 100." in said


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    said = json.loads(negsim.load("harbour").ensemble("tide_will_do", draws=50, seed=7).to_json())
    assert {"draws", "seed", "zone_open", "zone_open_interval", "lone_blocker"} <= set(said)
    assert {"package", "share"} <= set(said["in_zone"][0])
    assert {"path", "effect", "interval"} <= set(said["drivers"][0])


VOTED = """
negsim: 1.1
scenario: voted
issues: {{fee: {{options: {{low: low, high: high}}}}}}
actors:
  port:
    red_lines: {{low: {{require: {{fee: low}}}}}}
    ratification: {{council: {{votes: {{list: {votes}, others: 5}}, needs: {needs}}}}}
  list: {{consent: never}}
  others: {{consent: never, red_lines: {{high: {{require: {{fee: high}}}}}}}}
"""


@pytest.mark.parametrize(
    ("votes", "needs", "passes"),
    [
        ("10 +- 2", "11", 1 / 4),
        ("10", "11 +- 2", 1 / 4),
        ("10 +- 2", "11 +- 2", 9 / 32),
        ("10", "9", 1),
        ("10", "two_thirds", 1),
        ("10 +- 2", "two_thirds", 1 / 2),
    ],
)
@pytest.mark.usefixtures("few_points")
def test_a_body_passes_in_the_share_of_draws_in_which_its_votes_are_enough(
    votes: str, needs: str, passes: float
) -> None:
    """Votes and needs are uniform on their ranges; two thirds are asked for of what is drawn."""
    found = ensemble(loads(VOTED.format(votes=votes, needs=needs)), draws=400, seed=1)
    assert found.zone_open == pytest.approx(passes, abs=0.02)
    assert found.red_line_zone_open == found.zone_open
