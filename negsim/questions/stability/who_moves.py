"""Who can change which issue by itself after signature: from an issue's tags, or told for one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negsim.errors import Fault, InputError, quoted
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.names import one_of
from negsim.questions.stability.result import Control
from negsim.solve.kernels.choosing import Direction
from negsim.solve.kernels.moves import Move

BY = "moved by "
MOVED = "moved "
DIRECTIONS: Mapping[str, Direction] = {"forward only": "forward", "back only": "back"}
_OPTION = "write ISSUE=ACTOR, ISSUE=ACTOR+ACTOR, or ISSUE=ACTOR:forward (or :back)"


def controls(scenario: Scenario, told: Iterable[str] = ()) -> tuple[Control, ...]:
    """Say who can change which issue: what is told, and the tags of issues of which nothing is told.

    Parameters
    ----------
    scenario : Scenario
    told : iterable of str
        ``ISSUE=ACTOR``, ``ISSUE=ACTOR+ACTOR``, with ``:forward`` or ``:back`` behind where the issue goes one way only;
        ``ISSUE=`` for an issue that nobody changes.

    Returns
    -------
    tuple of Control
        Of the issues that somebody can change, in the file's order; none where nothing is told, and no tag says it.

    Raises
    ------
    InputError
        An issue, actor or direction that there is not; nobody who can change anything, of what is told.

    Notes
    -----
    An issue's ``tags:`` say it as ``moved by ACTOR``, one tag for each, and ``moved forward only`` or ``moved back
    only`` where what is done cannot be undone. Other tags are not looked at.
    """
    given = dict(_told(scenario, text) for text in told)
    found = []
    for issue in scenario.issues:
        control = given.get(issue.id) or _tagged(scenario, issue)
        if control.actors:
            found.append(control)
    if given and not found:
        first, actor = scenario.issues[0].id, scenario.actors[0].id
        raise InputError.one(
            "`moves` leave nobody who can change an issue by itself once all is signed",
            f"`moves` {first}={actor}, or tag the issue: tags: [moved by {actor}]",
            arguments=("moves",),
        )
    return tuple(found)


def moves_of(scenario: Scenario, found: Iterable[Control]) -> dict[int, Move]:
    """Give controls by positions of issues and actors."""
    issues = [issue.id for issue in scenario.issues]
    actors = [actor.id for actor in scenario.actors]
    return {
        issues.index(one.issue): Move(
            tuple(sorted(actors.index(a) for a in one.actors)), one.direction
        )
        for one in found
    }


def _told(scenario: Scenario, text: str) -> tuple[str, Control]:
    name, sign, rest = (part.strip() for part in text.partition("="))
    if not sign:
        raise InputError.one(
            f"`moves` has no ISSUE=ACTOR in {quoted(text)}", _OPTION, arguments=("moves",)
        )
    if name not in scenario.issue:
        raise InputError.one(
            f"`moves` names no issue: {quoted(name)}",
            one_of(name, scenario.issue),
            arguments=("moves",),
        )
    who, colon, way = (part.strip() for part in rest.partition(":"))
    direction: Direction = "both"
    if colon:
        if way not in {"forward", "back"}:
            raise InputError.one(
                f"`moves` names no direction: {quoted(way)}", _OPTION, arguments=("moves",)
            )
        direction = "forward" if way == "forward" else "back"
    actors = tuple(part.strip() for part in who.split("+") if part.strip())
    for actor in actors:
        if actor not in scenario.actor:
            raise InputError.one(
                f"`moves` names no actor: {quoted(actor)}",
                one_of(actor, scenario.actor),
                arguments=("moves",),
            )
    return name, Control(name, tuple(dict.fromkeys(actors)), direction)


def tag_faults(scenario: Scenario, issue: Issue) -> Iterator[Fault]:
    """What is wrong with the tags of an issue that begin as if they said who moves it."""
    where = scenario.where.get(f"issues.{issue.id}")
    told = [" ".join(tag.split()) for tag in issue.tags]
    if all(MOVED + words in told for words in DIRECTIONS):
        what = f"tags of issue {issue.id!r} let it move forward only, and back only"
        yield Fault(where, what, "keep one of them, or neither where it moves both ways")
    for tag, words in zip(issue.tags, told, strict=True):
        if words.startswith(BY):
            actor = words.removeprefix(BY)
            if actor not in scenario.actor:
                what = f"a tag of issue {issue.id!r} names no actor: {quoted(tag)}"
                yield Fault(where, what, one_of(actor, scenario.actor))
        elif words.startswith(MOVED) and words.removeprefix(MOVED) not in DIRECTIONS:
            what = f"a tag of issue {issue.id!r} says no move: {quoted(tag)}"
            yield Fault(
                where, what, "write `moved by ACTOR`, `moved forward only` or `moved back only`"
            )


def _tagged(scenario: Scenario, issue: Issue) -> Control:
    faults = tuple(tag_faults(scenario, issue))
    if faults:
        raise InputError(faults)
    tags = [" ".join(tag.split()) for tag in issue.tags]
    actors = [tag.removeprefix(BY) for tag in tags if tag.startswith(BY)]
    ways = [way for words, way in DIRECTIONS.items() if MOVED + words in tags]
    return Control(issue.id, tuple(dict.fromkeys(actors)), ways[0] if ways else "both")
