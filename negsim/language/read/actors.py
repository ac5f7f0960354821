"""Actors and rules from their nodes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from negsim.errors import quoted
from negsim.language.model.actors import ACTOR_KEYS, NEW_ACTOR_KEYS, Actor, Consent, Reservation
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.read.conditions import known_issue
from negsim.language.read.consent import read_consent
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.read.evidence import read_numbers_from, read_sources, require_sources
from negsim.language.read.packages import read_package
from negsim.language.read.preferences import read_preference, read_wish
from negsim.language.read.ratification import read_body
from negsim.language.read.red_lines import read_forecast, read_red_line
from negsim.language.yaml.nodes import Mapping, Node, Scalar

T = TypeVar("T")
MOST_ELEMENTS = 1_000  # red lines, preferences, wishes or forecasts of an actor
# Paths begin with an actor's id or with one of these.
_HEADS_OF_PATHS = ("rules", "agreement", "spread")


def read_reservation(
    context: Context, node: Node, owner: str, *, has_sheet: bool
) -> Reservation | None:
    """Read a reservation value: a utility, points, or a package that is as good."""
    subject = f"the reservation value of {owner}"
    if isinstance(node, Mapping) and node.get("best") is None:
        entries = context.entries(node, subject, ("points", "as_good_as", "best", "low", "high"))
        if entries is None:
            return None
        if len(entries) != 1 or not {"points", "as_good_as"} & set(entries):
            if len(entries) == len(node.items):
                context.fault(
                    node,
                    f"{subject} is a number, points, or as good as a package",
                    "write 0.4, {points: 30}, or {as_good_as: {…}}",
                )
            return None
        if "points" in entries:
            points = context.quantity(entries["points"][1], f"points of {subject}")
            return None if points is None else Reservation(points=points)
        package = read_package(context, entries["as_good_as"][1], subject, is_whole=True)
        return None if package is None else Reservation(as_good_as=package)
    if has_sheet:  # such a utility may leave 0 to 1
        value = context.quantity(node, subject)
    else:
        value = context.quantity(node, subject, low=0, high=1)
    return None if value is None else Reservation(value=value)


def read_actor(context: Context, entry: Entry) -> Actor | None:
    """Read one actor."""
    key, node = entry
    owner = key.text
    name = context.identifier(key, "an actor")
    if owner in _HEADS_OF_PATHS:
        context.fault(
            key, f"an actor cannot be named {quoted(owner)}: paths begin with it", "rename it"
        )
    entries = context.entries(node, f"actor {owner!r}", ACTOR_KEYS, new=NEW_ACTOR_KEYS)
    if name is None or entries is None:
        return None
    before, unread = len(context.faults), len(context.unknown)
    value = {k: v for k, (_, v) in entries.items()}
    sources = read_sources(context, entries.get("from"), f"actor {owner!r}")
    numbers_from = read_numbers_from(context, entries.get("numbers_from"), f"actor {owner!r}")
    if "weights" in value:
        _read_weights(context, value["weights"], owner)
    sheet = _read_sheet(context, value["score_sheet"], owner) if "score_sheet" in value else None
    reservation = None
    if "reservation_value" in value:
        reservation = read_reservation(
            context, value["reservation_value"], owner, has_sheet="score_sheet" in value
        )
        require_sources(
            context, entries["reservation_value"][0], f"the reservation value of {owner}", sources
        )
    red_lines = _read_all(context, entries, "red_lines", owner, read_red_line)
    preferences = _read_all(context, entries, "preferences", owner, read_preference)
    wishes = _read_all(context, entries, "wishes", owner, read_wish)
    forecasts = _read_all(context, entries, "expects", owner, read_forecast)
    bodies = _read_all(context, entries, "ratification", owner, read_body)
    consent = read_consent(context, value["consent"], owner) if "consent" in value else Consent()
    if bodies and consent is not None and consent.kind == "never":
        context.fault(
            entries["ratification"][0],
            f"{owner} has bodies that ratify, and its own consent is never needed",
            "leave `ratification` out, or write `consent: always`",
        )
    actor = Actor.model_validate(
        {
            "id": name,
            "name": (
                context.text(value["name"], f"the name of {owner}") if "name" in value else name
            )
            or name,
            "consent": consent or Consent(),
            "influence": context.quantity(
                value["influence"], f"the influence of {owner}", low=0, high=100
            )
            if "influence" in value
            else None,
            "reservation_value": reservation,
            "batna": context.text(value["batna"], f"`batna` of {owner}")
            if "batna" in value
            else None,
            "sources": sources or (),
            "numbers_from": numbers_from or (),
            "knows_weights": "weights" not in value,
            "salience": _read_salience(context, value["salience"], owner)
            if "salience" in value
            else (),
            "short": context.text(value["short"], f"`short` of {owner}")
            if "short" in value
            else None,
            "ratification": bodies,
            "score_sheet": sheet,
            "written_red_lines": red_lines,
            "preferences": preferences,
            "wishes": wishes,
            "expects": forecasts,
        }
    )
    if actor.uses_points and "weights" in value:
        context.fault(
            entries["weights"][0],
            f"{owner} gives points, which are weights that are known",
            "leave `weights` out",
        )
    _check_ladders(context, actor, owner)
    if len(context.faults) == before and len(context.unknown) == unread:
        check_worths(context, actor, key)
    if len(context.faults) > before:
        context.unknown.add(f"actors.{owner}")
    return actor


def _read_all(
    context: Context,
    entries: dict[str, Entry],
    section: str,
    owner: str,
    read: Callable[[Context, Entry, str], T | None],
) -> tuple[T, ...]:
    """Read a section of an actor, noting where each element stands and which could not be read."""
    if section not in entries:
        return ()
    found: list[T] = []
    table = as_table(context.entries(entries[section][1], f"`{section}` of {owner}", None))
    if len(table) > MOST_ELEMENTS:
        what = section.replace("_", " ")
        context.fault(
            entries[section][0],
            f"{owner} has {len(table):,} {what}, more than {MOST_ELEMENTS:,}",
            "join several into one",
        )
        context.unknown.add(f"actors.{owner}")
        return ()
    for name, (key, node) in table.items():
        element = read(context, (key, node), owner)
        context.where[f"{owner}.{section}.{name}"] = key.where
        if element is None:
            context.unknown.add(f"{owner}.{section}.{name}")
        else:
            found.append(element)
    return tuple(found)


def _read_sheet(context: Context, node: Node, owner: str) -> tuple[Fraction, Fraction] | None:
    entries = context.entries(node, f"`score_sheet` of {owner}", ("from", "to"), ("from", "to"))
    if entries is None or len(entries) < 2:
        return None
    low = context.number(entries["from"][1], f"`from` of the score sheet of {owner}")
    high = context.number(entries["to"][1], f"`to` of the score sheet of {owner}")
    if low is not None and high is not None and low >= high:
        context.fault(
            entries["to"][1],
            f"`to` of the score sheet of {owner} is above `from`: {format_number(high)}",
            "swap them",
        )
        return None
    return None if low is None or high is None else (low, high)


def _read_weights(context: Context, node: Node, owner: str) -> None:
    text = context.text(node, f"`weights` of {owner}")
    if text not in (None, "unknown"):
        context.fault(
            node,
            f"`weights` of {owner} takes the word unknown, not {quoted(text or '')}",
            "write `weights: unknown`, or leave it out and give each preference its weight",
        )


def _read_salience(context: Context, node: Node, owner: str) -> tuple[tuple[str, Quantity], ...]:
    """Read how much of its attention an issue has of an actor, 0 to 100, for the baseline forecast."""
    found = []
    subject = f"`salience` of {owner}"
    for key, value in as_table(context.entries(node, subject, None)).values():
        issue = known_issue(context, key, subject)
        number = context.quantity(
            value, f"the salience of {key.text!r} to {owner}", low=0, high=100
        )
        if issue is not None and number is not None:
            found.append((issue.id, number))
    return tuple(found)


def _check_ladders(context: Context, actor: Actor, owner: str) -> None:
    """A ladder's red line is named after its issue: another red line of that name would be mistaken for it."""
    drawn = {line.id for line in actor.red_lines if line.from_ladder}
    for line in actor.written_red_lines:
        if line.id in drawn:
            context.fault(
                context.where[f"{owner}.red_lines.{line.id}"],
                f"red line {line.id!r} of {owner} has the name of the one that a ladder draws with its `!`",
                "rename it, or write < for the !",
            )


