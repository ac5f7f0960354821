"""Codings: how much of the answer is in the coding, which sentence is a line, in which reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.claims.carried import LineStatus
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Findings
from negsim.space.members import Member

NOT_A_LINE = "not_a_line"  # the choice of a line that no binding claim carries


@dataclass(frozen=True)
class CodingKnot:
    """A set of red lines that exclude one another in some codings.

    Parameters
    ----------
    members : tuple of str
        Their paths, sorted.
    within : int
        In how many closed codings the set is a minimal conflict; an estimate where codings are drawn.
    alone : int
        In how many it is the only one.
    """

    members: tuple[str, ...]
    within: int
    alone: int

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"members": list(self.members), "in": self.within, "alone": self.alone}


@dataclass(frozen=True)
class Coded:
    """A red line that can be coded in several ways.

    Parameters
    ----------
    member : Member
        The line as it is read now, and what it rests on.
    status : str or None
        How it stands to its claims in the reading in force.
    choices : tuple of str
        Its readings, `as_written` where it has none, `given_up` where it is firm, `not_a_line` where no binding claim
        carries it.
    now : str
        The choice in force.
    open : mapping
        Choice to the number of open codings that take it.
    chances : mapping
        Choice to its chance.
    """

    member: Member
    status: LineStatus | None
    choices: tuple[str, ...]
    now: str
    open: Mapping[str, int]
    chances: Mapping[str, Fraction]

    @property
    def path(self) -> str:
        """ACTOR.ID of the line."""
        return self.member.path


@dataclass(frozen=True)
class OptionGap:
    """An ordered issue on which two lines that exclude one another leave nothing between them.

    Parameters
    ----------
    conflict : tuple of str
        Paths of the two lines.
    issue : str
    between : tuple
        The last option that one leaves possible, and the first that the other does, as results show options.
    """

    conflict: tuple[str, ...]
    issue: str
    between: tuple[str | int | float, str | int | float]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "conflict": list(self.conflict),
            "issue": self.issue,
            "between": list(self.between),
        }


@dataclass(frozen=True)
class SilentLine:
    """An option that every package asked about has, which an actor whose consent all need never said it accepts.

    Parameters
    ----------
    actor, issue : str
    option : str, int or float
        As results show options.
    opens_without : int
        Packages that there are as long as nobody draws that line.
    correction : tuple of str or None
        What is dropped to let these packages through; None where they are the zone.
    """

    actor: str
    issue: str
    option: str | int | float
    opens_without: int
    correction: tuple[str, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        found: dict[str, Any] = {
            "actor": self.actor,
            "issue": self.issue,
            "option": self.option,
            "opens_without": self.opens_without,
        }
        if self.correction is not None:
            found["correction"] = list(self.correction)
        return found


@dataclass(frozen=True)
class Sampled:
    """How codings were drawn where they are too many to go through.

    Parameters
    ----------
    draws, seed : int
    open_interval, chance_interval : tuple of float
        95% intervals: of the share of codings that are open, and of the chance of an open zone.
    """

    draws: int
    seed: int
    open_interval: tuple[float, float]
    chance_interval: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Codings(Result):
    """What all ways to code the red lines come to.

    Parameters
    ----------
    findings : Findings
        Of the coding in force.
    codings : int
        How many there are.
    open, open_on_red_lines : int
        In how many the zone, and the red-line zone, is open.
    base : {"open", "closed"}
        The coding in force.
    knots : tuple of Knot
        Most frequent first, then by text.
    lines : tuple of Coded
        The lines with two choices or more.
    opening : tuple of tuple of str
        The inclusion-minimal sets of choices, `PATH=choice`, under which the zone is open whatever the rest.
    all_opening : bool
        Whether these are all.
    chance_open : Fraction
        The chance of an open zone, choices independent.
    gaps : tuple of Gap
    silent_lines : tuple of SilentLine
    sampled : Sampled or None
        None where every coding counts.

    Examples
    --------
    >>> import negsim
    >>> codings = negsim.load("harbour").codings()
    >>> codings.codings, codings.open, codings.base
    (12, 10, 'closed')
    """

    COLUMNS: ClassVar = ("path", "status", "choice", "in_force", "open", "chance")

    findings: Findings
    codings: int
    open: int
    open_on_red_lines: int
    base: Literal["open", "closed"]
    knots: tuple[CodingKnot, ...]
    lines: tuple[Coded, ...]
    opening: tuple[tuple[str, ...], ...]
    all_opening: bool
    chance_open: Fraction
    gaps: tuple[OptionGap, ...]
    silent_lines: tuple[SilentLine, ...]
    sampled: Sampled | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    @property
    def closed_by_walk_aways(self) -> int:
        """Codings that red lines alone leave open and reservation values close."""
        return self.open_on_red_lines - self.open

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim codings --format json` writes, numbers still exact."""
        result: dict[str, Any] = {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "codings": self.codings,
            "exact": self.sampled is None,
            "open": self.open,
            "open_on_red_lines": self.open_on_red_lines,
            "base": self.base,
            "knots": [knot.to_dict() for knot in self.knots],
            "choices": {
                line.path: {"status": line.status, "open": dict(line.open)} for line in self.lines
            },
            "opening": [list(one) for one in self.opening],
            "chance_open": self.chance_open,
            "closed_by_walk_aways": self.closed_by_walk_aways,
            "gaps": [gap.to_dict() for gap in self.gaps],
            "silent_lines": [line.to_dict() for line in self.silent_lines],
        }
        if not self.all_opening:
            result["complete"] = {"opening": False}
        if self.sampled is not None:
            result |= {
                "draws": self.sampled.draws,
                "seed": self.sampled.seed,
                "open_interval": list(self.sampled.open_interval),
                "chance_open_interval": list(self.sampled.chance_interval),
            }
        return result

    def rows(self) -> list[Row]:
        """Give the lines that can be coded in several ways, a choice a row."""
        return [
            {
                "path": line.path,
                "status": line.status,
                "choice": choice,
                "in_force": choice == line.now,
                "open": line.open[choice],
                "chance": line.chances[choice],
            }
            for line in self.lines
            for choice in line.choices
        ]
