"""The nearest misses: what is known to take the fewest steps first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import negsim
from negsim.questions.packages.find import nearest_misses
from negsim.questions.zone.result import Correction, Findings

HARBOUR = negsim.load("harbour").run()


def correction(paths: Sequence[str], steps: Mapping[str, int | None], zone: int) -> Correction:
    """A correction that drops so many demands, takes so many steps, and leaves such a zone."""
    first = HARBOUR.corrections[0]
    members = tuple(replace(first.members[0], path=path) for path in paths)
    return replace(first, members=members, steps=steps, zone=zone)


# In the order that is wanted: each differs from the next in one thing that decides.
ORDERED = (
    correction(["a.x"], {"a": 1}, 3),
    correction(["a.x", "b.y"], {"a": 1, "b": 1}, 1),  # two steps
    correction(["a.x"], {"a": 3}, 9),  # three, of one demand, with the widest zone
    correction(["b.x"], {"b": 3}, 4),  # the same, of the same width: by name
    correction(["c.x"], {"c": 3}, 4),
    correction(["a.x", "b.x"], {"a": 2, "b": 1}, 9),  # three steps of two demands
    correction(["a.z"], {"a": None}, 99),  # nobody can say how many: last, whatever it leaves
    correction(["a.z", "b.z"], {"a": None, "b": 1}, 99),  # one more known step
)


def shown(findings: Findings) -> list[Correction | None]:
    return [one.correction for one in nearest_misses(findings, len(ORDERED))]


def test_the_fewest_steps_come_first_then_fewest_demands_then_the_widest_zone_then_names() -> None:
    for seed in range(20):
        mixed = list(ORDERED)
        Random(seed).shuffle(mixed)
        assert shown(replace(HARBOUR, corrections=tuple(mixed))) == list(ORDERED)


def test_at_most_so_many_are_listed_with_their_witnesses() -> None:
    found = nearest_misses(replace(HARBOUR, corrections=ORDERED[::-1]), 2)
    assert [one.correction for one in found] == list(ORDERED[:2])
    assert all(one.deal is HARBOUR.corrections[0].witness for one in found)
    assert {one.why for one in found} == {"miss"}
