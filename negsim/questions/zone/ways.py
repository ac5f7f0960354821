"""The knots of an empty zone: what each hangs on, and the ways out of it; and what a way out of them all opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from negsim.questions.zone.find import label
from negsim.questions.zone.rests_on import Turn, turning
from negsim.questions.zone.result import Choice, Conflict, Correction, Findings
from negsim.solve.answer import Suspect
from negsim.solve.choose import answer, choose
from negsim.solve.kernels.behind import behind
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import READINGS
from negsim.solve.tables.problem import Problem, constant
from negsim.space.members import Member, member
from negsim.space.space import Space

TAKEN_APART = 200  # conflicts of which it is asked which rules they hang on


@dataclass(frozen=True)
class Way:
    """What of one knot is given up, and the correction of all knots with the fewest steps that gives up just that."""

    members: tuple[Member, ...]
    correction: Correction

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of what is given up, sorted as text."""
        return tuple(one.path for one in self.members)


@dataclass(frozen=True)
class Knot:
    """Minimal conflicts that hang together by their members, and with no other: enough to leave nothing.

    Parameters
    ----------
    conflicts : tuple of Conflict
        Those of the fewest members first.
    members : tuple of Member
        All of them, in the order of the actors in the file; rules come last.
    rules : tuple of Member
        Rules without which it would be no knot, where it is one of red lines.
    barred : tuple of int
        What variants fix or exclude without which it would be none: positions in `problem.barred`.
    ways : tuple of Way
        What undoes it: the inclusion-minimal sets that can be given up, those of the fewest steps first.
    meant : tuple of Turn or None
        The smallest sets of other readings of its demands that undo it, all other demands left aside; None where
        trying them would take long.
    """

    conflicts: tuple[Conflict, ...]
    members: tuple[Member, ...]
    rules: tuple[Member, ...]
    barred: tuple[int, ...]
    ways: tuple[Way, ...]
    meant: tuple[Turn, ...] | None


@dataclass(frozen=True)
class Opened:
    """The zone once the red lines of a correction are given up.

    Parameters
    ----------
    correction : Correction
    size : int
        Packages of the zone.
    backbone : mapping
        Issues on which every package of that zone has the same option.
    floor : Fraction or None
        The largest smallest gain of a principal; None where the zone stays empty.
    """

    correction: Correction
    size: int
    backbone: Choice
    floor: Fraction | None


@lru_cache(maxsize=4)  # whatever tells of the same findings asks for them
def knots(findings: Findings) -> tuple[Knot, ...]:
    """Give what each independent group of minimal conflicts hangs on, and what undoes it; the smallest groups first.

    Examples
    --------
    >>> import negsim
    >>> (knot,) = knots(negsim.load("harbour").run())
    >>> [one.path for one in knot.members]
    ['ships.new_ships_come_in', 'villages.sleep']
    >>> [way.paths for way in knot.ways]
    [('ships.new_ships_come_in',), ('villages.sleep',)]
    """
    ordered = fewest_steps_first(findings)
    groups = findings.independent
    seconds = estimate(findings.space.problem).seconds * len(groups)
    found = []
    for group in groups:
        named = {one.path: one for conflict in group for one in conflict.members}
        rules, barred = _behind(findings, group)
        found.append(
            Knot(
                conflicts=tuple(sorted(group, key=lambda one: (len(one.members), one.paths))),
                members=in_order(findings, named.values()),
                rules=rules,
                barred=barred,
                ways=tuple(_ways(ordered, named.keys())),
                meant=_meant(findings, named.values()) if seconds <= READINGS else None,
            )
        )
    found.sort(key=lambda knot: (len(knot.members), [one.path for one in knot.members]))
    return tuple(found)


