"""Packages on a page: issue by issue, in a line, or by what sets one apart from another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from negsim.document.cells import words
from negsim.document.content import Block, Cell, Column, Fact, Facts, prose
from negsim.document.lists import said
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import before_its_answer, share
from negsim.language.words import option_in_words

Package = Mapping[str, Any]
_OTHERS = 5
_NEXT = "Next to it, and how they differ from it:"


def package_facts(scenario: Scenario, package: Package) -> Facts:
    """Give the question of each issue with what a package answers."""
    return Facts(
        tuple(
            Fact(prose(issue.ask), prose(option_in_words(scenario, issue.id, package[issue.id])))
            for issue in scenario.issues
        )
    )


def apart(scenario: Scenario, package: Package, other: Package) -> str:
    """Say on which issues a package differs from another, and what it says there."""
    return "; ".join(
        f"{name_of(issue)} {option_in_words(scenario, issue.id, package[issue.id])}"
        for issue in scenario.issues
        if package[issue.id] != other[issue.id]
    )


def first_and_next(
    scenario: Scenario, shared: Sequence[tuple[float, Package]]
) -> tuple[Block, ...]:
    """Lay out the package with the greatest share, and by what the next few, with their shares, differ from it."""
    (_, best), *others = shared
    whole = package_facts(scenario, best)
    if not others:
        return (whole,)
    told = [(share(part), apart(scenario, package, best)) for part, package in others[:_OTHERS]]
    return whole, *said(_NEXT), facts_of(told)


def name_of(issue: Issue) -> str:
    """Name an issue before its answer: by its short name, else by its question."""
    if issue.short is not None:
        return f"{issue.short}:"
    return before_its_answer(issue.ask)


def facts_of(rows: Iterable[tuple[str, str]]) -> Facts:
    """Give terms with what is said of each."""
    return Facts(tuple(Fact(prose(term), prose(says)) for term, says in rows))


def issue_columns(scenario: Scenario) -> tuple[Column, ...]:
    """Make a column for each issue, its question on top."""
    return tuple(Column(issue.ask, room=2) for issue in scenario.issues)


def option_cells(scenario: Scenario, package: Package) -> tuple[Cell, ...]:
    """Give a package's options, an issue each; numbers as numbers."""
    return tuple(_option(scenario, issue, package[issue.id]) for issue in scenario.issues)


def _option(scenario: Scenario, issue: Issue, option: Any) -> Cell:
    label = option_in_words(scenario, issue.id, option)
    if issue.is_numeric and not isinstance(option, str):
        return Cell(prose(label), option, "number")
    return words(label)
