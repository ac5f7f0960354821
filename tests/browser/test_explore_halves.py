"""What a page counts in two halves is what it finds where packages are listed, and what the sweep finds."""

from __future__ import annotations

import copy
import json
import random
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

import negsim
from benchmarks.families import Family, scenario
from negsim.explore.model import model as pages
from negsim.explore.model.halves import halves
from negsim.language.writer import write_yaml
from tests.browser.exploring import pill, sentence, settle, write
from tests.browser.moving import (
    Json,
    any_state,
    model_of,
    nothing,
    page_answers,
    shown,
)
from tests.browser.test_explore_engine import asked_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIED = Family("tied", issues=6, options=4, principals=4, interactions=6, forbidden=3, red_lines=2)
SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def in_halves(model: Json, rng: random.Random) -> Json:
    """Give a model whose packages are counted in two halves, parted as it comes."""
    parted = copy.deepcopy(model)
    for space in parted["compiled"]["spaces"]:
        issues = [*range(len(space["sizes"]))]
        left = sorted(rng.sample(issues, rng.randint(1, len(issues) - 1)))
        space["halves"] = [left, [issue for issue in issues if issue not in left]]
    return parted


def told(answer: Json, left: list[str]) -> Json:
    """Give of an answer what is told however packages are counted."""
    if "fault" in answer:
        return {"fault": answer["fault"].splitlines()[0]}
    run = answer["run"]
    chosen = [name for name in SOLUTIONS if name not in left]
    keys = ("packages", "accepted_by", "red_line_accepted_by", "zone")
    return {
        **{key: run[key] for key in keys},
        **{key: answer[key] for key in ("wall", "feasible", "room")},
        "pairs": [one for one in run["coalitions"] if len(one["members"]) == 2],
        "suspects": run["conflicts"]["suspects"],
        "solutions": {
            name: (run["solutions"][name], run["solutions"]["ties"][name]) for name in chosen
        },
        "floor": None if "egalitarian" in left else run["floor"],
    }


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_two_halves_tell_what_a_list_tells(version: str, tmp_path: Path) -> None:
    cases: list[Json] = []
    for seed in range(300, 307):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = asked_of(seed, folder, 5, version)
        sizes = [] if case is None else case[2]["model"]["compiled"]["spaces"][0]["sizes"]
        if case is not None and len(sizes) > 1:
            parted = in_halves(case[2]["model"], random.Random(seed))
            cases += [case[2], {**case[2], "model": parted, "sets": 64 * (seed % 2)}]
    answers = page_answers(cases)
    compared = 0
    for listed, counted in zip(answers[::2], answers[1::2], strict=True):
        for one, other in zip(listed, counted, strict=True):
            left = other.get("left", [])
            assert told(other, left) == told(one, left)
            at_once = {} if "fault" in other else {**other["run"], **other}
            assert all(at_once[key] == value for key, value in other.get("first", {}).items())
            compared += "fault" not in one
    assert compared > 30


def test_two_halves_tell_what_the_sweep_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 1000)
    text = write_yaml(json.loads(scenario(TIED), parse_float=Fraction))
    model = model_of(negsim.loads(text, "tied.yaml").base)
    assert model["compiled"]["spaces"][0]["halves"] is not None
    rng = random.Random(2)
    states = [nothing(), *(any_state(rng, model, [[]]) for _ in range(4))]
    [answers] = page_answers([{"model": model, "states": states}])
    sizes = []
    for answer in answers:
        study = negsim.loads(f"{text}variants:\n{indent(answer['variant'], '  ')}", "tied.yaml")
        swept = study.run("explored", engine="sweep")
        assert swept.engine == "sweep"
        wanted = shown(swept.to_dict())
        for key in (
            "packages",
            "accepted_by",
            "red_line_accepted_by",
            "zone",
            "solutions",
            "floor",
        ):
            assert answer["run"][key] == wanted[key]
        sizes.append(wanted["zone"]["size"])
    assert min(sizes) == 0 < max(sizes)


def test_a_cut_crosses_where_little_is_tied() -> None:
    # Two blocks that one rule ties together, told in an order that mixes them.
    first, second = (0, 2, 4, 6), (1, 3, 5, 7)
    tied = [(a, b) for block in (first, second) for a in block for b in block if a < b]
    assert halves([*tied, (0, 1)], [4] * 8) in (
        [[*first], [*second]],
        ([*second], [*first]),
        ([*first], [*second]),
    )


def test_a_scenario_of_one_issue_is_not_parted() -> None:
    assert halves([], [2_000_001]) is None


@pytest.mark.browser
def test_each_card_that_needs_a_list_says_which_command_has_one(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST", 10)
    page.goto(write(tmp_path, negsim.load("harbour").base))
    settle(page)
    said = page.locator(".left:visible").all_inner_texts()
    assert [text.split("negsim ")[1] for text in said] == [
        "explain harbour.",
        "chart zone harbour.",
    ]
    assert page.locator("canvas:visible").count() == 0
    pill(page, "tide will do").click()
    settle(page)
    assert sentence(page).startswith("A deal is possible: 21 packages suit everyone")
    assert page.locator("#sheet .verdict").inner_text().startswith("✓ In the zone")
    said = page.locator(".left:visible").all_inner_texts()
    assert [text.split("negsim ")[1] for text in said] == ["chart zone harbour."]
