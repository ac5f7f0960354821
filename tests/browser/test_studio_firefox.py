"""The studio in Firefox: it opens, answers, is written in by pointer and keys, in the dark too, without a fault."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.browser.firefox import firefox
from tests.browser.writing import ANSWERED, harbour_text, link_in, served, with_harbour

pytestmark = pytest.mark.browser

LINE = "actors/ships/red_lines/new_ships_come_in"


def test_firefox_writes_a_scenario_as_well(firefox_esr: str, tmp_path: Path) -> None:
    from PIL import Image, ImageStat

    folder = with_harbour(tmp_path)
    file = folder / "harbour.yaml"
    with served(folder) as said, firefox(firefox_esr, dark=True) as page:
        link, base = link_in(said)
        page.resize(1280, 850)
        page.goto(link)
        page.goto(f"{base}/#file=harbour.yaml")
        page.wait("document.querySelector('#tab-text')")
        page.wait(f"({ANSWERED})()")
        page.click("#tab-actors")
        page.click("#choose-ships")
        page.evaluate(
            "document.querySelectorAll('#panel details').forEach((one) => (one.open = true))"
        )
        page.click(f'[id="at-{LINE}/readings/on_the_tide-count"]')
        page.wait(
            "document.querySelector('.headline').textContent.startsWith('A deal is possible')"
        )
        assert file.read_text("utf-8") != harbour_text()
        page.press("Control", "z")
        page.wait("document.querySelector('.headline').textContent.startsWith('No deal')")
        assert file.read_text("utf-8") == harbour_text()
        page.click('[id="at-actors/ships/name"]')
        page.press("Control", "a")
        page.write("Lines")
        page.press("Enter")
        page.wait("document.querySelector('#choose-ships').textContent === 'Lines'")
        seen = Image.open(io.BytesIO(page.picture())).convert("L")
        assert ImageStat.Stat(seen).mean[0] < 100  # it is dark
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        assert [one for one in page.asked if not one.startswith((base, "data:"))] == []
