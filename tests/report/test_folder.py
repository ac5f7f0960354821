"""The folder of a brief: all that applies is there, whole, inside it, and the same each time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import negsim
from negsim.charts import fonts
from negsim.errors import OutputError
from negsim.report.folder import write_answers, write_brief, write_source
from negsim.report.material import Material, gather
from negsim.report.output import save
from negsim.report.parts import Asked, Settings
from negsim.report.side_by_side import make
from negsim.spread import Spread
from negsim.study import Study

FILES = ["report.docx", "report.html", "result.json", "tables.xlsx", "zone.csv"]
# It has no conflicts, no order of options, no second actor, and nothing drawn.
CHARTS = ("zone", "wall", "terms", "score", "profile", "openings")
AWKWARD = """
negsim: 1
scenario: awkward
title: "../../etc/passwd\\0 C:\\\\x | <b> ${{HOME}}"
issues: {{a: {{ask: "../a?", options: {{x: "/x", y: "~y"}}}}}}
actors: {{one: {{name: "..", preferences: {{a: {{weight: 1, ladder: x < y}}}}}}}}
variants: {{other: {{say: "../other", fix: {{a: x}}}}}}
"""


@cache
def awkward() -> Study:
    return negsim.loads(AWKWARD.replace("{{", "{").replace("}}", "}"))


def material(study: Study, *variants: str) -> Material:
    return gather(study.base, variants, (), Settings(draws=0, futures=0))


def written(whole: Material, folder: Path) -> list[str]:
    told = [
        *write_answers(whole.findings, folder, 10_000),
        *write_brief(whole, folder, 10_000),
    ]
    return [one.path.relative_to(folder).as_posix() for one in told]


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder that holds nothing but a brief, two folders deep, and what it is said to hold."""
    place = tmp_path_factory.mktemp("place")
    return place, written(material(awkward()), place / "deep" / "brief")


def test_a_brief_has_every_file_and_every_chart_that_applies_and_nothing_outside(
    brief: tuple[Path, list[str]],
) -> None:
    place, names = brief
    charts = [f"charts/{kind}.png" for kind in CHARTS]
    assert sorted(names) == sorted([*FILES, *charts])
    assert set(everything(place)) == {f"deep/brief/{name}" for name in names}


def test_a_brief_takes_the_place_of_an_earlier_one_and_is_the_same_to_the_byte(
    brief: tuple[Path, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "charts").mkdir()
    for name in ("futures", "zone", "mine"):
        (tmp_path / "charts" / f"{name}.png").write_text("of an earlier brief")
    (tmp_path / "zone.csv").write_text("of an earlier brief")
    written(material(awkward()), tmp_path)
    found = everything(tmp_path)
    assert found.pop("charts/mine.png") == b"of an earlier brief"
    assert found == everything(brief[0] / "deep" / "brief")


def test_two_processes_make_the_same_brief_to_the_byte_and_say_what_comes_next(
    brief: tuple[Path, list[str]], tmp_path: Path
) -> None:
    told: list[tuple[int, int, str]] = []
    study, settings = awkward(), Settings(draws=0, futures=0)
    asked = Asked(study.base, (), (), settings, study.run())
    whole = make(asked, Spread(2), lambda *step: told.append(step))
    assert whole.drawn, "pictures come from the others too"
    written(whole, tmp_path)
    assert everything(tmp_path) == everything(brief[0] / "deep" / "brief")
    assert [done for done, _, _ in told] == list(range(told[0][1]))
    assert told[-1][2] == "pages"
    assert {"levers", "variants", "pictures"} < {name for _, _, name in told}


def test_a_file_in_the_way_of_the_charts_is_told(tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("mine")
    with pytest.raises(
        OutputError, match=r"charts' is a file, not a folder\n.*name another folder"
    ):
        written(material(awkward()), tmp_path)
    assert (tmp_path / "charts").read_text() == "mine"


def test_packages_beyond_the_limit_are_left_off_and_told(tmp_path: Path) -> None:
    whole = material(awkward())
    told = {one.path.name: one.says for one in write_answers(whole.findings, tmp_path, 1)}
    assert told["zone.csv"] == (
        "1 of 2 packages of the zone written, 1 left off; `limit` 2 writes all"
    )
    assert len((tmp_path / "zone.csv").read_text().splitlines()) == 1 + 1


def test_signs_that_no_font_has_are_told_of_every_file_that_draws_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_signs_by_family", dict)
    fonts._lent.cache_clear()
    for module in ("folder", "word.word"):
        monkeypatch.setattr(f"negsim.report.{module}.PICTURE_DPI", 20)
    whole = material(
        negsim.loads(AWKWARD.replace("{{", "{").replace("}}", "}").replace("..", "港"))
    )
    (tmp_path / "brief").mkdir()
    brief = {one.path.name: one.says or "" for one in write_brief(whole, tmp_path / "brief", 10)}
    fonts._lent.cache_clear()
    boxes = "no font of this machine has these signs, boxes stand for them: 港"
    assert brief["report.docx"].startswith(boxes)
    assert save(whole, tmp_path / "report.docx").startswith(boxes)
    # A browser draws what is text there with its own fonts.
    assert brief["report.html"] == save(whole, tmp_path / "report.html") == ""
    assert "港</text>" in (tmp_path / "report.html").read_text("utf-8")


def test_whoever_gets_the_folder_can_ask_again(tmp_path: Path) -> None:
    base = negsim.load("harbour").base
    copied = [one.path for one in write_source(base, tmp_path)]
    assert {one.name for one in copied} == {"harbour.yaml", "harbour_minutes.yaml"}
    again = negsim.load(str(copied[0])).base
    assert [one.full_id for one in again.all_claims] == [one.full_id for one in base.all_claims]
    assert list(write_source(awkward().base, tmp_path / "text")) == []
