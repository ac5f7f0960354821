"""The page of `negsim explore`, as people use it: with a mouse, with keys alone, by ear, on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import negsim
from negsim.analysis.exploring.model import explorable
from negsim.language.load import load, loads
from negsim.language.scenario import Scenario
from negsim.language.shipped import locate
from negsim.report.explore.page import page as written

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

WIDTHS = (375, 820, 1280)
SETTLED = """() => {
    const hash = location.hash.slice(1);
    return document.body.dataset.ready === (hash === "" ? "untouched" : hash);
}"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

HOSTILE = r"""
negsim: 1
scenario: hostile
title: "</title><script>window.harmed = 1</script> $x$ \"quoted\""
issues:
  first:
    ask: "<img src=x onerror='window.harmed = 2'> & what?"
    ordered: true
    options:
      a: "</script><script>window.harmed = 3</script>"
      b: "`${window.harmed = 4}` {{ 7 * 7 }} [b]"
      c: "אופציה שלישית"
  second:
    ask: "Кому достанется остров Змеиный и прилегающая к нему акватория Чёрного моря?"
    options: {yes_: "да, без всяких условий", no_: "$\\frac{1}{2}$ <b>нет</b>"}
actors:
  left:
    name: "<svg onload='window.harmed = 5'> Ltd"
    consent: always
    reservation_value: 0.25
    batna: "</textarea><script>window.harmed = 6</script>"
    from: "assumption: <script>window.harmed = 7</script>"
    red_lines: {never_a: {forbid: {first: a}, from: "assumption: \"'><script>window.harmed = 8</script>"}}
    preferences: {first: {weight: 2, ladder: a < b < c, from: "assumption: $ & <i>"}}
  right:
    name: "המשלחת"
    consent: always
    red_lines: {only_a: {require: {first: a}, from: "assumption: none"}}
    preferences: {second: {weight: 1, ladder: yes_ < no_, from: "assumption: none"}}
variants:
  harm: {say: "<script>window.harmed = 9</script>", fix: {second: yes_}}
"""


def _wait(page: Page) -> None:
    page.wait_for_function(SETTLED, timeout=20_000)


def _answer(page: Page) -> str:
    return page.locator("h1").inner_text()


def _pill(page: Page, words: str) -> Locator:
    return page.locator(".pill").filter(has_text=re.compile(rf"{words}$"))


def _group(page: Page, words: str) -> Locator:
    return page.locator("#moves summary").filter(has_text=words)


