"""Issues that a file asks to be settled, left open all the same: the scenario as it would be then."""

from __future__ import annotations

from collections.abc import Collection

from negsim.language.model.actors import Actor
from negsim.language.model.issues import LEFT_OPEN, Issue, Option
from negsim.language.model.preferences import Preference
from negsim.language.model.ranges import changed
from negsim.language.model.scenario import Scenario


def could_stay_open(scenario: Scenario) -> tuple[str, ...]:
    """Give the issues that could be left open, though the file does not say so.

    They have options, not a range, and a status quo that would go on.

    Examples
    --------
    >>> import negsim
    >>> could_stay_open(negsim.load("harbour").scenario)
    ('depth', 'nights', 'mud')
    """
    known = dict(scenario.status_quo or ())
    return tuple(
        issue.id
        for issue in scenario.issues
        if issue.range is None and not issue.may_stay_open and issue.id in known
    )


def with_staying_open(scenario: Scenario, issues: Collection[str]) -> Scenario:
    """Give the scenario in which these issues may stay open too, as if the file said `may_stay_open: true`.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    issues : collection of str
        Of `could_stay_open`.
    """
    if not issues:
        return scenario
    known = dict(scenario.status_quo or ())
    opened = tuple(_opened(one) if one.id in issues else one for one in scenario.issues)
    by_id = {issue.id: issue for issue in opened}

    def weighed(actor: Actor, preference: Preference) -> Preference:
        if preference.issue not in issues:
            return preference
        status_quo = known[preference.issue]
        worth = by_id[preference.issue].read_as(actor.id).get(status_quo, status_quo)
        return changed(preference, counts_as=(*preference.counts_as, (LEFT_OPEN, worth)))

    actors = tuple(
        changed(actor, preferences=tuple(weighed(actor, one) for one in actor.preferences))
        for actor in scenario.actors
    )
    return changed(scenario, issues=opened, actors=actors)


def _opened(issue: Issue) -> Issue:
    options = (*issue.options, Option(id=LEFT_OPEN, label="left open"))
    return changed(issue, options=options, may_stay_open=True)
