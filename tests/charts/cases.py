"""The scenarios that strain pictures, and the pairs of them that have golden ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import negsim
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import SLIDE, DrawingSheet, Picture, on_sheet, render
from negsim.questions.ensemble import Ensemble, drivers, ensemble
from negsim.questions.simulate.find import simulate
from negsim.questions.simulate.result import Simulation
from negsim.questions.zone.result import Findings

DATA = Path(__file__).parent / "data"
GOLDEN = Path(__file__).parent / "golden"
# letters: 40 letters of Cyrillic, Arabic, Hebrew, a word without end, `$`, `<b>`; empty.  sport_park: six actors.
# seasons: two actors in Cyrillic, with ranges and a timeline.
# assembly: fourteen actors.
OWN = ("letters", "sport_park", "seasons", "single", "lonely", "nothing", "assembly")
UKRAINE, WIDE = "ukraine_2025+land_as_held+moratorium_swap", "ukraine_2025+stated_wide"
# Of `letters` and `sport_park` these could say little: nothing opens, nothing is told of time or influence.
OF_DRAWS = ("acceptability", "drivers", "futures", "survival", "positions")
# Of the others only these can be coded in several ways: in the letters of `letters`, and in few enough for dots.
OF_CODINGS = ("coded", "harbour")
# Only in these somebody ratifies: a council that is closed as it is, and a parliament that helps whom it ties.
OF_BODIES = ("harbour_council", "tied")
# What strains each kind: everything for letters and for many actors, the large case where much is drawn, and the
# small ones where little is.
STRAINED = [
    (kind, case) for kind in KINDS for case in ("letters", "assembly") if kind != "tied_hands"
]
STRAINED += [
    (kind, UKRAINE) for kind in ("wall", "ladder", "zone", "terms", "openings", "score", "profile")
]
STRAINED += [(kind, WIDE) for kind in ("knot", "conflicts", "coalitions")]
STRAINED += [(kind, "seasons") for kind in OF_DRAWS]
STRAINED += [("codings", case) for case in OF_CODINGS]
STRAINED += [("tied_hands", case) for case in OF_BODIES]
STRAINED += [("terms", "single"), ("zone", "lonely"), ("coalitions", "lonely"), ("wall", "nothing")]
GOLDENS = [
    (kind, case)
    for kind in KINDS
    for case in (
        ("harbour+quiet_machines", "seasons")
        if kind in OF_DRAWS
        else OF_CODINGS
        if kind == "codings"
        else OF_BODIES
        if kind == "tied_hands"
        else ("letters", "sport_park")
    )
]


@cache
def found(case: str) -> Findings:
    """Run a case: a file of this folder or a shipped scenario, and a variant of it."""
    name, _, variant = case.partition("+")
    own = DATA / f"{name}.yaml"
    scenario = str(own) if own.exists() else name
    return negsim.load(scenario).run(variant)


@cache
def drawn(kind: str, case: str, form: str, dpi: int) -> bytes:
    """Give a case's picture as a file, written once for all tests that look at it."""
    return render(picture_of(kind, case), form, dpi=dpi)


@cache
def picture_of(kind: str, case: str, sheet: DrawingSheet = SLIDE) -> Picture:
    """Draw a case, once for all tests that look at it; with a single variant to compare with where there are many."""
    with on_sheet(sheet):
        return _drawn(kind, case)


def _drawn(kind: str, case: str) -> Picture:
    findings = found(case)
    if kind == "openings" and len(findings.scenario.variants) > 3:
        from negsim.questions.compare.find import compare

        base = negsim.load(case.partition("+")[0])
        return draw(kind, findings, compare(base.scenario, [["nato_as_a_wish"]]))
    if kind in ("acceptability", "drivers"):
        return draw(kind, findings, some_draws(case))
    if kind in ("futures", "survival") and findings.scenario.timeline is not None:
        return draw(kind, findings, some_futures(case))
    return draw(kind, findings)


def _enough(case: str, many: int) -> int:
    """Few of a large case, which says more in each."""
    return 6 if case.startswith("ukraine") else many


@cache
def some_draws(case: str) -> Ensemble:
    """Draw a case's numbers a few times: enough for a picture to look at."""
    whole = drivers.CELLS
    drivers.CELLS = 1
    try:
        return ensemble(found(case).scenario, draws=_enough(case, 60))
    finally:
        drivers.CELLS = whole


@cache
def some_futures(case: str) -> Simulation:
    """Live through a few futures of a case."""
    return simulate(found(case).scenario, futures=_enough(case, 40))
