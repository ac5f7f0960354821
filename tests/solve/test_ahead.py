"""How long work will take is told before it begins, from one place, and what nobody means is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import negsim
from negsim.cli.terminal.answer import answer_text
from negsim.errors import TooLarge
from negsim.questions.backtest import backtest
from negsim.questions.check import check
from negsim.questions.codings import codings
from negsim.questions.compare import compare
from negsim.questions.ensemble import ensemble
from negsim.questions.levers import levers
from negsim.questions.profile import profile
from negsim.questions.readings import readings
from negsim.questions.room import room
from negsim.questions.trace import trace
from negsim.questions.trade import trade
from negsim.solve.ahead import foresee_answers, foresee_walks
from negsim.solve.listing.estimate import estimate
from negsim.space.space import compile_scenario


def wide(issues: int, options: int = 4) -> str:
    """Issues that nothing ties to one another, between two who want opposite things."""
    first = " < ".join(f"o{k}" for k in range(options))
    last = " < ".join(f"o{k}" for k in reversed(range(options)))
    names = [f"i{k:02}" for k in range(issues)]
    listed = ", ".join(f"o{k}: O{k}" for k in range(options))
    actors = [
        f"  {actor}:\n    reservation_value: 0.4 +- 0.1\n    preferences:\n"
        + "".join(f"      {name}: {{weight: 1, ladder: {ladder}}}\n" for name in names)
        for actor, ladder in (("one", first), ("two", last))
    ]
    return (
        "negsim: 1\nscenario: wide\nissues:\n"
        + "".join(f"  {name}: {{options: {{{listed}}}}}\n" for name in names)
        + "actors:\n"
        + "".join(actors)
        + "variants:\n  v: {say: V, set: {one.reservation_value: 0.45}}\n"
        + f"status_quo: {{{', '.join(f'{name}: o0' for name in names)}}}\n"
        + f"outcome: {{{', '.join(f'{name}: o0' for name in names)}}}\n"
        + "expect:\n  - {say: E, zone: open}\n"
    )


ASKED: dict[str, Callable[..., Any]] = {
    "backtest": backtest,
    "check": check,
    "codings": codings,
    "compare": compare,
    "ensemble": ensemble,
    "levers": levers,
    "profile": profile,
    "readings": readings,
    "room": room,
    "trace": trace,
    "trade": trade,
}


@pytest.mark.parametrize("name", ASKED)
def test_every_question_tells_how_long_it_takes_before_it_begins(name: str) -> None:
    class Stop(Exception):
        """Nothing was done yet."""

    heard: list[tuple[int, float]] = []

    def told(packages: int, seconds: float) -> None:
        heard.append((packages, seconds))
        raise Stop

    scenario = negsim.load("harbour_sport_park").base
    with pytest.raises(Stop, match=r"^$"):
        ASKED[name](scenario, told=told)
    [(packages, seconds)] = heard
    walk = estimate(compile_scenario(scenario).problem)
    assert packages >= walk.packages
    assert seconds >= walk.seconds


@pytest.mark.parametrize("name", ["levers", "readings", "room", "trace", "trade"])
def test_what_goes_through_every_package_is_refused_where_nobody_means_it(name: str) -> None:
    scenario = negsim.loads(wide(30)).base
    with pytest.raises(TooLarge, match="too many to go through one by one: that would take about"):
        ASKED[name](scenario)


def test_what_is_answered_issue_by_issue_takes_no_time() -> None:
    heard = []
    problem = compile_scenario(negsim.loads(wide(30)).base).problem
    foresee_answers([problem, problem], lambda *both: heard.append(both))
    assert heard == [(0, 0.0)]


def test_several_walks_take_as_long_as_each_together() -> None:
    heard = []
    problem = compile_scenario(negsim.loads(wide(6)).base).problem
    foresee_walks(problem, lambda *both: heard.append(both), walks=3)
    assert heard == [(3 * 4**6, 3 * estimate(problem).seconds)]


def test_draws_of_a_wide_space_are_answered_issue_by_issue() -> None:
    [one] = check(negsim.loads(wide(18)).base, laws=False, draws=2).expectations
    assert one.drawn is not None
    assert one.drawn.draws == 2


def test_draws_that_nobody_means_to_wait_for_are_left_out_and_told() -> None:
    found = check(negsim.loads(wide(18)).base, laws=False, draws=1_000_000_000)
    [one] = found.expectations
    assert one.drawn is None
    assert one.left_out == "about 116 days"
    assert one.to_dict()["left_out"] == "about 116 days"
    text = " ".join(answer_text(found, (), most=None).split())
    assert "E: not asked of the draws, which would take about 116 days" in text
