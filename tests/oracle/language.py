"""What a scenario's words mean: numbers, issues, tests, conditions, clauses, satisfaction.

Everything is plain: a document is the dict that PyYAML's BaseLoader gives (every scalar a text), a package is a
dict from issue to option (a text, or a Fraction on numeric issues), numbers are Fractions.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

WORDS = {"decisive": Fraction(8), "high": Fraction(4), "medium": Fraction(2), "low": Fraction(1)}
Option = Any  # a text, or a Fraction on numeric issues
Package = dict[str, Option]


@dataclass(frozen=True)
class Issue:
    """One issue with its options in the order of the file, `left_open` last; as everybody has it, or a reader."""

    name: str
    options: list[Option]
    is_ordered: bool
    is_numeric: bool
    readers: dict[Option, dict[str, Option]] = field(default_factory=dict)  # read_as, per option
    may_stay_open: bool = False
    status_quo: Option | None = None
    reader: str | None = None

    def option(self, text: str) -> Option:
        """The option that a text names."""
        return best(text) if self.is_numeric else text.strip()

    def key(self, option: Option) -> str:
        """The option as a JSON key."""
        return plain_decimal(option) if self.is_numeric else option

    def as_read(self, option: Option) -> Option:
        """What an option counts as, for the reader."""
        return self.readers.get(option, {}).get(self.reader or "", option)

    @cached_property
    def own(self) -> list[Option]:
        """The options that have a place in the order, for the reader."""
        return [
            option
            for option in self.options
            if self.as_read(option) == option and not (self.may_stay_open and option == "left_open")
        ]


def seen_by(issues: dict[str, Issue], actor: str) -> dict[str, Issue]:
    """The issues as an actor reads them."""
    return {name: replace(issue, reader=actor) for name, issue in issues.items()}


def best(value: Any) -> Fraction:
    """The best value of a quantity: `8`, `8 +- 3`, `{best: 8, low: 5, high: 12}`, `5/9`, or a word."""
    if isinstance(value, dict):
        return best(value["best"])
    return best_of_text(value) if isinstance(value, str) else Fraction(value)


@cache
def best_of_text(text: str) -> Fraction:
    """The best value of a quantity written as one text."""
    head = re.split(r"\+-|±", text)[0].strip()
    return WORDS[head] if head in WORDS else Fraction(head)


def plain_decimal(number: Fraction) -> str:
    """A number without exponent or trailing zeros, as JSON keys show it."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.12f}".rstrip("0")


def read_issues(document: dict[str, Any]) -> dict[str, Issue]:
    """All issues of a document, in the order of the file."""
    issues = {}
    for name, text in document["issues"].items():
        if "range" in text:
            start, end, step = (Fraction(text["range"][key]) for key in ("from", "to", "step"))
            places = (end - start) / step
            assert places.denominator == 1
            assert places >= 1
            options: list[Option] = [start + k * step for k in range(places.numerator + 1)]
            issues[name] = Issue(name, options, True, True)
        else:
            is_ordered = text.get("ordered", "false") != "false"
            options, readers = list(text["options"]), {}
            for option, given in text["options"].items():
                if isinstance(given, dict) and "read_as" in given:
                    readers[option] = dict(given["read_as"])
            may_stay_open = text.get("may_stay_open", "false") != "false"
            issues[name] = Issue(
                name,
                [*options, "left_open"] if may_stay_open else options,
                is_ordered,
                False,
                readers,
                may_stay_open,
                document.get("status_quo", {}).get(name),
            )
    return issues


def every_package(issues: dict[str, Issue]) -> list[Package]:
    """Every package, first issue slowest."""
    choices = itertools.product(*(issue.options for issue in issues.values()))
    return [dict(zip(issues, choice, strict=True)) for choice in choices]


def passes(issue: Issue, test: Any, option: Option) -> bool:
    """Whether an option passes a test on its issue, as the reader takes it."""
    option = issue.as_read(option)
    if isinstance(test, list):
        return option in [issue.option(one) for one in test]
    words = test.split(None, 1)
    if words[0] == "not":
        return not passes(issue, words[1], option)
    limits = bounds(test)
    if limits is None:
        return option in [issue.option(one) for one in test.split("|")]
    low, high = limits
    if option not in issue.own:  # left open: it has no place
        return False
    here = option if issue.is_numeric else issue.own.index(option)
    return (low is None or along(issue, low) <= here) and (
        high is None or here <= along(issue, high)
    )


@cache
def bounds(test: str) -> tuple[str | None, str | None] | None:
    """From where to where a test lets pass: `at least`, `at most` or `between`; None where it names options."""
    if re.match(r"at\s+least\s", test):
        return test.split(None, 2)[2], None
    if re.match(r"at\s+most\s", test):
        return None, test.split(None, 2)[2]
    if test.split(None, 1)[0] != "between":
        return None
    low, high = re.split(r"\s+and\s+", test.split(None, 1)[1])
    return low, high


