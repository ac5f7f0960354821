"""What the page of `negsim explore` finds is what the engines find, state by state and key by key."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import negsim
from negsim.errors import NegsimError, TooLarge
from negsim.explore.model.model import BY_HAND, explorable
from negsim.language.model.levers import with_lever
from negsim.questions.acceptance.find import acceptance
from negsim.questions.zone.find import run
from negsim.study import Study, loads
from negsim.testing.documents import MadeUp, random_draft
from tests.browser.moving import (
    Json,
    any_state,
    difference,
    is_too_fine,
    model_of,
    nothing,
    page_answers,
    shown,
    with_variant,
)
from tests.comparison.agreement import written
from tests.explore.test_model import large

STRAIT = "strait_2031"
SEEDS = range(16)
AT_ONCE = 8


def asked_of(
    seed: int, folder: Path, states: int, version: str = "1"
) -> tuple[MadeUp, Study, Json] | None:
    """Make up a scenario and states of it; None where its numbers are too fine for a page."""
    rng = random.Random(seed)
    draft = random_draft(rng, version=version)
    study = negsim.load(written(draft, folder))
    if is_too_fine(study.base):
        with pytest.raises(TooLarge, match="too fine for a page"):
            model_of(study.base)
        return None
    model = model_of(study.base)
    alone = [{**nothing(), "variants": stack} for stack in draft.stacks]
    more = [any_state(rng, model, draft.stacks) for _ in range(states)]
    return draft, study, {"model": model, "states": [*alone, *more]}


@pytest.mark.parametrize("version", ["1", "1.1"])
@pytest.mark.parametrize("first", SEEDS[::AT_ONCE])
def test_a_state_is_answered_as_the_engines_answer_the_variant_that_says_it(
    first: int, version: str, tmp_path: Path
) -> None:
    cases = []
    for seed in range(first, first + AT_ONCE):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, 5, version)
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
    assert len(told) > 40
    assert [line for line in told if line[2] is not None] == []


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("harbour", ""),
        ("harbour", "quiet_machines"),
        (STRAIT, ""),
        (STRAIT, "settled"),
        ("dayton_1995", ""),
        ("good_friday_1998", ""),
    ],
)
def test_through_what_each_cannot_have_an_option_is_what_the_report_says(
    name: str, variant: str
) -> None:
    study = negsim.load(name)
    state = {**nothing(), "variants": [variant] if variant else []}
    [[answer]] = page_answers([{"model": model_of(study.base), "states": [state]}])
    assert answer["wall"] == refusals(study, [variant] if variant else [])


def test_through_what_made_up_actors_cannot_have_an_option(tmp_path: Path) -> None:
    told = []
    for seed in range(200, 212):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, states=0, version="1.1")
        if case is None:
            continue
        draft, study, asked = case
        [found] = page_answers([asked])
        for stack, one in zip(draft.stacks, found, strict=True):
            if "fault" not in one:
                told.append((seed, stack, one["wall"], refusals(study, stack)))
    assert len(told) > 15
    assert [line for line in told if line[2] != line[3]] == []


def refusals(study: Study, stack: list[str]) -> Json:
    """Through what each cannot have an option, actor by actor, as the report has it."""
    found = acceptance(study.run(stack).space)
    return {
        actor: {
            issue: {option: found.refusal(actor, issue, option) for option in options}
            for issue, options in found.feasible.items()
        }
        for actor in found.by_itself
    }


def test_room_is_what_the_command_says(tmp_path: Path) -> None:
    told = []
    for seed in range(100, 108):
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
    assert len(told) > 25
    assert [line for line in told if line[3] != line[4]] == []


def test_what_becomes_at_home_of_what_suits_the_table_is_what_the_command_says(
    tmp_path: Path,
) -> None:
    told = []
    for seed in range(11, 61, 10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, states=0, version="1.1")
        if case is None:
            continue
        draft, study, asked = case
        [found] = page_answers([asked])
        for stack, one in zip(draft.stacks, found, strict=True):
            wanted = at_home(shown(study.with_variant(stack).ratify().to_dict()))
            told.append((seed, stack, one["home"], wanted))
    assert sum(wanted is not None and wanted["deal"] is not None for *_, wanted in told) >= 4
    assert [line for line in told if line[2] != line[3]] == []


def at_home(found: Json) -> Json | None:
    """Give what `negsim ratify` says, as far as a page shows it."""
    deal = found["deal"]
    if not found["bodies"]:
        return None
    return {
        "bodies": {
            path: {
                "votes": {voter: own["votes"] for voter, own in body["voters"].items()},
                **{key: body[key] for key in ("of", "needs", "thrown_out")},
            }
            for path, body in found["bodies"].items()
        },
        "deal": deal
        and {
            "package": deal["package"],
            "bodies": {
                path: {
                    "yes": body["yes"],
                    "missing": body.get("missing", 0),
                    "saved_by": body.get("saved_by", []),
                }
                for path, body in deal["bodies"].items()
            },
        },
    }


def test_a_body_that_asks_for_more_votes_than_there_are_is_refused_where_it_is_asked() -> None:
    text = """
