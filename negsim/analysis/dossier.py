"""All that is worked out for a brief, once: what was found, what it rests on, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from negsim.analysis.compare import Comparison, compare
from negsim.analysis.findings import Findings
from negsim.analysis.foundation import Foundation, foundation
from negsim.analysis.levers import Levers, levers
from negsim.analysis.provenance import Element, Gap, Use, elements, gaps, uses
from negsim.analysis.readings import Readings, readings
from negsim.analysis.room import Room, room
from negsim.analysis.walking import is_soon_walked
from negsim.errors import TooLarge
from negsim.language.scenario import Scenario

T = TypeVar("T")
Told = Callable[[str], None]  # what is being worked out now
TOO_LARGE = "the packages are too many to be gone through for this"


@dataclass(frozen=True, eq=False)
class Dossier:
    """What a brief is made from.

    Parameters
    ----------
    findings : Findings
    foundation : Foundation
    elements, uses, gaps
        What every element rests on, and claims and silences back to elements.
    comparison, readings, room, levers
        None where they were not worked out.
    left_out : mapping
        Name of what was not worked out, and why.
    """

    findings: Findings
    foundation: Foundation
    elements: tuple[Element, ...]
    uses: tuple[Use, ...]
    gaps: tuple[Gap, ...]
    comparison: Comparison | None
    readings: Readings | None
    room: Room | None
    levers: Levers | None
    left_out: Mapping[str, str]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario


def dossier(findings: Findings, *, told: Told | None = None) -> Dossier:
    """Work out what a brief holds beside findings; what would take hours is left out, and named.

    Parameters
    ----------
    findings : Findings
        What `run` found.
    told : callable, optional
        Called with the name of each piece of work before it is begun.
    """
    scenario = findings.scenario
    left_out: dict[str, str] = {}
    is_soon = is_soon_walked(findings.space.problem)

    def worked_out(name: str, work: Callable[[], T]) -> T | None:
        if told is not None:
            told(name)
        if not is_soon:
            left_out[name] = TOO_LARGE
            return None
        try:
            return work()
        except TooLarge as fault:
            left_out[name] = fault.faults[0].what
            return None

    found = elements(scenario)
    return Dossier(
        findings=findings,
        foundation=foundation(findings),
        elements=found,
        uses=uses(scenario, found),
        gaps=gaps(scenario, found),
        comparison=worked_out("variants", lambda: compare(scenario)),
        readings=worked_out("readings", lambda: readings(scenario)),
        room=worked_out("room", lambda: room(scenario)),
        levers=worked_out("levers", lambda: levers(scenario)),
        left_out=left_out,
    )
