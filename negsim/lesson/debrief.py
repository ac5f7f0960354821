"""What groups agreed in an exercise, held against what could have been agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.errors import TooLarge
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal, Findings
from negsim.solve.answer import Suspect
from negsim.solve.kernels.one_package import verdict
from negsim.solve.tables.gains import total
from negsim.space.members import Member, member

COLUMNS = (
    "group",
    "signed",
    "is_feasible",
    "in_zone",
    "is_efficient",
    "gains",
    "left_on_the_table",
    "against",
    "walked_out",
    "remark",
)


@dataclass(frozen=True)
class GroupAgreement:
    """What a group brought back.

    Parameters
    ----------
    group : str
    package : mapping or None
        Issue to option, of every issue; None where nothing was signed.
    walked_out : tuple of str
        Actors that walked out, where the group says so.
    remark : str
        What else it says.
    """

    group: str
    package: Mapping[str, str] | None
    walked_out: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class FailedVote:
    """A body, as ACTOR.BODY, that does not pass a package: the votes for it, how many are needed, and of how many."""

    path: str
    yes: int
    needs: int
    of: int


@dataclass(frozen=True, eq=False)
class Judged:
    """An agreement, and what it comes to.

    Parameters
    ----------
    agreement : Agreement
    signed : Deal or None
    against : tuple of Member
        Rules that it breaks, then red lines and reservation values of actors whose consent it needs: who signed
        what its brief forbids.
    is_feasible, in_zone, is_efficient : bool or None
        None where nothing was signed. Efficient: in the zone, and no package of the zone is better for a principal
        and worse for none.
    fails_in : tuple of FailedVote
        Bodies that it needs, and that do not pass it.
    left : mapping of str to Fraction
        Per principal, how much more it could have had in the zone with no principal worse off; each by itself.
    """

    agreement: GroupAgreement
    signed: Deal | None
    against: tuple[Member, ...] = ()
    is_feasible: bool | None = None
    in_zone: bool | None = None
    is_efficient: bool | None = None
    left: Mapping[str, Fraction] | None = None
    fails_in: tuple[FailedVote, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "group": self.agreement.group,
            "signed": None if self.signed is None else self.signed.to_dict(),
            "is_feasible": self.is_feasible,
            "in_zone": self.in_zone,
            "is_efficient": self.is_efficient,
            "left_on_the_table": None if self.left is None else dict(self.left),
            "against": [one.to_dict() for one in self.against],
            "fails_in": {
                one.path: {"yes": one.yes, "needs": one.needs, "of": one.of}
                for one in self.fails_in
            },
            "walked_out": list(self.agreement.walked_out),
            "remark": self.agreement.remark,
        }


@dataclass(frozen=True, eq=False)
class Debrief(Result):
    """What was signed, held against what the scenario allows.

    Parameters
    ----------
    findings : Findings
    results : tuple of Judged
        The groups' in the order of their form; of one room, the packages on which it agreed.
    is_room : bool
        Whether it was one room, which may agree on several packages or none, and no class in groups.
    """

    COLUMNS: ClassVar = COLUMNS

    findings: Findings
    results: tuple[Judged, ...]
    is_room: bool = False

    @property
    def scenario(self) -> Scenario:
        """The scenario that was played."""
        return self.findings.scenario

    @property
    def signed(self) -> tuple[Judged, ...]:
        """Those that signed something."""
        return tuple(one for one in self.results if one.signed is not None)

    @property
    def walk_outs(self) -> Mapping[str, int]:
        """How many groups say that an actor walked out, of each that did, most first."""
        named = [actor for one in self.results for actor in one.agreement.walked_out]
        return dict(sorted(((a, named.count(a)) for a in set(named)), key=lambda x: (-x[1], x[0])))

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim class --agreements --format json` writes."""
        return {
            "scenario": self.findings.scenario.id,
            "zone": self.findings.zone.size,
            "groups": [one.to_dict() for one in self.results],
            "walked_out": dict(self.walk_outs),
        }

    def rows(self) -> list[Row]:
        """Give one row per group."""
        return [_cells(one) for one in self.results]


