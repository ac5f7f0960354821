"""The gallery shows every shipped scenario, and answers as this version does.

`NEGSIM_PRINT=1 pytest tests/house/test_gallery.py` writes new answers into it, and a section for each scenario that
has none; read the difference, and say in a sentence of your own what the scenario asks.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import negsim
from negsim.charts.kinds import KINDS
from negsim.language.phrases import counted, day
from negsim.questions.zone.result import Findings
from negsim.questions.zone.tell import answer
from negsim.questions.zone.ways import smallest_first

PAGE = Path(__file__).resolve().parents[2] / "docs" / "gallery.md"
ANSWER = re.compile(
    r"^<!-- answer: (?P<name>\w+)(?: (?P<stack>[\w+]+))? -->\n(?P<told>(?:.+\n)*)", re.MULTILINE
)
CHART = re.compile(
    r"^```\{chart\} (?P<kind>\w+) (?P<name>\w+)(?: (?P<stack>[\w+]+))?$", re.MULTILINE
)

GRID = re.compile(
    r"(^<!-- grid -->\n::::\{container\} gallery-grid\n)(?:.*\n)*?(::::$)", re.MULTILINE
)


@cache
def told(name: str, stack: str) -> str:
    """Give the paragraph that the page has below a mark: what a scenario is, or what variants make of it."""
    study = negsim.load(name)
    found = study.run(stack or ())
    said = answer(found)
    if stack:
        says = {one.id: one.say or "" for one in study.scenario.variants}
        what = " ".join(says[one] for one in stack.split("+"))
        text = f"`{stack}`: {what} **{said.opening}**{said.rest}"
    else:
        base = study.scenario
        sizes = (
            counted(len(base.issues), "issue"),
            counted(len(base.actors), "actor"),
            counted(sum(len(actor.red_lines) for actor in base.actors), "red line"),
            counted(len(base.all_claims), "claim"),
        )
        dated = f"; positions as of {day(base.as_of)}" if base.as_of else ""
        text = f"**{base.title}.** {', '.join(sizes)}{dated}. **{said.opening}**{said.rest}"
    text += knot(found)
    return "".join(f"{line}\n" for line in textwrap.wrap(text, 118, break_on_hyphens=False))


def knot(found: Findings) -> str:
    """Name the smallest set of demands that leaves nothing, and say how many there are."""
    conflicts = smallest_first(found)
    if not conflicts:
        return ""
    several = f" first of {len(conflicts)} knots" if len(conflicts) > 1 else " knot"
    return f" The{several}: " + " × ".join(f"`{path}`" for path in conflicts[0].paths) + "."


def rewritten(page: str) -> str:
    """Answer every mark of a page as of now."""
    return ANSWER.sub(
        lambda mark: mark[0].removesuffix(mark["told"]) + told(mark["name"], mark["stack"] or ""),
        page,
    )


def gridded(page: str) -> str:
    """Write the grid anew: every scenario by its title, and whether there is a deal."""
    lines = []
    for mark in ANSWER.finditer(page):
        if not mark["stack"]:
            text = " ".join(mark["told"].split())
            title = text.removeprefix("**").partition(".**")[0]
            deal = "**deal**" if "**A deal is possible**" in text else "*no deal*"
            lines.append(f"* [{title}](#{mark['name']}) {deal}\n")
    return GRID.sub(lambda found: f"{found[1]}{''.join(lines)}{found[2]}", page)


def sections(page: str) -> Iterator[str]:
    """Give a section for each scenario that the page lacks."""
    marked = {mark["name"] for mark in ANSWER.finditer(page)}
    for name in negsim.shipped_names():
        if name not in marked:
            kind = "openings" if negsim.load(name).scenario.variants else "terms"
            yield f"\n### {name}\n\n<!-- answer: {name} -->\n\n```{{chart}} {kind} {name}\n```\n"


def test_the_gallery_answers_as_this_version_does() -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("NEGSIM_PRINT"):
        PAGE.write_text(gridded(rewritten("".join((page, *sections(page))))), encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
    assert page == rewritten(page)


def test_the_grid_says_of_each_whether_there_is_a_deal() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert GRID.search(page)
    assert page == gridded(page)


def test_every_shipped_scenario_has_its_section_answer_and_chart() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shipped = list(negsim.shipped_names())
    assert sorted(re.findall(r"^### (\w+)$", page, re.MULTILINE)) == shipped
    assert sorted(m["name"] for m in ANSWER.finditer(page) if not m["stack"]) == shipped
    assert sorted({m["name"] for m in CHART.finditer(page)}) == shipped


def test_every_chart_of_the_gallery_can_be_drawn_of_its_scenario() -> None:
    for mark in CHART.finditer(PAGE.read_text(encoding="utf-8")):
        assert mark["kind"] in KINDS
        assert (
            negsim.load(mark["name"]).with_variant(mark["stack"] or ()).scenario.id == mark["name"]
        )