def fewest_steps_first(findings: Findings) -> list[Correction]:
    """List the minimal corrections, those of the fewest option-steps first, then the fewest demands, the widest zone.

    Those in which a demand cannot be had by any step come last.
    """

    def cost(correction: Correction) -> tuple[bool, int, int, int, tuple[str, ...]]:
        known = [number for number in correction.steps.values() if number is not None]
        is_far = len(known) < len(correction.steps)
        return is_far, sum(known), len(correction.drop), -correction.zone, correction.drop

    return sorted(findings.corrections, key=cost)


def smallest_first(findings: Findings) -> list[Conflict]:
    """List the minimal conflicts, those of the fewest demands first."""
    return sorted(findings.conflicts, key=lambda conflict: len(conflict.members))


def in_order(findings: Findings, members: Iterable[Member]) -> tuple[Member, ...]:
    """Sort members by the order of their actors in the file; rules come last."""
    actors = findings.space.actors

    def place(one: Member) -> tuple[int, str]:
        return (len(actors) if one.actor is None else actors.index(one.actor), one.path)

    return tuple(sorted(members, key=place))


def opened(findings: Findings, correction: Correction) -> Opened | None:
    """Say what is in the zone once the red lines of a correction are gone; None where it drops anything else.

    Raises
    ------
    TooLarge
        As for `negsim.questions.zone.find.run`.

    Examples
    --------
    >>> import negsim
    >>> findings = negsim.load("harbour").run()
    >>> [(opened(findings, c).size, dict(opened(findings, c).backbone)) for c in findings.corrections]
    [(21, {'depth': 'twelve', 'nights': 'none'}), (12, {'depth': 'fifteen'})]
    """
    if any(member.layer != "red_lines" for member in correction.members):
        return None
    space = Space(findings.scenario, _without(findings.space, correction))
    given = label(space, answer(space.problem, choose(space.problem, "auto"), names=space.name))
    return Opened(correction, given.zone.size, given.zone.backbone, given.floor)


def _ways(ordered: Sequence[Correction], group: Collection[str]) -> Iterator[Way]:
    """What corrections give up of one group: groups share no member, so that each part is minimal by itself."""
    seen: set[tuple[str, ...]] = set()
    for correction in ordered:
        way = Way(tuple(one for one in correction.members if one.path in group), correction)
        if way.paths not in seen:
            seen.add(way.paths)
            yield way


def _behind(
    findings: Findings, group: Sequence[Conflict]
) -> tuple[tuple[Member, ...], tuple[int, ...]]:
    """The rules, and what of that which variants bar, that a group of conflicts of red lines hangs on."""
    if "rules" in findings.suspects:
        return (), ()
    space, rules, barred = findings.space, set[int](), set[int]()
    suspects = {
        space.name(one): one for each in findings.answer.conflicts.minimal_conflicts for one in each
    }
    for conflict in group[:TAKEN_APART]:
        named = [suspects[path] for path in conflict.paths]
        if any(one.layer != "red_lines" for one in named):
            continue
        found = behind(space.problem, named)
        if found is not None:
            rules.update(found.rules)
            barred.update(found.barred)
    members = (member(space.scenario, Suspect("rules", -1, number)) for number in sorted(rules))
    return tuple(members), tuple(sorted(barred))


def _meant(findings: Findings, members: Iterable[Member]) -> tuple[Turn, ...]:
    """The smallest sets of other readings of a group's red lines that undo it; none where it is not of red lines."""
    some = list(members)
    if any(one.layer != "red_lines" for one in some) or not any(one.other_readings for one in some):
        return ()
    return turning(findings.space, is_open=False, lines=frozenset(one.path for one in some))


def _without(space: Space, correction: Correction) -> Problem:
    """The problem in which nothing crosses the red lines that are gone."""
    gone = set(correction.drop)
    actors = tuple(
        replace(
            actor,
            crossed=tuple(
                constant(False) if path in gone else crossed
                for path, crossed in zip(paths, actor.crossed, strict=True)
            ),
        )
        for actor, paths in zip(space.problem.actors, space.red_lines, strict=True)
    )
    return replace(space.problem, actors=actors)
