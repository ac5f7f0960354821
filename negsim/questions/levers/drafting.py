"""What a text can leave open, and what it lets each read its own way: what must stay so, and what else would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from negsim.document.content import Bullets, Section, Span, prose
from negsim.language.labels import all_asked, words_of
from negsim.language.model.scenario import Scenario
from negsim.language.model.staying_open import could_stay_open, with_staying_open
from negsim.language.phrases import counted, listed, points
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.left_open import PartialDeals, partial_deals, smallest, within
from negsim.solve.kernels.tally import ZoneSummary, summarize
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import WIDENED
from negsim.solve.tables.problem import ScopeTable
from negsim.space.space import Space, compile_scenario


@dataclass(frozen=True)
class LeftOpen:
    """Issues that stay open, and what can be signed for it.

    Parameters
    ----------
    issues : tuple of str
        In the file's order.
    zone : int
        Packages of the zone, where these and no others may stay open.
    floor : Fraction
        The largest smallest gain of a principal in these.
    witness : Deal
        The first that has it.
    """

    issues: tuple[str, ...]
    zone: int
    floor: Fraction
    witness: Deal

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "issues": list(self.issues),
            "zone": self.zone,
            "floor": self.floor,
            "witness": dict(self.witness.package),
        }


@dataclass(frozen=True)
class Staying:
    """Which issues would have to stay open.

    Parameters
    ----------
    asked : tuple of str
        Issues that were taken as ones that may stay open: of the file, and others that have a status quo.
    smallest : tuple of LeftOpen
        The inclusion-minimal sets of them that have to stay open for there to be a zone, fewest first; nothing where
        none would do. One empty set where nothing has to.
    raises : tuple of LeftOpen
        Where the zone is open, single issues beyond the file's whose staying open raises its floor.
    """

    asked: tuple[str, ...]
    smallest: tuple[LeftOpen, ...]
    raises: tuple[LeftOpen, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "asked": list(self.asked),
            "smallest": [one.to_dict() for one in self.smallest],
            "raises": [one.to_dict() for one in self.raises],
        }


def staying_open(scenario: Scenario, before: ZoneSummary) -> Staying:
    """Say which issues have to stay open for a deal; where there is one, which would raise its floor by it.

    Issues that the file does not let stay open are asked too, where they have a status quo and the space stays small
    enough to go through.
    """
    own = tuple(one.id for one in scenario.issues if one.may_stay_open)
    more = could_stay_open(scenario)
    space = compile_scenario(with_staying_open(scenario, more))
    if estimate(space.problem).seconds > WIDENED:
        more, space = (), compile_scenario(scenario)
    found = partial_deals(space.problem)
    place = {issue: k for k, issue in enumerate(space.issues)}
    sets = [_left_open(space, one, within(found, one) or found[one]) for one in smallest(found)]
    raises = []
    for issue in more if before.floor is not None else ():
        got = within(found, frozenset(map(place.__getitem__, (*own, issue))))
        if got is not None and before.floor is not None and got.floor > before.floor:
            raises.append(_left_open(space, frozenset({place[issue]}), got))
    asked = tuple(one for one in space.issues if one in own + more)
    return Staying(asked, tuple(sets), tuple(sorted(raises, key=lambda one: -one.floor)))


def _left_open(space: Space, issues: frozenset[int], found: PartialDeals) -> LeftOpen:
    names = tuple(space.issues[k] for k in sorted(issues))
    return LeftOpen(names, found.size, found.floor, deal(space, found.best))


@dataclass(frozen=True)
class SpelledOut:
    """An option that actors read as others, and the zone once it is spelled out.

    Parameters
    ----------
    issue, option : str
    zone, floor
        Where the option is off the table: its words say one thing to all.
    readings : mapping
        Per option that somebody reads it as, who does, and the packages of the zone with that option and their floor.
    using : int
        Packages of the zone that have the option.
    """

    issue: str
    option: str
    using: int
    zone: int
    floor: Fraction | None
    readings: Mapping[str, tuple[tuple[str, ...], int, Fraction | None]]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "issue": self.issue,
            "option": self.option,
            "using": self.using,
            "zone": self.zone,
            "floor": self.floor,
            "readings": {
                target: {"by": list(who), "zone": zone, "floor": floor}
                for target, (who, zone, floor) in self.readings.items()
            },
        }


def spelled_out(space: Space) -> tuple[SpelledOut, ...]:
    """Say of every option that actors read as others what is left of the zone once it means one thing to all."""
    found = []
    for place, issue in enumerate(space.scenario.issues):
        for k, option in enumerate(issue.options):
            if not option.read_as:
                continue
            who: dict[str, list[str]] = {}
            for actor, target in option.read_as:
                who.setdefault(target, []).append(actor)
            without = _only(space, place, np.arange(len(issue.options)) != k)
            readings = {}
            for target in sorted(who, key=issue.position.__getitem__):
                kept = np.arange(len(issue.options)) == issue.position[target]
                left = _only(space, place, kept)
                readings[target] = (tuple(who[target]), left.size, left.floor)
            using = _only(space, place, np.arange(len(issue.options)) == k).size
            found.append(
                SpelledOut(issue.id, option.id, using, without.size, without.floor, readings)
            )
    return tuple(found)


def _only(space: Space, place: int, kept: np.ndarray[Any, np.dtype[np.bool_]]) -> ZoneSummary:
    """The zone of the packages whose option of an issue is one of some."""
    problem = space.problem
    return summarize(replace(problem, barred=(*problem.barred, ScopeTable((place,), ~kept))))


def tell_left_open(scenario: Scenario, before: ZoneSummary, staying: Staying) -> Section:
    """Say what of an open zone must stay open, where the file lets anything stay so."""
    name, title = "left-open", "What must stay open"
    if not before.size or not any(issue.may_stay_open for issue in scenario.issues):
        return Section(name, title)
    items = []
    for one in staying.smallest:
        packages = f"{counted(one.zone, 'package')}, floor {floor_in_words(one.floor)}"
        if not one.issues:
            items.append(prose(f"Nothing has to. Settled in full: {packages}."))
        else:
            items.append(prose(f"{all_asked(scenario, one.issues)}: {packages} without any other."))
    return Section(name, title, (Bullets(tuple(items)),), "for the rest to be signed")


def tell_spelled_out(
    scenario: Scenario, before: ZoneSummary, spelled: Sequence[SpelledOut]
) -> Section:
    """Say what is left of the zone once words that each reads its own way are spelled out."""
    items = []
    for one in spelled:
        if not one.using:
            continue
        label, ask = words_of(scenario, one.issue, one.option), scenario.issue[one.issue].ask
        left = f"without them {counted(one.zone, 'package')}, floor {floor_in_words(one.floor)}"
        readings = [
            f"{words_of(scenario, one.issue, target)}, as"
            f" {listed([scenario.actor[actor].name for actor in who])} read"
            f"{'s' if len(who) == 1 else ''} it: {zone:,}"
            for target, (who, zone, _) in one.readings.items()
        ]
        items.append(
            prose(
                f"{label} ({ask}): in {one.using:,} of {counted(before.size, 'package')};"
                f" {left if one.zone else 'without them there is no deal'}.",
                Span(f" Packages with {'; with '.join(readings)}.", "soft"),
            )
        )
    blocks = (Bullets(tuple(items)),) if items else ()
    remark = "and what is left once they are spelled out"
    return Section("spelled-out", "Words that each reads its own way", blocks, remark)


def floor_in_words(value: Fraction | None) -> str:
    """Give the floor of a zone, or that it has none."""
    return "none" if value is None else points(value)
