"""What is missing in a scenario that is sound: a demand without a source, an option that nobody can live with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from negsim.errors import Fault
from negsim.language.model.conditions import NumberTest
from negsim.language.model.issues import Issue
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.words import allowed_options, option_in_words
from negsim.questions.validate.evidence import evidence_warnings

MOST = 100


def suggestions(scenario: Scenario) -> list[tuple[Fault | None, str, str]]:
    """Give what is missing: the fault that has the place, or a path, and what to do in words."""
    found: list[tuple[Fault | None, str, str]] = [
        (fault, "", f"{fault.what}: {fault.mend}" if fault.mend else fault.what)
        for fault in evidence_warnings(scenario)
    ]
    found += [(None, path, text) for path, text in _unwanted(scenario)]
    found += [(None, path, text) for path, text in _silent(scenario)]
    return found[:MOST]


def _unwanted(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Options that every principal refuses by a red line of its own."""
    principals = [actor for actor in scenario.actors if actor.consent.kind == "always"]
    for issue in scenario.issues:
        if not principals or issue.is_numeric:
            continue
        for option in issue.position:
            if all(_refuses(scenario, actor.id, issue, option) for actor in principals):
                says = option_in_words(scenario, issue.id, option)
                yield (
                    f"issues.{issue.id}.options.{option}",
                    f"nobody can live with “{says}”: is there a way to put it that somebody would take?",
                )


def _refuses(scenario: Scenario, actor: str, issue: Issue, option: Any) -> bool:
    return any(
        _is_crossed(line, issue, option, actor)
        for path, line in scenario.red_lines.items()
        if path.startswith(f"{actor}.")
    )


def _is_crossed(line: RedLine, issue: Issue, option: Any, actor: str) -> bool:
    clause = line.clause
    if clause is None or clause.kind != "require":
        return False
    for alternative in clause.condition.alternatives:
        tests = [test for name, test in alternative.tests if name == issue.id]
        if not any(_fails(test, issue, option, actor) for test in tests):
            return False
    return True


def _fails(test: Any, issue: Issue, option: Any, actor: str) -> bool:
    if isinstance(test, NumberTest):
        return not test.holds(Fraction(str(option)))
    return issue.read_as(actor).get(option, option) not in allowed_options(issue, test)


def _silent(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Principals that want nothing and refuse nothing: they would sign anything."""
    for actor in scenario.actors:
        wants = actor.preferences or actor.wishes or actor.red_lines
        if actor.consent.kind == "always" and not wants:
            yield (
                f"actors.{actor.id}",
                f"{actor.name} would sign anything: what would it never give up, and what does it want?",
            )