def _file(folder: Path, scenario: Scenario) -> str:
    path = folder / f"{scenario.id}.html"
    path.write_text(written(explorable(scenario)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def ukraine(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _file(tmp_path_factory.mktemp("ukraine"), load(locate("ukraine_2025")))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _file(tmp_path_factory.mktemp("harbour"), load(locate("harbour")))


def _open(page: Page, address: str, state: str = "", width: int = 1280) -> None:
    page.set_default_timeout(8_000)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}#{state}" if state else address)
    _wait(page)


def test_the_story_of_ukraine_is_told_by_moving_three_things(page: Page, ukraine: str) -> None:
    _open(page, ukraine)
    assert _answer(page).startswith("No deal as the demands stand: the red lines alone")
    assert page.locator(".knot .member").count() == 2

    page.get_by_label("at least “no membership for a term of years”").first.check()
    _wait(page)
    assert "212 packages are acceptable" in _answer(page)
    assert "Opened by Russia: neutrality" in page.locator(".change").inner_text()

    _group(page, "Ukraine").first.click()
    box = page.locator("#value-ukraine-box")
    box.fill("0.72")
    box.press("Enter")
    _wait(page)
    assert _answer(page).startswith("A deal is possible")
    box.fill("0.73")
    box.press("Enter")
    _wait(page)
    assert _answer(page).startswith("No deal")
    shut = "Shut by Ukraine’s walk-away value of 0.73: up to 0.721 there is a deal."
    assert shut in page.locator(".change").inner_text()

    page.get_by_role("button", name="Reset", exact=True).click()
    for variant in ("istanbul swap", "aid cut"):
        _pill(page, variant).click()
    _wait(page)
    members = page.locator(".knot .member").all_inner_texts()
    assert [text.split("assumed")[0].split("\n")[0].strip() for text in members]
    owners = page.locator(".knot .party strong").all_inner_texts()
    assert owners == ["Russia", "Ukraine", "European states asked for troops"]


def test_figures_are_those_of_negsim_run(page: Page, ukraine: str) -> None:
    found = negsim.load("ukraine_2025", ["moratorium_swap"]).run()
    _open(page, ukraine, "variant=moratorium_swap")
    bars = page.locator(".bars .figure").all_inner_texts()
    assert [text.split()[0] for text in bars] == [f"{n:,}" for n in found.accepted_by.values()]
    gains = page.locator(".gains .figure").all_inner_texts()
    deal = found.solutions["egalitarian"].deals[0]
    assert gains == [f"{float(deal.gains[a]):+.3f}" for a in found.space.actors]
    assert page.locator(".held dt").count() == len(found.zone.backbone)


def test_undo_redo_and_reset_go_through_what_was_set(page: Page, harbour: str) -> None:
    _open(page, harbour)
    first = _answer(page)
    _pill(page, "tide will do").click()
    _wait(page)
    second = _answer(page)
    box = page.locator("#value-port-box")
    box.fill("0.9")
    box.press("Enter")
    _wait(page)
    third = _answer(page)
    assert len({first, second, third}) == 3
    for key, answer in (("Undo", second), ("Undo", first), ("Redo", second), ("Redo", third)):
        page.get_by_role("button", name=key).click()
        _wait(page)
        assert _answer(page) == answer
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    _wait(page)
    assert _answer(page) == second
    page.get_by_role("button", name="Reset", exact=True).click()
    _wait(page)
    assert _answer(page) == first
    assert page.get_by_role("button", name="Reset", exact=True).is_disabled()


def test_one_drag_of_a_slider_is_one_step_to_undo(page: Page, harbour: str) -> None:
    _open(page, harbour)
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
    _wait(page)
    assert float(page.locator("#value-port-box").input_value()) == pytest.approx(0.7, abs=0.03)
    assert page.locator(".changed", has_text="beyond the stated range").first.is_visible()
    page.get_by_role("button", name="Undo").click()
    _wait(page)
    assert page.locator("#value-port-box").input_value() == "0.5"
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_the_address_holds_the_state_and_opens_with_it(page: Page, harbour: str) -> None:
    _open(page, harbour)
    _pill(page, "clean sea").click()
    _group(page, "Shipping lines").click()
    page.get_by_role("radio", name="on the tide").check()
    box = page.locator("#value-port-box")
    box.fill("5/9")
    box.press("Enter")
    _wait(page)
    answer, address = _answer(page), page.url
    page.goto("about:blank")
    page.goto(address)
    _wait(page)
    assert _answer(page) == answer
    assert page.get_by_role("radio", name="on the tide").is_checked()
    assert page.locator("#value-port-box").input_value() == "5/9"
    assert _pill(page, "clean sea").get_attribute("aria-pressed") == "true"


def test_an_address_that_names_what_is_not_there_says_so(page: Page, harbour: str) -> None:
    page.goto(f"{harbour}#line.port.nothing=!&value.port=much")
    page.wait_for_function("() => document.body.dataset.ready !== undefined")
    page.goto(f"{harbour}#value.port=0.6&bad")
    _wait(page)
    assert page.locator("#value-port-box").input_value() == "0.6"


def test_a_saved_copy_opens_with_the_state(page: Page, harbour: str, tmp_path: Path) -> None:
    _open(page, harbour, "variant=tide_will_do&value.port=0.6")
    answer = _answer(page)
    page.get_by_role("button", name="Keep or send").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "copy.html"
    found.value.save_as(copy)
    page.goto(copy.as_uri())
    page.wait_for_function("() => document.body.dataset.ready !== undefined")
    assert _answer(page) == answer
    _pill(page, "tide will do").click()
    _wait(page)
    assert _answer(page) != answer


def test_the_exported_variant_answers_as_the_page_does(page: Page, harbour: str) -> None:
    _open(page, harbour, "line.ships.new_ships_come_in=on_the_tide&value.port=0.62&on.mud=sea+dyke")
    page.get_by_role("button", name="Keep or send").click()
    yaml = page.get_by_label("The state as a variant, in YAML").input_value()
    lines = [line for line in yaml.splitlines() if line.strip() != "variants:"]
    path = locate("harbour")
    text = Path(path).read_text(encoding="utf-8")
    text = text.replace("\nvariants:\n", "\nvariants:\n" + "\n".join(lines) + "\n")
    size = negsim.loads(text, str(path)).run("as_explored").zone.size
    assert size
    assert f"{size:,} package" in _answer(page)


def test_a_correction_is_tried_with_one_press(page: Page, harbour: str) -> None:
    _open(page, harbour)
    page.get_by_role("button", name="If Shipping lines took").click()
    _wait(page)
    assert "21 packages are acceptable" in _answer(page)


def test_options_are_fixed_and_taken_off_the_table(page: Page, harbour: str) -> None:
    _open(page, harbour, "variant=tide_will_do")
    _group(page, "Options on the table").click()
    _group(page, "Where does the mud go?").click()
    page.get_by_role("checkbox", name="to the sea").uncheck()
    _wait(page)
    assert "on.mud=dyke+landfill" in page.url
    page.get_by_role("button", name="Fix: to a landfill inland").click()
    _wait(page)
    size = negsim.load("harbour", ["tide_will_do"]).run().zone.options["mud"]["landfill"]
    expected = f"{size} package" if size else "No deal"
    assert expected in _answer(page)


def test_a_lever_lays_a_new_issue_on_the_table(page: Page, harbour: str) -> None:
    _open(page, harbour)
    _group(page, "Levers").click()
    page.get_by_label("The port pays for new windows in the villages").check()
    _wait(page)
    assert page.locator(".wall h3", has_text="How much does the port pay for windows?").count() == 1


def test_two_states_stand_side_by_side(page: Page, harbour: str) -> None:
    _open(page, harbour)
    page.get_by_role("button", name="Pin", exact=True).click()
    _pill(page, "tide will do").click()
    _wait(page)
    row = page.locator("#compare tr", has_text="Packages in the zone")
    assert row.locator("td").all_inner_texts() == ["0", "21"]
    assert "is-different" in (row.get_attribute("class") or "")
    page.get_by_role("button", name="Go back to the pinned").click()
    _wait(page)
    assert row.locator("td").all_inner_texts() == ["0", "0"]
    page.get_by_role("button", name="Unpin").click()
    assert page.locator("#compare").is_hidden()


def test_the_keyboard_alone_reaches_moves_and_hears_the_answer(page: Page, harbour: str) -> None:
    _open(page, harbour)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to what one can move
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "tide will do":
            break
    page.keyboard.press("Enter")
    _wait(page)
    page.wait_for_function(
        "() => document.querySelector('.answer [role=status]').textContent.includes('21 packages')"
    )
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2

    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    told = page.locator(".pointed").inner_text()
    assert "Port authority" in told
    for key in ("ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'sheet'")
    assert page.locator(".issue").count() == 4


def test_a_term_explains_itself_and_shuts_on_escape(page: Page, harbour: str) -> None:
    _open(page, harbour)
    button = page.get_by_role("button", name="The knot")
    button.focus()
    page.keyboard.press("Enter")
    assert "minimal conflict" in page.locator(".bubble").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".bubble").count() == 0
    assert page.evaluate("() => document.activeElement.textContent") == "The knot"


def test_sources_stand_one_press_away(page: Page, harbour: str) -> None:
    _open(page, harbour)
    page.locator(".knot .rests").first.click()
    dialog = page.locator("dialog")
    assert "c4" in dialog.inner_text()
    assert "grade C" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert dialog.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, harbour: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    _open(page, harbour)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.get_by_role("button", name="Pin", exact=True).click()
    found = Axe().run(page).response["violations"]
    _pill(page, "tide will do").click()
    _wait(page)
    page.get_by_role("button", name="Keep or send").click()
    found += Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert not serious, json.dumps(
        [(one["id"], [node["html"] for node in one["nodes"][:3]]) for one in serious], indent=1
    )


def test_labels_that_look_like_code_are_shown_as_text(page: Page, tmp_path: Path) -> None:
    scenario = loads(HOSTILE, "hostile.yaml")
    _open(page, _file(tmp_path, scenario))
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    _pill(page, "harm").click()
    _wait(page)
    page.locator(".knot .rests").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep or send").click()
    page.keyboard.press("Escape")
    assert page.evaluate("() => window.harmed") is None
    assert page.title() == scenario.title
    seen = page.locator("body").inner_text()
    for issue in scenario.issues:
        assert issue.ask in seen
        for option in issue.options:
            assert option.label in seen
    for actor in scenario.actors:
        assert actor.name in seen
    hebrew = page.locator(".option").filter(has_text="אופציה שלישית")
    assert hebrew.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_side(page: Page, ukraine: str, width: int) -> None:
    _open(page, ukraine, "variant=aid_cut+istanbul_swap", width)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.get_by_role("button", name="Pin", exact=True).click()
    for pane in ("see", "move"):
        page.evaluate("(pane) => { document.body.dataset.pane = pane; }", pane)
        assert page.evaluate(WIDER) <= 0


def test_on_paper_the_findings_stand_without_the_controls(page: Page, harbour: str) -> None:
    _open(page, harbour, "variant=tide_will_do")
    page.emulate_media(media="print")
    assert page.locator("#moves").is_hidden()
    assert page.locator(".tools").is_hidden()
    for part in ("h1", ".held", ".bars", ".stage", "#sheet", ".wall"):
        assert page.locator(part).first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_who_wants_no_motion_gets_none(page: Page, harbour: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    _open(page, harbour)
    duration = page.evaluate(
        "() => getComputedStyle(document.querySelector('.fill')).transitionDuration"
    )
    assert float(duration.removesuffix("s")) <= 0.001


def test_what_stands_below_the_reasons_does_not_jump(page: Page, harbour: str) -> None:
    _open(page, harbour)
    place = "() => document.querySelector('.bars').getBoundingClientRect().top"
    before = page.evaluate(place)
    _pill(page, "tide will do").click()
    _wait(page)
    assert page.evaluate(place) == before
