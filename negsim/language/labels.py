"""What people call demands, packages and changes: names, questions and labels of the file instead of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from negsim.language.model.conditions import Clause, NumberTest, OptionTest
from negsim.language.model.issues import Issue
from negsim.language.model.preferences import Wish
from negsim.language.model.red_lines import Forecast, RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import listed
from negsim.language.words import (
    allowed_options,
    clause_in_words,
    condition_in_words,
    demand_in_words,
    option_in_words,
)


def clause_label(clause: Clause | None, scenario: Scenario) -> str:
    """Say what a clause demands, the answer first and the question behind it.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> harbour = load(locate("harbour"))
    >>> clause_label(harbour.red_lines["port.reach_twelve"].clause, harbour)
    'anything but “10 metres, as it is” (How deep is the channel dredged?)'
    """
    words = clause_in_words(clause, scenario, ask=False)
    if clause is None or clause.kind == "if" or len(clause.issues()) != 1:
        return words
    return f"{words} ({scenario.issue[clause.issues()[0]].ask})"


def demand_label(one: RedLine | Wish | Forecast, scenario: Scenario) -> str:
    """Say what is demanded, wished for or expected: in the file's own words, else the answer first."""
    said = one.said if isinstance(one, RedLine) else one.say
    return clause_label(one.clause, scenario) if said is None else demand_in_words(one, scenario)


def demand(scenario: Scenario, path: str) -> str:
    """Name a red line, or a rule, by whose it is and what it says.

    Parameters
    ----------
    scenario : Scenario
    path : str
        ``ACTOR.ID``, ``ACTOR.reservation_value`` or ``rules.ID``.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> demand(load(locate("harbour")), "port.reach_twelve")
    'Port authority: anything but “10 metres, as it is” (How deep is the channel dredged?)'
    """
    owner, _, rest = path.partition(".")
    if owner == "rules":
        rule = next(rule for rule in scenario.rules if rule.id == rest)
        return f"the rule: {clause_label(rule.clause, scenario)}"
    name = scenario.actor[owner].name
    if rest == "reservation_value":
        return f"{name}: its walk-away value"
    return f"{name}: {line(scenario, path)}"


def line(scenario: Scenario, path: str) -> str:
    """Say what a red line says, where it is clear whose it is."""
    return demand_label(scenario.red_lines[path], scenario)


def reading(scenario: Scenario, path: str, name: str) -> str:
    """Say what a red line means in one of its readings.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> reading(load(locate("harbour")), "villages.sleep", "no_noise")
    'anything but “yes, with any machine” (Is there work at night?)'
    """
    one = next(one for one in scenario.red_lines[path].readings if one.id == name)
    if one.say is not None:
        return demand_in_words(one, scenario)
    return "no red line" if one.clause is None else clause_label(one.clause, scenario)


def demands(scenario: Scenario, paths: Iterable[str], between: str = "; ") -> str:
    """Name several, one after another."""
    return between.join(demand(scenario, path) for path in paths)


def lines(scenario: Scenario, paths: Iterable[str], between: str = "; ") -> str:
    """Say what several red lines say, one after another."""
    return between.join(line(scenario, path) for path in paths)


def asked(issue: Issue) -> str:
    """Quote an issue's question."""
    return f"“{issue.ask}”"


def words_of(scenario: Scenario, issue: str, option: Any) -> str:
    """Quote an option's label, unless it quotes something itself."""
    label = option_in_words(scenario, issue, option)
    return label if "“" in label else f"“{label}”"


def all_asked(scenario: Scenario, issues: Iterable[str]) -> str:
    """Quote the questions of several issues, as a sentence does."""
    return listed([asked(scenario.issue[issue]) for issue in issues])


def changes_in_words(scenario: Scenario, changes: Mapping[str, tuple[Any, Any]]) -> str:
    """Say what becomes of which issue: the option that was, and the one that is."""
    return "; ".join(
        f"{asked(scenario.issue[issue])} from “{option_in_words(scenario, issue, before)}” to"
        f" “{option_in_words(scenario, issue, after)}”"
        for issue, (before, after) in changes.items()
    )


def crossed_on(
    scenario: Scenario, clause: Clause, package: Mapping[str, Any], actor: str
) -> tuple[str, ...]:
    """Name the issues on which a package that crosses a clause stands against it, in the clause's order.

    Parameters
    ----------
    scenario : Scenario
    clause : Clause
    package : mapping
        Issue to option, one that crosses the clause.
    actor : str
        Who demands it, and may read options as others.

    Returns
    -------
    Of a clause that asks for several answers together, those that the package does not give; of any other clause, all
    issues that it names.
    """
    if clause.kind != "require" or len(clause.condition.alternatives) != 1:
        return clause.issues()
    (only,) = clause.condition.alternatives
    if only.sum is not None or only.count is not None:
        return clause.issues()
    failing = tuple(
        issue
        for issue, test in only.tests
        if not _passes(scenario.issue[issue], test, package[issue], actor)
    )
    return failing or clause.issues()


def _passes(issue: Issue, test: OptionTest | NumberTest, option: Any, actor: str) -> bool:
    if isinstance(test, NumberTest):
        return test.holds(Fraction(str(option)))
    read = issue.read_as(actor).get(option, option)
    return read in allowed_options(issue, test)


def number_label(scenario: Scenario, path: str) -> str:
    """Name a number, or the numbers of an element, by whose it is and what it is about.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> number_label(load(locate("harbour")), "port.preferences.fee.weight")
    'Port authority: how much “What does a ship pay?” weighs'
    """
    owner, _, rest = path.partition(".")
    if owner not in scenario.actor:
        return _rule_number(scenario, owner, rest.split(".")[0])
    actor, parts = scenario.actor[owner], rest.split(".")
    return f"{actor.name}: {_number_of_actor(scenario, owner, parts)}"


def _number_of_actor(scenario: Scenario, owner: str, parts: list[str]) -> str:
    if parts == ["reservation_value"]:
        return "walk-away value"
    if parts == ["weights"]:
        return "how it weighs one thing against another"
    if parts[0] == "preferences":
        issue = scenario.issue[parts[1]]
        if parts[2:3] == ["weight"]:
            return f"how much {asked(issue)} weighs"
        if parts[2:3] in (["scores"], ["points"]) and len(parts) > 3:
            label = option_in_words(scenario, issue.id, ".".join(parts[3:]))
            return f"what “{label}” is worth ({issue.ask})"
        return f"how it grades the answers to {asked(issue)}"
    if parts[0] == "wishes":
        wish = next(one for one in scenario.actor[owner].wishes if one.id == parts[1])
        says = demand_label(wish, scenario)
        return f"how much it wishes for {says}" if parts[2:] else f"the wish for {says}"
    if parts[0] == "consent":
        return "when it must be asked"
    return f"the demand {line(scenario, f'{owner}.{parts[0]}')}"


def _rule_number(scenario: Scenario, owner: str, name: str) -> str:
    if owner == "rules":
        return demand(scenario, f"rules.{name}")
    held = scenario.fixed if owner == "fixed" else scenario.excluded
    what = "what a variant fixes" if owner == "fixed" else "what a variant takes off the table"
    return f"{what}: {condition_in_words(held[int(name)], scenario)}"
