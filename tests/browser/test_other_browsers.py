"""The pages in Firefox and in WebKit, which draw and run them by themselves: one session each for all of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.firefox import firefox
from tests.browser.webkit import webkit
from tests.report.made import written

pytestmark = pytest.mark.browser

READY = """new Promise((done) => { const wait = () => {
  const hash = location.hash.slice(1);
  if (document.body.dataset.ready === (hash === '' ? 'untouched' : hash)) done(true);
  else setTimeout(wait, 30);
}; wait(); })"""
SAYS = "document.querySelector('h1').innerText"
PRESS = """(() => { const one = [...document.querySelectorAll('button')].find((b) => b.innerText.trim() === '{}');
  one.focus(); one.click(); return one.innerText; })()"""
FOCUSED = "document.activeElement.innerText"
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIDES = """new Promise((done) => { const wait = () => {
  const heads = [...document.querySelectorAll('#sheet .sides thead th')].map((one) => one.innerText);
  if (heads.length) done(heads); else setTimeout(wait, 30);
}; wait(); })"""
SHOWN = """[...document.querySelectorAll('figure svg')].filter((one) => one.getClientRects().length > 0
  ).map((one) => Math.round(one.getBoundingClientRect().width))"""


def press(words: str) -> str:
    return PRESS.replace("{}", words)


@pytest.fixture(scope="module", params=["firefox_esr", "mini_browser"])
def told(
    request: pytest.FixtureRequest, harbour: str, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    folder = tmp_path_factory.mktemp("others")
    program = request.getfixturevalue(request.param)
    browser: Any = firefox(program) if request.param == "firefox_esr" else webkit(program)
    report = folder / "report.html"
    report.write_text(written("harbour"), encoding="utf-8")
    explored = [
        READY,
        SAYS,
        press("tide will do"),
        READY,
        SAYS,
        FOCUSED,
        press("Undo"),
        READY,
        SAYS,
    ]
    sides = [READY, press("Keep beside the next"), press("Opening 2"), SIDES, OVER]
    pages = [
        (harbour, 1280, explored),
        (harbour, 390, sides),
        (report.as_uri(), 390, [SAYS, OVER, SHOWN, "innerWidth"]),
        (report.as_uri(), 1280, [OVER, SHOWN]),
    ]
    found = []
    with browser as page:
        for address, width, steps in pages:
            page.resize(width, 800)
            page.goto(address)
            found.append([page.evaluate(step) for step in steps])
    return found


def test_a_variant_opens_the_zone_keeps_the_focus_and_is_undone(told: Any) -> None:
    _, before, _, _, after, focused, _, _, again = told[0]
    assert before.startswith("No deal")
    assert after.startswith("A deal is possible")
    assert focused == "tide will do"
    assert again == before


def test_two_packages_stand_side_by_side_on_a_telephone(told: Any) -> None:
    *_, heads, over = told[1]
    assert heads == ["Opening 1", "Opening 2"]
    assert over == 0


def test_the_pictures_of_a_report_are_as_wide_as_a_telephone_or_lie_on_their_side(
    told: Any,
) -> None:
    says, over, shown, wide = told[2]  # WebKit's window has a least width
    assert "harbour" in says
    assert over == 0
    assert [width for width in shown[:3] if width > wide] == []
    assert told[3][0] == 0
    assert wide < 500 < min(told[3][1])
