"""How far each side of a knot goes, issue by issue, and what a way out of all knots opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negsim.language.model.issues import Issue
from negsim.questions.zone.find import is_quick
from negsim.questions.zone.result import Correction, Findings
from negsim.questions.zone.ways import Knot, Opened, fewest_steps_first, knots, opened
from negsim.solve.sweep.asks import Ask
from negsim.solve.sweep.sample import Counting
from negsim.space.members import Member

WAYS = 4  # whose zones are looked into


@dataclass(frozen=True)
class KnotSide:
    """Actors that go equally far on an issue by their red lines in a knot.

    Parameters
    ----------
    actors : tuple of str
    members : tuple of Member
        Their red lines in the knot, those that say nothing of the issue left out.
    options : tuple of int
        Positions of the options of the issue that each of them leaves, in order; empty where none.
    """

    actors: tuple[str, ...]
    members: tuple[Member, ...]
    options: tuple[int, ...]


@dataclass(frozen=True)
class KnotScale:
    """An issue of a knot, and how far each side goes on it.

    Parameters
    ----------
    issue : Issue
    sides : tuple of KnotSide
        Those that do not leave all of it, in the order of the actors in the file.
    """

    issue: Issue
    sides: tuple[KnotSide, ...]

    @property
    def shared(self) -> tuple[int, ...]:
        """Positions of the options that every side leaves."""
        places = range(len(self.issue.options))
        return tuple(k for k in places if all(k in side.options for side in self.sides))

    @property
    def gap(self) -> tuple[int, int] | None:
        """The options between which nothing suits: the last of those before it, the first of those behind it.

        None where some option suits every side, where a side leaves nothing, or where the issue has no order.
        """
        if self.shared or not self.issue.is_ordered or not all(s.options for s in self.sides):
            return None
        before = min(max(side.options) for side in self.sides)
        behind = max(min(side.options) for side in self.sides)
        return (before, behind) if before < behind else None


@dataclass(frozen=True)
class Laid:
    """A knot laid out on its issues.

    Parameters
    ----------
    knot : Knot
    scales : tuple of KnotScale
        The issues on which no option suits every side; where there is none, all that its red lines narrow. In the
        file's order.
    others : tuple of Member
        Members that no scale shows: walk-away values, rules, and red lines on other issues or on several at once.
    """

    knot: Knot
    scales: tuple[KnotScale, ...]
    others: tuple[Member, ...]

    @property
    def collides(self) -> bool:
        """Whether there is an issue on which no option suits every side, so that no rule need join several."""
        return any(not scale.shared for scale in self.scales)


@dataclass(frozen=True)
class Tangle:
    """The knots of an empty zone, and the ways out of all of them.

    Parameters
    ----------
    knots : tuple of Laid
    ways : tuple of Correction
        Those of the fewest steps first.
    opened : tuple of Opened
        What lies behind the first of them, where that is soon known.
    """

    knots: tuple[Laid, ...]
    ways: tuple[Correction, ...]
    opened: tuple[Opened, ...]


def tangle(findings: Findings) -> Tangle:
    """Lay out the knots, and look behind the ways out of fewest steps.

    Examples
    --------
    >>> import negsim
    >>> (one,) = tangle(negsim.load("harbour").run()).knots
    >>> [(scale.issue.id, [side.actors for side in scale.sides]) for scale in one.scales]
    [('depth', [('ships',)]), ('nights', [('villages',)])]
    """
    ways = tuple(fewest_steps_first(findings))
    behind: tuple[Opened, ...] = ()
    if is_quick(findings, as_run=True):
        found = (opened(findings, way) for way in ways[:WAYS])
        behind = tuple(one for one in found if one is not None)
    return Tangle(tuple(laid(findings, knot) for knot in knots(findings)), ways, behind)


def laid(findings: Findings, knot: Knot) -> Laid:
    """Lay a knot out on its issues, by its red lines alone: rules, and what others demand, play no part."""
    left = dict(_left(findings, knot))
    scales = [
        scale
        for place, issue in enumerate(findings.scenario.issues)
        if (scale := _scale(findings, knot, issue, left, place)).sides
    ]
    drawn = tuple(scale for scale in scales if not scale.shared) or tuple(scales)
    named = {one.path for scale in drawn for side in scale.sides for one in side.members}
    return Laid(knot, drawn, tuple(one for one in knot.members if one.path not in named))


def _left(findings: Findings, knot: Knot) -> Iterator[tuple[str, tuple[frozenset[int], ...]]]:
    """Give, actor by actor, which options of every issue its red lines in the knot leave."""
    space = findings.space
    sizes, paths = space.problem.sizes, {one.path for one in knot.members}
    for actor, tables, lines in zip(
        space.actors, space.problem.actors, space.red_lines, strict=True
    ):
        crossed = tuple(
            line for path, line in zip(lines, tables.crossed, strict=True) if path in paths
        )
        if crossed:
            counts = Counting()(Ask(crossed).diagram(sizes)).options
            yield (
                actor,
                tuple(frozenset(k for k, count in enumerate(some) if count) for some in counts),
            )


def _scale(
    findings: Findings,
    knot: Knot,
    issue: Issue,
    left: dict[str, tuple[frozenset[int], ...]],
    place: int,
) -> KnotScale:
    """Put together those who go equally far."""
    whole = frozenset(range(len(issue.options)))
    together: dict[frozenset[int], list[str]] = {}
    for actor, options in left.items():
        if options[place] != whole:
            together.setdefault(options[place], []).append(actor)
    sides = tuple(
        KnotSide(
            tuple(actors),
            tuple(
                one
                for one in knot.members
                if one.actor in actors and _speaks_of(findings, one, issue)
            ),
            tuple(sorted(options)),
        )
        for options, actors in together.items()
    )
    return KnotScale(issue, sides)


def _speaks_of(findings: Findings, member: Member, issue: Issue) -> bool:
    line = findings.scenario.red_lines.get(member.path)
    return line is not None and line.clause is not None and issue.id in line.clause.issues()
