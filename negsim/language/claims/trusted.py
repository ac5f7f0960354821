"""Which red lines a variant's `trust` believes."""

from __future__ import annotations

from negsim.errors import InputError
from negsim.language.claims.carried import carried
from negsim.language.model.evidence import grade, status
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Trust


def is_trusted(trust: Trust, scenario: Scenario, actor: str, line: RedLine) -> bool:
    """Whether every key of a `trust` lets a red line stand, in the reading in force.

    Parameters
    ----------
    trust : Trust
    scenario : Scenario
        Whose issues, actors and claims are meant.
    actor : str
        Whose line it is.
    line : RedLine

    Raises
    ------
    InputError
        Whether a claim carries the line could not be found out, and `trust` asks for it.

    Notes
    -----
    In files of version 1 a grade is the best of all claims that the line names, and a reading that draws no line is
    dropped as any other; in 1.1 it is the best of those that carry the line, and such a reading is left as it is.
    """
    if scenario.version == "1":
        best = grade(line.sources, scenario.all_claims)
        is_ours = status(line.sources) in ("assumed", "unsourced")
        is_low = trust.grade is not None and (best is None or best > trust.grade)
        return not is_low and (trust.assumptions or not is_ours)
    found = carried(scenario, actor, line)
    if found.status is None:
        return True
    if found.status in ("assumed", "unsourced") and not trust.assumptions:
        return False
    if found.status == "undecided" and (trust.status or trust.grade is not None):
        raise InputError.one(
            f"whether its claims carry {actor}.{line.id} is a puzzle too long to search, and `trust` asks for it",
            "name the red lines in `drop` instead",
        )
    if trust.status and found.status not in trust.status:
        return False
    return trust.grade is None or (found.grade is not None and found.grade <= trust.grade)
