"""The parts of an expectation, each held or answered with what was found instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from negsim.language.model.conditions import Alternative, Condition, NumberTest, OptionTest
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.paths import parse_path
from negsim.language.model.scenario import Choice, Expectation, Scenario
from negsim.language.words import option_label
from negsim.questions.check.worth import falls_along, worth_least
from negsim.questions.zone.find import run
from negsim.questions.zone.result import Findings
from negsim.solve.answer import Layer, Package
from negsim.solve.listing.scan import Scan, Window
from negsim.solve.tables.bits import Words
from negsim.solve.tables.completions import least_difference
from negsim.space.space import Space, compile_scenario


class View:
    """A scenario, and what `run` finds of it, found once."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._findings: dict[frozenset[Layer], Findings] = {}

    def findings(self, suspects: frozenset[Layer] = frozenset()) -> Findings:
        """Give what is found where these layers are suspect too."""
        if suspects not in self._findings:
            self._findings[suspects] = run(self.scenario, suspects=suspects)
        return self._findings[suspects]


def failures(view: View, expected: Expectation, because: list[Any]) -> Iterator[str]:
    """Say, for each part of an expectation that fails, what was found instead; note packages against laws."""
    scenario = view.scenario
    if expected.zone or expected.red_line_zone:
        zone = view.findings().zone
        if expected.zone:
            yield from _openness("zone", expected.zone, zone.size)
        if expected.red_line_zone:
            yield from _openness("red-line zone", expected.red_line_zone, zone.red_line_size)
    if expected.includes is not None:
        fixed = _fixing(scenario, _choice_condition(scenario, expected.includes))
        if first_package(compile_scenario(fixed), lambda window: window.zone) is None:
            yield f"no package of the zone has {_named(scenario, dict(expected.includes))}"
    if expected.every_package is not None:
        yield from _every_package(scenario, expected.every_package)
    if expected.conflict is not None:
        yield from _conflict(view, expected.conflict)
    if expected.accepts is not None:
        yield from _accepts(scenario, *expected.accepts)
    if expected.prefers is not None:
        yield from _prefers(scenario, *expected.prefers)
    for law in (expected.more_is_better, expected.less_is_better):
        if law is not None:
            yield from _along(scenario, *law, because, falling=law is expected.less_is_better)
    if expected.never_below is not None:
        yield from _never_below(scenario, *expected.never_below, because)


def _openness(name: str, expected: str, size: int) -> Iterator[str]:
    if (size > 0) != (expected == "open"):
        packages = "1 package" if size == 1 else f"{size:,} packages"
        yield f"the {name} is open: {packages}" if size else f"the {name} is empty"


def _every_package(scenario: Scenario, condition: Condition) -> Iterator[str]:
    without = scenario.model_copy(update={"excluded": (*scenario.excluded, condition)})
    space = compile_scenario(without)
    other = first_package(space, lambda window: window.zone)
    if other is not None:
        issues = dict.fromkeys(condition.issues())
        words = space.words(other)
        yield f"a package of the zone has {_named(scenario, {i: str(words[i]) for i in issues})}"
    elif first_package(compile_scenario(scenario), lambda window: window.zone) is None:
        yield "the zone is empty"


def _conflict(view: View, paths: tuple[str, ...]) -> Iterator[str]:
    named = {_short(path) for path in paths}
    suspects: set[Layer] = set()
    if any(path.endswith(".reservation_value") for path in named):
        suspects.add("reservations")
    if any(path.startswith("rules.") for path in named):
        suspects.add("rules")
    findings = view.findings(frozenset(suspects))
    if any(set(conflict.paths) == named for conflict in findings.conflicts):
        return
    if findings.zone.is_open:
        yield f"there is no conflict: the zone is open, {findings.zone.size:,} packages"
        return
    shown = ["[" + ", ".join(conflict.paths) + "]" for conflict in findings.conflicts[:5]]
    rest = len(findings.conflicts) - len(shown)
    more = f", and {rest:,} more" if rest else ""
    yield f"the minimal conflicts are {', '.join(shown)}{more}" if shown else "there is none"


