"""The meaning of all that may stand, as integer tables for the page's worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Literal

import numpy as np

from negsim.errors import TooLarge
from negsim.explore.model.changes import Element
from negsim.explore.model.halves import halves
from negsim.explore.model.limits import not_counted
from negsim.explore.model.places import Place
from negsim.language.model.conditions import Clause, Condition
from negsim.language.model.issues import Issue
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.model.variants import Agreement, Quorum, Rule
from negsim.language.read.ratification import body_faults
from negsim.solve.tables.formula import magnitude, scope_of
from negsim.solve.tables.problem import AllOf, AnyOf, Count, Formula, Linear, Not, ScopeTable
from negsim.space.compiler import Compiler, axis

Json = dict[str, Any]
EXACT = 2**53  # the script counts in doubles, in which integers up to here are exact


class Formulas:
    """Distinct formulas, by number."""

    def __init__(self) -> None:
        self.listed: list[Json] = []
        self.scopes: list[tuple[int, ...]] = []
        self._known: dict[str, int] = {}

    def number(self, formula: Formula) -> int:
        """Give the number of a formula, known or new."""
        given = formula_as_json(formula)
        text = json.dumps(given)
        if text not in self._known:
            self._known[text] = len(self.listed)
            self.listed.append(given)
            self.scopes.append(scope_of(formula))
        return self._known[text]


def formula_as_json(formula: Formula) -> Json:
    """Give a formula as `assets/compiled.js` has it.

    Raises
    ------
    TooLarge
        It holds integers that a script cannot add exactly.
    """
    if isinstance(formula, ScopeTable):
        cells = np.asarray(formula.values, dtype=bool).reshape(-1)
        return {"scope": list(formula.scope), "holds": "".join("01"[int(cell)] for cell in cells)}
    if isinstance(formula, AllOf):
        return {"all": [formula_as_json(part) for part in formula.parts]}
    if isinstance(formula, AnyOf):
        return {"any": [formula_as_json(part) for part in formula.parts]}
    if isinstance(formula, Not):
        return {"not": formula_as_json(formula.part)}
    if isinstance(formula, Count):
        parts = [formula_as_json(part) for part in formula.parts]
        return {"parts": parts, "low": formula.low, "high": formula.high}
    return _linear(formula)


def _linear(formula: Linear) -> Json:
    terms = [(issue, [int(value) for value in values]) for issue, values in formula.terms]
    reach = sum(max(abs(value) for value in values) for _, values in terms)
    if reach >= EXACT:
        raise _too_fine("a sum has")
    # A bound beyond all sums says the same as one just beyond them.
    low, high = (
        None if bound is None else max(-reach - 1, min(reach + 1, bound))
        for bound in (formula.low, formula.high)
    )
    return {"terms": [list(term) for term in terms], "low": low, "high": high}


def scores_as_json(scenario: Scenario, preference: Preference) -> Json:
    """Give what a preference makes of each option, over one denominator."""
    issue = scenario.issue[preference.issue]
    values = option_values(issue, preference)
    unit = lcm(*(value.denominator for value in values))
    return {
        "points": preference.points is not None,
        "issue": scenario.issues.index(issue),
        "unit": _whole(unit),
        "values": [_whole(int(value * unit)) for value in values],
    }


def _whole(number: int) -> int | str:
    """Give a whole number as a script reads it: as a text, where a number would be rounded."""
    return number if abs(number) < EXACT else str(number)


def require_exact(scenario: Scenario) -> None:
    """Refuse a scenario whose utilities a script cannot add exactly.

    Raises
    ------
    TooLarge
        With the actor to blame.
    """
    for actor, compiled in zip(scenario.actors, Compiler(scenario).problem().actors, strict=True):
        reach = sum(magnitude(table.values) for table in compiled.tables)
        reach += sum(abs(bonus.worth) for bonus in compiled.bonuses)
        if max(reach, compiled.scale, abs(compiled.offset)) >= EXACT:
            raise _too_fine(f"{actor.id}'s preferences have")


def _too_fine(what: str) -> TooLarge:
    return TooLarge.one(
        f"{what} numbers too fine for a page to add exactly", "use fewer decimal places"
    )


Under = Callable[[Place, int], Element]


def space_as_json(
    scenario: Scenario,
    places: Mapping[str, Sequence[Place]],
    under: Under,
    *,
    needs: dict[str, Condition],
    bars: Sequence[tuple[Condition, bool]],
    fallbacks: dict[str, dict[str, str]],
    locked: Sequence[int] = (),
    is_listed: bool = True,
) -> Json:
    """Compile all that may stand, over the issues of a scenario.

    Parameters
    ----------
    scenario
        Whose issues are meant: the file's, or with a lever on the table.
    places
        By kind.
    under
        Gives what stands at a place, by number, as this scenario has it.
    needs
        Conditions of consent, by key.
    bars
        Conditions that variants fix (True) or exclude (False).
    fallbacks
        Packages as good as no deal, by key: issue to option.
    locked
        Which of the bars hold whatever is set.
    is_listed
        Whether the page lists the packages; else it counts them in two halves.

    Raises
    ------
    TooLarge
        Packages that can be neither listed nor counted.
    """
    compiler, formulas = Compiler(scenario), Formulas()

    def crossed(place: Place) -> list[int]:
        found = []
        for k in range(len(place.standings)):
            element = under(place, k)
            assert isinstance(element, (RedLine, Rule))
            found.append(formulas.number(reader(place, element).violated(element.clause)))
        return found

    def reader(place: Place, element: Element) -> Compiler:
        """Whose clause it is decides what options are read as."""
        own = not isinstance(element, Rule)
        return compiler.read_by(place.path.partition(".")[0]) if own else compiler

    def term(place: Place, k: int) -> Json:
        element = under(place, k)
        if isinstance(element, Preference):
            return scores_as_json(scenario, element)
        assert isinstance(element, Wish)
        holds = formulas.number(reader(place, element).satisfied(element.clause))
        return {"points": element.points is not None, "holds": holds}

    barred = [formulas.number(_barred(compiler, *bar)) for bar in bars]
    sizes = [len(issue.options) for issue in scenario.issues]
    space = {
        "sizes": sizes,
        "ordered": [issue.is_ordered for issue in scenario.issues],
        "places": [_places(scenario.issues, actor.id) for actor in scenario.actors],
        "lines": [crossed(place) for place in places["line"]],
        "weights": [[term(p, k) for k in range(len(p.standings))] for p in places["term"]],
        "rules": [crossed(place) for place in places["rule"]],
        "always": [
            *(crossed(place)[0] for place in places["rule"] if _stays(place)),
            *(barred[k] for k in locked),
        ],
        "needs": {
            key: formulas.number(compiler.condition(condition)) for key, condition in needs.items()
        },
        "bars": barred,
        "packages": {
            key: [issue.position[choice[issue.id]] for issue in scenario.issues]
            for key, choice in fallbacks.items()
        },
    }
    parted = None if is_listed else halves(formulas.scopes, sizes)
    if not is_listed and parted is None:
        raise not_counted(sizes)
    return {**space, "halves": parted, "formulas": formulas.listed}


def _places(issues: Sequence[Issue], actor: str) -> list[list[int] | None]:
    """Give where the options of each issue stand for an actor; None where each stands for itself, in its order."""
    own = [axis(issue, actor).places.tolist() for issue in issues]
    return [None if places == list(range(len(places))) else places for places in own]


def refusals(
    scenario: Scenario,
    rules: Sequence[Place],
    under: Under,
    bars: Sequence[tuple[Condition, bool]],
) -> list[Formula]:
    """Give where packages are refused whatever is set: by rules that stay, and by some bars."""
    compiler = Compiler(scenario)
    found = [_barred(compiler, *bar) for bar in bars]
    for place in rules:
        if _stays(place):
            rule = under(place, 0)
            assert isinstance(rule, Rule)
            found.append(compiler.violated(rule.clause))
    return found


def _stays(place: Place) -> bool:
    """Whether what stands at a place does so under every variant."""
    return len(place.standings) == 1 and place.base == 0 and not place.becomes


def _barred(compiler: Compiler, condition: Condition, keeps: bool) -> Formula:
    kind: Literal["require", "forbid"] = "require" if keeps else "forbid"
    return compiler.violated(Clause(kind=kind, condition=condition))


def quota_as_json(agreement: Agreement, actors: Sequence[str]) -> list[list[Json]]:
    """Give a quota with whole votes: per way and rule, what each counts, how much is wanted, and who in any case."""
    place = {actor: k for k, actor in enumerate(actors)}

    def rule_as_json(rule: Quorum) -> Json:
        among = [actor for actor in actors if rule.of is None or actor in rule.of]
        votes = (
            dict.fromkeys(among, Fraction(1))
            if rule.votes is None
            else {a: dict(rule.votes).get(a, Fraction(0)) for a in among}
        )
        scale = lcm(rule.at_least.denominator, *(v.denominator for v in votes.values()))
        return {
            "votes": [[place[actor], int(count * scale)] for actor, count in votes.items()],
            "at_least": int(rule.at_least * scale),
            "including": [place[actor] for actor in rule.including],
        }

    return [[rule_as_json(rule) for rule in rules] for rules in agreement.ways]


def body_as_json(body: Body, owner: str, actors: Sequence[str]) -> Json:
    """Give a body: votes per actor, the fewest that are enough, and what is wrong with it, if anything."""
    faults = body_faults(body, owner)
    return {
        "votes": [[actors.index(voter), int(votes.best)] for voter, votes in body.votes],
        "needs": body.needs.fewest(body.total),
        "fault": faults[0][0] if faults else None,
    }


def labels(issue: Issue) -> Json:
    """Give an issue as the page shows it."""
    values: list[str | int | float] = [option.id for option in issue.options]
    if issue.range is not None:
        values = [int(v) if v.denominator == 1 else round(float(v), 12) for v in issue.range.values]
    unit = None if issue.range is None else issue.range.unit
    return {
        "id": issue.id,
        "ask": issue.ask,
        "ordered": issue.is_ordered,
        "axis": issue.axis,
        "unit": unit,
        "numeric": issue.range is not None,
        "options": [
            {
                "id": option.id,
                "label": option.label
                if issue.range is None
                else f"{option.id} {unit}"
                if unit
                else option.id,
                "value": value,
            }
            for option, value in zip(issue.options, values, strict=True)
        ],
    }
