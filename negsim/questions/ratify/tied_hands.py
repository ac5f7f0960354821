"""What an actor gains by how many votes a body of its own needs: the curve of Schelling's (1960) conjecture.

Who can say that the parliament will not pass it may have to give less. The zone shrinks as more votes are needed, so
that between two numbers of votes with the same zone everything is the same, and few have to be asked.
"""

from __future__ import annotations

from collections.abc import Callable

from negsim.errors import InputError, TooLarge, quoted
from negsim.language.model.scenario import Scenario
from negsim.language.names import one_of
from negsim.language.overlay.apply import apply
from negsim.questions.ratify.result import NeedsLevel, Tightness
from negsim.questions.zone.find import run
from negsim.questions.zone.result import CRITERIA, Findings

MOST_SUMS = 4096  # numbers of votes that can be had, up to which these are told apart from those that cannot


def body_path(scenario: Scenario, sweep: str) -> str:
    """Give the body that ``ACTOR.BODY.needs`` means, as ACTOR.BODY; `needs` and `ratification` may stand or not.

    Raises
    ------
    InputError
        No body that is asked is so named.
    """
    parts = sweep.split(".")
    if parts[-1] == "needs":
        parts = parts[:-1]
    if len(parts) > 2 and parts[1] == "ratification":
        parts = [parts[0], *parts[2:]]
    path = ".".join(parts)
    if path not in scenario.bodies:
        mend = (
            one_of(path, scenario.bodies)
            if scenario.bodies
            else "leave it out: nobody here ratifies"
        )
        what = f"`sweep` names no body that is asked: {quoted(sweep)}"
        raise InputError.one(what, mend, arguments=("sweep",))
    return path


def tightness(
    scenario: Scenario, path: str, told: Callable[[int, int], None] | None = None
) -> Tightness:
    """Say what the zone is, and what the actor gains, under every number of votes that the body might need.

    Raises
    ------
    TooLarge
        Where `run` has no exact answer.
    """
    actor, body = path.split(".", 1)
    stands = scenario.bodies[path]
    sums = _numbers_of_votes(scenario, path)
    known: dict[int, Findings] = {}

    def at(place: int) -> Findings:
        if place not in known:
            found = run(apply(scenario, sets=(f"{actor}.ratification.{body}.needs={sums[place]}",)))
            if not found.exact:
                raise TooLarge.one(
                    "the zone can only be estimated, and levels of votes not told apart by it",
                    "fix some options with a variant, or coarsen the ranges",
                )
            known[place] = found
            if told is not None:
                told(len(known), len(sums))
        return known[place]

    def ends(first: int, last: int) -> list[int]:
        """The last place of each stretch of places with one zone."""
        if at(first).zone.size == at(last).zone.size:
            return [last]
        middle = (first + last) // 2
        left, right = ends(first, middle), ends(middle + 1, last)
        same = at(middle).zone.size == at(middle + 1).zone.size
        return (left[:-1] if same else left) + right

    levels, start = [], 0
    for end in ends(0, len(sums) - 1):
        first = 1 if start == 0 else sums[start - 1] + 1
        levels.append(_level(at(end), actor, first, sums[end]))
        start = end + 1
    return Tightness(path, stands.needs.fewest(stands.total), tuple(levels))


def most_runs(scenario: Scenario, path: str) -> int:
    """Say how many runs `tightness` takes, about, where few numbers of votes make a difference."""
    n = len(_numbers_of_votes(scenario, path))
    return min(n, 4 * n.bit_length())


def _numbers_of_votes(scenario: Scenario, path: str) -> list[int]:
    body = scenario.bodies[path]
    return _sums([int(votes.best) for _, votes in body.votes], int(body.total))


def _sums(votes: list[int], total: int) -> list[int]:
    """The numbers of votes that can be had, from the fewest above none on; all numbers where these are too many."""
    if 2 ** len(votes) > MOST_SUMS:
        return list(range(1, total + 1))
    found = {0}
    for own in votes:
        found |= {had + own for had in found}
    return sorted(found - {0})


def _level(found: Findings, actor: str, first: int, last: int) -> NeedsLevel:
    gains = {
        criterion: [deal.gains[actor] for deal in found.solutions[criterion].deals]
        for criterion in CRITERIA
    }
    return NeedsLevel(
        first,
        last,
        found.zone.size,
        found.floor,
        {criterion: (min(own), max(own)) for criterion, own in gains.items() if own},
    )
