"""Findings as tables for notebooks and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from negsim.analysis.as_json import number
from negsim.analysis.findings import CRITERIA, Findings
from negsim.solve.gains import gain_of_total, utility_of_total
from negsim.solve.scan import Block, Scan
from negsim.space import Space

if TYPE_CHECKING:
    import pandas as pd


def zone_packages(findings: Findings, limit: int | None = 10_000) -> pd.DataFrame:
    """List the zone's packages in package order; columns as in `Findings.zone_packages`."""
    import pandas as pd

    space = findings.space
    wanted = findings.zone.size if limit is None else min(limit, findings.zone.size)
    parts = [_columns(space, block) for block in _zone_blocks(space, wanted)]
    names = zone_columns(space)
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in names})
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in names})


def zone_columns(space: Space) -> list[str]:
    """Name the columns of a table of packages: issues, then utility and gain of every actor."""
    worths = [f"{what}_{actor}" for what in ("utility", "gain") for actor in space.actors]
    return [*space.issues, *worths]


def _zone_blocks(space: Space, wanted: int) -> list[Block]:
    """Give the first packages of the zone, as many as wanted; the walk ends with the last of them."""
    blocks: list[Block] = []
    if wanted <= 0:
        return blocks
    for window in Scan(space.problem).windows():
        block = window.block(window.zone)
        if len(block) > wanted:
            block = block.only(np.arange(len(block)) < wanted)
        if len(block):
            blocks.append(block)
            wanted -= len(block)
        if not wanted:
            break
    return blocks


def _columns(space: Space, block: Block) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for i, issue in enumerate(space.issues):
        values = np.array(option_values(space, i), dtype=object)
        columns[issue] = values[block.options(i)]
    for a, actor in enumerate(space.actors):
        part = space.problem.actors[a]
        # Few totals differ, and each is rounded from its fraction, so that tables and JSON agree.
        distinct, inverse = np.unique(block.totals(a), return_inverse=True)
        for what, worth in (("utility", utility_of_total), ("gain", gain_of_total)):
            numbers = np.array([number(worth(part, int(t))) for t in distinct], dtype=float)
            columns[f"{what}_{actor}"] = numbers[inverse]
    return columns


def option_values(space: Space, issue: int) -> list[str | int | float]:
    """Give an issue's options as packages show them: ids, or numbers on numeric issues."""
    spec = space.scenario.issues[issue]
    if spec.range is None:
        return [option.id for option in spec.options]
    return [int(value) if value.denominator == 1 else number(value) for value in spec.range.values]


def acceptance(findings: Findings) -> pd.DataFrame:
    """Who accepts how much, one row per actor."""
    import pandas as pd

    scenario, feasible = findings.scenario, findings.feasible
    return pd.DataFrame(
        [
            {
                "actor": actor.id,
                "name": actor.name,
                "consent": actor.consent.kind,
                "accepts": findings.accepted_by[actor.id],
                "share": findings.accepted_by[actor.id] / feasible if feasible else np.nan,
                "accepts_on_red_lines": findings.red_line_accepted_by[actor.id],
            }
            for actor in scenario.actors
        ]
    )


def solutions(findings: Findings) -> pd.DataFrame:
    """The bargaining solutions, one package a row."""
    import pandas as pd

    actors = findings.space.actors
    rows = [
        {
            "criterion": criterion,
            **deal.package,
            **{f"gain_{actor}": number(gain) for actor, gain in deal.gains.items()},
        }
        for criterion in CRITERIA
        for deal in findings.solutions[criterion].deals
    ]
    columns = ["criterion", *findings.space.issues, *(f"gain_{actor}" for actor in actors)]
    return pd.DataFrame(rows, columns=columns)


def conflicts(findings: Findings) -> pd.DataFrame:
    """The minimal conflicts, one member a row."""
    import pandas as pd

    rows = [
        {
            "conflict": place,
            "path": member.path,
            "actor": member.actor,
            "says": member.says,
            "reading": member.reading,
            "claims": " ".join(claim.id for claim in member.claims),
            "grade": member.grade,
            "status": member.status,
        }
        for place, conflict in enumerate(findings.conflicts, start=1)
        for member in conflict.members
    ]
    columns = ["conflict", "path", "actor", "says", "reading", "claims", "grade", "status"]
    return pd.DataFrame(rows, columns=columns)


def corrections(findings: Findings) -> pd.DataFrame:
    """The minimal corrections, one a row."""
    import pandas as pd

    rows = [
        {
            "drop": " ".join(correction.drop),
            "opens": correction.opens,
            "zone": correction.zone,
            **{f"steps_{actor}": steps for actor, steps in correction.steps.items()},
            **{f"witness_{issue}": option for issue, option in correction.witness.package.items()},
        }
        for correction in findings.corrections
    ]
    if not rows:
        return pd.DataFrame(columns=["drop", "opens", "zone"])
    return pd.DataFrame(rows)
