"""How an actor reads packages: options that it takes for others, and issues left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.oracle.language import Issue, Package


@dataclass(frozen=True)
class Reader:
    """How an actor reads packages: the issues without options that it takes for others, and what it takes them for."""

    issues: dict[str, Issue]
    taken_for: dict[str, dict[str, str]]
    settled: dict[str, Issue]  # without `left_open` too: what preferences grade
    usual: dict[str, str]  # what an issue left open is worth as

    def read(self, package: Package) -> Package:
        """The package as the actor reads it."""
        return {name: self.taken_for[name].get(o, o) for name, o in package.items()}

    def graded(self, issue: str, option: Any) -> Any:
        """The option whose score one has."""
        option = self.taken_for[issue].get(option, option)
        if self.issues[issue].may_stay_open and option == "left_open":
            return self.taken_for[issue].get(self.usual[issue], self.usual[issue])
        return option


def reader(document: dict[str, Any], issues: dict[str, Issue], actor: str) -> Reader:
    """How an actor reads the packages of a document."""
    taken_for: dict[str, dict[str, str]] = {}
    for name in issues:
        options = document["issues"][name].get("options", {})
        taken_for[name] = {
            option: long["read_as"][actor]
            for option, long in options.items()
            if isinstance(long, dict) and actor in long.get("read_as", {})
        }
    own = {
        name: replace(issue, options=[o for o in issue.options if o not in taken_for[name]])
        for name, issue in issues.items()
    }
    settled = {
        name: replace(
            issue,
            options=[o for o in issue.options if not (issue.may_stay_open and o == "left_open")],
            may_stay_open=False,
        )
        for name, issue in own.items()
    }
    return Reader(own, taken_for, settled, document.get("status_quo", {}))
