"""Coalitions and quotas against their definitions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from negsim.solve.tables.consent import Assembly, coalitions, is_enough, minimal_completions
from negsim.solve.tables.problem import Problem, QuotaRule
from tests.solve import definitions
from tests.solve.definitions import subsets
from tests.solve.problems import actor, problem, problems


@given(problems(most_actors=5))
def test_enough_agrees_with_the_definition(p: Problem) -> None:
    when = [a for a in p.consenting if p.actors[a].consent == "when"]
    for needed in subsets(when):
        for some in subsets(p.asked):
            assert is_enough(p, some, needed) == definitions.enough(p, some, needed)


@given(problems(most_actors=4))
def test_completions_are_the_minimal_ones(p: Problem) -> None:
    for free in subsets(p.asked):
        others = frozenset(p.asked) - free
        found = list(minimal_completions(Assembly.of(p), free, others))
        wanted = {s for s in subsets(sorted(others)) if definitions.enough(p, free | s)}
        assert set(found) == {s for s in wanted if not any(t < s for t in wanted)}
        assert len(found) == len(set(found))


def winning(p: Problem) -> set[frozenset[int]]:
    return set(minimal_completions(Assembly.of(p), (), p.asked))


def test_up_to_ten_actors_form_every_coalition_and_more_only_the_telling_ones() -> None:
    ten = problem((2,), *(actor() for _ in range(10)), actor(consent="never"))
    assert len(coalitions(ten)) == 2**10 - 11
    assert coalitions(ten)[:2] == ((0, 1), (0, 2))
    eleven = problem((2,), *(actor() for _ in range(11)))
    sizes = [len(members) for members in coalitions(eleven)]
    assert sizes == [2] * 55 + [10] * 11 + [11]


def test_votes_may_be_fractions_and_named_principals_must_agree() -> None:
    rule = QuotaRule(
        votes=((0, Fraction(1, 3)), (1, Fraction(1, 3)), (2, Fraction(1, 3))),
        at_least=Fraction(2, 3),
        including=(2,),
    )
    three = problem((2,), actor(), actor(), actor(), quota=(rule,))
    assert winning(three) == {frozenset({0, 2}), frozenset({1, 2})}


def test_who_is_no_principal_has_no_vote() -> None:
    rule = QuotaRule(((0, Fraction(1)), (1, Fraction(1))), Fraction(2), (1,))
    two = problem((2,), actor(), actor(consent="never"), quota=(rule,))
    assert winning(two) == set()
