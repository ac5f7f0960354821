"""The report in a browser: on a telephone, on a laptop, on paper, by day and by night."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.exploring import serious
from tests.report.made import written

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# harbour: every section there is. letters: labels of 40 letters, in Cyrillic, Arabic and Hebrew, with `$` and `<b>`.
CASES = ("harbour", "letters")
SIZES = {"phone": (375, 740), "laptop": (1280, 800)}
A4 = 718  # CSS pixels between the margins of A4 upright

# What sticks out at the side of the page, but for what stands in a box that scrolls by itself.
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(one => {
  if (one.closest('.scroll') && !one.matches('.scroll')) return false;
  if (one.closest('caption') || !one.getClientRects().length) return false;
  const box = one.getBoundingClientRect();
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the reports into files, and give their addresses."""
    folder = tmp_path_factory.mktemp("reports")
    addresses = {}
    for case in CASES:
        path = folder / f"{case}.html"
        path.write_text(written(case), encoding="utf-8")
        addresses[case] = path.as_uri()
    return addresses


def opened(page: Page, address: str, size: str, scheme: Any = "light") -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_sticks_out_at_the_side(
    page: Page, files: dict[str, str], case: str, size: str
) -> None:
    opened(page, files[case], size)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("case", CASES)
def test_on_a_telephone_every_picture_is_seen_whole_and_none_scrolls_at_the_side(
    page: Page, files: dict[str, str], case: str
) -> None:
    opened(page, files[case], "phone")
    page.locator(".whole-annex").evaluate_all("all => all.forEach(one => one.open = true)")
    seen = page.evaluate(
        """[...document.querySelectorAll('figure svg')].filter(one => one.getClientRects().length)
          .map(one => [one.closest('.scroll') !== null, one.getBoundingClientRect().width <= 375])"""
    )
    assert len(seen) > 4
    assert seen == [[False, True]] * len(seen)


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_cut_off_on_paper(page: Page, files: dict[str, str], case: str) -> None:
    page.set_viewport_size({"width": A4, "height": 1000})
    page.emulate_media(media="print")
    page.goto(files[case])
    # On paper nothing scrolls: tables must fit as well, and pictures.
    everything = OVERFLOWING.replace(
        "if (one.closest('.scroll') && !one.matches('.scroll'))", "if (0)"
    )
    assert page.evaluate(everything.replace("'body *'", "'body :not(svg *)'")) == []
    assert page.evaluate("document.querySelector('nav').getClientRects().length") == 0


@pytest.mark.parametrize("case", CASES)
def test_paper_begins_with_one_page_for_a_minister(
    page: Page, files: dict[str, str], case: str, tmp_path: Path
) -> None:
    page.goto(files[case])
    page.locator(".whole-annex .annex").evaluate_all("all => all.forEach(one => one.remove())")
    data = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    upright = [float(width) < float(height) for width, height in sizes]
    # The first page, then pictures on pages on their side, then the rest upright; the annex is folded as a rule.
    assert upright[0]
    first_wide = upright.index(False)
    assert first_wide == (1 if case == "harbour" else first_wide)
    assert upright[-1]


@pytest.mark.parametrize("case", CASES)
def test_headings_follow_one_another_and_pictures_are_told_in_words(
    page: Page, files: dict[str, str], case: str
) -> None:
    opened(page, files[case], "laptop")
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    told = page.evaluate(
        """[...document.querySelectorAll('svg')].map(svg => svg.getAttribute('aria-labelledby')
          .split(' ').map(id => document.getElementById(id).textContent).join(' '))"""
    )
    assert len(told) > 4
    assert all(len(words) > 40 for words in told)


# Rows and items are made alike, so that four of each tell of all, and axe asks of each how it stands to each.
# The words of pictures are held to their ground where pictures are drawn.
_FEW = """() => {
  for (const one of document.querySelectorAll('tbody, ul, ol, dl'))
    [...one.children].slice(4).forEach(each => each.remove());
  for (const svg of document.querySelectorAll('svg')) svg.replaceChildren(...svg.querySelectorAll('title, desc'));
}"""


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("laptop", "dark")])
def test_axe_finds_no_serious_fault(
    page: Page, files: dict[str, str], size: str, scheme: str
) -> None:
    opened(page, files["harbour"], size, scheme)
    page.evaluate(_FEW)
    assert serious(page, only=["color-contrast"] if scheme == "dark" else None) == []


def test_a_dark_screen_gets_a_dark_page_and_dark_pictures_and_paper_never(
    page: Page, files: dict[str, str]
) -> None:
    colour = "getComputedStyle(document.querySelector(`{}`)).{}"
    ground = colour.format("body", "backgroundColor")
    words = colour.format('svg text[style*="--ink"]', "fill")
    opened(page, files["harbour"], "laptop", "light")
    light = [page.evaluate(one) for one in (ground, words)]
    page.emulate_media(color_scheme="dark")
    dark = [page.evaluate(one) for one in (ground, words)]
    assert light == ["rgb(255, 255, 255)", "rgb(26, 26, 26)"]
    assert dark == ["rgb(21, 24, 27)", "rgb(233, 231, 227)"]
    page.emulate_media(color_scheme="dark", media="print")
    assert [page.evaluate(one) for one in (ground, words)] == light


def test_a_reference_leads_to_the_claim_that_it_names(page: Page, files: dict[str, str]) -> None:
    opened(page, files["harbour"], "laptop")
    page.locator(".marks a").first.click()
    assert page.url.endswith("#note-1")
    assert "grade" in page.locator("#note-1").inner_text()
