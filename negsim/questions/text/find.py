"""What a negotiating text says: of all that could be signed, what every deal holds, and what stands beside what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from negsim.language.model.actors import Actor
from negsim.language.model.issues import LEFT_OPEN, Issue
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.questions.acceptance.find import Acceptance, acceptance
from negsim.questions.text.result import Article, NegotiatingText, State, TextOption
from negsim.questions.zone.find import run
from negsim.questions.zone.result import Findings


def text(
    scenario: Scenario,
    package: Mapping[str, str] | None = None,
    *,
    is_for_mediator: bool = False,
    findings: Findings | None = None,
) -> NegotiatingText:
    """Draft a text: that of one package, or of the talks as they stand.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    package : mapping, optional
        Issue to option, every issue; absent, the text of the talks.
    is_for_mediator : bool
        Whether it says what each wording rests on.
    findings : Findings, optional
        What `run` found of just this, where that is known already.

    Returns
    -------
    NegotiatingText
        Where there is a deal, what stands on an issue are the options of some deal. Where there is none, it is what
        nobody asked refuses, or, where somebody refuses each, whatever somebody can have.

    Raises
    ------
    TooLarge
        Where `run` has no answer.

    Examples
    --------
    >>> import negsim
    >>> found = text(negsim.load("harbour").scenario)
    >>> [(one.issue, one.state) for one in found.articles]
    [('depth', 'bracketed'), ('fee', 'bracketed'), ('nights', 'bracketed'), ('mud', 'bracketed')]
    """
    if package is not None:
        articles = tuple(_chosen(scenario, issue, package[issue.id]) for issue in scenario.issues)
        return NegotiatingText(scenario, articles, dict(package), False, is_for_mediator)
    found = run(scenario) if findings is None else findings
    stances = acceptance(found.space)
    articles = tuple(_article(found, stances, issue) for issue in scenario.issues)
    return NegotiatingText(scenario, articles, None, found.zone.is_open, is_for_mediator)


def _chosen(scenario: Scenario, issue: Issue, option: str) -> Article:
    state: State = "open" if option == LEFT_OPEN else "agreed"
    return Article(issue.id, state, (_option(issue, (option,), ()),), _lines(scenario, issue))


def _article(found: Findings, stances: Acceptance, issue: Issue) -> Article:
    standing = _standing(found, stances, issue)
    by: dict[str, list[str]] = {option: [] for option in standing}
    for actor in found.scenario.actors:
        for option in _claimed(stances, actor, issue, standing):
            by[option].append(actor.id)
    # Numbers, and steps without words of their own, stand as runs that the same parties would have.
    runs = [
        list(some)
        for _, some in groupby(
            standing, lambda option: (_key(issue, option), tuple(by[option]), option == LEFT_OPEN)
        )
    ]
    options = tuple(_option(issue, tuple(run_), tuple(by[run_[0]])) for run_ in runs)
    state: State = "bracketed" if len(standing) > 1 else "agreed"
    if standing == [LEFT_OPEN]:
        state = "open"
    if len(options) == 1:
        options = (_option(issue, options[0].options, ()),)
    return Article(issue.id, state, options, _lines(found.scenario, issue))


def _standing(found: Findings, stances: Acceptance, issue: Issue) -> list[str]:
    """List the options that stand, in the file's order."""
    every = [option.id for option in issue.options]
    if found.zone.is_open:
        return [option for option in every if found.zone.options[issue.id][option]]
    possible = [option for option in every if stances.is_possible(issue.id, option)]
    asked = [actor.id for actor in found.scenario.actors if actor.consent.kind != "never"]
    free = [o for o in possible if not any(_refuses(stances, a, issue, o) for a in asked)]
    if free:
        return free
    some = [o for o in possible if not all(_refuses(stances, a, issue, o) for a in asked)]
    return some or possible or every


def _refuses(stances: Acceptance, actor: str, issue: Issue, option: str) -> bool:
    return stances.stance(actor, issue.id, option) in ("own_lines", "rules")


def _claimed(stances: Acceptance, actor: Actor, issue: Issue, standing: Sequence[str]) -> list[str]:
    """List what an actor would have of what stands: what it scores best of what it can have; all, if that is less."""
    if actor.consent.kind == "never" or len(standing) < 2:
        return []
    can = [option for option in standing if not _refuses(stances, actor.id, issue, option)]
    for preference in actor.preferences:
        if preference.issue == issue.id:
            values = option_values(issue, preference)
            worth = {option: values[issue.position[option]] for option in can}
            best = [option for option in can if worth[option] == max(worth.values())]
            return best if len(best) < len(standing) else []
    return can if len(can) < len(standing) else []


def _key(issue: Issue, option: str) -> str:
    """Tell apart the options that must stand by themselves: all that have words of their own, or no order."""
    has_words = issue.options[issue.position[option]].text is not None
    return option if has_words or not issue.is_ordered else ""


def _option(issue: Issue, options: tuple[str, ...], by: tuple[str, ...]) -> TextOption:
    only = issue.options[issue.position[options[0]]] if len(options) == 1 else None
    return TextOption(options, None if only is None else only.text, by)


def _lines(scenario: Scenario, issue: Issue) -> tuple[str, ...]:
    """List the red lines, as they are read now, that speak of an issue."""
    return tuple(
        path
        for path, line in scenario.red_lines.items()
        if line.clause is not None and issue.id in line.clause.issues()
    )