negsim: 1.1
scenario: votes
issues: {fee: {options: {low: Low, high: High}}}
actors:
  port: {ratification: {council: {votes: {ships: 3}, needs: 3}}}
  ships: {consent: never}
  town: {}
variants:
  fewer: {set: {port.ratification.council.votes.ships: 2, port.ratification.council.needs: 2}}
  all: {set: {port.ratification.council.needs: 3}}
  alone: {set: {port.consent: never}}
"""
    model = model_of(loads(text).base)
    stacks = [["fewer", "all"], ["fewer", "all", "alone"]]
    [[refused, answered]] = page_answers(
        [{"model": model, "states": [{**nothing(), "variants": stack} for stack in stacks]}]
    )
    assert (
        "body 'council' of port needs more votes than the 2 that there are: 3" in refused["fault"]
    )
    assert (answered["home"], answered["run"]["zone"]["size"]) == (None, 2)


def test_a_lever_is_answered_as_the_engines_answer_the_scenario_with_it(tmp_path: Path) -> None:
    told = []
    for seed in range(40):
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
    assert len(told) > 10
    assert [line for line in told if line[2]] == []


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


def test_the_same_scenario_gives_the_same_page() -> None:
    scenario = negsim.load("harbour").base
    assert json.dumps(explorable(scenario)) == json.dumps(explorable(scenario))


def test_results_are_json_that_the_commands_write() -> None:
    study = negsim.load("harbour").with_variant("quiet_machines")
    [[found]] = page_answers(
        [{"model": model_of(study.base), "states": [{**nothing(), "variants": ["quiet_machines"]}]}]
    )
    assert shown(study.run().to_dict()).items() >= found["run"].items()


def test_what_stays_off_the_page_stays_off_whatever_is_set() -> None:
    study = loads(large())
    model = explorable(study.base, ["narrow"])
    [[found]] = page_answers([{"model": model, "states": [nothing()]}])
    wanted = shown(study.run("narrow").to_dict())
    assert wanted["packages"] == {"total": 4**12, "feasible": 4**9}
    assert wanted.items() >= found["run"].items()


LADDER = """
negsim: 1
scenario: ladder
issues:
  depth: {ask: Depth?, options: {low: low, middle: middle, high: high}}
  noise: {ask: Noise?, options: {none_: none, some: some}}
actors:
  one:
    reservation_value: 0.3
    preferences: {depth: {weight: 2, ladder: low ! middle < high}, noise: {weight: 1, ladder: some < none_}}
variants:
  otherwise: {set: {one.preferences.depth: {weight: 5, ladder: high < middle < low}}}
  barred: {set: {one.preferences.depth: {weight: 3, ladder: high ! low < middle}}}
  without: {drop: [one.preferences.depth]}
  unbarred: {drop: [one.depth]}
  written: {set: {one.depth: {forbid: {depth: high}}}}
"""


@pytest.mark.parametrize("line", ["", None, "@barred", "@written", "as the variants leave it"])
def test_a_line_that_a_ladder_draws_is_moved_apart_from_its_preference(line: str | None) -> None:
    base = loads(LADDER)
    model = model_of(base.base)
    stacks = [[], *([name] for name in base.base.variant), ["otherwise", "written"]]
    lines = {} if line == "as the variants leave it" else {"one.depth": line}
    states = [{**nothing(), "variants": stack, "lines": lines} for stack in stacks]
    [found] = page_answers([{"model": model, "states": states}])
    for stack, one in zip(stacks, found, strict=True):
        if "fault" in one:
            assert stack == ["otherwise", "written"]
            assert "written does not fit what stands before it: one.depth" in one["fault"]
            assert difference(one, partial(loads, LADDER), stack) is None
            continue
        indented = "".join(f"  {text}\n" for text in one["variant"].splitlines())
        assert difference(one, partial(loads, LADDER + indented), ["explored"]) is None
        if line == "as the variants leave it":
            assert difference(one, partial(loads, LADDER), stack) is None
        kept = {None: 6, "": 4, "@barred": 4, "@written": 4}.get(line)
        assert kept in {None, one["run"]["red_line_accepted_by"]["one"]}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"allowed": {"mud": []}}, "No option is left on the table: Where does the mud go?"),
        ({"reservations": {"port": "5/0"}}, "no number: 5/0"),
        ({"reservations": {"port": "many"}}, "no number: many"),
        ({"weights": {"port.preferences.fee.weight": "-1"}}, "A weight is 0 or more: What does"),
        ({"lines": {"port.deep_pays": "never"}}, "port.deep_pays has no form called never"),
        ({"consent": {"port": "never", "ships": "never"}}, "Nobody's consent is always needed"),
        ({"lever": "nothing"}, "There is no lever called nothing"),
        (
            {
                "weights": dict.fromkeys(
                    ("ships.preferences.depth.weight",), f"{10**17}/{10**17 - 1}"
                )
            },
            "too fine to be added exactly",
        ),
    ],
)
def test_what_means_nothing_is_refused_in_words(what: Json, told: str) -> None:
    model = model_of(negsim.load("harbour").base)
    states = [{**nothing(), **what}, nothing()]
    [[refused, after]] = page_answers([{"model": model, "states": states}])
    assert told in refused["fault"]
    assert after["run"]["packages"]["feasible"] == 215