def _cells(one: Judged) -> dict[str, Any]:
    def in_a_cell(values: Mapping[str, Fraction] | None) -> str | None:
        if values is None:
            return None
        return " ".join(f"{actor}={float(value):+.3f}" for actor, value in values.items())

    package = one.agreement.package
    return {
        "group": one.agreement.group,
        "signed": None if package is None else " ".join(f"{i}={o}" for i, o in package.items()),
        "is_feasible": one.is_feasible,
        "in_zone": one.in_zone,
        "is_efficient": one.is_efficient,
        "gains": None if one.signed is None else in_a_cell(one.signed.gains),
        "left_on_the_table": in_a_cell(one.left),
        "against": " ".join(each.path for each in one.against),
        "walked_out": " ".join(one.agreement.walked_out),
        "remark": one.agreement.remark,
    }


def debrief(
    findings: Findings, agreements: Sequence[GroupAgreement], *, is_room: bool = False
) -> Debrief:
    """Say of each group whether its deal stands, whom it crosses, and what it left on the table.

    Parameters
    ----------
    findings : Findings
        What `run` found of the scenario that was played.
    agreements : sequence of Agreement
        Of packages of that scenario.
    is_room : bool
        Whether they are those of one room, which may have none.
    """
    return Debrief(findings, tuple(_result(findings, one) for one in agreements), is_room)


def _result(findings: Findings, agreement: GroupAgreement) -> Judged:
    if agreement.package is None:
        return Judged(agreement, None)
    space = findings.space
    positions = space.package(agreement.package)
    found = verdict(space.problem, positions)
    suspects = [Suspect("rules", -1, r) for r in found.broken]
    for a, crossed in enumerate(found.crossed):
        if found.is_needed[a]:
            suspects += [Suspect("red_lines", a, k) for k in crossed]
            suspects += [Suspect("reservations", a, 0)] if found.is_below[a] else []
    left = _left(findings, positions)
    failed = []
    for (a, k), path in space.seats.items():
        cast = found.ballots[a][k]
        if found.is_needed[a] and not found.in_zone and not cast.passes:
            body = space.scenario.bodies[path]
            failed.append(
                FailedVote(path, int(cast.yes), body.needs.fewest(body.total), int(cast.of))
            )
    return Judged(
        agreement=agreement,
        signed=deal(space, positions),
        against=tuple(member(space.scenario, one) for one in suspects),
        is_feasible=found.is_feasible,
        in_zone=found.in_zone,
        is_efficient=found.in_zone and not any(left.values()),
        left=left,
        fails_in=tuple(failed),
    )


def _left(findings: Findings, positions: tuple[int, ...]) -> dict[str, Fraction]:
    """How much more each principal could have, by packages of the zone in which no principal has less."""
    space, frontier = findings.space, findings.answer.frontier
    principals = [space.problem.actors[a] for a in space.problem.principals]
    names = [space.actors[a] for a in space.problem.principals]
    has = [total(actor, positions) for actor in principals]
    if frontier.size is None:
        raise TooLarge.one(
            "the efficient packages are too many to say how much each has left on the table",
            "fix some options with a variant, or coarsen the ranges",
        )
    if frontier.among != "zone" or not len(frontier.vectors) or not has:
        return dict.fromkeys(names, Fraction(0))
    vectors = frontier.vectors
    no_worse = np.ones(len(vectors), dtype=bool)
    for column, value in zip(vectors.T, has, strict=True):
        no_worse &= np.asarray(column >= value, dtype=bool)
    better = vectors[no_worse]
    if not len(better):
        return dict.fromkeys(names, Fraction(0))
    return {
        name: Fraction(int(column.max()) - value, actor.scale)
        for name, column, value, actor in zip(names, better.T, has, principals, strict=True)
    }
