"""The page of `negsim explore`: what one moves, what it answers, what it keeps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import negsim
from negsim.language.phrases import gain
from negsim.language.shipped import locate
from negsim.questions.zone.deals import smallest
from tests.browser.exploring import group, pill, sentence, settle, show, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_story_of_ukraine_is_told_by_moving_three_things(page: Page, ukraine: str) -> None:
    show(page, ukraine, "variant=as_first_coded")
    assert sentence(page).startswith(
        "No deal as the demands are read: each feasible package crosses a red line"
    )
    assert page.locator(".knot .member").count() == 2

    page.get_by_label("at least “no membership for a term of years”").first.check()
    settle(page)
    assert "212 packages suit" in sentence(page)
    assert "Opened by Russia: neutrality" in page.locator(".change").inner_text()

    group(page, "Ukraine").first.click()
    box = page.locator("#value-ukraine-box")
    box.fill("72")
    box.press("Enter")
    settle(page)
    assert sentence(page).startswith("A deal is possible")
    box.fill("73")
    box.press("Enter")
    settle(page)
    assert sentence(page).startswith("No deal")
    shut = "Shut by Ukraine’s walk-away value of 73: up to 72.1 there is a deal."
    assert shut in page.locator(".change").inner_text()

    page.get_by_role("button", name="Reset", exact=True).click()
    for variant in ("as first coded", "istanbul swap", "aid cut"):
        pill(page, variant).click()
    settle(page)
    members = page.locator(".knot .member").all_inner_texts()
    assert [text.split("assumed")[0].split("\n")[0].strip() for text in members]
    owners = page.locator(".knot .party strong").all_inner_texts()
    assert owners == ["Russia", "Ukraine", "European states asked for troops"]


def test_figures_are_those_of_negsim_run(page: Page, ukraine: str) -> None:
    found = negsim.load("ukraine_2025", ["as_first_coded", "moratorium_swap"]).run()
    show(page, ukraine, "variant=as_first_coded+moratorium_swap")
    bars = page.locator(".pair .bars .figure").all_inner_texts()
    assert [text.split()[0] for text in bars] == [f"{n:,}" for n in found.accepted_by.values()]
    gains = page.locator(".gains .figure").all_inner_texts()
    deal = found.solutions["egalitarian"].deals[0]
    assert gains == [gain(deal.gains[a]) for a in found.space.actors]
    said = page.locator(".smallest").inner_text()
    assert said == smallest(found, deal)
    assert page.locator(".held dt").count() == len(found.zone.backbone)


def test_undo_redo_and_reset_go_through_what_was_set(page: Page, harbour: str) -> None:
    show(page, harbour)
    first = sentence(page)
    pill(page, "tide will do").click()
    settle(page)
    second = sentence(page)
    box = page.locator("#value-port-box")
    box.fill("90")
    box.press("Enter")
    settle(page)
    third = sentence(page)
    assert len({first, second, third}) == 3
    for key, answer in (("Undo", second), ("Undo", first), ("Redo", second), ("Redo", third)):
        page.get_by_role("button", name=key).click()
        settle(page)
        assert sentence(page) == answer
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    settle(page)
    assert sentence(page) == second
    page.get_by_role("button", name="Reset", exact=True).click()
    settle(page)
    assert sentence(page) == first
    assert page.get_by_role("button", name="Reset", exact=True).is_disabled()


def test_one_drag_of_a_slider_is_one_step_to_undo(page: Page, harbour: str) -> None:
    show(page, harbour)
    slider = page.get_by_role("slider", name="Port authority: walk-away value")
    slider.focus()
    box = slider.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    for share in (0.55, 0.6, 0.65, 0.7):
        page.mouse.move(box["x"] + box["width"] * share, y)
    page.mouse.up()
    settle(page)
    assert float(page.locator("#value-port-box").input_value()) == pytest.approx(70, abs=3)
    assert page.locator(".changed", has_text="beyond the stated range").first.is_visible()
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert page.locator("#value-port-box").input_value() == "50"
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_the_address_holds_the_state_and_opens_with_it(page: Page, harbour: str) -> None:
    show(page, harbour)
    pill(page, "clean sea").click()
    group(page, "Shipping lines").click()
    page.get_by_role("radio", name="on the tide").check()
    box = page.locator("#value-port-box")
    box.fill("500/9")
    box.press("Enter")
    settle(page)
    answer, address = sentence(page), page.url
    page.goto("about:blank")
    page.goto(address)
    settle(page)
    assert sentence(page) == answer
    assert page.get_by_role("radio", name="on the tide").is_checked()
    assert page.locator("#value-port-box").input_value() == "500/9"
    assert pill(page, "clean sea").get_attribute("aria-pressed") == "true"


def test_an_address_that_names_what_is_not_there_says_so(page: Page, harbour: str) -> None:
    page.goto(f"{harbour}#line.port.nothing=!&value.port=0.6&value.ships=much")
    page.wait_for_function("() => document.body.dataset.ready !== undefined")
    assert page.locator("#value-port-box").input_value() == "60"
    said = page.locator(".change").inner_text()
    assert "does not have: line.port.nothing, value.ships." in said


def test_a_saved_copy_opens_with_the_state(page: Page, harbour: str, tmp_path: Path) -> None:
    show(page, harbour, "variant=tide_will_do&value.port=0.6")
    answer = sentence(page)
    page.get_by_role("button", name="Keep or send").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "copy.html"
    found.value.save_as(copy)
    page.goto(copy.as_uri())
    page.wait_for_function("() => document.body.dataset.ready !== undefined")
    assert sentence(page) == answer
    pill(page, "tide will do").click()
    settle(page)
    assert sentence(page) != answer


def test_the_exported_variant_answers_as_the_page_does(page: Page, harbour: str) -> None:
    show(page, harbour, "line.ships.new_ships_come_in=on_the_tide&value.port=0.62&on.mud=sea+dyke")
    page.get_by_role("button", name="Keep or send").click()
    yaml = page.get_by_label("The state as a variant, in YAML").input_value()
    lines = [line for line in yaml.splitlines() if line.strip() != "variants:"]
    path = locate("harbour")
    text = Path(path).read_text(encoding="utf-8")
    text = text.replace("\nvariants:\n", "\nvariants:\n" + "\n".join(lines) + "\n")
    size = negsim.loads(text, str(path)).run("as_explored").zone.size
    assert size
    assert f"{size:,} package" in sentence(page)


def test_a_correction_is_tried_with_one_press(page: Page, harbour: str) -> None:
    show(page, harbour)
    page.get_by_role("button", name="If Shipping lines meant").click()
    settle(page)
    assert "21 packages suit" in sentence(page)


def test_options_are_fixed_and_taken_off_the_table(page: Page, harbour: str) -> None:
    show(page, harbour, "variant=tide_will_do")
    group(page, "Options on the table").click()
    group(page, "Where does the mud go?").click()
    page.get_by_role("checkbox", name="to the sea").uncheck()
    settle(page)
    assert "on.mud=dyke+landfill" in page.url
    page.get_by_role("button", name="Fix: to a landfill inland").click()
    settle(page)
    size = negsim.load("harbour", ["tide_will_do"]).run().zone.options["mud"]["landfill"]
    expected = f"{size} package" if size else "No deal"
    assert expected in sentence(page)


def test_variants_that_cannot_follow_one_another_get_no_answer(page: Page, ukraine: str) -> None:
    show(page, ukraine)
    first = sentence(page)
    pill(page, "istanbul swap").click()
    settle(page)
    pill(page, "nato as a wish").click()
    page.wait_for_function("() => document.body.dataset.ready === 'refused'")
    assert sentence(page).startswith("No answer: nato_as_a_wish does not fit")
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
    settle(page)
    assert sentence(page) == first
    assert page.evaluate("() => document.body.dataset.fault") is None


def test_a_lever_lays_a_new_issue_on_the_table(page: Page, harbour: str) -> None:
    show(page, harbour)
    group(page, "Levers").click()
    page.get_by_label("The port pays for new windows in the villages").check()
    settle(page)
    assert page.locator(".wall h3", has_text="How much does the port pay for windows?").count() == 1


def test_whose_votes_are_missing_at_home_stands_on_the_page(page: Page, tmp_path: Path) -> None:
    address = write(tmp_path, negsim.load("harbour_council").base)
    show(page, address)
    assert (
        sentence(page)
        == "No deal: 24 packages suit all at the table, but none is ratified at home."
    )
    card = page.locator("section.card", has_text="Who must say yes at home")
    told = card.inner_text()
    assert "Port authority’s council gives it 20 of 60 votes: 11 are missing." in told
    assert "from Market List (12), or from Village List (28)." in told
    assert "Market List: something worth 54 points of 100 to it" in told
    show(page, address, "variant=no_council")
    assert card.is_hidden()
    without = sentence(page)
    show(page, address)
    council = page.locator("#moves").get_by_role("radio", name="not asked")
    council.check()
    settle(page)
    assert sentence(page) == without
    assert page.evaluate("() => location.hash") == "#body.port.ratification.council=!"
    assert "Port authority’s council not asked" in page.locator("body").inner_text()
    show(page, address, "variant=no_council&body.port.ratification.council=%40two_thirds")
    assert (
        sentence(page)
        == "No deal: 24 packages suit all at the table, but none is ratified at home."
    )


def test_what_each_wants_is_what_the_command_says(page: Page, harbour: str) -> None:
    study = negsim.load("harbour")
    show(page, harbour)
    card = page.locator("section.card", has=page.get_by_role("heading", name="What each wants"))
    for actor, own in study.profile().to_dict()["actors"].items():
        card.get_by_label("Who").select_option(actor)
        assert f"It accepts {own['accepts']} of 215 feasible packages" in card.inner_text()
        rows = card.locator("li").all_inner_texts()
        shares = sorted((float(share) for share in own["shares"].values()), reverse=True)
        assert [re.findall(r"([\d.]+)%", row)[0] for row in rows] == [
            f"{100 * share:.1f}" for share in shares
        ]
        issues = study.scenario.issue
        for issue, scores in own["scores"].items():
            (row,) = (one for one in rows if one.startswith(issues[issue].ask))
            for option in issues[issue].options:
                score = round(100 * float(scores[option.id]), 1)
                if issues[issue].range is None:
                    assert f"{option.label}: {score:g}" in row


def test_two_states_stand_side_by_side(page: Page, harbour: str) -> None:
    show(page, harbour)
    page.get_by_role("button", name="Pin", exact=True).click()
    pill(page, "tide will do").click()
    settle(page)
    row = page.locator("#compare tr", has_text="Packages in the zone")
    assert row.locator("td").all_inner_texts() == ["0", "21"]
    assert "is-different" in (row.get_attribute("class") or "")
    page.get_by_role("button", name="Go back to the pinned").click()
    settle(page)
    assert row.locator("td").all_inner_texts() == ["0", "0"]
    page.get_by_role("button", name="Unpin").click()
    assert page.locator("#compare").is_hidden()


def test_any_two_packages_stand_side_by_side(page: Page, harbour: str) -> None:
    show(page, harbour)
    sheet = page.locator("#sheet")
    sheet.get_by_role("button", name="Keep beside the next").click()
    sheet.get_by_role("button", name="Opening 2").click()
    heads = sheet.locator(".sides thead th")
    heads.nth(1).wait_for()
    assert heads.all_inner_texts() == ["Opening 1", "Opening 2"]
    row = sheet.locator(".sides tr", has_text="How deep is the channel dredged?")
    assert row.locator("td").all_inner_texts() == ["12 metres", "15 metres"]
    assert "1 issue alike in both" in sheet.locator(".sides caption").inner_text()
    sheet.get_by_role("button", name="No longer keep").click()
    sheet.locator(".beside").wait_for(state="hidden")
