"""The package that trades or moves start from: named in full, by a bargaining solution, or the file's status quo."""

from __future__ import annotations

from typing import Literal

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.named_packages import package_named
from negsim.questions.zone.find import run
from negsim.questions.zone.result import CRITERIA, Choice, Correction
from negsim.solve.answer import Package

Usual = Literal["egalitarian", "nearest"]
_START = ("start",)
_EXAMPLE = "name an option of every issue, ISSUE=OPTION,…, or one of " + ", ".join(CRITERIA)


def starting_package(scenario: Scenario, start: str | Choice | None = None) -> dict[str, str]:
    """Find the package that trades, or moves after signature, start from.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    start : str, mapping or None
        ``ISSUE=OPTION,…``, or a mapping, of every issue; of some where the file has a `status_quo` for the others;
        the name of a bargaining solution, ``outcome`` or ``status_quo``; None for the `status_quo`.

    Raises
    ------
    InputError
        An issue or option that the scenario has not, issues left out, a solution of an empty zone.
    """
    base = dict(scenario.status_quo or ())
    if start is None:
        if not base:
            raise InputError.one(
                f"scenario {scenario.id!r} has no `status_quo` to start from",
                f"`start`: {_EXAMPLE}",
                arguments=_START,
            )
        return base
    if isinstance(start, str) and start in CRITERIA:
        return _solution(scenario, start)
    if isinstance(start, str) and start in {"outcome", "status_quo"}:
        written = dict(getattr(scenario, start) or ())
        if not written:
            raise InputError.one(
                f"scenario {scenario.id!r} has no `{start}` to start from",
                f"`start`: {_EXAMPLE}",
                arguments=_START,
            )
        return written
    return package_named(scenario, start, argument="start", base=base)


def usual_start(scenario: Scenario) -> tuple[dict[str, str], Usual | None]:
    """Choose what trades start from where nothing is said.

    Returns
    -------
    package : dict
    why : str or None
        None for the file's status quo. Where it has none, ``"egalitarian"``: the egalitarian package of the zone; or,
        where that is empty, ``"nearest"``: the package that the fewest option-steps over red lines let through.

    Raises
    ------
    InputError
        Nothing is feasible.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> usual_start(load(locate("harbour")))[1] is None
    True
    """
    return (starting_package(scenario), None) if scenario.status_quo else likely_deal(scenario)


def likely_deal(scenario: Scenario) -> tuple[dict[str, str], Usual]:
    """Choose the package to look at as if it were signed: the egalitarian one, or the one nearest to a deal.

    Raises
    ------
    InputError
        Nothing is feasible.
    """
    findings = run(scenario)
    if findings.zone.is_open:
        deals = findings.solutions["egalitarian"].deals
        return _named(scenario, deals[0].positions), "egalitarian"
    if not findings.feasible:
        raise InputError.one(
            "there is no package to start from: the rules, and what the variants fix, leave none",
            "ask of a variant that leaves some",
        )
    nearest = min(findings.corrections, key=lambda one: (_steps(one), len(one.drop), -one.zone))
    return _named(scenario, nearest.witness.positions), "nearest"


def _solution(scenario: Scenario, criterion: str) -> dict[str, str]:
    findings = run(scenario)
    deals = findings.solutions[criterion].deals
    if not deals:
        raise InputError.one(
            f"there is no {criterion.replace('_', '-')} solution to start from: the zone is empty"
            if not findings.zone.is_open
            else f"there is no {criterion.replace('_', '-')} solution in which nobody loses",
            "apply a variant that opens the zone, or name a package: ISSUE=OPTION,…",
        )
    return _named(scenario, deals[0].positions)


def _steps(correction: Correction) -> int:
    return sum(taken or 0 for taken in correction.steps.values())


def _named(scenario: Scenario, package: Package) -> dict[str, str]:
    return {
        issue.id: issue.options[position].id
        for issue, position in zip(scenario.issues, package, strict=True)
    }
