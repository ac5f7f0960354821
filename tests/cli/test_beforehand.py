"""What a sweep tells before it counts is what it answers in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

import negsim
from benchmarks.families import Family, scenario
from negsim.cli import main
from negsim.cli.beforehand import in_lines
from negsim.language.phrases import points
from negsim.questions.zone.deals import in_a_line
from negsim.questions.zone.find import run
from negsim.solve.answer import Beforehand
from negsim.space.space import Space


@pytest.mark.parametrize("name", ["harbour", "ukraine_2025"])
def test_what_is_told_beforehand_stands_in_the_end(name: str) -> None:
    read = negsim.load(name).base
    told: list[list[str]] = []

    def tell(space: Space, known: Beforehand) -> None:
        told.append(in_lines(space, known))

    found = run(read, engine="sweep", beforehand=tell)
    [[first, *lines]] = told
    assert first == ("There is a deal." if found.zone.size else "There is no deal.")
    words = " ".join(lines)
    if found.floor is not None:
        fair = found.solutions["egalitarian"].deals[0]
        assert f"gains {points(found.floor)} points of 100" in words
        assert in_a_line(read, fair.package) in words
        return
    shown = [line for line in lines if " be kept: " in line]
    assert len(shown) == min(2, len(found.conflicts))
    demands = [{member.says for member in conflict.members} for conflict in found.conflicts]
    assert all(any(all(says in line for says in one) for one in demands) for line in shown)


def test_what_goes_through_packages_tells_nothing_beforehand() -> None:
    told: list[Beforehand] = []
    read = negsim.load("harbour").base
    run(read, engine="enumerate", beforehand=lambda _, known: told.append(known))
    assert not told


@pytest.mark.parametrize(("principals", "more"), [(7, ()), (6, ()), (7, ("--exact",))])
def test_that_a_frontier_may_be_left_out_is_said_beforehand(
    principals: int, more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(scenario(Family("many", 4, 3, principals, 0)), encoding="utf-8")
    assert main(["run", str(path), "--engine", "sweep", "--format", "json", *more]) == 0
    said = "efficient packages may be too many to be found: the frontier is then left out"
    is_said = f"With 7 principals {said}" in capsys.readouterr().err
    assert is_said == (principals == 7 and not more)
