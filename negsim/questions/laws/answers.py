"""The answers to other questions than `run`, for the laws that say of every answer that nothing changes.

What is tried is a few of them each time, by chance: a law that a test tries often is tried on them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any

from negsim.errors import NegsimError
from negsim.questions.codings import codings
from negsim.questions.divide import divide
from negsim.questions.laws.case import Case
from negsim.questions.laws.editing import bare
from negsim.questions.laws.views import Back
from negsim.questions.levers import levers
from negsim.questions.position import position
from negsim.questions.profile import profile
from negsim.questions.rank import rank
from negsim.questions.readings import readings
from negsim.questions.room import room
from negsim.questions.stability import stability
from negsim.questions.trade import trade

AT_ONCE = 3  # answers tried of a change
_SAID = {"scenario", "variant", "stated"}  # of a division, `stated` is what the file has


def changed_answers(before: Case, after: Case, rng: Random) -> str | None:
    """Say what differs in some answers, chosen by chance, number by number; None where nothing does.

    The two scenarios have the same names and orders, so that all of each answer must be the same.
    """
    for name in rng.sample(sorted(IN_FULL), AT_ONCE):
        was, is_now = (_asked(IN_FULL[name], case) for case in (before, after))
        if was != is_now:
            return f"`{name}` answers otherwise: {_first(was, is_now)}"
    return None


def changed_views(before: Case, after: Case, rng: Random, back: Back = str) -> str | None:
    """Say what differs in some answers, chosen by chance, free of order and of names; None where nothing does.

    `back` gives a name of the changed scenario the name that it had. What a file has beside, such as levers, is left
    aside on both sides.
    """
    for name in rng.sample(sorted(FREE_OF_ORDER), AT_ONCE):
        was = _asked(partial(_viewed, name, str), Case(bare(before.scenario)))
        is_now = _asked(partial(_viewed, name, back), Case(bare(after.scenario)))
        if was != is_now:
            return f"`{name}` answers otherwise: {_first(was, is_now)}"
    return None


def _viewed(name: str, back: Back, case: Case) -> Mapping[str, Any]:
    return FREE_OF_ORDER[name](case, back)


def _asked(ask: Callable[[Case], Mapping[str, Any]], case: Case) -> Mapping[str, Any]:
    """Give an answer, or that there is none."""
    try:
        return {key: value for key, value in ask(case).items() if key not in _SAID}
    except NegsimError as fault:
        return {"fault": type(fault).__name__}


def _first(was: Mapping[str, Any], is_now: Mapping[str, Any]) -> str:
    for key in (*was, *(one for one in is_now if one not in was)):
        if was.get(key) != is_now.get(key):
            return f"{key} is {was.get(key)} before, {is_now.get(key)} after"
    return "nothing"


def _start(case: Case) -> dict[str, str]:
    """The package that changes are made from: the first option of every issue."""
    return {issue.id: issue.options[0].id for issue in case.scenario.issues}


def _rank(case: Case) -> Mapping[str, Any]:
    return rank(case.scenario).to_dict()


def _trade(case: Case) -> Mapping[str, Any]:
    return trade(case.scenario, _start(case)).to_dict()


def _stability(case: Case) -> Mapping[str, Any]:
    return stability(case.scenario, [_start(case)]).to_dict()


def _profile(case: Case) -> Mapping[str, Any]:
    """What each wants, but for the points of score sheets, which a multiple of them shows."""
    told = profile(case.scenario).to_dict()
    for actor in case.scenario.actors:
        if actor.uses_points:
            told["actors"][actor.id] = {**told["actors"][actor.id], "scores": None}
    return told


IN_FULL: Mapping[str, Callable[[Case], Mapping[str, Any]]] = {
    "codings": lambda case: codings(case.scenario).to_dict(),
    "divide": lambda case: divide(case.scenario).to_dict(),
    "levers": lambda case: levers(case.scenario).to_dict(),
    "position": lambda case: position(case.scenario).to_dict(),
    "profile": _profile,
    "rank": _rank,
    "readings": lambda case: readings(case.scenario).to_dict(),
    "room": lambda case: room(case.scenario).to_dict(),
    "stability": _stability,
    "trade": _trade,
}


def _path(text: str, back: Back) -> str:
    return ".".join(back(part) for part in text.split("."))


def _room_view(case: Case, back: Back) -> Mapping[str, Any]:
    found = room(case.scenario)
    shown: dict[str, Any] = {"zone": (found.zone.size, found.zone.floor)}
    for actor, one in found.actors.items():
        shown[f"room of {back(actor)}"] = (one.room, one.because, one.sole_blocker_of)
    for path, line in found.red_lines.items():
        zones = (line.without, line.one_step)
        shown[f"without {_path(path, back)}"] = [(zone.size, zone.floor) for zone in zones]
    for issue, options in found.options.items():
        for option, zone in options.items():
            shown[f"with {back(issue)}: {back(option)}"] = (zone.size, zone.floor)
    return shown


def _readings_view(case: Case, back: Back) -> Mapping[str, Any]:
    found = readings(case.scenario)

    def named(sets: tuple[tuple[str, ...], ...]) -> frozenset[frozenset[tuple[str, str]]]:
        return frozenset(
            frozenset(
                (_path(path, back), back(name))
                for path, name in (text.split("=", 1) for text in one)
            )
            for one in sets
        )

    shown: dict[str, Any] = {
        "combinations": (found.combinations, found.open, found.open_on_red_lines),
        "without assumed": (found.without_assumed.combinations, found.without_assumed.open),
    }
    if found.all_closing and found.all_opening:
        shown |= {"closing": named(found.closing), "opening": named(found.opening)}
    for one in found.clarify:
        by = {back(name): number for name, number in (one.open_by_reading or {}).items()}
        turns = frozenset(map(back, one.turns))
        shown[f"clarify {_path(one.path, back)}"] = (one.decides, one.of, one.flips, by, turns)
    return shown


def _position_view(case: Case, back: Back) -> Mapping[str, Any]:
    found = position(case.scenario)
    shown: dict[str, Any] = {"errors": (found.mean_error, found.median_error)}
    for placed in found.issues:
        one = placed.forecast
        stands = frozenset((back(s.actor), s.position, s.influence, s.salience) for s in one.stands)
        winner = None if one.condorcet is None else back(one.condorcet)
        shown[f"position on {back(one.issue)}"] = (one.mean, one.median_place, winner, stands)
    return shown


def _levers_view(case: Case, back: Back) -> Mapping[str, Any]:
    found = levers(case.scenario)
    actors = [back(found.space.actors[a]) for a in found.space.problem.asked]
    return {
        "before": (found.before.size, found.before.floor),
        "retreats": {
            frozenset(zip(actors, one.steps, strict=True)): (one.packages, one.above_reservation)
            for one in found.retreats
        },
        "drops": {
            frozenset(_path(path, back) for path in one.drop): (one.zone, one.floor)
            for one in found.drops
        },
        "readings": {
            frozenset((_path(path, back), back(name)) for path, name in one.read.items()): one.zone
            for one in found.readings
        },
        "walk-aways": {
            back(actor): None if one is None else (one.to, one.zone, one.floor)
            for actor, one in found.alone.items()
        },
    }


def _profile_view(case: Case, back: Back) -> Mapping[str, Any]:
    found = profile(case.scenario)
    return {
        f"what {back(actor)} wants": (
            {_path(name, back): share for name, share in one.shares.items()},
            one.reservation_value,
            one.accepts,
        )
        for actor, one in found.actors.items()
    }


FREE_OF_ORDER: Mapping[str, Callable[[Case, Back], Mapping[str, Any]]] = {
    "levers": _levers_view,
    "position": _position_view,
    "profile": _profile_view,
    "readings": _readings_view,
    "room": _room_view,
}
