"""The page of `negsim explore` for everybody: with keys alone, by ear, on a telephone, on paper, with any label."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from negsim.explore.bundle import asset
from negsim.language.load import loads
from tests.browser.exploring import WIDER, WIDTHS, pill, serious, settle, show, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PARTS = """
    acceptance actor-control deal demand evidence headline moves option-control wall why zone-chart
""".split()

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


def test_the_keyboard_alone_reaches_moves_and_hears_the_answer(page: Page, harbour: str) -> None:
    show(page, harbour)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to what one can move
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "tide will do":
            break
    page.keyboard.press("Enter")
    settle(page)
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
    show(page, harbour)
    button = page.get_by_role("button", name="The knot")
    button.focus()
    page.keyboard.press("Enter")
    assert "minimal conflict" in page.locator(".bubble").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".bubble").count() == 0
    assert page.evaluate("() => document.activeElement.textContent") == "The knot"


def test_every_term_of_the_glossary_is_explained_somewhere() -> None:
    sources = {name: asset(f"page/{name}.js") for name in ("glossary", "sheet", *PARTS)}
    terms = re.findall(r"^  (\w+): \[", sources.pop("glossary"), re.MULTILINE)
    assert len(terms) > 20
    asked = set(re.findall(r'term\("(\w+)"', " ".join(sources.values())))
    criteria = {"egalitarian", "nash", "kalai_smorodinsky", "utilitarian"}  # where they are chosen
    assert set(terms) == asked | criteria


def test_sources_stand_one_press_away(page: Page, harbour: str) -> None:
    show(page, harbour)
    page.locator(".knot .rests").first.click()
    dialog = page.locator("dialog")
    assert "c4" in dialog.inner_text()
    assert "grade C" in dialog.inner_text()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, harbour: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    show(page, harbour, "variant=tide_will_do" if scheme == "dark" else "")
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.get_by_role("button", name="Pin", exact=True).click()
    if scheme == "dark":
        page.get_by_role("button", name="Keep or send").click()
    assert serious(page) == []


def test_labels_that_look_like_code_are_shown_as_text(page: Page, tmp_path: Path) -> None:
    scenario = loads(HOSTILE, "hostile.yaml")
    show(page, write(tmp_path, scenario))
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    pill(page, "harm").click()
    settle(page)
    page.locator(".knot .rests").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep or send").click()
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
            const foreign = document.createElement("script");
            foreign.textContent = "window.harmed = 10";
            document.body.append(foreign);
        }"""
    )
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


def test_nothing_runs_over_the_side(page: Page, ukraine: str) -> None:
    show(page, ukraine, "variant=aid_cut+istanbul_swap")
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.get_by_role("button", name="Pin", exact=True).click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for pane in ("see", "move"):
            page.evaluate("(pane) => { document.body.dataset.pane = pane; }", pane)
            assert page.evaluate(WIDER) <= 0, (width, pane)


def test_on_paper_the_findings_stand_without_the_controls(page: Page, harbour: str) -> None:
    show(page, harbour, "variant=tide_will_do")
    page.emulate_media(media="print")
    assert page.locator("#moves").is_hidden()
    assert page.locator(".tools").is_hidden()
    for part in ("h1", ".held", ".bars", ".stage", "#sheet", ".wall"):
        assert page.locator(part).first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_who_wants_no_motion_gets_none(page: Page, harbour: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    show(page, harbour)
    duration = page.evaluate(
        "() => getComputedStyle(document.querySelector('.fill')).transitionDuration"
    )
    assert float(duration.removesuffix("s")) <= 0.001


def test_what_stands_below_the_reasons_does_not_jump(page: Page, harbour: str) -> None:
    show(page, harbour)
    place = "() => document.querySelector('.bars').getBoundingClientRect().top"
    before = page.evaluate(place)
    pill(page, "tide will do").click()
    settle(page)
    assert page.evaluate(place) == before
