"""A scenario's actors as weighted sums over issues: what tools of additive utilities can be told."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.solve.tables.formula import evaluate, grid
from negsim.space.compiler import Compiler, worths_of
from negsim.space.space import compile_scenario


@dataclass(frozen=True)
class Additive:
    """One actor: utility is the sum of what the options add, plus a constant, but for wishes on several issues.

    Parameters
    ----------
    actor : Actor
    tables : tuple of tuple of Fraction
        Per issue, what each option adds to utility.
    constant : Fraction
        Added to every utility.
    reservation : Fraction
        As a utility.
    """

    actor: Actor
    tables: tuple[tuple[Fraction, ...], ...]
    constant: Fraction
    reservation: Fraction


def additive(scenario: Scenario) -> tuple[Additive, ...]:
    """Give every actor as a weighted sum, numbers at their best; wishes on one issue are folded into it.

    Examples
    --------
    >>> import negsim
    >>> port = additive(negsim.load("harbour").scenario)[0]
    >>> port.tables[0], port.constant
    ((Fraction(0, 1), Fraction(1, 3), Fraction(7, 30)), Fraction(0, 1))
    """
    problem = compile_scenario(scenario).problem
    place = {issue.id: k for k, issue in enumerate(scenario.issues)}
    compiler = Compiler(scenario)
    found = []
    for actor, compiled in zip(scenario.actors, problem.actors, strict=True):
        worths = worths_of(actor, scenario.issue)
        span = worths.most - worths.fewest if worths.weighs else Fraction(1)
        tables = [[Fraction(0)] * len(issue.options) for issue in scenario.issues]
        for preference, values in zip(actor.preferences, worths.options, strict=True):
            tables[place[preference.issue]] = [value / span for value in values]
        for wish, worth in zip(actor.wishes, worths.wishes, strict=True):
            issues = wish.clause.issues()
            if len(issues) == 1:
                at = place[issues[0]]
                holds = evaluate(compiler.satisfied(wish.clause), grid((at,), compiler.sizes))
                flags = holds.reshape(-1).tolist()
                # A clause that always or never holds has no axis left.
                flags = flags * len(tables[at]) if len(flags) == 1 else flags
                tables[at] = [
                    value + (worth / span if flag else 0)
                    for value, flag in zip(tables[at], flags, strict=True)
                ]
        constant = -worths.fewest / span if worths.weighs else Fraction(1)
        found.append(
            Additive(actor, tuple(map(tuple, tables)), constant, compiled.reservation_value)
        )
    return tuple(found)


def decimal_text(value: Fraction) -> str:
    """Write a number as a decimal: exactly where 15 places suffice, else as the nearest double prints.

    `negsim.interop.exact.read_exact` reads the same fraction from it, where its denominator is at most 100,000.

    Examples
    --------
    >>> decimal_text(Fraction(7, 30)), decimal_text(Fraction(1, 8)), decimal_text(Fraction(-3))
    ('0.23333333333333334', '0.125', '-3')
    """
    scaled = value * 10**15
    if scaled.denominator != 1:
        return repr(float(value))
    whole, places = divmod(abs(scaled.numerator), 10**15)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{places:015d}".rstrip("0").rstrip(".")
