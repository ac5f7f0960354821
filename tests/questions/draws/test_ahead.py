"""What would take too long is left out, and said; what takes long is said beforehand."""

from __future__ import annotations

import re

import pytest

from negsim.document.lists import Unanswered
from negsim.document.result import told
from negsim.errors import TooLarge
from negsim.language.load import load
from negsim.language.shipped import locate
from negsim.questions.draws import ahead as planning
from negsim.questions.ensemble import drivers
from negsim.questions.ensemble.find import ensemble
from negsim.questions.simulate.find import simulate
from negsim.report import parts
from negsim.report.material import gather
from negsim.report.parts import Settings
from tests.document.reading import words_of

ALONE = "Who could open it alone was not looked into"
DECIDES = "Which numbers decide it was not looked into"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (planning, drivers):
        monkeypatch.setattr(module, "BESIDE_DRAWS", 0.0)
    monkeypatch.setattr(planning, "ANNOUNCED", 0.0)


def test_an_ensemble_says_what_it_left_out_and_claims_nothing_of_it(impatient: None) -> None:
    found = ensemble(load(locate("harbour"), variants=["quiet_machines"]), draws=10)
    said = found.to_dict()
    assert said["lone_blocker"] is None
    assert said["only_one_in_the_way"] is None
    assert found.drivers == ()
    assert found.region is None
    assert [text.partition(":")[0] for text in said["left_out"]] == [ALONE, DECIDES]
    words = words_of(told(found))
    assert ALONE in words
    assert DECIDES in words
    assert "could open it by itself" not in words


def test_futures_say_what_they_left_out(impatient: None) -> None:
    found = simulate(load(locate("harbour")), futures=10)
    assert {step.to_dict()["lone_blocker"] is None for step in found.steps} == {True}
    assert ALONE in found.to_dict()["left_out"][0]
    assert ALONE in words_of(told(found))


def test_what_is_left_out_changes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load(locate("harbour"))
    whole = simulate(scenario, futures=10).to_dict()
    monkeypatch.setattr(planning, "BESIDE_DRAWS", 0.0)
    less = simulate(scenario, futures=10).to_dict()
    assert less.pop("left_out") != whole.pop("left_out")
    for step in (*whole["steps"], *less["steps"]):
        del step["lone_blocker"], step["only_one_in_the_way"]
    assert less == whole


def test_draws_and_futures_that_take_longer_than_they_may_are_refused() -> None:
    scenario = load(locate("harbour"))
    with pytest.raises(TooLarge, match=r"^1,000 draws would take about \d+ seconds\n .*`draws`$"):
        ensemble(scenario, draws=1000, within=0.0)
    with pytest.raises(TooLarge, match=r"^10 futures would take about \d+ seconds\n .*`futures`$"):
        simulate(scenario, futures=10, within=0.0)


def test_a_report_says_that_its_draws_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "REPORTED", 0.0)
    found = gather(load(locate("harbour")), settings=Settings(draws=500, futures=4)).parts
    assert isinstance(found["ensemble"], Unanswered)
    assert found["ensemble"].because.startswith("500 draws would take about ")
    assert isinstance(found["simulate"], Unanswered)


def test_long_work_is_told_beforehand_and_names_its_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "ANNOUNCED", 0.0)
    heard: list[tuple[int, int, str, str]] = []
    ensemble(
        load(locate("harbour"), variants=["quiet_machines"]),
        draws=10,
        progress=lambda *said: heard.append(said),
    )
    done, whole, note, unit = heard[0]
    assert (done, whole, unit) == (0, 10, "draws")
    assert re.fullmatch(r"about \d+ seconds", note)
    assert [unit for *_, unit in heard][-1] == drivers.POINTS
    assert heard[-1][0] == heard[-1][1]
