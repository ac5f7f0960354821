"""Packages in a report: issue by issue, or in a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from negsim.document.content import Fact, Facts, prose
from negsim.language.model.scenario import Scenario
from negsim.language.words import option_in_words
from negsim.questions.explain.tell import with_question
from negsim.questions.zone.result import Choice, Findings


def deal_facts(findings: Findings, package: Choice, issues: Sequence[str]) -> Facts:
    """Give the answers of a package to some issues' questions."""
    scenario = findings.scenario
    return Facts(
        tuple(
            Fact(
                prose(scenario.issue[issue].ask),
                prose(option_in_words(scenario, issue, package[issue])),
            )
            for issue in issues
        )
    )


def in_a_line(scenario: Scenario, package: Choice, but: Collection[str] = ()) -> str:
    """Give what a package says of every issue but some, one after another, issues named in a word or two."""
    return "; ".join(
        f"{issue.replace('_', ' ')}: {option_in_words(scenario, issue, option)}"
        for issue, option in package.items()
        if issue not in but
    )


def differs(scenario: Scenario, package: Choice, other: Choice) -> str:
    """Give what a package says of the issues on which it differs from another."""
    return in_a_line(scenario, package, [i for i in package if package[i] == other[i]])


def options_in_a_line(scenario: Scenario, package: Choice) -> str:
    """Give options, one after another, with their questions where a word or two would not tell."""
    return "; ".join(
        with_question(scenario.issue[issue], option_in_words(scenario, issue, option))
        for issue, option in package.items()
    )
