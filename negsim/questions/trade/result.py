"""Trades: what can be exchanged from a package on, and where a single negotiating text would lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from negsim.document.result import Result
from negsim.document.rows import Row, beside, frame
from negsim.language.model.scenario import Scenario
from negsim.questions.packages.named_package import Usual
from negsim.questions.zone.result import Deal
from negsim.space.space import Space

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Revision:
    """One revision of the text."""

    deal: Deal
    changes: Mapping[str, tuple[Any, Any]]
    change: Mapping[str, Fraction]  # utility gained in this step, per actor
    is_wide: bool  # more than three issues at once: nothing smaller was left

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "changes": {i: {"from": a, "to": b} for i, (a, b) in self.changes.items()},
            "change": dict(self.change),
            "package": dict(self.deal.package),
            "gains": dict(self.deal.gains),
        }


@dataclass(frozen=True)
class Swap:
    """An exchange across two or three issues that leaves nobody who counts worse off, and somebody better.

    Parameters
    ----------
    changes : mapping
        Issue to what it was and what it becomes.
    change : mapping
        What each actor gains in utility, third parties too.
    alone : mapping
        Per actor that counts and issue, what that change by itself would bring: who gives where, and gets where.
    counts : tuple of str
        Those who must not lose: principals, and the conditional actors that the new package needs.
    hurts : tuple of str
        Third parties that lose.
    smallest, spread : Fraction
        The smallest gain of those that count, and how far the largest is above it.
    is_feasible, in_zone : bool
        Of the new package.
    crosses, anew : tuple of str
        Red lines that it crosses, of the actors that it needs; those of them that the package started from keeps, or
        crosses by fewer steps.
    """

    deal: Deal
    changes: Mapping[str, tuple[Any, Any]]
    change: Mapping[str, Fraction]
    alone: Mapping[str, Mapping[str, Fraction]]
    counts: tuple[str, ...]
    hurts: tuple[str, ...]
    smallest: Fraction
    spread: Fraction
    is_feasible: bool
    crosses: tuple[str, ...]
    anew: tuple[str, ...]
    in_zone: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "changes": {i: {"from": a, "to": b} for i, (a, b) in self.changes.items()},
            "change": dict(self.change),
            "alone": {actor: dict(parts) for actor, parts in self.alone.items()},
            "counts": list(self.counts),
            "hurts": list(self.hurts),
            "smallest": self.smallest,
            "spread": self.spread,
            "feasible": self.is_feasible,
            "crosses": list(self.crosses),
            "anew": list(self.anew),
            "in_zone": self.in_zone,
        }


@dataclass(frozen=True, eq=False)
class Trades(Result):
    """What can be exchanged from a package on.

    Parameters
    ----------
    space : Space
    chosen : str or None
        Why the package was taken, where none was named and the file has no status quo.
    start : Deal
    start_crosses : tuple of str
    start_feasible, start_in_zone : bool
    found, feasible, keeping, evenly : int
        Exchanges; those that lead to feasible packages; those of these that cross no red line anew, nor go further
        across one; those of these from which everybody that counts gains. From a package of the zone only exchanges
        within the zone are counted.
    swaps : tuple of Swap
        Feasible ones first, of these those that cross nothing anew, then the largest smallest gain.
    equal : tuple of Swap
        Feasible, crossing nothing anew, and everybody who counts gains: the smallest spread first.
    path : tuple of Step
    is_efficient : bool
        Whether its end leaves nothing better for one principal and worse for none.

    Examples
    --------
    >>> import negsim
    >>> found = negsim.load("harbour").trade()
    >>> dict(found.swaps[0].changes)
    {'depth': ('ten', 'twelve'), 'fee': (100, 50)}
    """

    space: Space
    chosen: Usual | None
    start: Deal
    start_crosses: tuple[str, ...]
    start_feasible: bool
    start_in_zone: bool
    found: int
    feasible: int
    keeping: int
    evenly: int
    swaps: tuple[Swap, ...]
    equal: tuple[Swap, ...]
    path: tuple[Revision, ...]
    is_efficient: bool

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim trade --format json` writes, numbers still exact."""
        chosen = {} if self.chosen is None else {"chosen": self.chosen}
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            **chosen,
            "from": {
                **self.start.to_dict(),
                "feasible": self.start_feasible,
                "crosses": list(self.start_crosses),
                "in_zone": self.start_in_zone,
            },
            "found": self.found,
            "feasible": self.feasible,
            "keeping": self.keeping,
            "swaps": [one.to_dict() for one in self.swaps],
            "equal_gain": [one.to_dict() for one in self.equal],
            "path": [one.to_dict() for one in self.path],
            "path_ends_efficient": self.is_efficient,
        }

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the CSV: what each actor gains, an exchange a row."""
        gains = (f"change_{actor}" for actor in self.space.actors)
        return ("rank", "swap", *gains, "smallest", "spread", "feasible", "crosses", "in_zone")

    def rows(self) -> list[Row]:
        """Give the exchanges, one a row."""
        return [
            {
                "rank": rank,
                "swap": "; ".join(f"{i}: {a} to {b}" for i, (a, b) in one.changes.items()),
                **{f"change_{actor}": gain for actor, gain in one.change.items()},
                "smallest": one.smallest,
                "spread": one.spread,
                "feasible": one.is_feasible,
                "crosses": " ".join(one.crosses),
                "in_zone": one.in_zone,
            }
            for rank, one in enumerate(self.swaps, start=1)
        ]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables for notebooks: `swaps`, and `path`, the single text step by step."""
        path = [
            {
                beside("step", self.space.issues): number,
                **one.deal.package,
                **{
                    beside(f"change_{actor}", self.space.issues): gain
                    for actor, gain in one.change.items()
                },
            }
            for number, one in enumerate(self.path, start=1)
        ]
        return {"swaps": frame(self.rows(), self.columns), "path": frame(path)}
