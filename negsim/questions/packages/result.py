"""The few packages worth a look, and why each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from negsim.document.result import Result
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Correction, Deal, Findings
from negsim.solve.answer import Criterion


@dataclass(frozen=True)
class Candidate:
    """A package, and why it is worth a look.

    Parameters
    ----------
    deal : Deal
    why : {"solution", "floor", "miss"}
        Picked by bargaining solutions, or next by its smallest gain, or one that a correction would let through.
    criteria : tuple of str
        The solutions that pick it.
    correction : Correction or None
        For a miss: what would let it through.
    """

    deal: Deal
    why: Literal["solution", "floor", "miss"]
    criteria: tuple[Criterion, ...] = ()
    correction: Correction | None = None


@dataclass(frozen=True, eq=False)
class Packages(Result):
    """Packages laid side by side, and the best of the zone.

    Parameters
    ----------
    findings : Findings
    candidates : tuple of Candidate
        What bargaining solutions pick; or, where the zone is empty, the nearest misses.
    best : tuple of Deal or None
        Packages of the zone, the largest smallest gain of a principal first; None where they are not listed.
    because : str or None
        Why nothing is laid side by side, in a sentence.
    """

    findings: Findings
    candidates: tuple[Candidate, ...]
    best: tuple[Deal, ...] | None
    because: str | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the packages side by side as plain data, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "packages": [
                {
                    "why": one.why,
                    "criteria": list(one.criteria),
                    "without": [] if one.correction is None else list(one.correction.drop),
                    **one.deal.to_dict(),
                }
                for one in self.candidates
            ],
        }
