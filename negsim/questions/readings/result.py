"""Readings: which meanings of ambiguous words open the zone, which close it, and what hangs on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row, frame
from negsim.language.model.scenario import Scenario
from negsim.space.members import Member
from negsim.space.space import Space

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Clarify:
    """One ambiguous demand, and how much hangs on what its words mean.

    Parameters
    ----------
    member : Member
        The demand as it is read now, and what it rests on.
    readings : tuple of str
        Their ids, in the file's order.
    open_by_reading : mapping, or None
        How many combinations are open with each reading; None where counting is out of reach, as for what follows.
    decides, of : int or None, int
        In how many of the combinations of all other demands' readings the answer hangs on this one.
    flips : int or None
        Pairs of an open and a closed combination that differ in this reading alone.
    turns : tuple of str
        The readings which, all other demands as they are read now, turn the answer of now round.
    """

    member: Member
    readings: tuple[str, ...]
    open_by_reading: Mapping[str, int] | None
    decides: int | None
    of: int
    flips: int | None
    turns: tuple[str, ...]

    @property
    def path(self) -> str:
        """ACTOR.ID of the demand."""
        return self.member.path

    @property
    def share(self) -> float | None:
        """In which share of the combinations of all others the answer hangs on this one."""
        return None if self.decides is None else self.decides / self.of

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "path": self.path,
            "reading": self.member.reading,
            "decides": self.decides,
            "of": self.of,
            "share": self.share,
            "flips": self.flips,
            "open_by_reading": None if self.open_by_reading is None else dict(self.open_by_reading),
            "turns": list(self.turns),
        }


@dataclass(frozen=True)
class CombinationCount:
    """How many combinations of readings there are, and how many are open (None where that is out of reach)."""

    combinations: int
    open: int | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"combinations": self.combinations, "open": self.open}


@dataclass(frozen=True, eq=False)
class Readings(Result):
    """What all combinations of readings come to. Everything is exact; nothing is sampled.

    Parameters
    ----------
    space : Space
        The scenario, with its variants applied.
    combinations, open, open_on_red_lines : int
        Combinations of one reading per demand that has several; in how many of them the zone, and the red-line zone,
        is open. None where a count is out of reach.
    is_open : bool
        Whether the zone is open as the demands are read now.
    without_assumed : Tally
        The same without red lines that no claim supports.
    closing, opening : tuple of tuple of str
        The inclusion-minimal sets of readings, `ACTOR.ID=READING`, under which the zone is empty, or open, whatever
        the others are. One empty set where it always is.
    all_closing, all_opening : bool
        Whether these are all.
    clarify : tuple of Clarify
        The ambiguous demands, those on which most hangs first.

    Examples
    --------
    >>> import negsim
    >>> readings = negsim.load("harbour").readings()
    >>> readings.combinations, readings.open
    (4, 3)
    """

    COLUMNS: ClassVar = tuple(
        "path reading in_force open combinations decides of flips turns_the_answer".split()
    )

    space: Space
    combinations: int
    open: int | None
    open_on_red_lines: int | None
    is_open: bool
    without_assumed: CombinationCount
    closing: tuple[tuple[str, ...], ...]
    opening: tuple[tuple[str, ...], ...]
    all_closing: bool
    all_opening: bool
    clarify: tuple[Clarify, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim readings --format json` writes."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "combinations": self.combinations,
            "open": self.open,
            "open_on_red_lines": self.open_on_red_lines,
            "without_assumed": self.without_assumed.to_dict(),
            "closing": [list(one) for one in self.closing],
            "opening": [list(one) for one in self.opening],
            "complete": {"closing": self.all_closing, "opening": self.all_opening},
            "clarify": [one.to_dict() for one in self.clarify],
        }

    def rows(self) -> list[Row]:
        """Give the ambiguous demands, one reading a row, those on which most hangs first."""
        return [
            {
                "path": one.path,
                "reading": reading,
                "in_force": reading == one.member.reading,
                "open": None if one.open_by_reading is None else one.open_by_reading[reading],
                "combinations": self.combinations // len(one.readings),
                "decides": one.decides,
                "of": one.of,
                "flips": one.flips,
                "turns_the_answer": reading in one.turns,
            }
            for one in self.clarify
            for reading in one.readings
        ]

    def sets_frame(self) -> pd.DataFrame:
        """List the closing and the opening sets, one reading a row."""
        rows = [
            {"does": does, "set": number, "path": path, "reading": reading}
            for does, sets in (("closes", self.closing), ("opens", self.opening))
            for number, one in enumerate(sets, start=1)
            for path, reading in (name.split("=", 1) for name in one)
        ]
        return frame(rows, ("does", "set", "path", "reading"))
