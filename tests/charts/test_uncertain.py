"""Pictures of draws and futures: what they say is what was found, in the letters of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import negsim
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import render
from negsim.document.drawn import alt_text
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


def axes_of(picture: Any) -> Any:
    return picture.axes


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
    assert f"{share(found.steps[-1].zone_open)} have opened" in text
    assert "The villages mean noise" in text  # what the event brings, not its id
    opens = share(found.first_opening.share)
    # In the title, and in its alternative text.
    assert text.count(f"t opens in {opens} of futures") == 2


DAYS = """
negsim: 1.1
scenario: days
issues: {a: {ordered: true, options: {x: X, y: Y, z: Z}}}
actors:
  one: {red_lines: {no: {require: {a: x}}}}
  two: {red_lines: {no: {require: {a: at least y}}}}
variants: {soft: {drop: [one.no]}, hard: {fix: {a: x}}}
timeline:
  start: 2025-01-18
  step: month
  steps: 12
  events:
    inauguration: {on: 2025-01-20, chance: 0.6, apply: [soft]}
    backlash: {chance: 0.1, after: 2025-02-01, apply: [hard]}
    too_late: {on: 2027-01-01, apply: [soft]}
"""


def test_an_event_stands_on_its_day_and_not_at_the_step_at_which_it_counts() -> None:
    found = simulate(negsim.loads(DAYS).scenario, futures=40)
    picture = draw("futures", negsim.loads(DAYS).run(), found)
    page, plot = axes_of(picture)
    start, end = plot.get_xlim()
    assert end - start == (found.steps[-1].date - found.steps[0].date).days
    box, width = plot.get_position(), picture.get_figwidth()
    (label,) = [text for text in page.texts if text.get_text().startswith("inauguration, 20 Jan")]
    (mark,) = [
        line for line in page.lines if abs(line.get_xdata()[0] - label.get_position()[0]) < 0.06
    ]
    part = (mark.get_xdata()[0] / width - box.x0) / box.width
    assert start + part * (end - start) == pytest.approx(2)  # days after the eighteenth
    assert any(text.get_text() == "later: too late, 1 Jan 2027" for text in page.texts)
    assert any("(60%)" in text.get_text() for text in page.texts)


def test_the_bold_line_ends_at_the_number_of_the_title_and_what_closes_again_is_said() -> None:
    found = simulate(negsim.loads(DAYS).scenario, futures=40)
    assert found.steps[-1].zone_open < found.first_opening.share
    picture = draw("futures", negsim.loads(DAYS).run(), found)
    page, plot = axes_of(picture)
    bold = max(plot.lines, key=lambda line: line.get_linewidth())
    number = share(found.first_opening.share)
    assert f"opens in {number} of futures" in picture.title
    assert share(bold.get_ydata()[-1] / 100) == number
    words = " ".join(text.get_text() for text in page.texts)
    assert f"{number} have opened at some time" in words
    assert f"{share(found.steps[-1].zone_open)} are open at the end" in words
    assert "the others have closed again" in words


def test_where_nothing_can_close_a_deal_how_long_it_lasts_is_not_drawn(study: negsim.Study) -> None:
    findings, found = study.run(), simulate(study.scenario, futures=60, seed=1)
    assert not found.can_close
    assert found.lasting[0].share == 1
    text = words_of("survival", findings, found)
    assert "Nothing in these futures can close a deal" in text
    assert "100%" not in text
    assert not KINDS["survival"].applies(findings, found)


def test_what_lasts_is_drawn_where_something_can_close_a_deal() -> None:
    study = negsim.loads(DAYS)
    findings, found = study.run(), simulate(study.scenario, futures=20, seed=1)
    assert found.can_close
    assert KINDS["survival"].applies(findings, found)
    text = words_of("survival", findings, found)
    assert f"in {share(found.lasting[0].share)} of the futures that open" in text
