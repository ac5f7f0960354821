"""Reports of small scenarios, made once for all tests of a worker."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import negsim
from negsim.document.document import Document
from negsim.report.briefing import briefing
from negsim.report.html import html
from negsim.report.material import Material, gather
from negsim.report.parts import Settings
from negsim.study import Study

CHARTS = Path(__file__).parents[1] / "charts" / "data"
# Few draws: what is tested is what a report says of them, not whether they are many enough.
FEW = Settings(draws=12, futures=8)

# Two issues, of which the majority of three decides; nobody can be asked for everything.
QUOTA = """
negsim: 1
scenario: quota
title: Two of three decide
issues:
  a: {ask: First?, ordered: true, options: {low: little, mid: some, high: much}}
  b: {ask: Second?, options: {x: this, y: that}}
agreement: {at_least: 2}
actors:
  one: {name: One, reservation_value: 0.5, preferences: {a: {weight: 1, ladder: low < mid < high}}}
  two: {name: Two, red_lines: {never: {forbid: {a: high}}}, preferences: {b: {weight: 1, scores: {x: 1, y: 0}}}}
  three: {name: Three, red_lines: {only: {require: {a: high}}}}
"""
ONE_ISSUE = """
negsim: 1
scenario: one_issue
title: One issue
issues:
  a: {ask: How much?, options: {x: this, y: that}}
actors:
  me: {name: Me, red_lines: {not_x: {forbid: {a: x}}}}
  you: {name: You, red_lines: {not_y: {forbid: {a: y}}}}
"""
# Two actors, a number that has a range and one that drifts, and an event that may come.
MOVING = """
negsim: 1
scenario: moving
title: Something moves
issues:
  a: {ask: How much?, ordered: true, options: {low: little, mid: some, high: much}}
actors:
  one: {name: One, reservation_value: 0.4 +- 0.3, preferences: {a: {weight: 1, ladder: low < mid < high}}}
  two: {name: Two, reservation_value: 0.4, preferences: {a: {weight: 1, ladder: high < mid < low}}}
variants:
  firm: {say: Two draws a line, add: {two.red_lines.line: {require: {a: low}}}}
timeline:
  start: 2025-01-01
  step: month
  steps: 3
  trends: {drift: {change: one.reservation_value, by: 0.05 +- 0.05}}
  events: {firm: {chance: 0.3, apply: [firm]}}
"""
TEXTS = {"quota": QUOTA, "one_issue": ONE_ISSUE}


def study(case: str) -> Study:
    """Load a case: a text of this module, a file of the charts' tests, or a shipped scenario; and a variant of it."""
    name, _, variant = case.partition("+")
    if name in TEXTS:
        return negsim.loads(TEXTS[name])
    path = CHARTS / f"{name}.yaml"
    return negsim.load(str(path) if path.is_file() else name).with_variant(variant)


@cache
def material(case: str, settings: Settings = FEW) -> Material:
    """Gather what a case's report is made of."""
    one = study(case)
    return gather(one.base, one.variants, one.sets, settings)


@cache
def document(case: str) -> Document:
    """Put a case's report together."""
    return briefing(material(case))


@cache
def written(case: str) -> str:
    """Write a case's report as HTML."""
    return html(document(case))
