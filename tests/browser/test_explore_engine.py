"""What the page of `negsim explore` finds is what the engines find, state by state and key by key."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import negsim
from negsim.analysis.as_json import to_json
from negsim.analysis.exploring.model import BY_HAND, explorable
from negsim.analysis.run import run
from negsim.compilation import Compiler
from negsim.errors import NegsimError, TooLarge
from negsim.language.levers import with_lever
from negsim.language.scenario import Scenario
from negsim.report.explore.bundle import bundle
from negsim.solve.formula import magnitude
from negsim.study import Study, loads
from negsim.testing.documents import Draft, random_draft
from tests.analysis.test_exploring import large
from tests.browser.moving import (
    Json,
    any_state,
    engine_answer,
    model_of,
    nothing,
    page_answers,
    shown,
    with_variant,
)
from tests.comparison.agreement import written

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEEDS = range(48)
AT_ONCE = 12


def asked_of(seed: int, folder: Path, states: int) -> tuple[Draft, Study, Json] | None:
    """Make up a scenario and states of it; None where its numbers are too fine for a page."""
    rng = random.Random(seed)
    draft = random_draft(rng)
    study = negsim.load(written(draft, folder))
    if is_too_fine(study.base):
        with pytest.raises(TooLarge, match="too fine for a page"):
            model_of(study.base)
        return None
    model = model_of(study.base)
    alone = [{**nothing(), "variants": stack} for stack in draft.stacks]
    more = [any_state(rng, model, draft.stacks) for _ in range(states)]
    return draft, study, {"model": model, "states": [*alone, *more]}


def is_too_fine(scenario: Scenario) -> bool:
    """Whether some actor's part-worths cannot be added exactly in doubles."""
    return any(
        max(
            sum(magnitude(t.values) for t in a.tables) + sum(abs(b.worth) for b in a.bonuses),
            a.scale,
        )
        >= 2**53
        for a in Compiler(scenario).problem().actors
    )


def difference(found: Json, load: Callable[[], Study], stack: list[str]) -> str | None:
    """Say where the page differs from the engines; what these refuse, the page must refuse."""
    try:
        study = load().with_variant(stack)
        wanted = engine_answer(study)
    except NegsimError as fault:
        return None if "fault" in found else f"answered what is a fault: {fault}"
    if "fault" in found:
        scenario = study.scenario
        fair = "too fine to be added" in found["fault"] and is_too_fine(scenario)
        return None if fair else f"refused: {found['fault']}"
    keys = [key for key in wanted if found["run"].get(key) != wanted[key]]
    return f"{keys}: {[(found['run'][k], wanted[k]) for k in keys]}" if keys else None


@pytest.mark.parametrize("first", SEEDS[::AT_ONCE])
def test_a_state_is_answered_as_the_engines_answer_the_variant_that_says_it(
    first: int, tmp_path: Path
) -> None:
    cases = []
    for seed in range(first, first + AT_ONCE):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, states=5)
        if case is not None:
            cases.append((seed, folder, *case))
    answers = page_answers([asked for *_, asked in cases])
    told = []
    for (seed, folder, draft, study, asked), found in zip(cases, answers, strict=True):
        for state, one in zip(asked["states"], found, strict=True):
            load = partial(with_variant, draft, one["variant"], folder)
            told.append((seed, state, difference(one, load, ["explored"])))
        for stack, one in zip(draft.stacks, found, strict=False):
            told.append((seed, stack, difference(one, partial(replace, study), stack)))
    assert len(told) > 60
    assert [line for line in told if line[2] is not None] == []


def test_room_is_what_the_command_says(tmp_path: Path) -> None:
    told = []
    for seed in range(100, 112):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, states=0)
        if case is None:
            continue
        draft, study, asked = case
        [found] = page_answers([asked])
        for stack, one in zip(draft.stacks, found, strict=True):
            wanted = shown(study.room(stack).to_dict())["actors"]
            for actor, room in wanted.items():
                mine = {key: one["room"][actor][key] for key in room if key in one["room"][actor]}
                mine["reservation_value"] = round(mine["reservation_value"], 12)
                theirs = {key: room[key] for key in mine}
                told.append((seed, stack, actor, mine, theirs))
    assert len(told) > 40
    assert [line for line in told if line[3] != line[4]] == []


