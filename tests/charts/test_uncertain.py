"""Pictures of draws and futures: what they say is what was found, in the letters of the file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import negsim
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import render
from negsim.document.content import alt_text
from negsim.language.phrases import share
from negsim.language.shipped import locate
from negsim.questions.ensemble import drivers, ensemble
from negsim.questions.simulate.find import simulate
from negsim.questions.simulate.result import Simulation

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def study() -> negsim.Study:
    text = Path(locate("harbour")).read_text(encoding="utf-8")
    text = text.replace("name: Port authority", "name: Порт $x$ <b>")
    text = text.replace("quiet: yes, with quiet machines", "quiet: тихие <b> $машины$")
    return negsim.loads(text, str(locate("harbour")))


def words_of(kind: str, findings: object, material: object) -> str:
    picture = draw(kind, findings, material)  # type: ignore[arg-type]
    drawn = ET.fromstring(render(picture, "svg")).iter(f"{SVG}text")
    return " ".join("".join(element.itertext()) for element in drawn) + alt_text(picture)


def test_packages_and_drivers_are_named_as_the_file_has_them(
    study: negsim.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drivers, "CELLS", 100_000)
    # A port that may hold out for all it could get, so that the zone is open in some draws only.
    opened = study.with_variant("quiet_machines").set("port.reservation_value", "0.8 +- 0.2")
    findings, found = opened.run(), ensemble(opened.scenario, draws=200, seed=1)
    text = words_of("acceptability", findings, found)
    assert "тихие <b> $машины$" in text
    assert share(found.in_zone[0].share) in text
    text = words_of("drivers", findings, found)
    assert found.drivers[0].path == "port.reservation_value"
    assert "Порт $x$ <b>: walk-away value" in text


def test_time_is_told_as_it_was_lived(study: negsim.Study) -> None:
    findings, found = study.run(), simulate(study.scenario, futures=60, seed=1)
    assert isinstance(found, Simulation)
    text = words_of("futures", findings, found)
    assert f"zone open: {share(found.steps[-1].zone_open)} at the end" in text
    assert "trial night" in text
    opens = share(found.first_opening.share)
    # In the title, and in its alternative text.
    assert text.count(f"t opens in {opens} of futures") == 2


def test_where_nothing_can_close_a_deal_how_long_it_lasts_is_not_drawn(study: negsim.Study) -> None:
    findings, found = study.run(), simulate(study.scenario, futures=60, seed=1)
    assert not found.can_close
    assert found.lasting[0].share == 1
    text = words_of("survival", findings, found)
    assert "Nothing in these futures can close a deal" in text
    assert "100%" not in text
    assert not KINDS["survival"].applies(findings, found)


def test_what_lasts_is_drawn_where_something_can_close_a_deal() -> None:
    study = negsim.load("ukraine_2025", ["land_as_held", "moratorium_swap"])
    findings, found = study.run(), simulate(study.scenario, futures=20, seed=1)
    assert found.can_close
    assert KINDS["survival"].applies(findings, found)
    text = words_of("survival", findings, found)
    assert f"in {share(found.lasting[0].share)} of the futures that open" in text
