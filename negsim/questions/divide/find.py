"""Adjusted winner: how two principals share what can be divided, so that neither envies the other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from negsim.errors import InputError, quoted
from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.language.names import listed, one_of
from negsim.language.phrases import counted
from negsim.questions.divide.divisible import divisible
from negsim.questions.divide.result import Divided, Handed, Share
from negsim.solve.kernels.division import adjusted_winner

SHEET = Fraction(100)  # what each party's points are made to add up to


def divide(scenario: Scenario, between: Sequence[str] | None = None) -> Divided:
    """Share what can be divided between two parties, by adjusted winner (Brams & Taylor 1996).

    Parameters
    ----------
    scenario : Scenario
        With its variants applied, every number at its best value.
    between : sequence of str or None
        The two actors; the scenario's two principals where absent.

    Returns
    -------
    Divided

    Raises
    ------
    InputError
        There are not two parties, no issue can be divided between them, or one of them has no points on any, or would
        rather that the other won.

    Notes
    -----
    An issue can be divided where its two options are named after the two parties: who gets it; or where it has a
    `range` along which one party gains and the other loses, both in a straight line. What it is worth to either is the
    points (or weight times score) of the end that it likes less those of the other; both sheets are brought to 100.
    Rules, red lines, wishes and reservation values play no part.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> found = divide(load(locate("panama_canal_1974")))
    >>> {party: str(points) for party, points in found.points.items()}
    {'us': '66', 'panama': '66'}
    """
    first, second = _parties(scenario, between)
    parties = (first.id, second.id)
    pieces = [one for i in scenario.issues if (one := divisible(first, second, i)) is not None]
    if not pieces:
        raise InputError.one(
            f"no issue can be divided between {first.id} and {second.id}",
            "name the two options of what is to be divided after them:"
            f" options: {{{first.id}: …, {second.id}: …}}",
        )
    issues = [one.issue for one in pieces]
    worths = [one.worths for one in pieces]
    sums = tuple(sum((worth[p] for worth in worths), Fraction(0)) for p in (0, 1))
    for party, total in zip(parties, sums, strict=True):
        if not total:
            raise InputError.one(
                f"{party} has no points on any issue that can be divided",
                f"give it a preference on one of {listed(issue.id for issue in issues)}",
            )
    items = [(mine * SHEET / sums[0], yours * SHEET / sums[1]) for mine, yours in worths]
    found = adjusted_winner(items)

    def both(values: Sequence[Fraction]) -> dict[str, Fraction]:
        return dict(zip(parties, values, strict=True))

    return Divided(
        scenario=scenario,
        parties=parties,
        stated=both(sums),
        issues=tuple(
            Share(
                issue=issue.id,
                points=both(items[k]),
                won_by=parties[found.winners[k]],
                is_tied=k in found.tied,
                shares=both((found.shares[k], 1 - found.shares[k])),
                value=pieces[k].value(found.shares[k]),
            )
            for k, issue in enumerate(issues)
        ),
        won=both(found.clear),
        won_with_ties=both(found.won),
        handed=tuple(
            Handed(
                issue=issues[one.item].id,
                giver=parties[one.giver],
                taker=parties[1 - one.giver],
                fraction=one.fraction,
                ratio=one.ratio,
            )
            for one in found.transfers
        ),
        points=both(found.points),
        left_out=tuple(issue.id for issue in scenario.issues if issue not in issues),
        no_part=_no_part(scenario, (first, second)),
    )


def can_divide(scenario: Scenario) -> bool:
    """Whether two principals have two things or more to divide, each of them something to gain by it.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> can_divide(load(locate("panama_canal_1974"))), can_divide(load(locate("ukraine_2025")))
    (True, False)
    """
    principals = [actor for actor in scenario.actors if actor.consent.kind == "always"]
    if len(principals) != 2:
        return False
    first, second = principals
    try:
        pieces = [one for i in scenario.issues if (one := divisible(first, second, i)) is not None]
    except InputError:
        return False
    return len(pieces) > 1 and all(any(one.worths[p] for one in pieces) for p in (0, 1))


def _parties(scenario: Scenario, between: Sequence[str] | None) -> tuple[Actor, Actor]:
    names = list(between or (a.id for a in scenario.actors if a.consent.kind == "always"))
    for name in names:
        if name not in scenario.actor:
            raise InputError.one(
                f"`between` names no actor: {quoted(name)}",
                one_of(name, scenario.actor),
                arguments=("between",),
            )
    if len(names) != 2 or names[0] == names[1]:
        has = f"the scenario has {counted(len(names), 'principal')}"
        if between is not None:
            has = "`between` names"
        raise InputError.one(
            f"a division is between two parties; {has}: {listed(names)}",
            "name the two: `between` A,B",
            arguments=("between",),
        )
    return scenario.actor[names[0]], scenario.actor[names[1]]


def _no_part(scenario: Scenario, parties: Sequence[Actor]) -> tuple[str, ...]:
    paths = [f"rules.{rule.id}" for rule in scenario.rules]
    paths += [
        key for key, stands in (("fix", scenario.fixed), ("exclude", scenario.excluded)) if stands
    ]
    for actor in parties:
        paths += [f"{actor.id}.red_lines.{line.id}" for line in actor.red_lines]
        paths += [f"{actor.id}.wishes.{wish.id}" for wish in actor.wishes]
    return tuple(paths)
