"""Laws 33 to 35: variants, and files that are saved and read again."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

from negsim.errors import InputError
from negsim.language.load import loads
from negsim.language.model.actors import Reservation
from negsim.language.model.numbers import Quantity
from negsim.language.model.paths import parse_path
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Put, Variant
from negsim.language.overlay.apply import apply
from negsim.language.writer import write_yaml
from negsim.questions.laws.answers import changed_views
from negsim.questions.laws.case import Case, changed, one_of, options_test, some_condition, unused
from negsim.questions.laws.editing import with_reservation, without, without_line
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view

ANY_LINE = "*.red_lines"


@law(33)
def variants_of_different_elements_commute(case: Case, rng: Random) -> str | None:
    """Two variants that touch different elements may be applied in either order, `trust` aside."""
    pairs = [
        (one, two)
        for one, two in combinations(case.scenario.variants, 2)
        if one.trust is None and two.trust is None and not _overlap(one, two)
    ]
    if not pairs:
        raise DoesNotApply("no two variants touch different elements")
    one, two = rng.choice(pairs)
    cases = [_applied(case, names) for names in ((one.id, two.id), (two.id, one.id))]
    first, second = cases
    if first is None or second is None:
        if first is None and second is None:
            raise DoesNotApply("the variants cannot be applied together")
        orders = [f"{one.id}+{two.id}", f"{two.id}+{one.id}"]
        yes, no = orders if second is None else reversed(orders)
        return f"{yes} can be applied, and {no} cannot"
    found = difference(view(first.findings), view(second.findings))
    return found and f"{two.id}+{one.id} after {one.id}+{two.id}: {found}"


def _applied(case: Case, names: tuple[str, ...]) -> Case | None:
    try:
        return Case(apply(case.scenario, names))
    except InputError:
        return None


def _overlap(one: Variant, two: Variant) -> bool:
    first, second = _touched(one), _touched(two)
    if first & second:
        return True
    lines = [any(".red_lines." in p or ".preferences." in p for p in s) for s in (first, second)]
    return (ANY_LINE in first and lines[1]) or (ANY_LINE in second and lines[0])


def _touched(variant: Variant) -> set[str]:
    """The elements that a variant changes; a preference stands for the red line of its ladder too."""
    paths = [*variant.drop, *(put.path for put in (*variant.add, *variant.set))]
    paths += [path for path, _ in variant.read]
    touched = {ANY_LINE} if variant.read_all is not None else set()
    for text in paths:
        path = parse_path(text)
        assert path is not None
        touched.add(path.element)
        if path.kind in {"preference", "red_line"}:
            touched |= {f"{path.actor}.red_lines.{path.id}", f"{path.actor}.preferences.{path.id}"}
    return touched


@law(34)
def a_variant_does_what_editing_the_file_does(case: Case, rng: Random) -> str | None:
    """A variant that drops, sets, reads, fixes or excludes gives what the file so written would give."""
    name = unused("tried", case.scenario.variant)
    variant, edited = _some_edit(case, rng, name)
    scenario = changed(case.scenario, variants=(*case.scenario.variants, variant))
    applied = Case(apply(scenario, [name]))
    found = difference(view(edited.findings), view(applied.findings))
    found = found or changed_views(edited, applied, rng)
    how = ", ".join(f"{key}: {value}" for key, value in variant.to_plain().items())
    return found and f"edited by hand before, by a variant ({how}) after; {found}"


def _some_edit(case: Case, rng: Random, name: str) -> tuple[Variant, Case]:
    """Some variant, and the scenario edited by hand as it says."""
    scenario = case.scenario
    lines = [f"{a.id}.red_lines.{line.id}" for a in scenario.actors for line in a.red_lines]
    read = [
        (actor, line) for actor in scenario.actors for line in actor.red_lines if line.has_readings
    ]
    ways = ["fix", "exclude", "set"]
    ways += ["drop"] * bool(lines or scenario.rules) + ["read"] * bool(read)
    way = rng.choice(ways)
    if way == "fix":
        condition = some_condition(scenario, rng)
        edited = case.changed(fixed=(*scenario.fixed, condition))
        return Variant(id=name, fix=condition), edited
    if way == "exclude":
        issue = rng.choice(scenario.issues)
        place = rng.randrange(len(issue.options))
        rest = [k for k in range(len(issue.options)) if k != place]
        edited = case.changed(
            fixed=(*scenario.fixed, one_of({issue.id: options_test(issue, rest)}))
        )
        return Variant(id=name, exclude=((issue.id, options_test(issue, [place])),)), edited
    if way == "set":
        actor = rng.choice(scenario.actors)
        value = Fraction(rng.randint(0, 10), 10)
        put = Put(
            path=f"{actor.id}.reservation_value",
            value=Reservation(value=Quantity.plain(value)),
        )
        return Variant(id=name, set=(put,)), case.with_actor(with_reservation(actor, value))
    if way == "read":
        actor, line = rng.choice(read)
        index = rng.randrange(len(line.readings))
        chosen = changed(line, reading=index)
        others = tuple(chosen if one is line else one for one in actor.written_red_lines)
        path = f"{actor.id}.red_lines.{line.id}"
        edited = case.with_actor(changed(actor, written_red_lines=others))
        return Variant(id=name, read=((path, line.readings[index].id),)), edited
    path = rng.choice([*lines, *(f"rules.{rule.id}" for rule in scenario.rules)])
    if path.startswith("rules."):
        return Variant(id=name, drop=(path,)), without(case, {path})
    actor_id, _, line_id = path.split(".")
    edited = case.with_actor(without_line(scenario.actor[actor_id], line_id))
    return Variant(id=name, drop=(path,)), edited


@law(35, is_of_parts=False)
def saving_and_loading_changes_nothing(case: Case, rng: Random) -> str | None:
    """A scenario that is saved and loaded again is the same, and saves to the same text."""
    if case.scenario.applied:
        raise DoesNotApply("variants have been applied, which a file cannot say")
    scenario: Scenario = changed(case.scenario, fixed=(), excluded=())
    text = write_yaml(scenario.to_plain())
    try:
        again = loads(text, scenario.path or "<text>")
    except InputError as error:
        fault = error.faults[0]
        if fault.where is None or "register" in fault.what:
            raise DoesNotApply("the registers of its claims are not at hand") from None
        return f"the text that is saved cannot be read: {fault.what}"
    if again != scenario:
        mine, other = scenario.model_dump(), again.model_dump()
        key = next(key for key in mine if mine[key] != other[key])
        return f"loaded again, its {key} are other than they were"
    if write_yaml(again.to_plain()) != text:
        return "saved again, it is another text"
    return None
