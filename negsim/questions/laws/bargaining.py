"""Laws 21 to 28: the frontier, and what bargaining solutions owe to their axioms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import mul
from random import Random

from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Clause
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Scenario
from negsim.questions.laws.case import Case, changed, one_of, options_test, package_condition
from negsim.questions.laws.editing import with_reservation, with_wish, without
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view
from negsim.questions.laws.zones import some_constraint
from negsim.solve.answer import Package
from negsim.solve.listing.scan import Scan
from negsim.solve.tables.bargaining import TIE
from negsim.solve.tables.gains import gains, total, utilities
from negsim.space.compiler import worths_of

MOST_VECTORS = 1000  # beyond, comparing each with each takes too long
SLACK = 2 * TIE


@law(21)
def the_frontier_agrees_with_the_definition(case: Case, rng: Random) -> str | None:
    """On the frontier are just those packages to which no other is better for one principal and worse for none."""
    chosen = sorted(case.zone) or _feasible(case)
    actors = [case.problem.actors[a] for a in case.problem.principals]
    totals: dict[tuple[int, ...], int] = {}
    for package in chosen:
        vector = tuple(total(actor, package) for actor in actors)
        totals[vector] = totals.get(vector, 0) + 1
    if len(totals) > MOST_VECTORS:
        raise DoesNotApply(f"there are more than {MOST_VECTORS:,} different gains to compare")
    efficient = sum(
        number
        for vector, number in totals.items()
        if not any(_dominates(other, vector) for other in totals)
    )
    size = case.findings.frontier.size
    if size != efficient:
        return f"the frontier has {size} packages; by the definition it has {efficient}"
    return None


def _feasible(case: Case) -> list[Package]:
    return [
        tuple(int(option) for option in package)
        for block in Scan(case.problem).blocks()
        for package in block.packages()
    ]


def _dominates(one: Sequence[int], other: Sequence[int]) -> bool:
    return one != other and all(x >= y for x, y in zip(one, other, strict=True))


@law(22)
def every_solution_is_efficient(case: Case, rng: Random) -> str | None:
    """Each solution is a package of the zone, and no other of the zone is better for one principal, worse for none."""
    zone = _zone_in_order(case)
    actors = [case.problem.actors[a] for a in case.problem.principals]
    worth = [tuple(total(actor, package) for actor in actors) for package in zone]
    for name, solution in case.findings.solutions.items():
        for deal in solution.deals:
            if deal.positions not in case.zone:
                return f"{name} picks {case.shown(deal.positions)}, which is not in the zone"
            mine = tuple(total(actor, deal.positions) for actor in actors)
            for package, other in zip(zone, worth, strict=True):
                if _dominates(other, mine):
                    return (
                        f"{name} picks {case.shown(deal.positions)}, and nobody would lose by"
                        f" {case.shown(package)}"
                    )
    return None


@law(23)
def no_solution_leaves_a_principal_a_loss(case: Case, rng: Random) -> str | None:
    """No solution gives a principal less than its reservation value; under a quota, Nash and Kalai–Smorodinsky."""
    names = set(case.findings.solutions)
    if case.scenario.agreement is not None:
        names &= {"nash", "kalai_smorodinsky"}
    principals = [a.id for a in case.scenario.actors if a.consent.kind == "always"]
    for name in sorted(names):
        for deal in case.findings.solutions[name].deals:
            for actor in principals:
                if deal.gains[actor] < 0:
                    return f"{name} picks {case.shown(deal.positions)}, where {actor} loses"
    return None


@law(24)
def every_solution_is_the_best_of_its_kind(case: Case, rng: Random) -> str | None:
    """No package of the zone has a larger product, sum or smallest share of gains than those that are picked."""
    zone = _zone_in_order(case)
    principals = list(case.problem.principals)
    exact = [[gains(case.problem, p)[a] for a in principals] for p in zone]
    worth = [float(sum(utilities(case.problem, p)[a] for a in principals)) for p in zone]
    fair = [k for k, row in enumerate(exact) if min(row) >= 0]
    can_gain = [
        j for j in range(len(principals)) if max((exact[k][j] for k in fair), default=0) > 0
    ]
    best = {j: max(exact[k][j] for k in fair) for j in can_gain}
    products = {k: float(reduce(mul, (exact[k][j] for j in can_gain), Fraction(1))) for k in fair}
    shares = {k: float(min((exact[k][j] / best[j] for j in can_gain), default=0)) for k in fair}
    measured = {
        "nash": (products, "product of gains"),
        "kalai_smorodinsky": (shares, "smallest share of its best gain"),
        "egalitarian": ({k: float(min(row)) for k, row in enumerate(exact)}, "smallest gain"),
        "utilitarian": (dict(enumerate(worth)), "sum of utilities"),
    }
    place = {package: k for k, package in enumerate(zone)}
    for name, (measure, what) in measured.items():
        if not measure:
            continue
        most = max(measure.values())
        slack = SLACK * (abs(most) if name == "nash" else 1)
        deals = case.findings.solutions[name].deals
        if not deals:
            return f"{name} picks nothing, though some package of the zone could be"
        for deal in deals:
            has = measure.get(place.get(deal.positions, -1), -1.0)
            if has < most - slack:
                other = case.shown(zone[max(measure, key=lambda k: measure[k])])
                return (
                    f"{name} picks {case.shown(deal.positions)} with a {what} of {has:.9g};"
                    f" {other} has {most:.9g}"
                )
    return None


@law(25)
def nash_ignores_positive_affine_rescaling(case: Case, rng: Random) -> str | None:
    """Rescaling an actor's utility, its reservation value with it, changes no zone, no Nash, no Kalai–Smorodinsky."""
    weighing = [a for a in case.scenario.actors if a.preferences or a.wishes]
    if not weighing:
        raise DoesNotApply("no actor weighs anything")
    actor = rng.choice(weighing)
    other = case.with_actor(_rescaled(case, actor, Fraction(rng.randint(1, 9))))
    if other.zone != case.zone:
        package = min(other.zone ^ case.zone)
        return f"with {actor.name}'s utility rescaled, the zone differs by {case.shown(package)}"
    for name in ("nash", "kalai_smorodinsky"):
        picked = [one.findings.solutions[name] for one in (case, other)]
        packages = [[deal.positions for deal in solution.deals] for solution in picked]
        if packages[0] != packages[1]:
            shown = [" and ".join(map(case.shown, some)) or "nothing" for some in packages]
            return (
                f"with {actor.name}'s utility rescaled, {name} goes from {shown[0]} to {shown[1]}"
            )
    return None


