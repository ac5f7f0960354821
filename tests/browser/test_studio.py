"""The page of `negsim studio`: what is done on it stands in the file, and what the file says stands on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from negsim.document.result import told
from negsim.language.load import load
from negsim.study import Study
from tests.browser.exploring import WIDER, serious
from tests.browser.writing import (
    FILE,
    LAPTOP,
    Desk,
    harbour_text,
    shipped_tests_and_ladders,
)

pytestmark = pytest.mark.browser

TABS = ("issues", "actors", "about", "time", "variants", "text", "rules", "checks")
LINE = "actors/ships/red_lines/new_ships_come_in"


def test_the_page_says_what_run_says(desk: Desk) -> None:
    study = Study(load(desk.folder / FILE))
    for variant in ("", "quiet_machines"):
        desk.page.click(f"#variant-{variant}")
        desk.page.wait_for_function(
            "(variant) => document.querySelector('.answer-pane').dataset.variant === variant",
            arg=variant,
        )
        said = told(study.with_variant(variant).run()).said
        assert said is not None
        assert desk.page.inner_text(".headline") == said.opening + said.rest


def test_a_reading_put_on_top_counts_and_undo_gives_the_bytes_back(desk: Desk) -> None:
    first = desk.text(FILE)
    assert desk.page.inner_text(".headline").startswith("No deal")
    desk.tab("actors")
    desk.page.click("#choose-ships")
    desk.unfold()
    desk.page.click(desk.at(f"{LINE}/readings/on_the_tide-count"))
    second = desk.written(FILE, first)
    before, after = first.splitlines(), second.splitlines()
    assert sorted(before) == sorted(after)
    assert len([1 for old, new in zip(before, after, strict=True) if old != new]) == 2
    desk.answered()
    assert desk.page.inner_text(".headline").startswith("A deal is possible")
    desk.page.keyboard.press("Control+z")
    assert desk.written(FILE, second) == first
    desk.page.keyboard.press("Control+Shift+Z")
    assert desk.written(FILE, first) == second


def test_a_red_line_is_written_by_lists_alone(desk: Desk) -> None:
    first = desk.text(FILE)
    desk.tab("actors")
    desk.page.click("#choose-ships")
    desk.unfold()
    form = desk.at("actors/ships/red_lines-new-draft-at-require")[:-2]
    desk.page.fill(desk.at("actors/ships/red_lines-new-say"), "Not a night without pay")
    desk.page.select_option(f'{form}/depth-issue"]', "fee")
    desk.page.select_option(f'{form}/fee-how"]', "most")
    desk.page.select_option(f'{form}/fee-0"]', "200")
    assert desk.text(FILE) == first
    desk.page.click(desk.at("actors/ships/red_lines-new-add"))
    second = desk.written(FILE, first)
    added = [line for line in second.splitlines() if line not in first.splitlines()]
    assert [line.strip() for line in added] == [
        "negsim: 1.1",
        "not_night_without_pay:",
        "say: Not a night without pay",
        "require: {fee: at most 200}",
        'from: "assumption: nobody has been found who says so"',
    ]


def test_options_move_along_a_ladder_by_keys(desk: Desk) -> None:
    first = desk.text(FILE)
    desk.tab("actors")
    desk.page.click("#choose-ships")
    desk.unfold()
    desk.page.focus(desk.at("actors/ships/preferences/nights/ladder-quiet-up"))
    desk.page.keyboard.press("Enter")
    assert "ladder: none < loud < quiet" in desk.written(FILE, first)
    desk.answered()
    focus = desk.page.evaluate("() => document.activeElement.id || document.activeElement.tagName")
    assert focus in ("at-actors/ships/preferences/nights/ladder-quiet-up", "BODY")


def test_a_share_that_is_typed_is_the_share_of_the_whole(desk: Desk) -> None:
    first = desk.text(FILE)
    desk.tab("actors")
    desk.page.click("#choose-villages")
    desk.unfold()
    desk.page.fill(desk.at("actors/villages/preferences/mud/weight-share"), "20")
    desk.page.keyboard.press("Enter")
    assert "mud: {weight: 1, ladder: sea" in desk.written(FILE, first)
    desk.answered()
    assert desk.page.input_value(desk.at("actors/villages/preferences/nights/weight-share")) == "80"


def test_what_was_typed_before_the_page_was_drawn_anew_is_written_when_one_leaves(
    desk: Desk,
) -> None:
    first, page = desk.text(FILE), desk.page
    desk.tab("actors")
    page.click("#choose-ships")
    desk.unfold()
    for path, text, key in (("ships/name", "Lines", "Tab"), ("ships/batna", "Wait", "Enter")):
        page.fill(desk.at(f"actors/{path}"), text)
        page.evaluate("() => document.querySelector('#variant-quiet_machines').click()")
        page.keyboard.press(key)
        second = desk.written(FILE, first)
        assert text in second
        assert text not in first
        first = second


def test_faults_stand_beside_the_form_that_made_them_and_the_old_answer_stays_readable(
    desk: Desk,
) -> None:
    first = desk.text(FILE)
    desk.tab("text")
    desk.page.fill("#text", first.replace("{fee: at most 300}", "{fie: at most 300}"))
    second = desk.written(FILE, first)
    desk.page.wait_for_selector(".fault-list li")
    assert desk.page.locator(".last.is-stale").count() == 1
    assert serious(desk.page, ".last", only=["color-contrast"]) == []
    assert "did you mean fee?" in desk.page.inner_text(".fault-list")
    desk.page.click(".fault-list [data-go]")
    assert desk.page.locator("#tab-actors").get_attribute("aria-selected") == "true"
    home = desk.page.locator('[data-path^="actors.ships.red_lines.ceiling"] > .fault')
    assert "names no issue of this scenario: 'fie'" in home.inner_text()
    assert home.is_visible()
    desk.page.click("#tab-text")
    desk.page.fill("#text", first)
    assert desk.written(FILE, second) == first
    desk.answered()
    assert desk.page.locator(".fault-list").count() == 0


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Take theirs, drop mine", "How deep"), ("Do mine on top of theirs", "Mine")],
)
def test_a_change_from_outside_is_shown_and_one_chooses(desk: Desk, choice: str, kept: str) -> None:
    theirs = desk.text(FILE).replace("# A small scenario", "# Theirs: a small scenario")
    desk.tab("issues")
    desk.page.route("**/api/file?*", lambda route: route.abort())  # it has not noticed yet
    try:
        desk.page.fill(desk.at("issues/depth/ask"), "Mine alone")
        (desk.folder / FILE).write_text(theirs, encoding="utf-8")
        desk.page.keyboard.press("Enter")
        assert "# Theirs" in desk.page.inner_text("dialog .theirs")
        desk.page.get_by_role("button", name=choice).click()
        desk.page.wait_for_selector("dialog", state="detached")
    finally:
        desk.page.unroute("**/api/file?*")
    for _ in range(500):
        if f"ask: {kept}" in desk.text(FILE):
            break
        desk.page.wait_for_timeout(20)
    desk.shown(FILE)
    assert "# Theirs: a small scenario" in desk.text(FILE)
    assert f"ask: {kept}" in desk.text(FILE)
    assert desk.page.input_value(desk.at("issues/depth/ask")).startswith(kept)


def test_every_test_and_ladder_of_the_shipped_scenarios_comes_back_as_it_was(desk: Desk) -> None:
    tests, ladders = shipped_tests_and_ladders()
    assert len(tests) > 100
    assert len(ladders) > 50
    found = desk.page.evaluate(
        """async ([tests, ladders]) => {
            const {parseTest, writtenTest} = await import("/assets/page/tests-in-words.js");
            const {parseLadder, writtenLadder} = await import("/assets/page/ladders.js");
            const plain = (text) => text.replace(/\\s+/g, " ").trim();
            const lost = tests.filter((one) => String(writtenTest(parseTest(one))) !== plain(one));
            return [...lost, ...ladders.filter((one) => writtenLadder(parseLadder(one)) !== plain(one))];
        }""",
        [sorted(tests), sorted(ladders)],
    )
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_and_nothing_runs_over_the_side(desk: Desk, scheme: Any) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    for tab in TABS[:4] if scheme == "light" else TABS[4:]:
        desk.tab(tab)
        for width in (768, 1280, 390):
            desk.page.set_viewport_size({"width": width, "height": 850})
            assert desk.page.evaluate(WIDER) <= 0, (tab, width)
        within = (
            None if tab in (TABS[0], TABS[4]) else "#write"
        )  # the rest is as beside the tab before
        assert serious(desk.page, within) == [], tab
        desk.page.set_viewport_size(LAPTOP)


def test_a_claim_is_dropped_on_what_rests_on_it_or_held_and_put_there_by_keys(desk: Desk) -> None:
    page, first = desk.page, desk.text(FILE)
    desk.tab("actors")
    page.click("#choose-port")
    page.click("#claims-at-hand > summary")
    page.fill("#claims-at-hand-find", "elsewhere")
    assert page.locator(".at-hand-claim").count() == 1
    line = desk.at("actors/port/red_lines/reach_twelve-fold")
    page.locator(".at-hand-claim").drag_to(page.locator(f"{line} > summary"))
    second = desk.written(FILE, first)
    assert second == first.replace(
        "at least twelve}, from: c2}", "at least twelve}, from: [c2, c5]}"
    )
    page.fill("#claims-at-hand-find", "villages")
    desk.unfold()
    page.focus("#hold-c6")
    page.keyboard.press("Enter")
    page.focus(desk.at("actors/port/red_lines/reach_twelve/from-take"))
    page.keyboard.press("Enter")
    assert "at least twelve}, from: [c2, c5, c6]}" in desk.written(FILE, second)
    assert page.locator(".takes").count() == 0
    assert page.get_attribute("#hold-c6", "aria-pressed") == "false"
    assert serious(page) == []
    page.fill("#claims-at-hand-find", "")
    page.click("#claims-at-hand > summary")


def test_what_several_have_in_common_is_changed_for_whom_one_says(desk: Desk) -> None:
    page = desk.page
    text = harbour_text().replace("reservation_value: 0.50 +- 0.10", "reservation_value: &much 0.5")
    text = text.replace("reservation_value: 0.35 +- 0.10", "reservation_value: *much")
    desk.put(FILE, text)
    desk.tab("actors")
    page.click("#choose-port")
    desk.unfold()
    page.fill(desk.at("actors/port/reservation_value"), "0.7")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Only where I am").click()
    found = desk.written(FILE, text)
    assert found == text.replace("&much 0.5", "0.7").replace("*much", "0.5")


def test_a_sentence_of_a_document_becomes_a_claim_with_its_place(served: Desk) -> None:
    page = served.page
    letter = "The mayor wrote. The villages will sleep at night."
    served.files()
    page.set_input_files(
        "#upload", {"name": "letter.txt", "mimeType": "text/plain", "buffer": letter.encode()}
    )
    page.wait_for_selector(".paragraphs")
    before = served.text("letter.yaml")
    page.select_option("#coding-scenario", FILE)
    page.click("#sentences-of-1")
    page.locator(".sentence").nth(1).click()
    form = "claim-draft-at-"
    page.fill(f"#{form}says", "They mean to sleep.")
    page.fill(f"#{form}speaker", "the mayor")
    page.keyboard.press("Tab")
    page.click("#claim-add")
    after = served.written("letter.yaml", before)
    assert "says: They mean to sleep." in after
    assert "speaker: the mayor" in after
    assert "from: 17" in after
    page.wait_for_selector("mark:text-is('The villages will sleep at night.')")
    assert page.evaluate("() => document.activeElement.id") == "sentences-of-1"
    assert serious(page) == []
    served.files()
    assert serious(page) == []


def test_a_second_coder_does_not_see_the_first_and_of_differences_one_is_chosen(
    served: Desk,
) -> None:
    page, document = served.page, "document: {id: note, title: A note}\n"
    first = "{at: 1, speaker: mayor, kind: demand, grade: B, says: They want to sleep.}"
    other = "{at: 2, speaker: port, kind: aim, grade: C, says: It wants to dredge.}"
    files = {
        "note.yaml": f"{document}claims:\n  c1: {first}\n",
        "note_other.yaml": f"{document}claims:\n  k1: {first.replace('demand', 'red_line')}\n  k2: {other}\n",
    }
    for name, text in files.items():
        (served.folder / name).write_text(text, encoding="utf-8")
    served.open("note.yaml")
    page.click("#second-coder")
    page.wait_for_function("() => location.hash.includes('note_second.yaml')")
    # The register that one came from stands there until hers is read.
    page.wait_for_function("() => !panel.textContent.includes('They want to sleep')")
    page.wait_for_selector("#coding-other")
    served.open("note.yaml")
    page.select_option("#coding-other", "note_other.yaml")
    before = served.text("note.yaml")
    page.click("#differs-c1-kind-theirs")
    second = served.written("note.yaml", before)
    assert second == before.replace("kind: demand", "kind: red_line")
    page.click("#alone-k2")
    assert "It wants to dredge" in served.written("note.yaml", second)


def test_what_a_form_does_not_show_is_one_press_away_in_the_text(desk: Desk) -> None:
    text = harbour_text().replace("negsim: 1\n", "negsim: 1.1\n")
    text = text.replace("    ask: How deep", "    short: Depth\n    ask: How deep")
    desk.put(FILE, text)
    for tab, path, begins in (
        ("issues", "issues.depth.short", "short: Depth"),
        ("actors", "actors.port.influence", "influence:"),
        ("about", "levers", "windows:"),
    ):
        if tab == "actors":
            desk.tab(tab)
            desk.page.click("#choose-port")
        desk.tab(tab)
        desk.page.click(f'.beyond [data-text-of="{path}"]')
        chosen = desk.page.evaluate(
            "() => { const box = document.querySelector('#text');"
            " return box.value.slice(0, box.selectionEnd).split('\\n').at(-1).trim(); }"
        )
        assert chosen.startswith(begins)


def test_options_and_issues_are_dragged_to_their_places(desk: Desk) -> None:
    first = desk.text(FILE)
    desk.tab("actors")
    desk.page.click("#choose-ships")
    desk.unfold()
    ladder = desk.page.locator(desk.at("actors/ships/preferences/nights/ladder-quiet-up")).locator(
        "xpath=ancestor::div[contains(@class, 'ladder')][1]"
    )
    tile = ladder.locator(".tile").filter(has=desk.page.locator('[id$="-quiet-up"]'))
    tile.drag_to(ladder.locator(".rung").filter(has=desk.page.locator('[id$="-loud-up"]')))
    second = desk.written(FILE, first)
    assert re.search(r"ladder: none < (loud = quiet|quiet = loud)", second)
    desk.tab("issues")
    cards = desk.page.locator("#panel .cards > details")
    desk.page.evaluate(
        "() => document.querySelectorAll('#panel details').forEach((one) => (one.open = false))"
    )
    cards.nth(0).locator(".grip").first.drag_to(cards.nth(1))
    third = desk.written(FILE, second)
    assert third.index("\n  fee:") < third.index("\n  depth:")


def test_what_may_stand_in_the_text_is_offered_and_taken_by_keys(desk: Desk) -> None:
    desk.tab("text")
    page = desk.page
    page.evaluate(
        "() => { const box = document.querySelector('#text'); box.focus(); box.setSelectionRange(0, 0); }"
    )
    page.keyboard.type("outc")
    page.keyboard.press("Control+ ")
    page.wait_for_selector(".completion li")
    page.keyboard.press("Enter")
    assert page.input_value("#text").startswith("outcome: ")


def test_a_file_that_is_deleted_meanwhile_is_put_back_as_it_was(desk: Desk) -> None:
    first = (desk.folder / FILE).read_bytes()
    (desk.folder / FILE).unlink()
    desk.page.get_by_role("button", name="Write it again").click()
    desk.page.wait_for_selector("dialog", state="detached")
    assert (desk.folder / FILE).read_bytes() == first


def test_by_keys_alone_one_comes_to_a_field_writes_and_takes_it_back(desk: Desk) -> None:
    page, first = desk.page, desk.text(FILE)
    page.evaluate(
        "() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }"
    )

    def walk(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("(one) => document.activeElement.matches(one)", selector):
                return
        raise AssertionError(f"Tab never comes to {selector}")

    page.focus("#variant-")
    walk('[role="tab"][aria-selected="true"]')
    for _ in TABS:
        if page.locator("#tab-actors").get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowRight")
    walk(desk.at("actors/port/name") + ", " + desk.at("actors/ships/name"))
    page.keyboard.press("End")
    page.keyboard.type(" and town")
    page.keyboard.press("Enter")
    second = desk.written(FILE, first)
    assert " and town" in second
    page.keyboard.press("Control+z")
    assert desk.written(FILE, second) == first
