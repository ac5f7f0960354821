"""Clauses in words, for people: labels and questions of the file instead of ids."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from negsim.language.model.conditions import (
    Alternative,
    Clause,
    Condition,
    NumberTest,
    OptionTest,
    SumTest,
)
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number
from negsim.language.model.preferences import Wish
from negsim.language.model.red_lines import Forecast, Reading, RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import before_its_answer


def clause_in_words(clause: Clause | None, scenario: Scenario, *, ask: bool = True) -> str:
    """Say what a clause demands.

    Parameters
    ----------
    clause : Clause or None
        None is a reading that draws no line.
    scenario : Scenario
        Whose labels and questions are used.
    ask : bool
        Whether a clause on a single issue names its question too; one on several always does.

    Returns
    -------
    A text on one line, without a full stop.
    """
    if clause is None:
        return "draws no line"
    if clause.kind != "if":
        several = len(clause.issues()) > 1
        put = _forbidden if clause.kind == "forbid" else condition_in_words
        words = put(clause.condition, scenario, ask=several)
        if several or not ask or not clause.issues():
            return words
        return f"{question(scenario.issue[clause.issues()[0]])} {words}"
    assert clause.then is not None
    condition = condition_in_words(clause.condition, scenario)
    return f"if {condition}, then {condition_in_words(clause.then, scenario)}"


def demand_in_words(
    demand: RedLine | Reading | Wish | Forecast, scenario: Scenario, *, ask: bool = True
) -> str:
    """Say what is demanded, wished for or expected, as its file says it, else as its clause does.

    Parameters
    ----------
    demand : RedLine, Reading, Wish or Forecast
        A red line is taken in the reading in force.
    scenario : Scenario
        Whose labels and questions are used.
    ask : bool
        Whether generated words on a single issue name its question too.

    Returns
    -------
    A text on one line, without a full stop.
    """
    said = demand.said if isinstance(demand, RedLine) else demand.say
    if said is None:
        return clause_in_words(demand.clause, scenario, ask=ask)
    text = " ".join(said.split())
    return text if text.endswith("..") else text.removesuffix(".")


def reading_in_words(line: RedLine, reading: Reading, scenario: Scenario) -> str:
    """Say what a red line demands in one of its readings."""
    whole = line if reading.say is None and not line.has_readings else reading
    return demand_in_words(whole, scenario)


def condition_in_words(condition: Condition, scenario: Scenario, *, ask: bool = True) -> str:
    """Say when a condition holds: alternatives joined by "or", what each asks for by "and"."""
    parts = [_alternative(part, scenario, ask=ask) for part in condition.alternatives]
    return parts[0] if len(parts) == 1 else "either " + ", or ".join(parts)


def option_label(issue: Issue, option: str) -> str:
    """Give the words for an option: its label, or its number with the unit.

    Examples
    --------
    >>> from negsim.language.model.issues import Option
    >>> issue = Issue(id="noise", ask="Night work", options=(Option(id="no", label="banned"),))
    >>> option_label(issue, "no")
    'banned'
    """
    if issue.range is not None:
        return f"{option} {issue.range.unit}" if issue.range.unit else option
    return issue.options[issue.position[option]].label


def option_in_words(scenario: Scenario, issue: str, option: Any) -> str:
    """Give the words for a package's option, which is a number on numeric issues."""
    key = option if isinstance(option, str) else format_number(Fraction(str(option)))
    return option_label(scenario.issue[issue], key)


def _forbidden(condition: Condition, scenario: Scenario, *, ask: bool) -> str:
    if len(condition.alternatives) == 1:
        only = condition.alternatives[0]
        if len(only.tests) == 1 and only.sum is None and only.count is None:
            issue_id, test = only.tests[0]
            return _on_issue(scenario.issue[issue_id], test, negated=True, ask=ask)
        return "never together " + _alternative(only, scenario, ask=ask)
    parts = [
        _forbidden(Condition(alternatives=(part,)), scenario, ask=ask)
        for part in condition.alternatives
    ]
    return "; and ".join(parts)


def _alternative(alternative: Alternative, scenario: Scenario, *, ask: bool) -> str:
    words = [_on_issue(scenario.issue[i], test, ask=ask) for i, test in alternative.tests]
    if alternative.sum is not None:
        words.append(_sum(alternative.sum, scenario))
    if alternative.count is not None:
        parts = "; ".join(condition_in_words(part, scenario) for part in alternative.count.of)
        words.append(f"{_number_test(alternative.count.test)} of these: {parts}")
    return " and ".join(words) if words else "anything"


