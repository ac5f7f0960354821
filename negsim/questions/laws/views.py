"""What `run` finds, free of order: two findings of scenarios that say the same are told apart by nothing here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from negsim.questions.zone.result import Findings, Solution
from negsim.solve.listing.engine import LISTED

View = Mapping[str, Any]  # what is found, by what it is called in a sentence
Back = Callable[[str], str]  # a name of the changed scenario -> the name it had


def view(found: Findings, back: Back = str, actors: Collection[str] | None = None) -> View:
    """Everything found, by name; nothing depends on the order of anything, nor on which tie comes first.

    With `actors`, the gains of others are left out.
    """

    def path(text: str) -> str:
        return ".".join(back(part) for part in text.split("."))

    def words(package: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
        return frozenset((back(issue), back(str(option))) for issue, option in package.items())

    def named(values: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
        return frozenset(
            (back(name), value)
            for name, value in values.items()
            if actors is None or name in actors
        )

    def picked(solution: Solution) -> Any:
        if solution.ties > LISTED:
            return None
        return frozenset((words(deal.package), named(deal.gains)) for deal in solution.deals)

    shown: dict[str, Any] = {
        "the number of packages": found.total,
        "the number of feasible packages": found.feasible,
        "the size of the zone": found.zone.size,
        "the size of the red-line zone": found.zone.red_line_size,
        "the backbone": words(found.zone.backbone),
        "the floor": found.floor,
        "the frontier": (found.frontier.among, found.frontier.size),
        "the suspects": frozenset(found.suspects),
        "the minimal conflicts": frozenset(
            frozenset(map(path, conflict.paths)) for conflict in found.conflicts
        ),
        "the number of corrections": found.corrections_total,
    }
    for actor in found.accepted_by:
        shown[f"what {back(actor)} accepts"] = found.accepted_by[actor]
        shown[f"what crosses no red line of {back(actor)}"] = found.red_line_accepted_by[actor]
    for coalition in found.coalitions:
        members = " and ".join(sorted(map(back, coalition.members)))
        shown[f"what {members} accept together"] = coalition.accept
    for issue, options in found.zone.options.items():
        for option, number in options.items():
            shown[f"how much of the zone has {back(issue)}: {back(str(option))}"] = number
    for name, solution in found.solutions.items():
        shown[f"how many packages tie in {name}"] = solution.ties
        shown[f"the packages of {name}"] = picked(solution)
    if found.corrections_total == len(found.corrections):
        principals = [a.id for a in found.scenario.actors if a.consent.kind == "always"]
        shown["the minimal corrections"] = frozenset(
            (frozenset(map(path, one.drop)), one.opens, one.zone, named(one.steps))
            for one in found.corrections
        )
        shown["what the witnesses leave the principals"] = frozenset(
            (
                frozenset(map(path, one.drop)),
                tuple(sorted(round(one.witness.gains[actor], 6) for actor in principals)),
            )
            for one in found.corrections
        )
    return shown


def difference(before: View, after: View, leaving_out: Collection[str] = ()) -> str | None:
    """The first thing that differs, in words; None where nothing does.

    `leaving_out` has beginnings of names that may differ.
    """
    for name in (*before, *(n for n in after if n not in before)):
        if name.startswith(tuple(leaving_out)):
            continue
        was, is_now = before.get(name, "nothing"), after.get(name, "nothing")
        if was != is_now:
            return f"{name}: {plain(was)} before, {plain(is_now)} after"
    return None


def plain(value: Any) -> str:
    """A value of a view, readable."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(plain, value))) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(plain, value)) + ")"
    return str(value)
