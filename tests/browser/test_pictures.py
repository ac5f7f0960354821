"""Pictures of pages in the guides show the pages of today."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from negsim.studio.room.rounds import Rounds
from tests.browser.exploring import settle, show
from tests.browser.pictures import hold
from tests.browser.writing import room, with_harbour

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CODES = {"port": "fjord7ka", "ships": "mast4ebb", "villages": "reed2owl"}


def test_the_guide_to_the_page_shows_the_page(page: Page, ukraine: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, ukraine, "variant=as_first_coded")
    page.get_by_label("at least “no membership for a term of years”").first.check()
    settle(page)
    page.evaluate("() => window.scrollTo(0, 0)")
    hold("how-to/move-the-numbers.png", page)


def test_the_guide_to_a_room_shows_who_leads_it_and_a_side(
    browser: Browser, tmp_path: Path
) -> None:
    folder = with_harbour(tmp_path)
    (folder / ".studio").mkdir()
    with closing(Rounds(folder / ".studio" / "room-harbour.sqlite")) as kept:
        for role, code in CODES.items():
            kept.add_role(role, code, code)
    with room(browser, folder / "harbour.yaml") as desk:
        host = desk.page
        host.set_viewport_size({"width": 860, "height": 700})
        host.wait_for_selector("#lay")
        options = {"depth": "fifteen", "fee": "150", "nights": "quiet", "mud": "dyke"}
        for issue, option in options.items():
            host.select_option(f"#lay-{issue}", option)
        host.click("#lay-it")
        telephones = [browser.new_context(viewport={"width": 390, "height": 700}) for _ in range(2)]
        sides = [one.new_page() for one in telephones]
        for side, role in zip(sides, ("ships", "port"), strict=True):
            side.goto(f"{desk.base}/room/?code={CODES[role]}")
            side.get_by_role("button", name="Yes").click()
            side.locator('button[aria-pressed="true"]:text-is("Yes")').wait_for()
        host.get_by_text("2 of 3 have spoken").wait_for()
        hold("how-to/hold-a-room.png", host, sides[-1])
        for one in telephones:
            one.close()