def test_a_lever_is_answered_as_the_engines_answer_the_scenario_with_it(tmp_path: Path) -> None:
    told = []
    for seed in range(60):
        draft = random_draft(random.Random(seed), 120)
        if "levers" not in draft.document:
            continue
        folder = tmp_path / str(seed)
        folder.mkdir()
        study = negsim.load(written(draft, folder))
        model = model_of(study.base)
        rng = random.Random(seed)
        states = [
            {**any_state(rng, model, draft.stacks), "lever": lever["id"], "allowed": {}}
            for lever in model["levers"]
            for _ in range(3)
        ]
        [found] = page_answers([{"model": model, "states": states}])
        for state, one in zip(states, found, strict=True):
            try:
                explored = with_variant(draft, one["variant"], folder).with_variant("explored")
                [lever] = [lev for lev in explored.scenario.levers if lev.id == state["lever"]]
                wanted = shown(run(with_lever(explored.scenario, lever)).to_dict())
            except NegsimError:
                told.append((seed, state, "fault" not in one))
                continue
            told.append((seed, state, any(one["run"][key] != wanted[key] for key in one["run"])))
    assert len(told) > 15
    assert [line for line in told if line[2]] == []


@pytest.fixture(scope="module")
def ukraine() -> Json:
    """Give the model of the shipped scenario."""
    return model_of(negsim.load("ukraine_2025").base)


def test_ukraine_opens_shuts_and_knots_as_the_engines_say(ukraine: Json) -> None:
    term = {**nothing(), "lines": {"russia.neutrality": "moratorium_is_enough"}}
    states = [
        nothing(),
        term,
        {**term, "reservations": {"ukraine": "508/705"}},
        {**term, "reservations": {"ukraine": "0.720568"}},
        {**nothing(), "variants": ["aid_cut", "istanbul_swap"]},
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
    stacks = [[], ["moratorium_swap"], ["aid_cut", "istanbul_swap"], ["stated_wide"]]
    states = [{**nothing(), "variants": stack} for stack in stacks]
    [found] = page_answers([{"model": ukraine, "states": states}])
    load = partial(negsim.load, "ukraine_2025")
    told = [difference(one, load, stack) for one, stack in zip(found, stacks, strict=True)]
    assert told == [None] * len(stacks)


def test_the_page_begins_with_what_the_command_line_changed() -> None:
    study = negsim.load("harbour")
    sets = {"port.reservation_value": "0.30", "ships.preferences.depth.scores.twelve": "0.9"}
    model = explorable(
        study.base, ["tide_will_do"], [f"{path}={value}" for path, value in sets.items()]
    )
    assert model["start"]["variants"] == ["tide_will_do", BY_HAND]
    [[found]] = page_answers([{"model": model, "states": [model["start"]]}])
    assert shown(study.run("tide_will_do", sets).to_dict()).items() >= found["run"].items()


def test_a_change_that_fits_nothing_is_refused_as_everywhere() -> None:
    scenario = negsim.load("harbour").base
    with pytest.raises(NegsimError, match="has no variant 'clean_see'"):
        explorable(scenario, ["clean_see"])
    with pytest.raises(NegsimError, match="names no actor: 'prot'"):
        explorable(scenario, [], ["prot.reservation_value=1"])


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
_ASK_AT_ONCE = _WORKER.replace(
    "else NEXT",
    f"else if (replies.length === 1) for (let k = 1; k <= states.length; k++) {_ASK.replace('K', 'k')}",
)


def test_the_same_scenario_gives_the_same_page() -> None:
    scenario = negsim.load("harbour").base
    assert json.dumps(explorable(scenario)) == json.dumps(explorable(scenario))


def test_clouds_count_every_package_once(ukraine: Json) -> None:
    state = {**nothing(), "variants": ["moratorium_swap"]}
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
    state = {**nothing(), "variants": ["moratorium_swap"]}
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


def test_results_are_json_that_the_commands_write() -> None:
    study = negsim.load("harbour").with_variant("quiet_machines")
    [[found]] = page_answers(
        [{"model": model_of(study.base), "states": [{**nothing(), "variants": ["quiet_machines"]}]}]
    )
    assert json.loads(to_json(study.run().to_dict())).items() >= found["run"].items()


def test_what_stays_off_the_page_stays_off_whatever_is_set() -> None:
    study = loads(large())
    model = explorable(study.base, ["narrow"])
    [[found]] = page_answers([{"model": model, "states": [nothing()]}])
    wanted = shown(study.run("narrow").to_dict())
    assert wanted["packages"] == {"total": 4**12, "feasible": 4**9}
    assert wanted.items() >= found["run"].items()
