"""The room in a browser: a role on a telephone, the facilitator on a laptop, and what each sees of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.exploring import WIDER, serious
from tests.browser.writing import Desk, room, with_harbour

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TELEPHONE: Any = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def host(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open a room over the harbour, the facilitator in it."""
    folder = with_harbour(tmp_path_factory.mktemp("room"))
    with room(browser, folder / "harbour.yaml") as desk:
        desk.page.wait_for_selector("#lay")
        yield desk


@pytest.fixture(scope="module")
def sides(browser: Browser, host: Desk) -> Iterator[list[Page]]:
    """Let each side in by its code: the first as one types it, the others by their links."""
    context = [browser.new_context(viewport=TELEPHONE) for _ in host.codes]
    pages: list[Page] = []
    for one, code in zip(context, host.codes, strict=True):
        page = one.new_page()
        page.set_default_timeout(60_000)
        if pages:
            page.goto(f"{host.base}/room/?code={code}")
        else:
            page.goto(f"{host.base}/room/")
            page.fill("#code", code.upper())
            page.get_by_role("button", name="Come in").click()
        page.wait_for_selector("#numbers")
        pages.append(page)
    yield pages
    for one in context:
        one.close()


def test_a_package_is_laid_answered_in_secret_and_shown_where_all_said_yes(
    host: Desk, sides: list[Page]
) -> None:
    port, *others = sides
    host.page.get_by_role("button", name="Lay it on the table").click()
    for page in sides:
        page.wait_for_selector(".card")
        assert page.locator("#table .tag").count() == 0
    port.get_by_role("button", name="Yes").click()
    host.page.get_by_text("1 of 3 have spoken").wait_for()
    port.locator('button[aria-pressed="true"]:text-is("Yes")').wait_for()
    for page in others:
        assert page.get_by_role("button", name="Yes").get_attribute("aria-pressed") == "false"
        page.get_by_role("button", name="Yes").click()
    for page in (*sides, host.page):
        page.locator("#table .tag").wait_for()


def test_a_number_is_moved_and_one_out_of_range_is_refused_in_words(sides: list[Page]) -> None:
    field = sides[0].locator("#numbers input").first
    field.fill("101")
    field.press("Enter")
    sides[0].get_by_text("a number from 0 to 100 stands there").wait_for()
    field.fill("41")
    field.press("Enter")
    sides[0].locator("#said:empty").wait_for(state="attached")
    sides[0].reload()
    assert sides[0].locator("#numbers input").first.input_value() == "41"


def test_a_line_that_breaks_loses_no_yes(host: Desk, sides: list[Page]) -> None:
    side = sides[1]
    before = side.locator("#table .card").count()
    host.page.get_by_role("button", name="Lay it on the table").click()
    side.locator("#table .card").nth(before).wait_for()
    side.context.set_offline(True)
    side.get_by_role("button", name="Yes").first.click()
    side.get_by_text("The room does not answer.").wait_for()
    side.context.set_offline(False)
    side.locator('#table .card >> nth=0 >> button[aria-pressed="true"]').wait_for()


def test_nobody_who_cannot_see_or_has_a_narrow_page_is_left_out(
    host: Desk, sides: list[Page]
) -> None:
    for page, scheme in ((host.page, "light"), (sides[2], "dark")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (1280, 768, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDER) <= 0, width
        assert serious(page) == []


def test_the_debrief_ends_the_rounds(host: Desk, sides: list[Page]) -> None:
    host.page.get_by_role("button", name="Lay it on the table").click()
    for page in sides:
        page.locator("#table .card").first.get_by_role("button", name="Yes").click()
    host.page.locator("#table .tag").first.wait_for()
    host.page.get_by_role("button", name="Debrief").click()
    host.page.locator("#debrief table").first.wait_for()
    assert "Round 1, package 1" in host.page.inner_text("#debrief")
    for page in sides:
        page.get_by_text("The rounds are over.").wait_for()
        assert page.get_by_role("button", name="Yes").first.is_disabled()
    host.page.focus("#take-back")
    host.page.keyboard.press("Enter")
    host.page.locator("#debrief:empty").wait_for(state="attached")
    host.page.locator("#next-round:enabled").wait_for()
    assert host.page.evaluate("() => document.activeElement.id") == "take-back"
