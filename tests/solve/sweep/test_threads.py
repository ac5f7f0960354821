"""Work side by side in threads."""

from __future__ import annotations

from threading import get_ident

import pytest

from negsim.solve.sweep import threads
from negsim.solve.sweep.threads import HANDFULS, side_by_side


def squared(n: int) -> tuple[int, int]:
    return n * n, get_ident()


@pytest.mark.parametrize("n", [0, 1, 2, HANDFULS - 1, HANDFULS, HANDFULS + 1, 5 * HANDFULS + 3])
def test_what_several_threads_find_comes_in_the_order_of_the_things(
    n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "_threads", lambda: 2)
    found = side_by_side(squared, range(n))
    assert [one for one, _ in found] == [k * k for k in range(n)]
    assert (get_ident() in {who for _, who in found}) == (n == 1)


def test_a_fault_in_a_thread_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_threads", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda n: 1 // (n - 150), range(200))