def check_worths(context: Context, actor: Actor, at: Node | Scalar) -> None:
    """Refuse weights mixed with points, and weights that are all 0."""
    for fault in worth_faults(actor):
        what, mend, path = fault
        context.fault(context.where.get(path, at.where), what, mend)


def worth_faults(actor: Actor) -> list[tuple[str, str, str]]:
    """List what is wrong with an actor's weights and points together: what, how to mend it, and the path to blame."""
    worths: list[tuple[str, Quantity | None, bool]] = [
        *(
            (f"{actor.id}.preferences.{p.issue}", p.weight, p.points is not None)
            for p in actor.preferences
        ),
        *((f"{actor.id}.wishes.{w.id}", w.weight, w.points is not None) for w in actor.wishes),
    ]
    reservation = actor.reservation_value
    if not worths and (reservation is None or reservation.points is None):
        return []
    if actor.uses_points:
        return [
            (
                f"{actor.id} mixes points and weights: {path.split('.', 1)[1]} has a weight",
                "give all its preferences and wishes as points, or none",
                path,
            )
            for path, _, is_points in worths
            if not is_points
        ][:1]
    if reservation is not None and reservation.points is not None:
        return [
            (
                f"the reservation value of {actor.id} is in points, and its preferences are not",
                "write it as a utility from 0 to 1",
                f"{actor.id}.reservation_value",
            )
        ]
    if actor.score_sheet is not None:
        return [
            (
                f"{actor.id} has a score sheet, and its preferences are not points",
                "give them as points, or leave `score_sheet` out",
                f"{actor.id}.score_sheet",
            )
        ]
    if all(weight is not None and weight.best == 0 for _, weight, _ in worths):
        return [
            (
                f"the weights of {actor.id} are all 0",
                "give one of them a weight above 0, or leave them out",
                worths[0][0],
            )
        ]
    return []
