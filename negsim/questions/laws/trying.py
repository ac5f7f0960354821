"""All laws on one scenario, in bounded work, with the smallest counterexample that is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from random import Random

from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.language.read.actors import worth_faults
from negsim.questions.laws import (
    bargaining,
    bodies,
    conflicts,
    engines,
    overlays,
    sameness,
    wording,
    zones,
)
from negsim.questions.laws.case import WHOLE, Case, changed, one_of, options_test, room
from negsim.questions.laws.editing import without, without_line
from negsim.questions.laws.law import LAWS, DoesNotApply, Law
from negsim.solve.answer import Package
from negsim.solve.listing.estimate import estimate
from negsim.solve.tables.formula import holds

__all__ = ["MODULES", "Tried", "broken", "corner", "extent", "try_laws"]

# Importing them enters the laws.
MODULES = (sameness, wording, zones, bargaining, conflicts, overlays, engines, bodies)

CORNER = 600  # packages of a corner of a larger scenario
CORNERS = 2
SHRINKING = 150  # smaller scenarios tried for a counterexample
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Tried:
    """What came of one law."""

    law: Law
    found: str | None = None  # a counterexample in words
    left_out: str | None = None  # why it could not be tried, where it could not

    @property
    def held(self) -> bool:
        """Whether nothing was found against it."""
        return self.found is None


def try_laws(
    scenario: Scenario,
    rng: Random,
    *,
    laws: Iterable[Law] | None = None,
    progress: Progress | None = None,
) -> tuple[Tried, ...]:
    """Try laws on a scenario: on all of it, or on some corners of it where it is large.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    rng : Random
        Where the changes come from that are tried.
    laws : iterable of Law, optional
        Some laws; all where absent.
    progress : callable, optional
        Called with the number of laws done, and of how many.

    Returns
    -------
    tuple of Tried
        One per law, by number.
    """
    chosen = sorted(LAWS.values() if laws is None else laws, key=lambda law: law.number)
    cases = list(_cases(scenario, rng))
    results = []
    for done, law in enumerate(chosen, start=1):
        results.append(_tried(law, cases, rng))
        if progress is not None:
            progress(done, len(chosen))
    return tuple(results)


def _tried(law: Law, cases: Sequence[Case], rng: Random) -> Tried:
    reason = None
    is_tried = False
    for case in cases:
        if not (case.is_written or law.is_of_parts):
            continue
        # A copy makes the same choices again, on a scenario made smaller.
        try:
            found = law.trial(case, copy(rng))
        except DoesNotApply as excuse:
            reason = str(excuse)
            continue
        is_tried = True
        if found is not None:
            small, found = _smallest(law, case, rng, found)
            return Tried(law, f"{found} ({_said(small.scenario)})")
    return Tried(law, left_out=None if is_tried else reason)


def broken(law: Law, scenario: Scenario, rng: Random) -> str | None:
    """Try one law on a scenario; what is broken, in words, None where nothing is or it does not apply."""
    return try_laws(scenario, rng, laws=[law])[0].found


def extent(scenario: Scenario) -> str:
    """Say what of a scenario laws are tried on."""
    if room(scenario) <= WHOLE:
        return "all of it"
    return f"{CORNERS} corners of it, of at most {CORNER} packages each"


def _cases(scenario: Scenario, rng: Random) -> Iterator[Case]:
    if room(scenario) <= WHOLE:
        written = [Case(scenario)]
    else:
        written = [Case(corner(scenario, rng)) for _ in range(CORNERS)]
    yield from written
    for case in written:
        # Of an empty zone many laws have nothing to say: they are tried on what some correction leaves too.
        if case.findings.corrections:
            yield Case(without(case, rng.choice(case.findings.corrections).drop).scenario, False)


def corner(scenario: Scenario, rng: Random, most: int = CORNER) -> Scenario:
    """The scenario with options excluded at random, so that at most so many packages are left.

    A feasible package is among them, where one is found without a long search.
    """
    around = _around(Case(scenario), rng)
    kept = [[place] for place in around]
    left = 1
    order = [i for i, issue in enumerate(scenario.issues) for _ in issue.options]
    rng.shuffle(order)
    for i in order:
        free = [k for k in range(len(scenario.issues[i].options)) if k not in kept[i]]
        more = left // len(kept[i]) * (len(kept[i]) + 1)
        if free and more <= most:
            kept[i].append(rng.choice(free))
            left = more
    fixed = tuple(
        one_of({issue.id: options_test(issue, sorted(places))})
        for issue, places in zip(scenario.issues, kept, strict=True)
        if len(places) < len(issue.options)
    )
    return changed(scenario, fixed=(*scenario.fixed, *fixed))


def _around(case: Case, rng: Random) -> Package:
    """A package that is feasible if such is found: one that some correction or solution names, else by chance."""
    if estimate(case.problem, "allowed").seconds < 2:
        found = case.findings
        named = [deal.positions for one in found.solutions.values() for deal in one.deals]
        named += [one.witness.positions for one in found.corrections]
        if named:
            return rng.choice(named)
    package: Package = ()
    for _ in range(1000):
        package = tuple(rng.randrange(size) for size in case.problem.sizes)
        off = (*case.problem.broken, *case.problem.barred)
        if not any(holds(formula, package) for formula in off):
            break
    return package


def _smallest(law: Law, case: Case, rng: Random, found: str) -> tuple[Case, str]:
    """A smaller scenario that breaks the law too, one part after another taken away."""
    tried, is_smaller = 0, law.is_of_parts
    while is_smaller and tried < SHRINKING:
        is_smaller = False
        for smaller in _smaller(case.scenario):
            tried += 1
            if tried > SHRINKING:
                break
            words = _breaks(law, smaller, rng)
            if words is not None:
                case, found, is_smaller = Case(smaller), words, True
                break
    return case, found


def _breaks(law: Law, scenario: Scenario, rng: Random) -> str | None:
    for again in range(3):
        choices = copy(rng)
        for _ in range(again):
            choices.random()
        try:
            words = law.trial(Case(scenario), choices)
        except DoesNotApply:
            return None
        if words is not None:
            return words
    return None


def _smaller(scenario: Scenario) -> Iterator[Scenario]:
    """The scenario less one part, for each part that it can do without."""
    if scenario.agreement is not None:
        yield changed(scenario, agreement=None)
    else:
        others = [a for a in scenario.actors if a.consent.kind == "always"]
        voters = {
            (a.id, v) for a in scenario.actors for body in a.ratification for v in body.voters
        }
        for actor in scenario.actors:
            votes = any(voter == actor.id and owner != actor.id for owner, voter in voters)
            if [actor] != others and not votes:
                rest = tuple(one for one in scenario.actors if one is not actor)
                yield changed(scenario, actors=rest)
    for rule in scenario.rules:
        yield changed(scenario, rules=tuple(one for one in scenario.rules if one is not rule))
    for variant in scenario.variants:
        rest_of = tuple(one for one in scenario.variants if one is not variant)
        yield changed(scenario, variants=rest_of)
    for actor in scenario.actors:
        for body in actor.ratification:
            left = tuple(one for one in actor.ratification if one is not body)
            yield _with(scenario, actor, changed(actor, ratification=left))
        for line in actor.red_lines:
            yield _with(scenario, actor, without_line(actor, line.id))
        if actor.reservation_value is not None:
            yield _with(scenario, actor, changed(actor, reservation_value=None))
        for part in ("preferences", "wishes"):
            elements = getattr(actor, part)
            for element in elements if len(actor.preferences) + len(actor.wishes) > 1 else ():
                left = tuple(one for one in elements if one is not element)
                less = changed(actor, **{part: left})
                if _is_sound(less):
                    yield _with(scenario, actor, less)


def _is_sound(actor: object) -> bool:
    """Whether an actor still weighs something."""
    assert isinstance(actor, Actor)
    return not actor.uses_points and not list(worth_faults(actor))


def _with(scenario: Scenario, actor: object, other: object) -> Scenario:
    actors = tuple(other if one is actor else one for one in scenario.actors)
    return changed(scenario, actors=actors)


def _said(scenario: Scenario) -> str:
    """What is left of a scenario that breaks a law, in a few words."""
    lines = [*scenario.red_lines]
    parts = ["seen with " + ", ".join(actor.id for actor in scenario.actors)]
    if lines:
        parts.append("red lines " + ", ".join(lines))
    if scenario.rules:
        parts.append("rules " + ", ".join(rule.id for rule in scenario.rules))
    return "; ".join(parts)
