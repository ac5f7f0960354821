"""The smallest changes that open the zone or raise its floor, ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from negsim.document.plain import to_json
from negsim.language.model.scenario import Scenario
from negsim.questions.levers.declared import Declared, declared
from negsim.questions.levers.relaxed import Drop, GivingWay, OneStep, Reread
from negsim.questions.levers.retreats import RetreatDetail, details, named_steps
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal
from negsim.solve.answer import Suspect
from negsim.solve.kernels.lowering import JointFall, fall_alone, falls_together
from negsim.solve.kernels.retreats import Retreat, StepVectors, retreats
from negsim.solve.kernels.tally import ZoneSummary, summarize
from negsim.space.members import Member, member
from negsim.space.space import Space, compile_scenario

if TYPE_CHECKING:
    import pandas as pd

LISTED = 50  # of each kind but retreats, which are listed all
COLUMNS = ("rank", "kind", "what", "moves", "zone", "floor")
JOINT = 20  # joint falls of reservation values listed
Kind = Literal[
    "declared", "reading", "step", "retreat", "retreat and declared", "reservation", "drop"
]
_ORDER: tuple[Kind, ...] = (
    "declared",
    "reading",
    "step",
    "retreat",
    "retreat and declared",
    "reservation",
    "drop",
)


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
class Levers:
    """Everything that `levers` finds. Numbers are exact; `to_dict` and `to_json` round them as results do."""

    space: Space
    before: ZoneSummary
    retreats: tuple[Retreat, ...]
    details: tuple[RetreatDetail, ...]
    unkeepable: tuple[str, ...]
    drops: tuple[Drop, ...]
    readings: tuple[Reread, ...]
    steps: tuple[OneStep, ...]
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

    def to_json(self) -> str:
        """Write what `negsim levers --format json` writes: the same scenario, the same bytes."""
        return to_json(self.to_dict())

    def rows(self) -> list[dict[str, Any]]:
        """The common order of all kinds, a change a row: what `negsim levers --format csv` writes."""
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
        from negsim.document.rows import frame

        steps = [named_steps(self.space, one.steps) for one in self.retreats]
        return {
            "ranked": frame(self.rows(), COLUMNS),
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

    def _repr_html_(self) -> str:
        from negsim.document.notebook_answers import levers_html

        return levers_html(self)


def levers(scenario: Scenario) -> Levers:
    """Find the smallest changes that open the zone or, where it is open, raise its floor.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.

    Returns
    -------
    Levers
        Ranked by demands that move, fewest first; then by the floor that results, highest first.

    Notes
    -----
    Exact. The step vectors are those of `docs/reference/results.md`; drops and readings are the minimal sets whose
    loss, or change, opens the zone with reservation values in force.
    """
    space = compile_scenario(scenario)
    problem, before = space.problem, summarize(space.problem)
    smallest = retreats(problem)
    told = details(space, smallest)
    giving = GivingWay(scenario, problem)
    if before.size:
        drops = [one for one in giving.single_drops() if _raises(before, one.floor)]
        readings = [one for one in giving.single_rereadings() if _raises(before, one.floor)]
        steps = [one for one in giving.single_steps() if _raises(before, one.floor)]
    else:
        drops, readings, steps = giving.drops(), giving.rereadings(), []
    closed = problem.consenting if not before.size else ()
    alone = {space.actors[a]: _lower(space, a) for a in closed}
    put = declared(space, before, told)
    together: tuple[JointFall, ...] | None = () if before.size else falls_together(problem)
    if problem.quota is not None:
        together = None
    return Levers(
        space=space,
        before=before,
        retreats=smallest,
        details=told,
        unkeepable=tuple(space.red_lines[a][k] for a, k in StepVectors(problem).unkeepable()),
        drops=tuple(drops),
        readings=tuple(readings),
        steps=tuple(steps),
        alone=alone,
        together=together,
        declared=put,
        ranked=_rank(before, told, drops, readings, steps, alone, put),
    )


def _lower(space: Space, actor: int) -> Lower | None:
    problem = space.problem
    fall = fall_alone(problem, actor)
    if fall is None:
        return None
    lowered = replace(problem.actors[actor], reservation_value=fall.to)
    actors = (*problem.actors[:actor], lowered, *problem.actors[actor + 1 :])
    after = summarize(replace(problem, actors=actors))
    return Lower(
        start=problem.actors[actor].reservation_value,
        to=fall.to,
        zone=after.size,
        floor=after.floor,
        witness=deal(space, fall.package),
        against=member(space.scenario, Suspect("reservations", actor, 0)),
    )


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


def _raises(before: ZoneSummary, floor: Fraction | None) -> bool:
    return floor is not None and (before.floor is None or floor > before.floor)


def _listed(
    key: str, found: Sequence[Drop] | Sequence[Reread] | Sequence[OneStep]
) -> dict[str, Any]:
    given: dict[str, Any] = {key: [one.to_dict() for one in found[:LISTED]]}
    if len(found) > LISTED:
        given[f"{key}_total"] = len(found)
    return given


def _rank(
    before: ZoneSummary,
    told: Sequence[RetreatDetail],
    drops: Sequence[Drop],
    readings: Sequence[Reread],
    steps: Sequence[OneStep],
    alone: Mapping[str, Lower | None],
    put: Sequence[Declared],
) -> tuple[Ranked, ...]:
    found = [
        *(
            Ranked("drop", {"drop": list(one.drop)}, len(one.drop), one.zone, one.floor)
            for one in drops
        ),
        *(
            Ranked("reading", {"read": dict(one.read)}, len(one.read), one.zone, one.floor)
            for one in readings
        ),
        *(Ranked("step", {"line": one.line}, 1, one.zone, one.floor) for one in steps),
        *(
            Ranked(
                "retreat", {"steps": dict(one.steps)}, one.total, one.above_reservation, one.floor
            )
            for one in told
            if _raises(before, one.floor)
        ),
        *(
            Ranked("reservation", {"actor": actor, "to": one.to}, 1, one.zone, one.floor)
            for actor, one in alone.items()
            if one is not None
        ),
        *(one for lever in put for one in _on_the_table(before, lever)),
    ]
    none = Fraction(-(10**9))
    found.sort(
        key=lambda one: (
            one.moves,
            -(none if one.floor is None else one.floor),
            _ORDER.index(one.kind),
            in_short(one),
        )
    )
    return tuple(found[:LISTED])


def _on_the_table(before: ZoneSummary, lever: Declared) -> Iterator[Ranked]:
    """A declared lever alone, and beside each retreat that does more with it than without."""
    if _raises(before, lever.floor):
        yield Ranked("declared", {"lever": lever.id}, 0, lever.zone, lever.floor)
    for one in lever.beside:
        alone = before.floor if one.floor_before is None else one.floor_before
        if one.floor is not None and (alone is None or one.floor > alone):
            what = {"lever": lever.id, "steps": dict(one.steps)}
            moves = sum(one.steps.values())
            yield Ranked("retreat and declared", what, moves, one.zone, one.floor)