def _on_issue(
    issue: Issue, test: OptionTest | NumberTest, *, negated: bool = False, ask: bool = True
) -> str:
    words = _option_words(issue, test, negated=negated)
    return f"{words} ({issue.ask})" if ask else words


def question(issue: Issue) -> str:
    """Give an issue's question, ready to be followed by an answer.

    Examples
    --------
    >>> question(Issue(id="nights", ask="Night work", options=()))
    'Night work:'
    """
    return before_its_answer(issue.ask)


def _option_words(issue: Issue, test: OptionTest | NumberTest, *, negated: bool) -> str:
    if isinstance(test, NumberTest):
        unit = issue.range.unit if issue.range is not None else None
        words = _number_test(test) + (f" {unit}" if unit else "")
        return f"not {words}" if negated else words
    allowed = allowed_options(issue, test)
    if negated:
        allowed = tuple(o.id for o in issue.options if o.id not in allowed)
    return options_in_words(issue, allowed)


def options_in_words(issue: Issue, allowed: Sequence[str]) -> str:
    """Say which options of an issue are let through, as shortly as it goes.

    Parameters
    ----------
    issue : Issue
    allowed : sequence of str
        Ids, in the file's order.

    Examples
    --------
    >>> from negsim.language.model.issues import Option
    >>> named = (Option(id="no", label="banned"), Option(id="yes", label="allowed"))
    >>> issue = Issue(id="noise", ask="Night work", options=named)
    >>> options_in_words(issue, ["no"]), options_in_words(issue, ["no", "yes"]), options_in_words(issue, [])
    ('“banned”', 'anything', 'nothing at all')
    """
    refused = tuple(o.id for o in issue.options if o.id not in allowed)
    labels = [_quoted(issue, option) for option in allowed]
    if not allowed or not refused:
        return "anything" if allowed else "nothing at all"
    if len(allowed) == 1:
        return labels[0]
    written = [option.id for option in issue.written_options]
    if len(refused) == 1 and not (issue.range and refused[0] in {written[0], written[-1]}):
        return f"anything but {_quoted(issue, refused[0])}"
    if issue.is_ordered and _is_run(issue, allowed) and allowed[-1] in written:
        if allowed[-1] == written[-1]:
            return f"at least {labels[0]}"
        if allowed[0] == written[0]:
            return f"at most {labels[-1]}"
    return " or ".join(labels)


def _quoted(issue: Issue, option: str) -> str:
    label = option_label(issue, option)
    return label if issue.range is not None else f"“{label}”"


def allowed_options(issue: Issue, test: OptionTest) -> tuple[str, ...]:
    """Give the options that pass a test, in the file's order."""
    places = [issue.position[option] for option in test.options]
    if test.kind == "any":
        return tuple(o.id for o in issue.options if o.id in test.options)
    if test.kind == "none":
        return tuple(o.id for o in issue.options if o.id not in test.options)
    written = issue.written_options
    low = places[0] if test.kind in {"at_least", "between"} else 0
    high = places[-1] if test.kind in {"at_most", "between"} else len(written) - 1
    return tuple(o.id for o in written[low : high + 1])


def _is_run(issue: Issue, options: Sequence[str]) -> bool:
    places = [issue.position[option] for option in options]
    return all(after == before + 1 for before, after in pairwise(places))


def _number_test(test: NumberTest) -> str:
    numbers = [format_number(value.best) for value in test.values]
    if test.kind == "any":
        return " or ".join(numbers)
    if test.kind == "none":
        return "anything but " + " or ".join(numbers)
    if test.kind == "between":
        return f"between {numbers[0]} and {numbers[1]}"
    return f"{test.kind.replace('_', ' ')} {numbers[0]}"


def _sum(test: SumTest, scenario: Scenario) -> str:
    def term(issue: str, factor: Fraction) -> str:
        ask = scenario.issue[issue].ask
        return f"“{ask}”" if factor == 1 else f"{format_number(factor)} × “{ask}”"

    terms = " + ".join(term(issue, factor) for issue, factor in test.factors)
    return f"{terms} is {_number_test(test.test)}"
