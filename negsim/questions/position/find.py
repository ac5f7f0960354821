"""Where influence and salience alone would put each ordered issue, beside what was really agreed."""

from __future__ import annotations

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.questions.position.baseline import PositionForecast, baseline, places
from negsim.questions.position.result import NO_INFLUENCE, NOT_ORDERED, Placed, Positions
from negsim.questions.zone.result import Findings


def position(scenario: Scenario) -> Positions:
    """Say where influence and salience alone would put each ordered issue.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied, every number at its best value.

    Raises
    ------
    InputError
        On no ordered issue does an actor that has influence care about the answer.

    Notes
    -----
    The weighted mean is the compromise model of van den Bos (1991), the weighted median is Black's (1948); see
    `negsim.questions.position.baseline`, whose numbers these are.

    Examples
    --------
    >>> import negsim
    >>> found = negsim.load("emission_standards_1994").position()
    >>> one = found.issues[0].forecast
    >>> str(one.mean), one.median, one.condorcet
    ('5003/677', '7', '7')
    """
    forecasts = baseline(scenario)
    if not forecasts:
        raise InputError.one(
            "nobody with influence cares about an ordered issue",
            "give actors `influence: 0 to 100`, and a preference on an issue with a `range` or that is `ordered`",
        )
    told = {one.issue for one in forecasts}
    return Positions(
        scenario=scenario,
        issues=tuple(_placed(scenario, one) for one in forecasts),
        left_out={
            issue.id: NO_INFLUENCE if issue.is_ordered else NOT_ORDERED
            for issue in scenario.issues
            if issue.id not in told
        },
    )


def placed(findings: Findings) -> Positions | None:
    """Positions of a scenario that was run; None where nobody with influence cares about an ordered issue."""
    return position(findings.scenario) if baseline(findings.scenario) else None


def _placed(scenario: Scenario, one: PositionForecast) -> Placed:
    outcome = dict(scenario.outcome or ()).get(one.issue)
    if outcome is None:
        return Placed(one, None, None, None)
    issue = scenario.issue[one.issue]
    scale = places(issue)
    truth = scale[issue.position[outcome]]
    whole = scale[-1] - scale[0]
    return Placed(
        forecast=one,
        outcome=outcome,
        mean_error=abs(one.mean - truth) / whole,
        median_error=abs(one.median_place - truth) / whole,
    )
