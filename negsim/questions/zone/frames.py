"""Findings as tables for notebooks and spreadsheets."""

from __future__ import annotations

from itertools import islice
from math import nan
from typing import TYPE_CHECKING

from negsim.document.plain import number
from negsim.questions.zone.result import CRITERIA, Findings
from negsim.questions.zone.rows import CONFLICT_COLUMNS, conflict_rows, zone_columns, zone_rows

if TYPE_CHECKING:
    import pandas as pd


def zone_packages(findings: Findings, limit: int | None = 10_000) -> pd.DataFrame:
    """List the zone's packages in package order; columns as in `Findings.zone_packages`."""
    import pandas as pd

    rows = islice(zone_rows(findings), limit)
    return pd.DataFrame(rows, columns=zone_columns(findings.space))


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
                "share": findings.accepted_by[actor.id] / feasible if feasible else nan,
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

    return pd.DataFrame(conflict_rows(findings), columns=CONFLICT_COLUMNS)


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
