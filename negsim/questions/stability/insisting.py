"""What becomes of words that were signed, and that each reads its own way, once somebody insists on its reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from negsim.questions.score.find import Scorer
from negsim.solve.answer import Package
from negsim.space.space import Space


@dataclass(frozen=True)
class Insisting:
    """One reading of words that were signed, if it holds for all.

    Parameters
    ----------
    issue, option : str
        The words.
    reading : str
        The option that they then are.
    by : tuple of str
        Who reads them so.
    feasible, in_zone : bool
        Of the package as it then stands.
    breaks, refused_by : tuple of str
        Rules that it breaks; whose consent it needs, and who would refuse it, or whose body would.
    refuse, fails_in : tuple of str
        Who of them would refuse it themselves, and the bodies that would, as ACTOR.BODY.
    change : mapping
        What each whose consent the package signed needs gains by that, in utility.
    loses : tuple of str
        Those of them who are worse off: a red line is crossed that was kept, or there is less utility.
    """

    issue: str
    option: str
    reading: str
    by: tuple[str, ...]
    feasible: bool
    in_zone: bool
    breaks: tuple[str, ...]
    refused_by: tuple[str, ...]
    refuse: tuple[str, ...]
    fails_in: tuple[str, ...]
    change: Mapping[str, Fraction]
    loses: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "issue": self.issue,
            "option": self.option,
            "reading": self.reading,
            "by": list(self.by),
            "feasible": self.feasible,
            "in_zone": self.in_zone,
            "breaks": list(self.breaks),
            "refused_by": list(self.refused_by),
            "fails_in": list(self.fails_in),
            "change": dict(self.change),
            "loses": list(self.loses),
        }


def insisting(space: Space, package: Package) -> tuple[Insisting, ...]:
    """Say what each reading of the package's words comes to, where somebody reads them as another option.

    Issue by issue in the file's order, and within one by the options that are read into it.
    """
    scenario, known = space.scenario, Scorer(space)
    before = known.scored(package, None)
    found = []
    for place, issue in enumerate(scenario.issues):
        option = issue.options[package[place]]
        who: dict[str, list[str]] = {}
        for actor, target in option.read_as:
            who.setdefault(target, []).append(actor)
        for target in sorted(who, key=issue.position.__getitem__):
            read = (*package[:place], issue.position[target], *package[place + 1 :])
            after = known.scored(read, None)
            change = {
                actor: after.actors[actor].utility - before.actors[actor].utility
                for actor in before.needs
            }
            found.append(
                Insisting(
                    issue=issue.id,
                    option=option.id,
                    reading=target,
                    by=tuple(who[target]),
                    feasible=after.is_feasible,
                    in_zone=after.in_zone,
                    breaks=after.breaks,
                    refused_by=after.refused_by,
                    refuse=tuple(a for a in after.refused_by if not after.actors[a].accepts),
                    fails_in=tuple(path for path, one in after.bodies.items() if not one.passes),
                    change=change,
                    loses=tuple(
                        actor
                        for actor in before.needs
                        if change[actor] < 0
                        or set(after.actors[actor].crosses) - set(before.actors[actor].crosses)
                    ),
                )
            )
    return tuple(found)