def _rescaled(case: Case, actor: Actor, added: Fraction) -> Actor:
    """The actor with the same worth added to every package: its utility becomes a u + b, with a in 0..1."""
    compiled = case.problem.actors[case.space.actors.index(actor.id)]
    first = case.scenario.issues[0]
    everywhere = one_of({first.id: options_test(first, list(range(len(first.options))))})
    clause = Clause(kind="require", condition=everywhere)
    given = with_wish(actor, "gift", clause, Quantity.plain(added))
    held = compiled.reservation_value
    if actor.score_sheet is not None:
        moved = held + added / (actor.score_sheet[1] - actor.score_sheet[0])
    else:
        worths = worths_of(actor, case.scenario.issue)
        whole = worths.most - worths.fewest
        moved = (held * whole + added) / (whole + added)
    return with_reservation(given, moved)


@law(26)
def nash_ignores_irrelevant_alternatives(case: Case, rng: Random) -> str | None:
    """Taking packages away that Nash does not pick changes nothing in what it picks, where its product is above 0."""
    solution = case.findings.solutions["nash"]
    picked = {deal.positions for deal in solution.deals}
    if solution.ties > len(picked) or not picked:
        raise DoesNotApply("Nash picks nothing, or more packages than are listed")
    principals = [a.id for a in case.scenario.actors if a.consent.kind == "always"]
    if not all(deal.gains[actor] > 0 for deal in solution.deals for actor in principals):
        raise DoesNotApply("the Nash solution leaves some principal without a gain")
    others = sorted(case.zone - picked)
    if not others:
        raise DoesNotApply("Nash picks the whole zone")
    gone = rng.sample(others, min(len(others), rng.randint(1, 8)))
    conditions = tuple(package_condition(case.scenario, package) for package in gone)
    other = case.changed(excluded=(*case.scenario.excluded, *conditions))
    left = {deal.positions for deal in other.findings.solutions["nash"].deals}
    if left != picked:
        shown = "; ".join(map(case.shown, gone[:3]))
        return f"with {shown} away, Nash picks {'; '.join(map(case.shown, sorted(left)))} instead"
    return None


@law(27)
def the_floor_never_falls_when_the_zone_grows(case: Case, rng: Random) -> str | None:
    """What the worst-off principal gains in the egalitarian solution never falls when a red line or a rule goes."""
    path = some_constraint(case, rng)
    before, after = case.findings.floor, without(case, {path}).findings.floor
    if before is not None and (after is None or after < before - Fraction(TIE)):
        return f"without {path}, the floor falls from {before} to {after}"
    return None


@law(28)
def principals_are_treated_alike(case: Case, rng: Random) -> str | None:
    """Two principals that change places, wants and all, change places in every result, where there is no quota."""
    principals = [a for a in case.scenario.actors if a.consent.kind == "always"]
    if len(principals) < 2 or case.scenario.agreement is not None:
        raise DoesNotApply("there are no two principals that could change places")
    one, two = rng.sample(principals, 2)
    if {one.id, two.id} & _other_names(case.scenario):
        raise DoesNotApply("an actor has the name of something else")
    if {one.id, two.id} & _named(case.scenario):
        raise DoesNotApply("an actor votes in a body, or is named where texts are read two ways")
    names = {one.id: two.id, two.id: one.id}
    swapped = {
        one.id: changed(two, id=one.id),
        two.id: changed(one, id=two.id),
    }
    other = case.changed(actors=tuple(swapped.get(a.id, a) for a in case.scenario.actors))
    found = difference(
        view(case.findings), view(other.findings, lambda name: names.get(name, name))
    )
    return found and f"with {one.name} and {two.name} in each other's place, {found}"


def _other_names(scenario: Scenario) -> set[str]:
    lines = {line.id for actor in scenario.actors for line in actor.red_lines}
    options = {option.id for issue in scenario.issues for option in issue.options}
    return lines | options | set(scenario.issue) | {rule.id for rule in scenario.rules}


def _named(scenario: Scenario) -> set[str]:
    """Actors whose part the file gives them by name: who votes in bodies, and who reads an option its own way."""
    bodies = [body for actor in scenario.actors for body in actor.ratification]
    options = [option for issue in scenario.issues for option in issue.options]
    return {v for body in bodies for v in body.voters} | {a for o in options for a, _ in o.read_as}


def _zone_in_order(case: Case) -> list[Package]:
    if not case.zone:
        raise DoesNotApply("the zone is empty")
    return sorted(case.zone)