def _accepts(scenario: Scenario, actor_id: str, condition: Condition) -> Iterator[str]:
    space = compile_scenario(_fixing(scenario, condition))
    actor = space.actors.index(actor_id)
    name = scenario.actor[actor_id].name
    refused = first_package(space, lambda window: window.selected & ~window.accepts(actor))
    if refused is not None:
        words = {issue: str(option) for issue, option in space.words(refused).items()}
        yield f"{name} refuses {_named(scenario, words)}"
    elif first_package(space, lambda window: window.selected) is None:
        yield "no feasible package meets that condition"


def _prefers(scenario: Scenario, actor_id: str, better: Choice, worse: Choice) -> Iterator[str]:
    space = compile_scenario(scenario)
    actor = space.problem.actors[space.actors.index(actor_id)]
    name = scenario.actor[actor_id].name
    places = [
        {space.issues.index(i): scenario.issue[i].position[option] for i, option in choice}
        for choice in (better, worse)
    ]
    difference, completion = least_difference(actor, space.problem.sizes, *places)
    if difference > 0:
        return
    words = space.words(completion)
    rest = {i: str(words[i]) for i in space.issues if i not in dict(better)}
    verdict = "likes both equally" if difference == 0 else "would rather have the other"
    yield f"{name} {verdict}" + (f" with {_named(scenario, rest)}" if rest else "")


def _along(
    scenario: Scenario, actor_id: str, issue: str, because: list[Any], *, falling: bool
) -> Iterator[str]:
    pair = falls_along(compile_scenario(scenario), actor_id, issue, falling=falling)
    if pair is None:
        return
    because.append([dict(package) for package in pair])
    better, worse = ({name: str(option) for name, option in package.items()} for package in pair)
    rest = {name: option for name, option in better.items() if name != issue}
    given = f" with {_named(scenario, rest)}" if rest else ""
    chosen, other = (_named(scenario, {issue: one[issue]}) for one in (worse, better))
    yield f"{scenario.actor[actor_id].name} would rather have {chosen} than {other}{given}"


def _never_below(
    scenario: Scenario,
    actor_id: str,
    value: Fraction,
    when: Condition | None,
    because: list[Any],
) -> Iterator[str]:
    found = worth_least(compile_scenario(scenario), actor_id, when)
    if found is None:
        yield "no package meets that condition"
    elif found[0] < value:
        because.append(dict(found[1]))
        words = {name: str(option) for name, option in found[1].items()}
        worth = format_number(round(found[0], 6))
        yield f"{_named(scenario, words)} is worth {worth} to {scenario.actor[actor_id].name}"


def first_package(space: Space, chosen: Callable[[Window], Words]) -> Package | None:
    """Find the first feasible package, in package order, that is chosen; None where there is none."""
    for window in Scan(space.problem).windows():
        block = window.block(chosen(window))
        if len(block):
            return tuple(int(option) for option in block.packages()[0])
    return None


def _fixing(scenario: Scenario, condition: Condition) -> Scenario:
    """Keep only the packages for which a condition holds."""
    return scenario.model_copy(update={"fixed": (*scenario.fixed, condition)})


def _choice_condition(scenario: Scenario, choice: Choice) -> Condition:
    tests = tuple((i, _is(scenario.issue[i], option)) for i, option in choice)
    return Condition(alternatives=(Alternative(tests=tests),))


def _is(issue: Issue, option: str) -> OptionTest | NumberTest:
    if issue.range is None:
        return OptionTest(kind="any", options=(option,))
    value = issue.range.values[issue.position[option]]
    return NumberTest(kind="any", values=(Quantity.plain(value),))


def _short(path: str) -> str:
    parsed = parse_path(path)
    return path if parsed is None else parsed.short


def _named(scenario: Scenario, options: Mapping[str, str]) -> str:
    """Write options as the file would, with their labels where they have any."""
    parts = []
    for issue_id, option in options.items():
        issue = scenario.issue[issue_id]
        label = option if issue.range is not None else option_label(issue, option)
        parts.append(f"{issue_id}: {option}" + (f" ({label})" if label != option else ""))
    return "; ".join(parts) if len(parts) < 4 else ", ".join(p.split(" (")[0] for p in parts)
