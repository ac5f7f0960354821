"""What the page of `negsim explore` must show, and its worker in a browser."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

import negsim
from negsim.explore.bundle import bundle
from negsim.language.model.numbers import format_number
from negsim.study import loads
from tests.browser.moving import Json, any_state, difference, model_of, nothing, page_answers

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def ukraine() -> Json:
    """Give the model of the shipped scenario."""
    return model_of(negsim.load("ukraine_2025").base)


def test_ukraine_opens_shuts_and_knots_as_the_engines_say(ukraine: Json) -> None:
    first = {**nothing(), "variants": ["as_first_coded"]}
    term = {**first, "lines": {"russia.neutrality": "moratorium_is_enough"}}
    states = [
        first,
        term,
        {**term, "reservations": {"ukraine": "508/705"}},
        {**term, "reservations": {"ukraine": "0.720568"}},
        {**nothing(), "variants": ["as_first_coded", "aid_cut", "istanbul_swap"]},
    ]
    [[base, opened, at_most, shut, no_aid]] = page_answers([{"model": ukraine, "states": states}])
    knot = [["russia.neutrality", "ukraine.nato_door_open"]]
    assert base["run"]["conflicts"]["minimal_conflicts"] == knot
    assert opened["run"]["zone"]["size"] == 212
    assert opened["room"]["ukraine"]["exact"] == "508/705"
    assert opened["room"]["ukraine"]["room"] == pytest.approx(0.72, abs=0.005)
    assert at_most["run"]["zone"]["size"] > 0
    assert shut["run"]["zone"]["size"] == 0
    assert shut["room"]["ukraine"]["exact"] == "508/705"
    three = ["europe.not_alone", "russia.neutrality", "ukraine.neutral_only_if_guaranteed"]
    assert no_aid["run"]["conflicts"]["minimal_conflicts"] == [three]


def test_ukraine_is_answered_key_by_key(ukraine: Json) -> None:
    stacks = [
        [],
        ["as_first_coded", "moratorium_swap"],
        ["aid_cut", "istanbul_swap"],
        ["stated_wide"],
    ]
    states = [{**nothing(), "variants": stack} for stack in stacks]
    [found] = page_answers([{"model": ukraine, "states": states}])
    load = partial(negsim.load, "ukraine_2025")
    told = [difference(one, load, stack) for one, stack in zip(found, stacks, strict=True)]
    assert told == [None] * len(stacks)


def test_clouds_count_every_package_once(ukraine: Json) -> None:
    state = {**nothing(), "variants": ["as_first_coded", "moratorium_swap"]}
    [[found]] = page_answers(
        [{"model": ukraine, "states": [state], "clouds": ["russia", "ukraine"]}]
    )
    cloud: dict[str, Any] = found["cloud"]
    assert sum(cloud["feasible"]) == 485_312
    assert sum(cloud["zone"]) == 212
    assert cloud["all"] is True
    assert len(cloud["points"]) == 212
    named = [point for point in cloud["points"] if "egalitarian" in point["names"]]
    best = found["run"]["solutions"]["egalitarian"]
    assert [point["package"] for point in named] == [deal["package"] for deal in best]


def test_a_package_laid_out_says_what_the_answer_says_of_it(ukraine: Json) -> None:
    state = {**nothing(), "variants": ["as_first_coded", "moratorium_swap"]}
    [[found]] = page_answers([{"model": ukraine, "states": [state], "layouts": True}])
    deals = found["run"]["solutions"]["nash"]
    for deal, layout in zip(deals, found["layouts"], strict=True):
        assert layout["zone"] is True
        assert layout["broken"] == []
        for actor, stance in layout["actors"].items():
            assert stance["utility"] == pytest.approx(deal["utilities"][actor], abs=1e-12)
            assert stance["gain"] == pytest.approx(deal["gains"][actor], abs=1e-12)
            assert sum(term["share"] for term in stance["terms"]) <= 1 + 1e-12
            assert stance["accepts"] or not stance["needed"]


@pytest.mark.browser
def test_the_worker_of_the_page_answers_in_a_browser_as_it_does_outside(page: Page) -> None:
    rng = random.Random(5)
    model = model_of(negsim.load("harbour").base)
    stacks = [[], ["quiet_machines"], ["tide_will_do"], ["clean_sea", "rich_port"]]
    states = [any_state(rng, model, stacks) for _ in range(60)]
    [wanted] = page_answers([{"model": model, "states": states}])
    found = page.evaluate(_ASK_WORKER, [bundle("engine/worker.js"), model, states])
    assert found[0]["ready"]["packages"] == 215
    told = [
        ("fault" in one) if "fault" in other else one["answer"]["run"] == other["run"]
        for one, other in zip(found[1:], wanted, strict=True)
    ]
    assert told == [True] * len(states)
    assert sum("answer" in one for one in found) > 40


@pytest.mark.browser
def test_a_question_that_a_later_one_has_overtaken_is_not_answered(page: Page) -> None:
    model = model_of(negsim.load("harbour").base)
    found = page.evaluate(
        _ASK_AT_ONCE, [bundle("engine/worker.js"), model, [nothing() for _ in range(5)]]
    )
    assert [key for one in found for key in one if key != "id"] == [
        "ready",
        *["superseded"] * 4,
        "answer",
    ]


_WORKER = """([source, model, states]) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
    const replies = [];
    return new Promise((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = (event) => {
            replies.push(event.data);
            if (replies.length > states.length) resolve(replies);
            else NEXT;
        };
        worker.postMessage({ask: "begin", id: 0, model});
    });
}"""
_ASK = 'worker.postMessage({ask: "answer", id: K, state: states[K - 1]})'
_ASK_WORKER = _WORKER.replace("NEXT", _ASK.replace("K", "replies.length"))
# The script of the worker, heard by the page itself: no message can come between two others.
_ASK_AT_ONCE = """([source, model, states]) => new Promise((resolve) => {
    const replies = [];
    let hear = null;
    new Function("addEventListener", "postMessage", source)(
        (_, listener) => { hear = listener; },
        (reply) => { if (replies.push(reply) > states.length) resolve(replies); },
    );
    hear({data: {ask: "begin", id: 0, model}});
    states.forEach((state, k) => hear({data: {ask: "answer", id: k + 1, state}}));
})"""


WIDE = """
negsim: 1
scenario: wide
issues:
  pay: {ask: Pay?, range: {from: 0, to: 40, step: 1}}
  rent: {ask: Rent?, range: {from: 0, to: 20, step: 0.5}}
  tax: {ask: Tax?, range: {from: -20, to: 20, step: 1}}
  calm: {ask: Calm?, options: {yes_: yes, no_: no}}
