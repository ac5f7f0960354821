"""An answer is worked out once for all who ask, ahead of them, and not for nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from negsim.errors import InputError
from negsim.studio.coming import Coming
from negsim.studio.worker import StoppedAsking, Task

LONG = 60  # seconds after which a test is lost
ONE, OTHER = Task("answer", "one", "a.yaml"), Task("answer", "other", "a.yaml")


def always() -> bool:
    return True


def test_who_asks_for_what_is_on_its_way_waits_for_the_same() -> None:
    gate, times = threading.Event(), []

    def work(_: Callable[[], bool]) -> str:
        times.append(1)
        assert gate.wait(LONG)
        return "found"

    coming = Coming()
    ahead = coming.begin(ONE, work, is_asked=False)
    asked = [coming.begin(ONE, work, is_asked=True) for _ in range(3)]
    assert all(one is ahead for one in asked)
    gate.set()
    assert [one.awaited(always) for one in asked] == ["found"] * 3
    assert coming.begin(ONE, work, is_asked=True).awaited(lambda: False) == "found"
    assert times == [1]


@pytest.mark.parametrize("is_asked", [False, True])
def test_what_nobody_waits_for_any_more_is_stopped(is_asked: bool) -> None:
    ended = threading.Event()

    def work(is_wanted: Callable[[], bool]) -> Any:
        while is_wanted():
            ended.wait(0.001)
        ended.set()
        raise StoppedAsking

    coming = Coming()
    first = coming.begin(ONE, work, is_asked=is_asked)
    if is_asked:
        with pytest.raises(StoppedAsking):
            first.awaited(lambda: False)
    else:
        coming.begin(OTHER, lambda _: "other", is_asked=False)
    assert ended.wait(LONG)
    assert coming.begin(ONE, lambda _: "again", is_asked=True).awaited(always) == "again"


def test_who_waits_is_told_why_there_is_none() -> None:
    def work(_: Callable[[], bool]) -> Any:
        raise InputError.one("there is none")

    asked = Coming().begin(ONE, work, is_asked=True)
    with pytest.raises(InputError, match="there is none"):
        asked.awaited(always)
