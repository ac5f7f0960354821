"""The page of `negsim explore` opened in a browser, for the tests that use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from negsim.explore.model.model import explorable
from negsim.explore.page import page as written
from negsim.language.model.scenario import Scenario

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WIDTHS = (375, 820, 1280)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_STILL = """() => Promise.allSettled(
    document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity)
        .map((one) => one.finished)).then(() => true)"""
_SETTLED = """() => {
    const hash = location.hash.slice(1);
    return document.body.dataset.ready === (hash === "" ? "untouched" : hash);
}"""


def settle(page: Page) -> None:
    """Wait until the page shows what its address asks for."""
    page.wait_for_function(_SETTLED, timeout=90_000)


def sentence(page: Page) -> str:
    """Give the sentence on top."""
    return page.locator("h1").inner_text()


def pill(page: Page, words: str) -> Locator:
    """Find the button of a variant."""
    return page.locator(".pill").filter(has_text=re.compile(rf"{words}$"))


def group(page: Page, words: str) -> Locator:
    """Find what opens a group of controls."""
    return page.locator("#moves summary").filter(has_text=words)


def write(folder: Path, scenario: Scenario) -> str:
    """Write the page of a scenario, and give its address."""
    path = folder / f"{scenario.id}.html"
    path.write_text(written(explorable(scenario)), encoding="utf-8")
    return path.as_uri()


def show(page: Page, address: str, state: str = "", width: int = 1280) -> None:
    """Open the page in a state."""
    page.set_default_timeout(60_000)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}#{state}" if state else address)
    settle(page)


def serious(
    page: Page, within: str | None = None, only: list[str] | None = None
) -> list[tuple[str, list[str]]]:
    """Give what axe finds serious or worse on a page, or within a part of it: rules, and what breaks them."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(_STILL)
    options = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
    found = Axe().run(page, within, options=options).response["violations"]
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