def along(issue: Issue, text: str) -> Any:
    """How far along the order of its issue the bound of a test lies."""
    return best(text) if issue.is_numeric else issue.own.index(text.strip())


def number_holds(test: str, number: Fraction) -> bool:
    """Whether a number passes the `is` of a sum or a count."""
    if re.match(r"at\s+least\s", test):
        return number >= best(test.split(None, 2)[2])
    if re.match(r"at\s+most\s", test):
        return number <= best(test.split(None, 2)[2])
    if test.startswith("between "):
        low, high = re.split(r"\s+and\s+", test.split(None, 1)[1])
        return best(low) <= number <= best(high)
    return number == best(test)


def condition_holds(issues: dict[str, Issue], condition: Any, package: Package) -> bool:
    """Whether a package meets a condition: all of a mapping, or any of a list of mappings."""
    if isinstance(condition, list):
        return any(condition_holds(issues, one, package) for one in condition)
    for key, test in condition.items():
        if key == "sum":
            of = test["of"]
            factors = dict.fromkeys(of, "1") if isinstance(of, list) else of
            total = sum(
                (best(factor) * package[name] for name, factor in factors.items()), Fraction(0)
            )
            if not number_holds(test["is"], total):
                return False
        elif key == "count":
            number = sum(condition_holds(issues, one, package) for one in test["of"])
            if not number_holds(test["is"], Fraction(number)):
                return False
        elif not passes(issues[key], test, package[key]):
            return False
    return True


def clause_holds(issues: dict[str, Issue], clause: Any, package: Package) -> bool:
    """Whether a package satisfies a clause (`none`, a reading that draws no line, always holds)."""
    if clause == "none" or "none" in clause:
        return True
    if "require" in clause:
        return condition_holds(issues, clause["require"], package)
    if "forbid" in clause:
        return not condition_holds(issues, clause["forbid"], package)
    return not condition_holds(issues, clause["if"], package) or condition_holds(
        issues, clause["then"], package
    )


def issues_of_condition(condition: Any) -> set[str]:
    """The issues that a condition looks at."""
    if isinstance(condition, list):
        return set().union(*(issues_of_condition(one) for one in condition))
    found: set[str] = set()
    for key, test in condition.items():
        if key == "sum":
            found |= set(test["of"])
        elif key == "count":
            found |= issues_of_condition(test["of"])
        else:
            found.add(key)
    return found


def issues_of_clause(clause: Any) -> set[str]:
    """The issues that a clause looks at."""
    if clause == "none" or "none" in clause:
        return set()
    parts = [clause[key] for key in ("require", "forbid", "if", "then") if key in clause]
    return set().union(*(issues_of_condition(part) for part in parts))


def ladder_scores(ladder: str) -> dict[str, Fraction]:
    """Scores of a ladder: `a < b << c = d`, evenly spaced by steps; all equal scores 1."""
    tokens = re.findall(r"<<|<|!|=|[a-z][a-z0-9_]*", ladder)
    height, heights = 0, {tokens[0]: 0}
    for sign, option in zip(tokens[1::2], tokens[2::2], strict=True):
        height += {"<<": 2, "<": 1, "!": 1, "=": 0}[sign]
        heights[option] = height
    return {option: Fraction(h, height) if height else Fraction(1) for option, h in heights.items()}


def ladder_red_line(issue: str, ladder: str) -> dict[str, Any] | None:
    """The clause that a `!` in a ladder stands for: everything left of it is refused."""
    if "!" not in ladder:
        return None
    left = re.findall(r"[a-z][a-z0-9_]*", ladder.split("!", maxsplit=1)[0])
    return {"forbid": {issue: left}}


def interpolated(breakpoints: dict[str, Any], at: Fraction) -> Fraction:
    """Linear interpolation between breakpoints."""
    points = sorted((Fraction(x), best(y)) for x, y in breakpoints.items())
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x0 <= at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    raise AssertionError("a breakpoint is wanted at both ends")


def satisfaction(issue: Issue, preference: dict[str, Any], option: Option) -> Fraction:
    """Score of an option under a preference of the reader; its points, where these are given."""
    if issue.may_stay_open and option == "left_open":
        option = issue.status_quo
    option = issue.as_read(option)
    for kind in ("scores", "points"):
        if kind in preference:
            table = preference[kind]
            return interpolated(table, option) if issue.is_numeric else best(table[option])
    if "ladder" in preference:
        return ladder_scores(preference["ladder"])[option]
    axis = issue.options if issue.is_numeric else list(range(len(issue.own)))
    here = option if issue.is_numeric else issue.own.index(option)
    target = issue.option(preference["position"])
    target = target if issue.is_numeric else issue.own.index(target)
    reach = max(abs(axis[0] - target), abs(axis[-1] - target))
    return Fraction(1 - Fraction(abs(here - target)) / reach) if reach else Fraction(1)
