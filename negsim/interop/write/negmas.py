"""NegMAS: a folder with a domain and a linear additive utility function per actor, in YAML."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from negsim.interop.additive import Additive, additive, decimal_text
from negsim.interop.labels import issue_names, option_names
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import NumberText
from negsim.language.model.scenario import Scenario
from negsim.language.writer import write_yaml


def negmas_files(scenario: Scenario) -> tuple[dict[str, str], list[str]]:
    """Give the files of a NegMAS scenario, by name, and what they say otherwise than the scenario."""
    names = issue_names(scenario.issues)
    domain = {
        "name": scenario.id,
        "type": "DiscreteCartesianOutcomeSpace",
        "issues": [
            {"name": name, **_issue(issue)}
            for name, issue in zip(names, scenario.issues, strict=True)
        ],
    }
    files = {f"{scenario.id}-domain.yml": write_yaml(domain)}
    for actor in additive(scenario):
        files[f"{scenario.id}_{actor.actor.id}.yml"] = write_yaml(_function(scenario, actor))
    return files, []


def _issue(issue: Issue) -> dict[str, Any]:
    if _is_contiguous(issue):
        ends = (issue.options[0].id, issue.options[-1].id)
        return {"type": "ContiguousIssue", "values": [NumberText(end) for end in ends]}
    return {"type": "CategoricalIssue", "values": option_names(issue)}


def _is_contiguous(issue: Issue) -> bool:
    numbers = issue.range
    return numbers is not None and numbers.step == 1 and numbers.start.denominator == 1


def _function(scenario: Scenario, actor: Additive) -> dict[str, Any]:
    """Split what an issue adds into a weight, its best, and values up to 1."""
    weights, values = [], []
    for issue, table in zip(scenario.issues, actor.tables, strict=True):
        weight = _weight(actor, issue, table)
        keys: list[Any] = option_names(issue)
        if _is_contiguous(issue):
            keys = [NumberText(key) for key in keys]
        worths = [_number(worth / weight if weight else worth) for worth in table]
        values.append({"type": "TableFun", "mapping": dict(zip(keys, worths, strict=True))})
        weights.append(_number(weight))
    plain: dict[str, Any] = {
        "name": actor.actor.name,
        "type": "LinearAdditiveUtilityFunction",
        "reserved_value": _number(actor.reservation),
        "weights": weights,
        "values": values,
    }
    if actor.constant:
        plain["bias"] = _number(actor.constant)
    return plain


def _weight(actor: Additive, issue: Issue, table: tuple[Fraction, ...]) -> Fraction:
    """Take the weight as it stands in the scenario, as a share; else the most that the issue adds."""
    own = actor.actor
    if not own.uses_points and not any(w.clause.issues() == (issue.id,) for w in own.wishes):
        whole = sum((p.weight.best for p in own.preferences if p.weight), Fraction(0))
        whole += sum((w.weight.best for w in own.wishes if w.weight), Fraction(0))
        for preference in own.preferences:
            if preference.issue == issue.id and preference.weight is not None:
                return preference.weight.best / whole
    return max(abs(worth) for worth in table)


def _number(value: Fraction) -> NumberText:
    return NumberText(decimal_text(value))
