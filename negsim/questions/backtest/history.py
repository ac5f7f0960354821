"""What a file says of history: what came of the talks, and over which issue they stuck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import Choice
from negsim.solve.answer import Package
from negsim.space.space import Space

End = Literal["signed", "turned_down", "no_deal"]
BLOCKED = "blocked"  # tag of an issue over which the talks stuck, for a time or for good
TURNED_DOWN = "turned_down"  # tag of an issue over which the `outcome` was turned down


@dataclass(frozen=True)
class History:
    """What really happened.

    Parameters
    ----------
    end : "signed", "turned_down" or "no_deal"
        The `outcome` was agreed; it is a text that was turned down, since an issue is tagged `turned_down`; or nothing
        was agreed, since the `outcome` is the `status_quo`.
    package : mapping
        The `outcome`.
    positions : tuple of int
        The same as option positions.
    blocked : tuple of str
        The issues over which the talks stuck: those tagged `blocked` or `turned_down`.
    """

    end: End
    package: Choice
    positions: Package
    blocked: tuple[str, ...]

    def agrees(self, *, in_zone: bool, zone: int) -> bool:
        """Say whether an answer agrees with history.

        What was signed is in the zone; what was turned down is not; where nothing was agreed, nothing is in it.
        """
        if self.end == "signed":
            return in_zone
        return not in_zone if self.end == "turned_down" else zone == 0


def history(space: Space) -> History:
    """Read what came of the talks from a scenario's `outcome`, `status_quo`, and tags of issues.

    Raises
    ------
    InputError
        Where the file has no `outcome`.

    Examples
    --------
    >>> import negsim
    >>> from negsim.space.space import compile_scenario
    >>> history(compile_scenario(negsim.load("harbour").scenario))
    Traceback (most recent call last):
    negsim.errors.InputError: scenario 'harbour' has no `outcome` to test against
          mend: add `outcome:` with one option of every issue: what was signed, or what was turned down
    """
    scenario = space.scenario
    if scenario.outcome is None:
        raise InputError.one(
            f"scenario {scenario.id!r} has no `outcome` to test against",
            "add `outcome:` with one option of every issue: what was signed, or what was turned down",
        )
    positions = space.package(dict(scenario.outcome))
    return History(_end(scenario), space.words(positions), positions, _blocked(scenario))


def _end(scenario: Scenario) -> End:
    if any(TURNED_DOWN in issue.tags for issue in scenario.issues):
        return "turned_down"
    is_status_quo = scenario.status_quo is not None and dict(scenario.outcome or ()) == dict(
        scenario.status_quo
    )
    return "no_deal" if is_status_quo else "signed"


def _blocked(scenario: Scenario) -> tuple[str, ...]:
    return tuple(issue.id for issue in scenario.issues if {BLOCKED, TURNED_DOWN} & set(issue.tags))
