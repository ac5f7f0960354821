"""What was checked of a scenario: expectations and laws, held or with what was found instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negsim.document.result import Result
from negsim.errors import Where
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Breach:
    """The first draw that breaks an expectation.

    Parameters
    ----------
    draw : int
        Its number, from 1 on.
    found : tuple of str
        What was found instead.
    numbers : mapping
        The numbers of that draw that are farthest from their best values, measured by their ranges: path to value.
    """

    draw: int
    found: tuple[str, ...]
    numbers: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"draw": self.draw, "found": list(self.found), "numbers": dict(self.numbers)}


@dataclass(frozen=True)
class DrawnExpectation:
    """An expectation asked of draws of the numbers: in how many it holds, and the first that breaks it."""

    draws: int
    holds: int
    breach: Breach | None

    @property
    def share(self) -> float:
        """In which share of the draws it holds."""
        return self.holds / self.draws


@dataclass(frozen=True)
class Outcome:
    """One expectation: held, or what was found instead.

    Parameters
    ----------
    say : str or None
    variant : tuple of str
    found : tuple of str
        One text for each part that failed; none where it held.
    where : Where or None
    because : tuple
        Packages, or pairs of them, against a law of what one prefers.
    drawn : Drawn or None
        Where draws were asked for.
    left_out : str
        Why draws were not asked all the same.
    """

    say: str | None
    variant: tuple[str, ...]
    found: tuple[str, ...]
    where: Where | None
    because: tuple[Any, ...] = ()
    drawn: DrawnExpectation | None = None
    left_out: str = ""

    @property
    def held(self) -> bool:
        """Whether all its parts hold."""
        return not self.found

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        drawn = self.drawn
        breach = None if drawn is None or drawn.breach is None else drawn.breach.to_dict()
        return {
            "say": self.say,
            "variant": list(self.variant),
            "held": self.held,
            "holds": self.held,
            "found": list(self.found),
            **({"because": self.because[0]} if self.because else {}),
            **({"left_out": self.left_out} if self.left_out else {}),
            **({} if drawn is None else {"share": drawn.share, "first_break": breach}),
        }


@dataclass(frozen=True)
class TriedLaw:
    """A law of the preference model, on this very scenario: held, or a counterexample in words."""

    number: int  # as in docs/reference/laws.md
    name: str
    found: str | None = None
    left_out: str | None = None  # why it was not tried, where it could not be

    @property
    def held(self) -> bool:
        """Whether no counterexample was found."""
        return self.found is None


@dataclass(frozen=True, eq=False)
class Checked(Result):
    """What was checked of one scenario.

    Parameters
    ----------
    scenario : Scenario
        As written.
    expectations : tuple of Outcome
    laws : tuple of Law
    extent : str
        What of the scenario the laws were tried on.
    """

    scenario: Scenario
    expectations: tuple[Outcome, ...]
    laws: tuple[TriedLaw, ...] = ()
    extent: str = ""

    @property
    def held(self) -> bool:
        """Whether everything holds."""
        return all(e.held for e in self.expectations) and all(law.held for law in self.laws)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim check --format json` lists for each scenario."""
        return {
            "scenario": self.scenario.id,
            "held": self.held,
            "expectations": [one.to_dict() for one in self.expectations],
            "laws": [
                {
                    "number": law.number,
                    "law": law.name,
                    "held": law.held,
                    "found": law.found,
                    "left_out": law.left_out,
                }
                for law in self.laws
            ],
            "laws_tried_on": self.extent or None,
        }
