"""Every chart that has something to show, with the question that it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from negsim.charts.kinds import KINDS, draw
from negsim.document.content import Image, Section
from negsim.document.lists import Unanswered, unanswered
from negsim.errors import TooLarge
from negsim.questions.compare.find import Comparison
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.position.baseline import baseline
from negsim.questions.simulate.result import Simulation
from negsim.report.material import Material


def pictures(material: Material) -> Section:
    """Draw every chart that applies, each in a section named by its question."""
    return Section("pictures", "Pictures", sections=tuple(_pictures(material)))


def _pictures(material: Material) -> Iterator[Section]:
    for kind, (applies, given) in _CHARTS.items():
        if not applies(material):
            continue
        question = KINDS[kind].question
        try:
            picture = draw(kind, material.findings, given(material))
        except TooLarge as fault:
            found = Unanswered("; ".join(one.what for one in fault.faults) + ".")
            yield unanswered(f"picture-of-{kind}", question, found)
            continue
        yield Section(f"picture-of-{kind}", question, (Image(kind, question, picture),))


def _always(_: Material) -> bool:
    return True


def _nothing(_: Material) -> None:
    """Let the chart ask the analysis layer for what it needs."""


def _has_orders(material: Material) -> bool:
    return any(issue.is_ordered or issue.is_numeric for issue in material.scenario.issues)


def _has_packages(material: Material) -> bool:
    return material.findings.zone.is_open or bool(material.findings.corrections)


def _is_drawn(material: Material) -> bool:
    return isinstance(material.ensemble, Ensemble) and bool(material.ensemble.in_zone)


def _is_driven(material: Material) -> bool:
    return isinstance(material.ensemble, Ensemble) and material.ensemble.drivers_of is not None


def _lasts(material: Material) -> bool:
    return isinstance(material.simulation, Simulation) and bool(material.simulation.lasting)


# Kind of chart -> whether it has anything to show, and what it shows beside findings.
_CHARTS: dict[str, tuple[Callable[[Material], bool], Callable[[Material], Any]]] = {
    "zone": (_always, _nothing),
    "conflicts": (lambda material: bool(material.findings.conflicts), _nothing),
    "acceptance": (_always, _nothing),
    "ladder": (_has_orders, _nothing),
    "positions": (lambda material: bool(baseline(material.scenario)), _nothing),
    "coalitions": (lambda material: bool(material.findings.coalitions), _nothing),
    "packages": (_has_packages, _nothing),
    "compare": (
        lambda material: isinstance(material.comparison, Comparison),
        lambda material: material.comparison,
    ),
    "acceptability": (_is_drawn, lambda material: material.ensemble),
    "drivers": (_is_driven, lambda material: material.ensemble),
    "futures": (
        lambda material: isinstance(material.simulation, Simulation),
        lambda material: material.simulation,
    ),
    "survival": (_lasts, lambda material: material.simulation),
}