rules:
  balanced: {require: {sum: {of: {pay: 1, rent: -1, tax: 1}, is: between 0 and 40}}}
actors:
  one:
    reservation_value: 0.45
    red_lines:
      enough: {require: {sum: {of: [pay, rent, tax], is: at least 55.5}}}
      modest:
        readings:
          lax: {forbid: {pay: at least 35}}
          firm: {forbid: {sum: {of: [pay, rent, tax], is: at least 60}}}
    preferences:
      pay: {weight: 3, scores: {0: 0, 40: 1}}
      calm: {weight: 1, ladder: no_ < yes_}
    wishes:
      round:
        weight: 2
        require:
          count:
            of: [{pay: at least 20}, {rent: at least 10}, {tax: at most 0}, {calm: yes_}]
            is: at least 3
  two:
    consent: {when: {sum: {of: [pay, tax], is: at least 10}}}
    reservation_value: {as_good_as: {pay: 20, rent: 5, tax: 3, calm: no_}}
    red_lines: {cheap: {require: {sum: {of: [pay, rent, tax], is: at most 54}}}}
    preferences:
      rent: {weight: 2, position: 12.3}
      tax: {weight: 1, scores: {-20: 1, 0: 0.7, 20: 0}}
variants:
  firmer: {read: {one.modest: firm}}
  freer: {drop: [rules.balanced]}
"""


def test_what_is_too_wide_for_a_table_is_answered_all_the_same() -> None:
    stacks = [["firmer"], ["freer", "firmer"]]
    model = model_of(loads(WIDE).base)
    states = [{**nothing(), "variants": stack} for stack in stacks]
    [found] = page_answers([{"model": model, "states": states}])
    study = partial(loads, WIDE)
    told = [difference(one, study, stack) for one, stack in zip(found, stacks, strict=False)]
    assert told == [None] * len(stacks)
    steps = [one["steps"] for one in found[0]["run"]["conflicts"]["minimal_corrections"]]
    assert steps == [{"one": 2}, {"two": 2}]


def test_fractions_are_rounded_as_python_rounds_them() -> None:
    rng = random.Random(7)
    drawn = [
        Fraction(rng.randint(-(10**above), 10**above), rng.randint(1, 10**below))
        for above, below in product((1, 5, 12, 17, 30, 60), repeat=2)
        for _ in range(20)
    ]
    # Halves of the last place that results show, and of the last bit of a double.
    drawn += [Fraction(2 * k + 1, 2 * 10**12) for k in range(-3, 4)]
    drawn += [Fraction(2**53 + k, 2**e) for k in range(-2, 6) for e in (1, 2, 60, 1000)]
    texts = [f"{value.numerator}/{value.denominator}" for value in drawn]
    [found] = page_answers([{"numbers": texts}])
    assert [float(one["nearest"]) for one in found] == [float(value) for value in drawn]
    assert [float(one["rounded"]) for one in found] == [float(round(value, 12)) for value in drawn]
    assert [one["written"] for one in found] == [str(format_number(value)) for value in drawn]
