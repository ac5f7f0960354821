"""What a scenario says that another format cannot: a line each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario, StatedSpread
from negsim.language.words import clause_in_words, demand_in_words

# Parts of a scenario that an exporter may carry over.
RULES, RED_LINES, CONSENT, QUOTA = "rules", "red lines", "consent", "quota"
WISHES, ORDER, RANGES, IDS, SPREADS = "wishes", "order", "ranges", "ids", "spreads"
BODIES, WAYS = "bodies that ratify", "options that are read as others or left open"

_SINGLE = {
    "timeline": "what happens over time",
    "status_quo": "what holds without a deal",
    "outcome": "what really happened",
    "as_of": "the date of the positions",
}


def losses(scenario: Scenario, carried: Collection[str] = ()) -> list[str]:
    """Say what of a scenario is lost, but for the parts that are carried over.

    Parameters
    ----------
    scenario : Scenario
        As it is exported, variants applied.
    carried : collection of str
        The constants of this module.

    Returns
    -------
    list of str
        Each begins with the path of what is lost.
    """
    return [
        *_of_rules(scenario, carried),
        *(line for actor in scenario.actors for line in _of_actor(actor, scenario, carried)),
        *_of_the_rest(scenario, carried),
    ]


def _of_rules(scenario: Scenario, carried: Collection[str]) -> Iterator[str]:
    if RULES in carried:
        return
    for rule in scenario.rules:
        yield f"rules.{rule.id}: {clause_in_words(rule.clause, scenario)}"
    for name in scenario.applied:
        if scenario.fixed or scenario.excluded:
            yield f"{name}: what it fixes or excludes"


def _of_actor(actor: Actor, scenario: Scenario, carried: Collection[str]) -> Iterator[str]:
    if CONSENT not in carried and actor.consent.kind != "always":
        yield f"{actor.id}.consent: that it {_asked(actor, scenario)}"
    for line in actor.red_lines:
        if RED_LINES not in carried:
            words = demand_in_words(line, scenario)
            yield f"{actor.id}.red_lines.{line.id}: {words}"
        elif line.firm is not None:
            yield f"{actor.id}.red_lines.{line.id}: how firm it is"
        if line.has_readings:
            others = [r.id for k, r in enumerate(line.readings) if k != line.reading]
            yield f"{actor.id}.red_lines.{line.id}: its other readings, {', '.join(others)}"
    if WISHES not in carried:
        for wish in actor.wishes:
            if len(wish.clause.issues()) > 1:
                yield f"{actor.id}.wishes.{wish.id}: {demand_in_words(wish, scenario)}"
    for forecast in actor.expects:
        yield f"{actor.id}.expects.{forecast.id}: a forecast"
    if BODIES not in carried:
        for body in actor.ratification:
            yield f"{actor.id}.ratification.{body.id}: that it must say yes"
    if not actor.knows_weights:
        yield f"{actor.id}.weights: that nobody knows them; equal ones are written"
    if actor.batna is not None:
        yield f"{actor.id}.batna: {actor.batna}"
    if actor.influence is not None:
        yield f"{actor.id}.influence: its capability"


def _asked(actor: Actor, scenario: Scenario) -> str:
    """Say how an actor is asked that no package always needs."""
    if actor.id in scenario.factions:
        return "only votes in a body"
    return "only advises" if actor.consent.kind == "never" else "is asked only sometimes"


def _of_the_rest(scenario: Scenario, carried: Collection[str]) -> Iterator[str]:
    if IDS not in carried:
        yield "ids: made anew from the words when this is read back"
    if QUOTA not in carried and scenario.agreement is not None:
        yield "agreement: that enough principals suffice"
    yield from _of_issues(scenario, carried)
    if SPREADS not in carried and any(_has_spreads(actor) for actor in scenario.actors):
        yield "numbers: their ranges; the best values are written"
    if scenario.claims or any(_has_sources(actor) for actor in scenario.actors):
        yield "claims: what the elements rest on"
    for key, count in (
        ("variants", len(scenario.variants)),
        ("expect", len(scenario.expectations)),
        ("levers", len(scenario.levers)),
    ):
        if count:
            yield f"{key}: {count} in all"
    if scenario.spread != StatedSpread():
        yield "spread: how far plain numbers may be off"
    words = list(dict.fromkeys(_own_words(scenario)))
    if words:
        yield f"words: {', '.join(words)}"
    for key, what in _SINGLE.items():
        if getattr(scenario, key) is not None:
            yield f"{key}: {what}"


def _of_issues(scenario: Scenario, carried: Collection[str]) -> Iterator[str]:
    for issue in scenario.issues:
        if issue.is_numeric and RANGES not in carried:
            yield f"issues.{issue.id}: that its options are numbers"
        if issue.is_ordered and not issue.is_numeric and ORDER not in carried:
            yield f"issues.{issue.id}: that its options are in order"
        if WAYS not in carried:
            yield from _of_options(issue)
        if issue.tags:
            yield f"issues.{issue.id}: its tags, {', '.join(issue.tags)}"


def _of_options(issue: Issue) -> Iterator[str]:
    for option in issue.options:
        who = [actor for actor, _ in option.read_as]
        if who:
            yield (
                f"issues.{issue.id}.options.{option.id}: that it is read as another by {', '.join(who)};"
                " what that one is worth is written"
            )
    if issue.may_stay_open:
        left = issue.options[-1].label
        yield f"issues.{issue.id}: that it may stay open; {left!r} is written as an option"


def _own_words(scenario: Scenario) -> Iterator[str]:
    """Say which words of the author's own there are."""
    demands = [
        element
        for actor in scenario.actors
        for part in (actor.written_red_lines, actor.preferences, actor.wishes, actor.expects)
        for element in part
    ]
    options = [option for issue in scenario.issues for option in issue.options]
    named = (*scenario.issues, *scenario.actors, *options, *demands, *scenario.variants)
    if any(getattr(one, "short", None) for one in named):
        yield "short names"
    if any(getattr(one, "say", None) for one in demands):
        yield "how demands are said"
    if any(option.text for option in options):
        yield "articles"
    if scenario.brief is not None:
        yield "the summary"


def _has_spreads(actor: Actor) -> bool:
    reservation = actor.reservation_value
    numbers = [] if reservation is None else [reservation.value, reservation.points]
    for preference in actor.preferences:
        table = preference.scores or preference.points or ()
        numbers += [preference.weight, *(value for _, value in table)]
    numbers += [worth for wish in actor.wishes for worth in (wish.weight, wish.points)]
    return any(number is not None and number.low != number.high for number in numbers)


def _has_sources(actor: Actor) -> bool:
    return bool(actor.sources) or any(
        element.sources
        for part in (actor.written_red_lines, actor.preferences, actor.wishes, actor.expects)
        for element in part
    )
