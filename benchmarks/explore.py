"""Measure how fast the page of `negsim explore` answers: `python -m benchmarks.explore [SCENARIO] [--changes 200]`.

Drives the page's own worker in Debian's Chromium. Each change moves one thing of a state, at random from a seed: a red
line, a reservation value, a weight, an option, a consent, a variant. Milliseconds are those of the worker, from the
question to the answer, and to what follows on it; the first answer, which also warms the browser's compiler, is told
apart.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

import negsim
from negsim.explore.bundle import bundle
from negsim.explore.model.model import explorable
from negsim.explore.page import packed, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from negsim.language.model.scenario import Scenario

_DRIVE = """async ([packed, source, states]) => {
    const start = performance.now();
    const octets = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream("deflate"));
    const model = JSON.parse(await new Response(stream).text());
    const worker = new Worker(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
    const ask = (question) => new Promise((resolve) => {
        worker.onmessage = (event) => resolve(event.data);
        worker.postMessage(question);
    });
    await ask({ask: "begin", id: 0, model});
    const ready = performance.now() - start;
    const found = [];
    for (const [id, state] of states.entries()) {
        const asked = performance.now();
        const reply = await ask({ask: "answer", id, state});
        const first = performance.now() - asked;
        if ("answer" in reply && reply.answer.coming.length) await ask({ask: "rest", id, state});
        found.push("fault" in reply ? null : [first, performance.now() - asked]);
    }
    return {ready, found};
}"""


def changes(model: dict[str, Any], count: int, rng: random.Random) -> list[dict[str, Any]]:
    """Give states, each one change away from the one before; now and then back to the first."""
    state = model["start"]
    found = [state]
    for _ in range(count):
        state = json.loads(json.dumps(model["start"] if rng.random() < 0.1 else state))
        _move(state, model, rng)
        found.append(state)
    return found


def _move(state: dict[str, Any], model: dict[str, Any], rng: random.Random) -> None:
    what = rng.choice(
        ["line", "line", "reservation", "reservation", "weight", "option", "consent", "variant"]
    )
    if what == "line" and model["lines"]:
        line = rng.choice(model["lines"])
        state["lines"][line["path"]] = rng.choice([None, *(a["id"] for a in line["alternatives"])])
    elif what == "reservation":
        state["reservations"][rng.choice(model["actors"])["id"]] = f"0.{rng.randint(20, 80)}"
    elif what == "weight":
        movable = [one for one in model["weights"] if one["movable"]]
        state["weights"][rng.choice(movable)["path"]] = f"{rng.randint(1, 90) / 10}"
    elif what == "option":
        issue = rng.choice(model["issues"])
        options = [option["id"] for option in issue["options"]]
        state["allowed"] = {issue["id"]: rng.sample(options, rng.randint(1, len(options)))}
    elif what == "consent":
        actor = rng.choice(model["actors"])
        state["consent"][actor["id"]] = rng.choice([one["key"] for one in actor["consents"]])
    elif model["variants"]:
        state["variants"] = [rng.choice(model["variants"])["id"]]


@dataclass(frozen=True)
class Explored:
    """How soon the page of one scenario answers, in milliseconds."""

    name: str
    packages: int  # in all
    made: float  # seconds
    kilobytes: float
    ready: float  # from the packed model to the first answer
    changes: list[float]  # ascending
    whole: list[float]  # the same, with what follows on an answer


def explored(name: str, scenario: Scenario, count: int, seed: int, browser: Browser) -> Explored:
    """Measure a first answer, and so many changes."""
    start = time.perf_counter()
    model = explorable(scenario)
    made = time.perf_counter() - start
    size = len(page(model).encode("utf-8"))
    states = changes(model, count, random.Random(seed))
    opened = browser.new_page()
    found = opened.evaluate(_DRIVE, [packed(model), bundle("engine/worker.js"), states])
    opened.close()
    first, *rest = found["found"]
    took, whole = (
        sorted(times) for times in zip(*(one for one in rest if one is not None), strict=True)
    )
    packages = prod(len(issue.options) for issue in scenario.issues)
    return Explored(name, packages, made, size / 1000, found["ready"] + first[0], took, whole)


def measured(
    scenarios: Mapping[str, Scenario], count: int = 200, seed: int = 1
) -> Iterator[Explored]:
    """Measure the pages of some scenarios, by name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        for name, scenario in scenarios.items():
            yield explored(name, scenario, count, seed, browser)
        browser.close()


def main() -> None:
    """Measure, and print a line for each thing measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default="ukraine_2025")
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    scenarios = {asked.scenario: negsim.load(asked.scenario).base}
    for one in measured(scenarios, asked.changes, asked.seed):
        print(f"{one.name}: made in {one.made:.1f} s, {one.kilobytes:,.0f} kB")
        print(f"ready, with the first answer, after {one.ready:,.0f} ms")
        for what, took in (("answered", one.changes), ("all of it", one.whole)):
            print(
                f"{len(took)} changes, {what}: median {statistics.median(took):.0f} ms, "
                f"nine in ten within {took[len(took) * 9 // 10]:.0f} ms, slowest {took[-1]:.0f} ms"
            )
    load = subprocess.run(["uptime"], capture_output=True, text=True, check=False).stdout.strip()
    print(load.partition("load average")[1] + load.partition("load average")[2])


if __name__ == "__main__":
    main()
