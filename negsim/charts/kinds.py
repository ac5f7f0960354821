"""The kinds of chart: what question each answers, where it is drawn, and what it needs beside findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from negsim.errors import InputError, quoted
from negsim.language.names import one_of
from negsim.questions.zone.result import Findings

if TYPE_CHECKING:
    from negsim.charts.picture import Picture


@dataclass(frozen=True)
class Kind:
    """A kind of chart.

    Parameters
    ----------
    question : str
        What it answers, for the help.
    module : str
        Of `negsim.charts`; its `draw(findings)`, or `draw(findings, material)`, gives the picture.
    material : str or None
        Where the analysis layer finds what the chart shows beside findings, as ``module:function``; the function takes
        findings.
    """

    question: str
    module: str
    material: str | None = None


KINDS: dict[str, Kind] = {
    "zone": Kind(
        "Is there room where everybody does better than without a deal?",
        "zone",
        "negsim.questions.acceptance.cloud:cloud",
    ),
    "acceptance": Kind(
        "Who refuses which option, and which options collide?",
        "acceptance",
        "negsim.questions.acceptance.find:acceptance",
    ),
    "coalitions": Kind("Who could agree with whom, and who blocks?", "coalitions"),
    "conflicts": Kind("Which demands exclude one another, and what do they rest on?", "conflicts"),
    "ladder": Kind(
        "How far can each go on every issue, and where do they overlap?",
        "ladder",
        "negsim.questions.acceptance.find:acceptance",
    ),
    "positions": Kind(
        "Where would influence and salience alone put each ordered issue?",
        "positions",
        "negsim.questions.position.find:placed",
    ),
    "packages": Kind(
        "What do the best packages say, and who gains what?",
        "packages",
        "negsim.questions.packages.find:shortlist",
    ),
    "compare": Kind(
        "Which variants open the zone, and how wide?",
        "compare",
        "negsim.charts.compare:compared",
    ),
    "acceptability": Kind(
        "Which packages survive other numbers?",
        "acceptability",
        "negsim.questions.ensemble.find:drawn",
    ),
    "drivers": Kind(
        "Which number, if known better, would settle it?",
        "drivers",
        "negsim.questions.ensemble.find:drawn",
    ),
    "futures": Kind(
        "When does the zone open, and what happens on the way?",
        "futures",
        "negsim.questions.simulate.find:lived_through",
    ),
    "survival": Kind(
        "How long would what is signed last, and what makes it last?",
        "survival",
        "negsim.questions.simulate.find:lived_through",
    ),
}


def draw(kind: str, findings: Findings, material: Any = None, **settings: Any) -> Picture:
    """Draw a chart.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    findings : Findings
        What `run` found. For ``compare``: of the scenario without variants.
    material : optional
        What the chart shows beside them; asked from the analysis layer where it is absent.
    **settings
        What this kind of chart can be told, see its module.

    Returns
    -------
    Picture
        A matplotlib figure of 13⅓ × 7½ inches, without pyplot, that knows its title and its alternative text.

    Raises
    ------
    InputError
        There is no such kind.
    """
    if kind not in KINDS:
        raise InputError.one(f"there is no chart {quoted(kind)}", one_of(kind, KINDS))
    from negsim.charts.style import styled

    chosen = KINDS[kind]
    function: Callable[..., Picture] = import_module(f"negsim.charts.{chosen.module}").draw
    if chosen.material is not None and material is None:
        module, _, name = chosen.material.partition(":")
        material = getattr(import_module(module), name)(findings)
    with styled():
        if chosen.material is None:
            return function(findings, **settings)
        return function(findings, material, **settings)
