"""What a person reads first, told before anything large is counted."""

from __future__ import annotations

from collections.abc import Iterator

from negsim.language.phrases import counted, points
from negsim.questions.zone.deals import in_a_line
from negsim.solve.answer import Beforehand
from negsim.space.members import Member, member
from negsim.space.space import Space

KNOTS = 2  # told beforehand


def in_lines(space: Space, known: Beforehand) -> list[str]:
    """Say whether there is a deal, and which is best for whoever gains least; or what is in the way.

    Parameters
    ----------
    space : Space
    known : Beforehand
        What a sweep knows before it counts.
    """
    return list(_deal(space, known) if known.floor is not None else _in_the_way(space, known))


def _deal(space: Space, known: Beforehand) -> Iterator[str]:
    assert known.floor is not None
    yield "There is a deal."
    fair = known.solutions["egalitarian"]
    if fair.packages:
        held = in_a_line(space.scenario, space.words(fair.packages[0]))
        least = f"whoever gains least gains {points(known.floor)} points of 100"
        yield f"In the one in which that is most, {least}: {held}."
    yield "How many deals there are, and what suits whom, is being counted."


def _in_the_way(space: Space, known: Beforehand) -> Iterator[str]:
    yield "There is no deal."
    found = known.conflicts
    for conflict in found.minimal_conflicts[:KNOTS]:
        members = (member(space.scenario, suspect) for suspect in conflict)
        what = "These cannot all" if len(conflict) > 1 else "This cannot"
        yield f"{what} be kept: {'; '.join(sorted(_said(space, one) for one in members))}."
    others = len(found.minimal_conflicts) - KNOTS
    if others > 0:
        least = "" if found.all_conflicts else "at least "
        yield f"{least}{counted(others, 'more knot')} {'is' if others == 1 else 'are'} told below.".capitalize()
    yield "What suits whom is being counted."


def _said(space: Space, one: Member) -> str:
    who = "A rule" if one.actor is None else space.scenario.actor[one.actor].name
    return f"{who}: {one.says}"
