"""Measure how soon a change is answered on the page of `negsim studio`: `python -m benchmarks.studio [SCENARIO …]`.

Serves copies of scenarios, and drives the page in Debian's Chromium: once its pictures are drawn, on a random actor, a
random list is set to another value, and milliseconds are those from there to the frame after the answer to the changed
file, headline and all of page one, or its faults, stand on the page; pictures follow. Then keys are pressed in
the text, and of each the time to the next frame is taken.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from negsim.language.shipped import shipped_copy, shipped_names

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Whether what stands on the page is the answer to the file as it is, or its faults.
_DONE = """(before) => {
    const bench = document.querySelector(".workbench");
    const now = bench?.dataset.fingerprint;
    if (!now || now === before) return false;
    const pane = document.querySelector(".answer-pane");
    const isAnswered = pane.dataset.answers === now && !document.querySelector(".last.is-stale");
    return isAnswered || document.querySelector(".fault-list li") !== null;
}"""
_OPEN = """() => {
    document.querySelectorAll("#panel details").forEach((one) => (one.open = true));
    const names = /(consent|-word|-0|-gap-\\\\d+|-issue)$/;
    return [...document.querySelectorAll("#panel select")]
        .filter((one) => names.test(one.id) && !one.id.includes("-new") && one.options.length > 1)
        .map((one) => [one.id, one.options.length]);
}"""
_CHANGE = f"""async ([id, step]) => {{
    const done = {_DONE};
    const isDrawn = (one) => !one.src || one.complete;
    while (![...document.querySelectorAll(".pictures img")].every(isDrawn)) {{
        await new Promise((later) => setTimeout(later, 50)); // somebody looks at the page before he changes it
    }}
    const before = document.querySelector(".workbench").dataset.fingerprint;
    const list = document.getElementById(id);
    list.selectedIndex = (list.selectedIndex + step) % list.options.length;
    let start = performance.now();
    list.dispatchEvent(new Event("change", {{bubbles: true}}));
    while (!done(before)) {{
        if (performance.now() - start > 120_000) return null;
        const which = document.querySelector("dialog[open] .button.main");
        if (which) {{
            start = performance.now(); // what several have in common is asked about first
            which.click();
        }}
        await new Promise(requestAnimationFrame);
    }}
    return performance.now() - start;
}}"""
_TYPE = """async (count) => {
    const box = document.querySelector("#text");
    box.focus();
    const found = [];
    for (let key = 0; key < count; key += 1) {
        const start = performance.now();
        box.setRangeText("#", 0, 0, "end");
        box.dispatchEvent(new Event("input", {bubbles: true}));
        await new Promise(requestAnimationFrame);
        found.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 60));
    }
    return found;
}"""


@dataclass(frozen=True)
class Answered:
    """Milliseconds of each change of a scenario to its answer, and of each key to the next frame."""

    name: str
    changes: tuple[float, ...]
    keys: tuple[float, ...]


def measured(names: Sequence[str], changes: int, seed: int) -> list[Answered]:
    """Measure some scenarios, one after another."""
    found = []
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as playwright:
        folder = Path(aside)
        for name in names:
            for file, text in shipped_copy(name).items():
                (folder / file).write_text(text, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        with _served(folder) as link:
            page = browser.new_page(viewport={"width": 1280, "height": 850})
            page.set_default_timeout(120_000)
            page.goto(link)
            for name in names:
                one = _of(page, link, name, changes, random.Random(f"{seed} {name}"))
                found.append(one)
                print(told(one), file=sys.stderr, flush=True)
        browser.close()
    return found


def told(one: Answered) -> str:
    """A line about a scenario."""
    return (
        f"{one.name:24} {len(one.changes)} changes: median {statistics.median(one.changes):.0f} ms,"
        f" slowest {max(one.changes):.0f} ms; a key: {max(one.keys):.0f} ms at most"
    )


def _of(page: Page, link: str, name: str, changes: int, dice: random.Random) -> Answered:
    page.goto("about:blank")
    page.goto(f"{link.partition('/?')[0]}/#file={name}.yaml")
    page.wait_for_function(_DONE, arg="")
    page.click("#tab-actors")
    times: list[float] = []
    while len(times) < changes:
        actors = page.locator(".actor-tabs button")
        actors.nth(dice.randrange(actors.count())).click()
        fields = page.evaluate(_OPEN)
        if not fields:
            continue
        field, options = dice.choice(fields)
        took = page.evaluate(_CHANGE, [field, dice.randrange(1, options)])
        if took is None:
            raise SystemExit(f"{name}: {field} is never answered")
        times.append(took)
    page.click("#tab-text")
    return Answered(name, tuple(times), tuple(page.evaluate(_TYPE, 20)))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "negsim", "studio", str(folder), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        try:
            yield found[0]
        finally:
            server.send_signal(signal.SIGINT)


def main() -> None:
    """Measure, and print a line for each scenario and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", default=list(shipped_names()))
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = measured(asked.scenarios, asked.changes, asked.seed)
    times = [one for each in found for one in each.changes]
    median, keys = statistics.median(times), max(one for each in found for one in each.keys)
    print(f"all: median {median:.0f} ms, slowest {max(times):.0f} ms; a key {keys:.0f} ms at most")


if __name__ == "__main__":
    main()
