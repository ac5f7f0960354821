"""Several processes at work on a brief: one is enough where they are lost, and what goes wrong in them is told."""

from __future__ import annotations

from typing import Any

import pytest

from negsim.errors import InputError
from negsim.report import processes as counted
from negsim.report import side_by_side
from negsim.report.parts import Asked, Settings
from negsim.report.processes import processes
from negsim.report.side_by_side import make
from negsim.spread import Spread, WorkersLost
from tests.report.test_folder import awkward


@pytest.fixture(scope="module")
def asked() -> Asked:
    study = awkward()
    return Asked(study.base, (), (), Settings(draws=0, futures=0), study.run())


def test_where_workers_are_lost_over_and_over_this_process_does_it_all(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: Any) -> None:
        raise WorkersLost.one("workers were lost", "use fewer")

    monkeypatch.setattr(Spread, "map", lost)
    material = make(asked, Spread(2))
    assert not material.drawn
    assert material.parts["levers"] is not None


def test_a_fault_in_another_process_is_that_fault_here(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise InputError.one("it is refused", "ask otherwise")

    monkeypatch.setattr(side_by_side, "_made", refuse)
    monkeypatch.setattr("negsim.spread._in_order", lambda _, f, things: [f(things[0])])
    with pytest.raises(InputError, match="it is refused"):
        make(asked, Spread(2))


def test_a_small_machine_keeps_to_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert processes(3) == 3, "as asked for"
    for cores, memory, found in ((2, 10**10, 2), (2, 10**9, 1), (1, 10**10, 1), (64, 10**12, 4)):
        monkeypatch.setattr(counted, "processors", lambda cores=cores: cores)
        monkeypatch.setattr(counted, "_memory", lambda memory=memory: memory)
        assert processes() == found
