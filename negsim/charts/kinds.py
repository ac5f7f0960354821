"""The kinds of chart, in the order in which a report shows them."""

from __future__ import annotations

from typing import Any

from negsim.charts import (
    acceptability,
    coalitions,
    codings,
    conflicts,
    drivers,
    futures,
    knot,
    ladder,
    openings,
    positions,
    profile,
    score,
    survival,
    terms,
    tied_hands,
    wall,
    zone,
)
from negsim.charts.kind import Kind
from negsim.charts.output import Picture
from negsim.errors import InputError, quoted
from negsim.language.names import one_of
from negsim.questions.zone.result import Findings

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        knot,
        wall,
        openings,
        terms,
        zone,
        conflicts,
        codings,
        ladder,
        positions,
        coalitions,
        tied_hands,
        score,
        profile,
        acceptability,
        drivers,
        futures,
        survival,
    )
}


def draw(kind: str, findings: Findings, needed: Any = None, **settings: Any) -> Picture:
    """Draw a chart.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    findings : Findings
        What `run` found. For ``compare``: of the scenario without variants.
    needed : optional
        What the chart shows beside them; asked for where it is absent.
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
    return KINDS[kind].picture(findings, needed, **settings)
