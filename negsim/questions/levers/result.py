"""Levers: the smallest changes that open the zone or raise its floor, and what each asks of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row, frame
from negsim.language.model.evidence import Claim
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Lever
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.lowering import JointFall
from negsim.solve.kernels.retreats import Retreat
from negsim.solve.kernels.tally import ZoneSummary
from negsim.space.members import Member
from negsim.space.space import Space

if TYPE_CHECKING:
    import pandas as pd

LISTED = 50  # of each kind but retreats, which are listed all
JOINT = 20  # joint falls of reservation values listed
Kind = Literal[
    "declared", "reading", "step", "retreat", "retreat and declared", "reservation", "drop"
]


@dataclass(frozen=True)
class Move:
    """One actor's part in a retreat."""

    steps: int
    cost: Fraction | None  # utility lost by the move itself; None where that cannot be told
    gain: Fraction  # utility less reservation value that it is left with


@dataclass(frozen=True)
class RetreatDetail:
    """A smallest retreat, and the package that makes most of it.

    Parameters
    ----------
    steps : mapping
        Option-steps per actor that is not advisory.
    packages, above_reservation : int
        Packages with just these steps, and those of them that leave everyone needed at its reservation value.
    floor : Fraction or None
        The largest smallest gain of a principal among those above; None where there are none.
    witness : Deal
        The first package that has it; where none is above, the first with the largest smallest gain.
    moves : mapping
        Actors that take steps.
    against : tuple of Member
        The red lines that the witness crosses.
    """

    steps: Mapping[str, int]
    packages: int
    above_reservation: int
    floor: Fraction | None
    witness: Deal
    moves: Mapping[str, Move]
    against: tuple[Member, ...]

    @property
    def total(self) -> int:
        """Steps of all actors together."""
        return sum(self.steps.values())

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "steps": dict(self.steps),
            "floor": self.floor,
            "crosses": [member.path for member in self.against],
            "moves": {
                actor: {"steps": move.steps, "cost": move.cost, "gain": move.gain}
                for actor, move in self.moves.items()
            },
            "witness": dict(self.witness.package),
            "against": [member.to_dict() for member in self.against],
        }


def named_steps(space: Space, steps: Sequence[int]) -> dict[str, int]:
    """Put the actors' names to a vector of steps."""
    return {space.actors[a]: n for a, n in zip(space.problem.asked, steps, strict=True)}


@dataclass(frozen=True)
class Opening:
    """Demands that give way, and the zone that this leaves."""

    zone: int
    floor: Fraction | None
    against: tuple[Member, ...]  # the demands that would give way, with what they rest on


@dataclass(frozen=True)
class Drop(Opening):
    """Red lines that are lost."""

    @property
    def drop(self) -> tuple[str, ...]:
        """Paths, sorted as text."""
        return tuple(member.path for member in self.against)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"drop": list(self.drop), "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class Reread(Opening):
    """Red lines that are read otherwise."""

    read: Mapping[str, str]  # path -> reading

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"read": dict(self.read), "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class OneStep(Opening):
    """A red line that lets through what is one option-step beyond it."""

    @property
    def line(self) -> str:
        """Its path."""
        return self.against[0].path

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"line": self.line, "zone": self.zone, "floor": self.floor}


@dataclass(frozen=True)
class Beside:
    """A lever and a retreat together: packages within the retreat that leave everyone needed above its walk-away."""

    steps: Mapping[str, int]
    zone_before: int  # with the retreat alone
    floor_before: Fraction | None
    zone: int  # with the lever too
    floor: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "steps": dict(self.steps),
            "zone_before": self.zone_before,
            "floor_before": self.floor_before,
            "zone": self.zone,
            "floor": self.floor,
        }


@dataclass(frozen=True)
class Declared:
    """A lever of the file, and what it does.

    Parameters
    ----------
    lever : Lever
        As declared.
    zone_before, floor_before, zone, red_line_zone, floor
        Without it, and with it.
    zone_using, floor_using
        Of the packages that use it: those with a new option, or with a new issue off its status quo.
    retreats : tuple of Retreat
        The smallest retreats that are left with it.
    beside : tuple of Beside
        With each smallest retreat, fewest steps first, at most 20.
    witness : Deal or None
        Of the packages that use it, the one with the largest smallest gain, alone or else beside a retreat.
    chosen : mapping
        What the witness has on the lever's issues.
    change : mapping
        Per actor, what the lever itself adds to its utility in the witness (below 0: costs).
    against : tuple of Claim
        Claims that bear on the lever's issues, best grade first.
    """

    lever: Lever
    zone_before: int
    floor_before: Fraction | None
    zone: int
    red_line_zone: int
    floor: Fraction | None
    zone_using: int
    floor_using: Fraction | None
    retreats: tuple[Retreat, ...]
    left: tuple[Mapping[str, int], ...]
    beside: tuple[Beside, ...]
    witness: Deal | None
    chosen: Mapping[str, Any]
    change: Mapping[str, Fraction]
    against: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The lever's id."""
        return self.lever.id

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "lever": self.id,
            "say": self.lever.say,
            "zone_before": self.zone_before,
            "floor_before": self.floor_before,
            "zone": self.zone,
            "red_line_zone": self.red_line_zone,
            "floor": self.floor,
            "zone_using": self.zone_using,
            "floor_using": self.floor_using,
            "retreats": [
                {
                    "steps": dict(steps),
                    "packages": one.packages,
                    "above_reservation": one.above_reservation,
                }
                for steps, one in zip(self.left, self.retreats, strict=True)
            ],
            "with_retreats": [one.to_dict() for one in self.beside],
            "witness": None if self.witness is None else dict(self.witness.package),
            "chosen": dict(self.chosen),
            "change": dict(self.change),
            "against": [
                {"claim": claim.full_id, "grade": claim.grade, "says": claim.says}
                for claim in self.against
            ],
        }


@dataclass(frozen=True)
class Lower:
    """How far one reservation value alone would have to fall for the zone to open."""

    start: Fraction
    to: Fraction
    zone: int  # once it has fallen there
    floor: Fraction | None
    witness: Deal
    against: Member

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "from": self.start,
            "to": self.to,
            "fall": self.start - self.to,
            "zone": self.zone,
            "floor": self.floor,
            "witness": dict(self.witness.package),
        }


@dataclass(frozen=True)
class Ranked:
    """One change in the common order of all kinds."""

    kind: Kind
    what: Mapping[str, Any]  # as under the key of its kind
    moves: int  # demands read otherwise or lost, steps taken, reservation values lowered; 0 for a lever alone
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
    ranked: tuple[Ranked, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

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


def in_short(one: Ranked) -> str:
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
    if "drop" in what:
        parts.append(", ".join(what["drop"]))
    return " + ".join(parts)


def _listed(
    key: str, found: Sequence[Drop] | Sequence[Reread] | Sequence[OneStep]
) -> dict[str, Any]:
    given: dict[str, Any] = {key: [one.to_dict() for one in found[:LISTED]]}
    if len(found) > LISTED:
        given[f"{key}_total"] = len(found)
    return given
