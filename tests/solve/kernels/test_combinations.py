from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.solve.kernels import combinations
from negsim.solve.kernels.combinations import Combinations
from negsim.solve.tables.hitting import Unfinished, minimal_hitting_sets

Partial = frozenset[int]  # at most one reading per demand, as bits


@st.composite
def families(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    sizes = draw(st.lists(st.integers(1, 3), max_size=5))
    n_bits = sum(sizes)
    masks = st.integers(0, (1 << n_bits) - 1)
    # Sets that hold few readings leave something open.
    sparse = st.sets(st.integers(0, max(0, n_bits - 1)), max_size=3).map(
        lambda bits: sum(1 << bit for bit in bits) if n_bits else 0
    )
    return sizes, draw(st.lists(masks | sparse, max_size=6))


class Brute:
    """Every combination looked at by itself."""

    def __init__(self, sizes: list[int], stopping: list[int]) -> None:
        firsts = [sum(sizes[:d]) for d in range(len(sizes))]
        self.of = [
            [first + r for r in range(size)] for first, size in zip(firsts, sizes, strict=True)
        ]
        self.open = {
            frozenset(chosen): any(not any(m >> bit & 1 for bit in chosen) for m in stopping)
            for chosen in product(*self.of)
        }

    def smallest(self, wanted: bool) -> set[Partial]:
        every = [
            frozenset(bit for bit in chosen if bit is not None)
            for chosen in product(*([None, *bits] for bits in self.of))
        ]
        sure = [
            one
            for one in every
            if all(is_open is wanted for full, is_open in self.open.items() if one <= full)
        ]
        return {one for one in sure if not any(other < one for other in sure)}

    def decides(self, demand: int) -> tuple[tuple[int, ...], int, int]:
        bits = self.of[demand]
        by_reading = tuple(sum(o for full, o in self.open.items() if bit in full) for bit in bits)
        contexts = flips = 0
        for others in product(*(own for d, own in enumerate(self.of) if d != demand)):
            answers = [self.open[frozenset((*others, bit))] for bit in bits]
            contexts += any(answers) and not all(answers)
            flips += sum(answers) * (len(answers) - sum(answers))
        return by_reading, contexts, flips


def bits_of(mask: int) -> Partial:
    return frozenset(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


@settings(max_examples=settings().max_examples * 4)
@given(families())
def test_counts_and_sets_agree_with_looking_at_every_combination(
    family: tuple[list[int], list[int]],
) -> None:
    sizes, stopping = family
    found, brute = Combinations(sizes, stopping), Brute(sizes, stopping)
    assert found.total == len(brute.open)
    assert found.n_open == sum(brute.open.values())
    assert {bits_of(mask) for mask in found.closing.masks} == brute.smallest(False)
    assert {bits_of(mask) for mask in found.opening.masks} == brute.smallest(True)
    assert found.closing.is_complete
    assert found.opening.is_complete
    for demand in range(len(sizes)):
        decides = found.decides(demand)
        assert decides is not None
        assert (decides.open_by_reading, decides.contexts, decides.flips) == brute.decides(demand)
    for chosen in product(*map(range, sizes)):
        full = frozenset(bits[r] for bits, r in zip(brute.of, chosen, strict=True))
        assert found.is_open(chosen) == brute.open[full]


def test_three_to_the_power_of_twenty_combinations_are_counted_exactly() -> None:
    # Package d is stopped by the last two readings of demand d, and by nothing else.
    stopping = [0b110 << 3 * d for d in range(20)]
    found = Combinations([3] * 20, stopping)
    assert found.total == 3**20
    assert found.n_open == 3**20 - 2**20
    # A million sets close it: they are not listed to the end, and that is said.
    assert not found.closing.is_complete
    assert len(found.closing.masks) == combinations.LISTED


def test_sets_beyond_the_limit_are_not_passed_off_as_all(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping = [0b110 << 3 * d for d in range(4)]
    monkeypatch.setattr(combinations, "LISTED", 5)
    found = Combinations([3] * 4, stopping)
    assert len(found.closing.masks) == 5
    assert not found.closing.is_complete
    assert found.opening == combinations.Sets((), is_complete=False)
    assert found.n_open == 3**4 - 2**4


def test_a_search_that_takes_too_long_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combinations, "MOST_STEPS", 3)
    found = Combinations([3] * 4, [0b110 << 3 * d for d in range(4)])
    assert not found.closing.is_complete


def test_a_count_out_of_reach_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combinations, "MOST_WORK", 2)
    found = Combinations([3] * 4, [0b110 << 3 * d for d in range(4)])
    assert found.n_open is None
    assert found.decides(0) is None


def test_rivals_are_never_chosen_together() -> None:
    rivals = {0b001: 0b010, 0b010: 0b001}
    assert set(minimal_hitting_sets([0b101, 0b110])) == {0b011, 0b100}
    assert set(minimal_hitting_sets([0b101, 0b110], rivals)) == {0b100}


def test_steps_that_are_used_up_are_told() -> None:
    found = minimal_hitting_sets([0b011, 0b1100], most_steps=2)
    assert next(found)
    with pytest.raises(Unfinished, match=r"^$"):
        list(found)
