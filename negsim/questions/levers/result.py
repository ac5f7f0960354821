"""Levers: the smallest changes that open the zone or raise its floor, and what each asks of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from negsim.document.result import Result
from negsim.document.rows import Row, frame
from negsim.language.model.scenario import Scenario
from negsim.questions.levers.changes import (
    Declared,
    Drop,
    Lower,
    OneStep,
    Reread,
    RetreatDetail,
    named_steps,
)
from negsim.questions.levers.drafting import SpelledOut, Staying
from negsim.solve.kernels.lowering import JointFall
from negsim.solve.kernels.retreats import Retreat
from negsim.solve.kernels.tally import ZoneSummary
from negsim.space.space import Space

if TYPE_CHECKING:
    import pandas as pd

LISTED = 50  # of each kind but retreats, which are listed all
JOINT = 20  # joint falls of reservation values listed
Kind = Literal[
    "declared",
    "reading",
    "left open",
    "step",
    "retreat",
    "retreat and declared",
    "reservation",
    "drop",
]
KINDS: tuple[Kind, ...] = get_args(Kind)  # what is as good otherwise is listed in this order


@dataclass(frozen=True)
class RankedChange:
    """One change in the common order of all kinds."""

    kind: Kind
    what: Mapping[str, Any]  # as under the key of its kind
    # Demands read otherwise or lost, steps taken, reservation values lowered, issues left open; 0 for a lever alone.
    moves: int
    zone: int
    floor: Fraction | None


@dataclass(frozen=True, eq=False)
class Levers(Result):
    """Everything that `levers` finds. Numbers are exact; `to_dict` and `to_json` round them as results do.

    Parameters
    ----------
    space : Space
    before : ZoneSummary
        As things stand.
    retreats : tuple of Retreat
        All Pareto-minimal vectors of steps.
    details : tuple of RetreatDetail
        Those with the fewest steps, told in full.
    unkeepable : tuple of str
        Red lines that every package crosses.
    drops, readings, steps
        The smallest sets of red lines whose loss, or other reading, opens the zone; single ones that raise the floor,
        where it is open, and single steps.
    lists : tuple of tuple of tuple of str
        Where every way out by loss is one from each of several lists, these lists, of sets of red lines; else nothing.
    alone, together
        How far a reservation value alone, or several, would have to fall.
    declared : tuple of Declared
    staying : Staying
        Which issues would have to stay open.
    spelled : tuple of SpelledOut
        Options that actors read as others, and the zone once these are spelled out.
    ranked : tuple of Ranked
        All kinds in a common order.

    Examples
    --------
    >>> import negsim
    >>> negsim.load("harbour").levers().ranked[0].what
    {'read': {'villages.sleep': 'no_noise'}}
    """

    COLUMNS: ClassVar = ("rank", "kind", "what", "moves", "zone", "floor")

    space: Space
    before: ZoneSummary
    retreats: tuple[Retreat, ...]
    details: tuple[RetreatDetail, ...]
    unkeepable: tuple[str, ...]
    drops: tuple[Drop, ...]
    readings: tuple[Reread, ...]
    steps: tuple[OneStep, ...]
    lists: tuple[tuple[tuple[str, ...], ...], ...]
    alone: Mapping[str, Lower | None]
    together: tuple[JointFall, ...] | None
    declared: tuple[Declared, ...]
    staying: Staying
    spelled: tuple[SpelledOut, ...]
    ranked: tuple[RankedChange, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def told_in_full(self, steps: Mapping[str, int]) -> RetreatDetail:
        """Give all that is told of a retreat."""
        return next(one for one in self.details if one.steps == steps)

    def lever_in_words(self, lever: str) -> str:
        """Say what a lever of the file is."""
        one = next(one.lever for one in self.declared if one.id == lever)
        return one.say or one.id

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim levers --format json` writes, numbers still exact."""
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "zone": {"size": self.before.size, "red_line_size": self.before.red_line_size},
            "floor": self.before.floor,
            "retreats": [
                {
                    "steps": named_steps(self.space, one.steps),
                    "packages": one.packages,
                    "above_reservation": one.above_reservation,
                }
                for one in self.retreats
            ],
            "retreats_told": [one.to_dict() for one in self.details],
            "unkeepable": list(self.unkeepable),
            **_listed("drops", self.drops),
            **_listed("readings", self.readings),
            **_listed("one_step", self.steps),
            "reservations": {
                "alone": {
                    actor: None if lower is None else lower.to_dict()
                    for actor, lower in self.alone.items()
                },
                "together": self._together(),
            },
            "declared": [one.to_dict() for one in self.declared],
            "left_open": self.staying.to_dict(),
            "spelled_out": [one.to_dict() for one in self.spelled],
            "ranked": [
                {
                    "kind": one.kind,
                    **one.what,
                    "moves": one.moves,
                    "zone": one.zone,
                    "floor": one.floor,
                }
                for one in self.ranked
            ],
        }

    def _together(self) -> list[dict[str, Any]] | None:
        if self.together is None:
            return None
        names = [self.space.actors[a] for a in self.space.problem.consenting]
        return [
            {
                "falls": dict(zip(names, one.falls, strict=True)),
                "packages": one.packages,
                "witness": self.space.words(one.first),
            }
            for one in self.together[:JOINT]
        ]

    def rows(self) -> list[Row]:
        """Give the common order of all kinds, a change a row."""
        return [
            {
                "rank": place,
                "kind": one.kind,
                "what": in_short(one),
                "moves": one.moves,
                "zone": one.zone,
                "floor": one.floor,
            }
            for place, one in enumerate(self.ranked, start=1)
        ]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables for notebooks: `ranked`, the common order; `retreats`, all smallest retreats."""
        steps = [named_steps(self.space, one.steps) for one in self.retreats]
        return {
            "ranked": self.to_frame(),
            "retreats": frame(
                [
                    {
                        **{f"steps_{actor}": n for actor, n in row.items()},
                        "packages": one.packages,
                        "above_reservation": one.above_reservation,
                    }
                    for row, one in zip(steps, self.retreats, strict=True)
                ]
            ),
        }


def in_short(one: RankedChange) -> str:
    """Say a ranked change in a few words of the file."""
    what = one.what
    parts = []
    if "lever" in what:
        parts.append(str(what["lever"]))
    if "read" in what:
        parts.append(", ".join(f"{path}={reading}" for path, reading in what["read"].items()))
    if "steps" in what:
        parts.append(", ".join(f"{actor} {n}" for actor, n in what["steps"].items() if n))
    parts += [str(what[key]) for key in ("line", "actor") if key in what]
    parts += [", ".join(what[key]) for key in ("drop", "left_open") if key in what]
    return " + ".join(parts)


def _listed(
    key: str, found: Sequence[Drop] | Sequence[Reread] | Sequence[OneStep]
) -> dict[str, Any]:
    given: dict[str, Any] = {key: [one.to_dict() for one in found[:LISTED]]}
    if len(found) > LISTED:
        given[f"{key}_total"] = len(found)
    return given
