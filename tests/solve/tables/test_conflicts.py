"""Minimal conflicts in groups, held against what the words say."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from negsim.solve.tables.conflicts import independent

Families = st.sets(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=7)


@given(Families)
def test_groups_of_conflicts_share_no_member_and_cannot_be_parted_further(
    family: set[frozenset[str]],
) -> None:
    conflicts = [tuple(sorted(one)) for one in family]
    groups = independent(conflicts)
    assert sorted(one for group in groups for one in group) == sorted(conflicts)
    members = [{name for one in group for name in one} for group in groups]
    assert all(not a & b for a, b in combinations(members, 2))
    for group in groups:
        for n in range(1, len(group)):
            for part in combinations(group, n):
                rest = [one for one in group if one not in part]
                assert {x for one in part for x in one} & {x for one in rest for x in one}


@given(Families)
def test_groups_and_what_is_in_them_are_sorted_whatever_the_order_they_come_in(
    family: set[frozenset[str]],
) -> None:
    conflicts = sorted(tuple(sorted(one)) for one in family)
    groups = independent(conflicts)
    assert list(groups) == sorted(groups)
    assert all(list(group) == sorted(group) for group in groups)
    assert independent(conflicts[::-1]) == groups
