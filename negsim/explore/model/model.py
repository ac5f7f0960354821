"""Everything that the page of `negsim explore` is given of a scenario: `assets/protocol.js` says what its keys mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from negsim.errors import TooLarge
from negsim.explore.model import words
from negsim.explore.model.changes import Assignment, Bar, PlaceChange
from negsim.explore.model.compiled import (
    Json,
    body_as_json,
    labels,
    quota_as_json,
    refusals,
    require_exact,
    space_as_json,
)
from negsim.explore.model.held import Held
from negsim.explore.model.limits import (
    MOST,
    carried,
    in_halves,
    not_carried,
    require_actors,
    slow,
    stays_off,
)
from negsim.explore.model.places import Place, Places
from negsim.explore.model.putting import Putting, changed_by_hand, spaces_with_levers
from negsim.language.model.actors import Actor, Consent, Reservation
from negsim.language.model.conditions import Condition
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Agreement, Variant
from negsim.language.overlay.apply import apply
from negsim.language.shipped import locate, shipped_names
from negsim.language.writer import write_yaml

BY_HAND = "--set"  # stands for the changes made on the command line; no variant can be called so


def explorable(
    scenario: Scenario, variants: Sequence[str] = (), sets: Sequence[str] = ()
) -> dict[str, Any]:
    """Give what the page is to be made of.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants.
    variants, sets : sequence of str
        What the page opens with, as on the command line.

    Returns
    -------
    Plain data, as `Model` in `assets/protocol.js` has it: the same scenario, the same data.

    Raises
    ------
    InputError
        A variant or a change that does not fit.
    TooLarge
        Numbers that a script cannot add exactly.
    """
    require_actors(len(scenario.actors))
    applied = apply(scenario, variants, sets)
    require_exact(applied)
    offered = list(scenario.variants)
    if sets:
        offered.append(changed_by_hand(BY_HAND, apply(scenario, variants), sets))
    return _Model(scenario, offered).whole([*variants, *([BY_HAND] if sets else [])])


class _Model:
    """The model while it is put together."""

    def __init__(self, scenario: Scenario, variants: Sequence[Variant]) -> None:
        self.scenario, self.variants = scenario, variants
        self.places = Places(scenario, variants)
        self.of = {kind: self.places.of_kind(kind) for kind in ("line", "term", "rule")}
        [self.quota] = self.places.of_kind("agreement")
        self.bodies = self.places.of_kind("body")
        self.names = {p.path: words.alternatives(scenario, p) for p in self.places.all}
        self.bars: list[tuple[Condition, bool, str]] = []
        self.held = Held(scenario)
        self._counted: dict[tuple[str | int | None, ...], int | None] = {}

    def whole(self, start: Sequence[str]) -> dict[str, Any]:
        """Put everything together."""
        scenario = self.scenario
        variants = [self._variant(variant) for variant in self.variants]
        spaces, left_out = spaces_with_levers(scenario, self.of)
        locked = self._locked(spaces[0], start)
        base, *others = spaces
        compiled = [self._compiled(base, locked)]
        offered = []
        for space in others:
            try:
                compiled.append(self._compiled(space, locked))
            except TooLarge:
                left_out.append(not_carried(self._say(space[0])))
            else:
                offered.append(space)
        names = list(dict.fromkeys(self.bars[k][2] for k in locked))
        sizes = compiled[0]["sizes"]
        told = (
            slow(self._carried(base, locked) or 0)
            if compiled[0]["halves"] is None
            else [in_halves(sizes)]
        )
        limits = [*map(stays_off, names), *told, *left_out]
        ids = [actor.id for actor in scenario.actors]
        return {
            "format": 1,
            "id": scenario.id,
            "title": scenario.title,
            "as_of": None if scenario.as_of is None else scenario.as_of.isoformat(),
            "file": name_of_file(scenario),
            "issues": [labels(issue) for issue in scenario.issues],
            "actors": [self._actor(actor) for actor in scenario.actors],
            "lines": [self._line(place) for place in self.of["line"]],
            "weights": [self._weight(place) for place in self.of["term"]],
            "rules": [self._rule(place) for place in self.of["rule"]],
            "bodies": [self._body(place) for place in self.bodies],
            "variants": variants,
            "levers": [
                {
                    "id": lever,
                    "say": self._say(lever),
                    "issues": [labels(issue) for issue in with_it.issues],
                }
                for lever, with_it, *_ in offered
            ],
            "agreements": [
                {"key": one["id"] or "file", "says": one["says"], "yaml": one["yaml"]}
                for one in self.names["agreement"]
            ],
            "agreement": self._agreement(self.quota.base),
            "bars": [
                {"variant": name, **_barred(condition, keeps=keeps)}
                for condition, keeps, name in self.bars
            ],
            "reservations": self.held.yaml,
            "claims": words.claims(scenario),
            "limits": limits,
            "locked": names,
            "start": {
                "variants": list(start),
                "lines": {},
                "reservations": {},
                "weights": {},
                "allowed": {},
                "consent": {},
                "bodies": {},
                "lever": None,
            },
            "compiled": {
                "spaces": compiled,
                "sheets": [
                    None if a.score_sheet is None else [format_number(end) for end in a.score_sheet]
                    for a in scenario.actors
                ],
                "agreements": {
                    self._agreement(k) or "": quota_as_json(standing.element, ids)
                    for k, standing in enumerate(self.quota.standings)
                    if isinstance(standing.element, Agreement)
                },
                "bodies": [
                    [
                        body_as_json(standing.element, place.path.split(".")[0], ids)
                        for standing in place.standings
                        if isinstance(standing.element, Body)
                    ]
                    for place in self.bodies
                ],
                "points": self.held.points,
            },
        }

    def _compiled(self, space: Putting, locked: Sequence[int]) -> Json:
        lever, with_it, under, brought, status_quo = space
        fallbacks = {key: {**choice, **status_quo} for key, choice in self.held.fallbacks.items()}
        compiled = space_as_json(
            with_it,
            self.of,
            under,
            needs=self.held.needs,
            bars=[(condition, keeps) for condition, keeps, _ in self.bars],
            fallbacks=fallbacks,
            locked=locked,
            is_listed=self._is_listed(space, locked),
        )
        return {"lever": lever, "brought": brought, **compiled}

    def _carried(self, space: Putting, locked: Sequence[int]) -> int | None:
        lever, with_it, under, _, _ = space
        key = (lever, *locked)
        if key in self._counted:
            return self._counted[key]
        bars = [self.bars[k][:2] for k in locked]
        sizes = [len(issue.options) for issue in with_it.issues]
        self._counted[key] = carried(refusals(with_it, self.of["rule"], under, bars), sizes)
        return self._counted[key]

    def _is_listed(self, space: Putting, locked: Sequence[int]) -> bool:
        count = self._carried(space, locked)
        return count is not None and count <= MOST

    def _locked(self, space: Putting, start: Sequence[str]) -> list[int]:
        """Choose what stays off the page: what its first variants take off, where packages can be listed only so."""
        off = [k for k, bar in enumerate(self.bars) if bar[2] in start]
        return off if off and not self._is_listed(space, []) and self._is_listed(space, off) else []

    def _say(self, lever: str | None) -> str:
        return next((one.say or one.id for one in self.scenario.levers if one.id == lever), "")

    def _actor(self, actor: Actor) -> Json:
        return {
            "id": actor.id,
            "name": actor.name,
            "batna": actor.batna,
            "consent": self.held.asked[actor.id],
            "consents": self.held.consents[actor.id],
            "points": actor.uses_points,
            "given": self.held.given[actor.id],
            **words.reservation(self.scenario, actor),
        }

    def _line(self, place: Place) -> Json:
        actor, _, name = place.path.split(".")
        written = self.scenario.actor[actor].written_red_lines
        ladder = place.base is not None and name not in {line.id for line in written}
        return {
            "path": f"{actor}.{name}",
            "full": place.path,
            "actor": actor,
            "id": name,
            "ladder": f"{actor}.preferences.{name}" if ladder else None,
            **self._alternatives(place),
        }

    def _weight(self, place: Place) -> Json:
        actor, section, name = place.path.split(".")
        held = self.scenario.actor[actor]
        terms = [s.element for s in place.standings]
        assert all(isinstance(term, (Preference, Wish)) for term in terms)
        in_points = [getattr(term, "points", None) is not None for term in terms]
        is_wish = section == "wishes"
        own = (
            next((w for w in held.wishes if w.id == name), None)
            if is_wish
            else next((p for p in held.preferences if p.issue == name), None)
        )
        worth = (
            None if own is None else own.weight or (own.points if isinstance(own, Wish) else None)
        )
        field = "points" if is_wish and in_points[0] else "weight"
        return {
            "path": f"{place.path}.{field}",
            "element": place.path,
            "actor": actor,
            "kind": "wish" if is_wish else "preference",
            "issue": None if is_wish else name,
            "movable": held.knows_weights
            and len(set(in_points)) == 1
            and (is_wish or not in_points[0]),
            "label": words.term_label(self.scenario, terms[0]),
            "number": words.number(worth),
            **self._alternatives(place),
        }

    def _rule(self, place: Place) -> Json:
        element = place.standings[0].element
        return {
            "path": place.path,
            "says": words.says(self.scenario, element),
            "because": getattr(element, "because", None),
            **self._alternatives(place),
        }

    def _body(self, place: Place) -> Json:
        actor, _, name = place.path.split(".")
        label = words.in_words(name)
        return {
            "path": f"{actor}.{name}",
            "full": place.path,
            "actor": actor,
            "label": label,
            **self._alternatives(place),
        }

    def _alternatives(self, place: Place) -> Json:
        names = self.names[place.path]
        return {
            "alternatives": names,
            "base": None if place.base is None else names[place.base]["id"],
        }

    def _agreement(self, standing: int | None) -> str | None:
        return None if standing is None else self.names["agreement"][standing]["id"] or "file"

    def _variant(self, variant: Variant) -> Json:
        return {
            "id": variant.id,
            "say": variant.say,
            "operations": [*self._becomes(variant.id), *self._assigned(variant.id)],
        }

    def _becomes(self, variant: str) -> Iterator[Json]:
        for place in self.places.all:
            if variant in place.becomes:
                names = [one["id"] for one in self.names[place.path]]
                if place.kind == "agreement":
                    names = [name or "file" for name in names]
                key = place.path.replace(".red_lines.", ".") if place.kind == "line" else place.path
                pairs = [
                    [_name(names, before), _name(names, after)]
                    for before, after in place.becomes[variant].items()
                    if before != after
                ]
                misfits = [_name(names, k) for k in place.misfits.get(variant, ())]
                yield {"what": place.kind, "key": key, "becomes": pairs, "misfits": misfits}

    def _assigned(self, variant: str) -> Iterator[Json]:
        paths = {place.path: self._weight(place)["path"] for place in self.of["term"]}
        for step in self.places.steps[variant]:
            if isinstance(step, Bar):
                yield {"what": "bar", "key": str(len(self.bars))}
                self.bars.append((step.condition, step.keeps, variant))
            elif isinstance(step, Assignment):
                actor = step.place.split(".")[0]
                value: str
                if isinstance(step.value, Quantity):
                    value = format_number(step.value.best)
                    if step.place in paths:
                        yield {"what": "weight", "key": paths[step.place], "value": value}
                elif isinstance(step.value, Consent):
                    value = self.held.consent(actor, step.value, variant)
                    yield {"what": "consent", "key": actor, "value": value}
                elif isinstance(step.value, Reservation):
                    value = self.held.reservation(actor, step.value)
                    yield {"what": "reservation", "key": actor, "value": value}
            else:
                assert isinstance(step, PlaceChange)


def name_of_file(scenario: Scenario) -> str:
    """Give what to type for SCENARIO, without the folders of whoever made the page."""
    name = Path(scenario.path).name
    is_shipped = scenario.id in shipped_names() and locate(scenario.id) == Path(scenario.path)
    return scenario.id if is_shipped or not name else name


def _name(names: Sequence[str], k: int | None) -> str | None:
    return None if k is None else names[k]


def _barred(condition: Condition, *, keeps: bool) -> Json:
    """Write a condition as `fix` takes it, and as a part of a count that must hold whole."""
    plain = condition.to_plain()
    if not keeps:
        plain = {"count": {"of": [part.to_plain() for part in _parts(condition)], "is": "0"}}
    return {
        "fix": words.yaml_lines("fix", plain),
        "part": write_yaml([plain]).rstrip("\n").split("\n"),
    }


def _parts(condition: Condition) -> list[Condition]:
    return [Condition(alternatives=(part,)) for part in condition.alternatives]
