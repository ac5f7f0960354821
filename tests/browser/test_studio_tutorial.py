"""The tutorial without YAML, done on the page as it is told: the file that comes out is the one that it shows.

`NEGSIM_PRINT=1 pytest tests/browser/test_studio_tutorial.py` draws its pictures and writes the file into the page anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pictures import hold
from tests.browser.writing import Desk, studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
PAGE = TUTORIALS / "a-scenario-without-yaml.md"
PICTURES = ("questions", "red-line", "rule", "answer")
WRITTEN = re.compile(
    r"(<!-- write: who_dredges_the_harbour\.yaml -->\n```yaml\n)(.*?)(```)", re.DOTALL
)
FILE = "who_dredges_the_harbour.yaml"
ISSUES = (
    ("How deep is the channel dredged?", "10 metres\n12 metres\n15 metres"),
    ("Is there work at night?", "with any machine\nwith quiet machines\nnone"),
    ("What does a ship pay?", "nothing\n200 EUR\n400 EUR"),
)


def test_the_tutorial_makes_the_harbour_by_clicks_alone(browser: Browser, tmp_path: Path) -> None:
    shown = PAGE.read_text(encoding="utf-8")
    with studio(browser, tmp_path) as desk:
        desk.page.set_viewport_size({"width": 1120, "height": 640})
        _ask(desk)
        _order_the_options(desk)
        _draw_red_lines(desk)
        _add_a_rule(desk)
        _read_it_another_way(desk)
        _weigh(desk)
        made = desk.text(FILE)
    if os.environ.get("NEGSIM_PRINT"):
        PAGE.write_text(
            WRITTEN.sub(lambda found: found[1] + made + found[3], shown), encoding="utf-8"
        )
        return
    for picture in PICTURES:
        assert f"(without-yaml-{picture}.png)" in shown
    found = WRITTEN.search(shown)
    assert found is not None
    assert found[2] == made


def _ask(desk: Desk) -> None:
    page = desk.page
    page.fill("#ask-title", "Who dredges the harbour")
    page.fill("#ask-who", "Port authority\nShipping lines\nVillages on the bank")
    for number, (ask, options) in enumerate(ISSUES, 1):
        if number > 1:
            page.get_by_role("button", name="Another question").click()
        page.fill(f"#ask-{number}", ask)
        page.fill(f"#ask-{number}-options", options)
    _draw(desk, "questions")
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_selector("#tab-issues")
    desk.answered()
    assert page.inner_text(".headline").startswith("A deal is possible")


def _order_the_options(desk: Desk) -> None:
    desk.tab("issues")
    for issue in ("deep_channel_dredged", "work_at_night"):
        before = desk.text(FILE)
        desk.page.check(desk.at(f"issues/{issue}/ordered-on"))
        desk.written(FILE, before)


def _line(desk: Desk, actor: str, say: str, issue: str, how: str, which: str) -> None:
    before = desk.text(FILE)
    desk.page.click(f"#choose-{actor}")
    desk.unfold()
    desk.page.fill(desk.at(f"actors/{actor}/red_lines-new-say"), say)
    first = f"actors/{actor}/red_lines-new-draft-at-require"
    now = "deep_channel_dredged"
    if issue != now:
        desk.page.select_option(desk.at(f"{first}/{now}-issue"), issue)
    if how != "is":
        desk.page.select_option(desk.at(f"{first}/{issue}-how"), how)
    desk.page.select_option(desk.at(f"{first}/{issue}-0"), which)
    if actor == "shipping_lines":
        _draw(desk, "red-line")
    desk.page.click(desk.at(f"actors/{actor}/red_lines-new-add"))
    desk.written(FILE, before)


def _draw_red_lines(desk: Desk) -> None:
    desk.tab("actors")
    depth, nights = "deep_channel_dredged", "work_at_night"
    _line(desk, "port_authority", "Ten metres have no future", depth, "least", "metres_12")
    _line(
        desk,
        "shipping_lines",
        "The new ships must be able to come in",
        depth,
        "is",
        "metres_15",
    )
    _line(
        desk,
        "villages_on_the_bank",
        "The villages will sleep at night",
        nights,
        "is",
        "option_none",
    )
    desk.answered()
    assert desk.page.inner_text(".headline").startswith("A deal is possible")


def _add_a_rule(desk: Desk) -> None:
    """Say that fifteen metres take the nights."""
    desk.tab("rules")
    before = desk.text(FILE)
    page = desk.page
    page.fill("#new-rule-say", "The tide leaves too few hours of daylight.")
    page.select_option("#new-rule-draft-at--kind", "if")
    depth, nights = "deep_channel_dredged", "work_at_night"
    page.select_option(f'[id="new-rule-draft-at-if/{depth}-0"]', "metres_15")
    page.select_option(f'[id="new-rule-draft-at-then/{depth}-issue"]', nights)
    page.select_option(f'[id="new-rule-draft-at-then/{nights}-how"]', "not")
    page.click(f'[id="new-rule-draft-at-then/{nights}-option_none"]')
    page.click(f'[id="new-rule-draft-at-then/{nights}-with_any_machine"]')
    _draw(desk, "rule")
    page.click("#new-rule-add")
    desk.written(FILE, before)
    desk.answered()
    assert page.inner_text(".headline").startswith("No deal")


def _read_it_another_way(desk: Desk) -> None:
    """Write down that the mayor may mean noise, and ask what if."""
    line = "actors/villages_on_the_bank/red_lines/villages_sleep_at_night"
    nights = "work_at_night"
    desk.tab("actors")
    desk.page.click("#choose-villages_on_the_bank")
    desk.unfold()
    before = desk.text(FILE)
    desk.page.click(desk.at(f"{line}-split"))
    before = desk.written(FILE, before)
    desk.answered()
    desk.unfold()
    test = f"{line}/readings/otherwise/require/{nights}"
    desk.page.select_option(desk.at(f"{test}-how"), "least")
    before = desk.written(FILE, before)
    desk.page.select_option(desk.at(f"{test}-0"), "with_quiet_machines")
    before = desk.written(FILE, before)
    desk.tab("variants")
    desk.page.fill("#new-variant", "The villages mean noise, not work.")
    desk.page.click("#new-variant-add")
    before = desk.written(FILE, before)
    desk.answered()
    desk.unfold()
    own = "villages_mean_noise_not_work"
    desk.page.click(desk.at(f"variants/{own}-unfix"))
    before = desk.written(FILE, before)
    desk.page.select_option(
        desk.at(f"variants/{own}/read/villages_on_the_bank.villages_sleep_at_night"), "otherwise"
    )
    desk.written(FILE, before)
    desk.page.click(f"#variant-{own}")
    desk.page.wait_for_function(
        "() => document.querySelector('.headline').textContent.startsWith('A deal is possible')"
    )


def _weigh(desk: Desk) -> None:
    """Say what the port and the lines want of the fee."""
    fee = "ship_pay"
    desk.tab("actors")
    for actor, pays in (("port_authority", False), ("shipping_lines", True)):
        desk.page.click(f"#choose-{actor}")
        desk.unfold()
        before = desk.text(FILE)
        desk.page.select_option(desk.at(f"actors/{actor}/preferences/new"), fee)
        before = desk.written(FILE, before)
        desk.answered()
        desk.unfold()
        if pays:
            desk.page.click(desk.at(f"actors/{actor}/preferences/{fee}/ladder-turn"))
            desk.written(FILE, before)
    desk.answered()
    desk.page.evaluate("() => window.scrollTo(0, 0)")
    _draw(desk, "answer")


def _draw(desk: Desk, picture: str) -> None:
    if desk.page.locator(".answer-pane").count():
        desk.answered()
    desk.page.evaluate("() => document.activeElement?.scrollIntoView({block: 'center'})")
    hold(f"tutorials/without-yaml-{picture}.png", desk.page)
