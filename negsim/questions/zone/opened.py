"""What lies behind the cheapest ways out: the zone that each opens, and what every deal in it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from negsim.questions.zone.find import label
from negsim.questions.zone.result import Choice, Correction, Deal, Findings
from negsim.solve.choose import answer, choose
from negsim.solve.tables.problem import Problem, constant
from negsim.space.space import Space


@dataclass(frozen=True)
class Opened:
    """The zone once the red lines of a correction are given up.

    Parameters
    ----------
    correction : Correction
    size : int
        Packages of the zone.
    backbone : mapping
        Issues on which every package of that zone has the same option.
    floor : Fraction or None
    fairest : Deal or None
        The first egalitarian solution; None where the zone stays empty.
    """

    correction: Correction
    size: int
    backbone: Choice
    floor: Fraction | None
    fairest: Deal | None


def opened(findings: Findings, correction: Correction) -> Opened | None:
    """Say what is in the zone once the red lines of a correction are gone; None where it drops anything else.

    Raises
    ------
    TooLarge
        As for `negsim.questions.zone.find.run`.

    Examples
    --------
    >>> import negsim
    >>> findings = negsim.load("harbour").run()
    >>> [(opened(findings, c).size, dict(opened(findings, c).backbone)) for c in findings.corrections]
    [(21, {'depth': 'twelve', 'nights': 'none'}), (12, {'depth': 'fifteen'})]
    """
    if any(member.layer != "red_lines" for member in correction.members):
        return None
    space = Space(findings.scenario, _without(findings.space, correction))
    given = label(space, answer(space.problem, choose(space.problem, "auto"), names=space.name))
    fairest = given.solutions["egalitarian"].deals
    return Opened(
        correction=correction,
        size=given.zone.size,
        backbone=given.zone.backbone,
        floor=given.floor,
        fairest=fairest[0] if fairest else None,
    )


def _without(space: Space, correction: Correction) -> Problem:
    """The problem in which nothing crosses the red lines that are gone."""
    gone = set(correction.drop)
    actors = tuple(
        replace(
            actor,
            crossed=tuple(
                constant(False) if path in gone else crossed
                for path, crossed in zip(paths, actor.crossed, strict=True)
            ),
        )
        for actor, paths in zip(space.problem.actors, space.red_lines, strict=True)
    )
    return replace(space.problem, actors=actors)
