"""Laws 12 to 20: what makes the zone, and what makes it larger or smaller."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from negsim.language.model.actors import Actor, Consent
from negsim.language.model.conditions import Clause
from negsim.language.model.numbers import Quantity
from negsim.language.model.red_lines import Reading, RedLine
from negsim.language.model.variants import Rule
from negsim.language.words import clause_in_words
from negsim.questions.laws.case import (
    Case,
    changed,
    one_of,
    options_test,
    some_clause,
    unused,
)
from negsim.questions.laws.editing import count, opposite, with_reservation, with_wish, without
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view
from negsim.solve.answer import Package
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities
from negsim.solve.tables.problem import Problem, QuotaRule

STEPS = (Fraction(1, 10), Fraction(1, 2), Fraction(1, 997))


@law(12)
def the_zone_agrees_with_the_definition(case: Case, rng: Random) -> str | None:
    """A package is in the zone where it is feasible and accepted by each whose consent it needs, or by enough."""
    size = case.findings.zone.size
    if size != len(case.zone):
        return f"the zone is counted as {size} packages, and {len(case.zone)} are listed"
    for package in [*case.packages(rng), *sorted(case.zone)[:50]]:
        is_in, belongs = package in case.zone, belongs_to_zone(case.problem, package)
        if is_in != belongs:
            verb = "is in the zone and should not be" if is_in else "is missing from the zone"
            return f"the package {case.shown(package)} {verb}"
    return None


def belongs_to_zone(problem: Problem, package: Package) -> bool:
    """Whether a package is feasible and finds all the consent that it needs, by the definition."""
    if any(holds(formula, package) for formula in (*problem.broken, *problem.barred)):
        return False
    worth = utilities(problem, package)
    accepts = [
        worth[a] >= actor.reservation_value
        and not any(holds(line, package) for line in actor.crossed)
        for a, actor in enumerate(problem.actors)
    ]

    def has_votes(rule: QuotaRule, yes: Sequence[bool]) -> bool:
        return sum((number for a, number in rule.votes if yes[a]), Fraction(0)) >= rule.at_least

    counts = [
        accepts[a] and all(has_votes(body, accepts) for body in actor.bodies)
        for a, actor in enumerate(problem.actors)
    ]
    for a, actor in enumerate(problem.actors):
        if actor.needed is not None and holds(actor.needed, package) and not counts[a]:
            return False
    if problem.quota is None:
        return all(counts[a] for a in problem.principals)
    return any(
        all(has_votes(rule, counts) and all(counts[a] for a in rule.including) for rule in way)
        for way in problem.quota
    )


@law(13)
def options_share_the_zone_out(case: Case, rng: Random) -> str | None:
    """The packages of the zone with some option are those of the zone that is left when this option is fixed."""
    issue = rng.choice(case.scenario.issues)
    shares = case.findings.zone.options[issue.id]
    for place, (option, number) in enumerate(shares.items()):
        fixed = one_of({issue.id: options_test(issue, [place])})
        left = case.changed(fixed=(*case.scenario.fixed, fixed)).findings.zone.size
        if left != number:
            return (
                f"{number} packages of the zone have {issue.id}: {option}; fixed, it leaves {left}"
            )
    total = sum(shares.values())
    if total != case.findings.zone.size:
        return f"the options of {issue.id} add up to {total} of {case.findings.zone.size} packages"
    return None


@law(14)
def a_crossed_red_line_is_never_bought_off(case: Case, rng: Random) -> str | None:
    """However much an actor is given for crossing one of its red lines, it accepts no package that does."""
    lines = [(a, line) for a in case.scenario.actors for line in a.red_lines if line.clause]
    if not lines:
        raise DoesNotApply("there is no red line")
    actor, line = rng.choice(lines)
    assert line.clause is not None
    price = Quantity.plain(1000 * (1 + rng.randrange(1000)))
    given = with_wish(actor, "bribe", _crossing(line.clause), price)
    bought = with_reservation(changed(given, score_sheet=None), Fraction(0))
    other = case.with_actor(bought)
    a = case.space.actors.index(actor.id)
    k = [one.id for one in actor.red_lines].index(line.id)
    crossed = case.problem.actors[a].crossed[k]
    is_needed = actor.consent.kind == "always" and case.scenario.agreement is None
    for package in sorted(other.zone) if is_needed else ():
        if holds(crossed, package):
            return (
                f"given {price.best} for crossing {actor.id}.{line.id}, {actor.name} accepts"
                f" {case.shown(package)}"
            )
    before = case.findings.red_line_accepted_by[actor.id]
    after = other.findings.accepted_by[actor.id]
    if after > before:
        return (
            f"given {price.best} for crossing {actor.id}.{line.id}, {actor.name} accepts {after}"
            f" packages, of {before} that cross no red line"
        )
    return None


def _crossing(clause: Clause) -> Clause:
    """The clause that holds just where another does not."""
    if clause.kind == "require":
        return Clause(kind="forbid", condition=clause.condition)
    if clause.kind == "forbid":
        return Clause(kind="require", condition=clause.condition)
    assert clause.then is not None
    both = count((clause.condition, opposite(clause.then)), 2)
    return Clause(kind="require", condition=both)


@law(15)
def another_red_line_or_rule_never_grows_the_zone(case: Case, rng: Random) -> str | None:
    """Adding a red line, or a rule, lets no package into the zone."""
    scenario, clause = case.scenario, some_clause(case.scenario, rng)
    said = clause_in_words(clause, scenario)
    if rng.random() < 0.3:
        rule = Rule(id=unused("one_more", {r.id for r in scenario.rules}), clause=clause)
        other, what = case.changed(rules=(*scenario.rules, rule)), f"the rule “{said}”"
    else:
        actor = rng.choice(scenario.actors)
        name = unused("one_more", {line.id for line in actor.red_lines})
        line = RedLine(id=name, readings=(Reading(id="", clause=clause),))
        lines = (*actor.written_red_lines, line)
        other = case.with_actor(changed(actor, written_red_lines=lines))
        what = f"the red line “{said}” of {actor.name}"
    return _grown(case, other, f"with {what} more")


@law(16)
def one_red_line_or_rule_less_never_shrinks_the_zone(case: Case, rng: Random) -> str | None:
    """Dropping a red line, or a rule, takes no package out of the zone."""
    path = some_constraint(case, rng)
    return _grown(without(case, {path}), case, f"while {path} stands")


def some_constraint(case: Case, rng: Random) -> str:
    """The path of some red line or rule."""
    paths = [f"rules.{rule.id}" for rule in case.scenario.rules] + [*case.scenario.red_lines]
    if not paths:
        raise DoesNotApply("there is no red line and no rule")
    return rng.choice(paths)


@law(17)
def a_higher_reservation_value_never_grows_the_zone(case: Case, rng: Random) -> str | None:
    """Raising a reservation value lets no package into the zone; lowering one takes none out."""
    actor = rng.choice(case.scenario.actors)
    step = rng.choice(STEPS)
    held = case.problem.actors[case.space.actors.index(actor.id)].reservation_value
    higher = case.with_actor(with_reservation(actor, held + step))
    lower = case.with_actor(with_reservation(actor, held - step))
    raised = f"with the reservation value of {actor.name} raised by {step} from {held}"
    return _grown(case, higher, raised) or _grown(
        lower, case, f"with the reservation value of {actor.name} at {held} rather than lower"
    )


def _grown(before: Case, after: Case, how: str) -> str | None:
    more = after.zone - before.zone
    if more:
        return f"{how}, the zone gains {before.shown(min(more))}"
    return None


@law(18)
def conditional_consent_counts_where_its_condition_holds(case: Case, rng: Random) -> str | None:
    """A conditional actor counts like one always asked where its condition holds, and like none elsewhere."""
    conditional = [a for a in case.scenario.actors if a.consent.kind == "when"]
    if not conditional:
        raise DoesNotApply("no actor's consent is conditional")
    actor = rng.choice(conditional)
    assert actor.consent.when is not None
    fixed, first = case.scenario.fixed, case.scenario.issues[0]
    everywhere = one_of({first.id: options_test(first, list(range(len(first.options))))})
    for region, consent, how in (
        (actor.consent.when, Consent(kind="when", when=everywhere), "holds"),
        (opposite(actor.consent.when), Consent(kind="never"), "does not hold"),
    ):
        here = case.changed(fixed=(*fixed, region))
        other = here.with_actor(changed(actor, consent=consent))
        if here.zone != other.zone:
            package = min(here.zone ^ other.zone)
            return (
                f"where the condition of {actor.name}'s consent {how}, the package"
                f" {case.shown(package)} is treated as if it were otherwise"
            )
    return None


@law(19)
def a_doubled_principal_changes_no_zone(case: Case, rng: Random) -> str | None:
    """A second principal that wants the same as a first changes no package of the zone, where there is no quota."""
    if case.scenario.agreement is not None:
        raise DoesNotApply("there is a quota")
    actor = rng.choice([a for a in case.scenario.actors if a.consent.kind == "always"])
    twin = unused(f"{actor.id}_twin", case.scenario.actor)
    other = _doubled(case, actor, changed(actor, id=twin))
    if other.zone != case.zone:
        package = case.shown(min(case.zone ^ other.zone))
        return f"with a second {actor.name}, the zone differs by {package}"
    sizes = [one.findings.zone.red_line_size for one in (case, other)]
    if sizes[0] != sizes[1]:
        return f"with a second {actor.name}, the red-line zone goes from {sizes[0]} to {sizes[1]}"
    return None


@law(20)
def an_advisory_actor_changes_only_its_own_line(case: Case, rng: Random) -> str | None:
    """An advisory actor changes nothing but what is said of itself."""
    bodies = [body for a in case.scenario.actors for body in a.ratification]
    voters = {voter for body in bodies for voter in body.voters}
    advisory = [a for a in case.scenario.actors if a.consent.kind == "never" and a.id not in voters]
    if advisory:
        actor = rng.choice(advisory)
        others = tuple(a for a in case.scenario.actors if a is not actor)
        with_it, without_it = case, case.changed(actors=others)
    else:
        original = rng.choice(case.scenario.actors)
        twin = unused(f"{original.id}_twin", case.scenario.actor)
        actor = changed(original, id=twin, consent=Consent(kind="never"), ratification=())
        others = case.scenario.actors
        with_it, without_it = _doubled(case, original, actor), case
    own = (f"what {actor.id} accepts", f"what crosses no red line of {actor.id}")
    kept = frozenset(a.id for a in others)
    found = difference(view(without_it.findings), view(with_it.findings, actors=kept), own)
    return found and f"with the advisory {actor.name}, {found}"


def _doubled(case: Case, actor: Actor, twin: Actor) -> Case:
    """The scenario with a twin of an actor, which reads options as that one does."""
    issues = tuple(
        changed(
            issue,
            options=tuple(
                changed(
                    option, read_as=(*option.read_as, (twin.id, dict(option.read_as)[actor.id]))
                )
                if actor.id in dict(option.read_as)
                else option
                for option in issue.options
            ),
        )
        for issue in case.scenario.issues
    )
    return case.changed(issues=issues, actors=(*case.scenario.actors, twin))
