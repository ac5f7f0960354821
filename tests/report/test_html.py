"""The report as a file of HTML."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as parser

import negsim
from negsim.cli import main
from negsim.document.content import Image
from negsim.document.document import images
from negsim.report.fingerprint import fingerprints
from negsim.report.html import html
from negsim.report.svg import inline
from negsim.version import __version__
from tests.charts.cases import picture_of
from tests.report.made import MOVING, ONE_ISSUE, document, study, written

SVG = "{http://www.w3.org/2000/svg}"
CASES = (
    "harbour",
    "harbour+quiet_machines",
    "letters",
    "quota",
    "one_issue",
    "nothing",
    "single",
    "lonely",
)


def parsed(text: str) -> Any:
    return parser.document_fromstring(text)


@pytest.mark.parametrize("case", CASES)
def test_headings_are_in_order_and_every_reference_leads_somewhere(case: str) -> None:
    page = parsed(written(case))
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [one.get("id") for one in page.iter() if one.get("id") is not None]
    assert len(names) == len(set(names))
    for link in page.iter("a"):
        assert link.get("href", "").removeprefix("#") in names
    for one in page.iter():
        for name in one.get("aria-labelledby", "").split():
            assert name in names


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_fetched_and_nothing_runs(case: str) -> None:
    text = written(case)
    page = parsed(text)
    assert not list(page.iter("script", "link", "iframe", "object", "embed"))
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
    addresses = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert all(one.startswith(("#", "data:image/png;base64,")) for one in addresses)
    assert "default-src 'none'" in text
    assert not re.findall(r"url\((?!#)", text)


@pytest.mark.parametrize("case", ["harbour", "letters"])
def test_every_picture_has_its_title_and_its_alternative_text(case: str) -> None:
    page = parsed(written(case))
    pictures = list(page.iter("svg"))
    drawn = list(images(document(case)))
    assert len(pictures) == len(drawn) + sum(one.upright is not None for one in drawn) > 4
    for picture in pictures:
        assert picture.get("role") == "img"
        title, told = picture.get("aria-labelledby").split()
        assert len(page.get_element_by_id(title).text) > 10
        assert len(page.get_element_by_id(told).text) > 20


@pytest.mark.parametrize("case", CASES)
def test_every_picture_of_a_report_is_one_upright_picture_on_a_telephone(case: str) -> None:
    drawn = list(images(document(case)))
    goes_on = [one.kind[-1].isdigit() for one in drawn]  # what the upright picture shows, too
    assert [one.upright is None for one in drawn] == goes_on
    narrow = parsed(written(case)).xpath("//figure//div[@class='narrow']/svg")
    assert len(narrow) == goes_on.count(False)


def test_hostile_labels_are_words_and_nothing_else() -> None:
    hostile = (
        '</td><script>alert(1)</script> "onload=x $x_1$ {{ 1234 * 5678 }} ]]> &amp; \u202eesrever'
    )
    text = f"""negsim: 1
scenario: hostile
title: {hostile!r}
issues:
  a: {{ask: {hostile!r}, options: {{x: {hostile!r}, y: "<svg onload=y>"}}}}
actors:
  me: {{name: {hostile!r}, red_lines: {{r: {{forbid: {{a: x}}, from: "assumption: {hostile.replace(chr(34), "")}"}}}}}}
  you: {{name: "<b>you</b>", red_lines: {{s: {{forbid: {{a: y}}}}}}}}
variants:
  v: {{say: {hostile!r}, drop: [me.r]}}
"""
    text = text.replace("\\u202e", "\u202e")
    study = negsim.loads(text)
    written = html(study.briefing())
    assert "\u202e" not in written
    assert "<script" not in written
    assert "{{ 1234 * 5678 }}" in written
    assert "7006652" not in written
    page = parsed(written)
    assert not list(page.iter("script"))
    assert "alert(1)" in page.text_content()
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]


def test_the_same_inputs_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    file = tmp_path / "moving.yaml"
    file.write_text(MOVING, encoding="utf-8")
    here, there = tmp_path / "a.html", tmp_path / "b.html"
    arguments = ["report", str(file), "--draws", "6", "--futures", "4", "-o"]
    assert main([*arguments, str(here)]) == 0
    program = (
        f"import sys; from negsim.cli import main; sys.exit(main({[*arguments, str(there)]!r}))"
    )
    environment = {"PYTHONHASHSEED": "77", "PYTHONPATH": ":".join(sys.path)}
    subprocess.run(
        [sys.executable, "-c", program], check=True, env=environment, capture_output=True
    )
    assert "6 draws, seed 0" in here.read_text("utf-8")
    assert "4 futures, seed 0" in here.read_text("utf-8")
    assert here.read_bytes() == there.read_bytes()


def test_it_says_how_it_was_computed_and_from_what() -> None:
    scenario = study("harbour").base
    text = written("harbour")
    file = Path(scenario.path)
    register = file.parent / scenario.claims[0]
    for path in (file, register):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in text
    assert f"negsim {__version__}" in text
    assert "12 draws, seed 0" in text
    assert str(file.parent) not in text


def test_a_text_without_a_file_has_the_fingerprint_of_what_it_says() -> None:
    one = negsim.loads(ONE_ISSUE).base
    same = negsim.loads(ONE_ISSUE + "# a comment\n", "elsewhere").base
    other = negsim.loads(ONE_ISSUE.replace("this", "other")).base
    (found,) = fingerprints(one)
    assert not found.is_file
    assert fingerprints(same) == (found,)
    assert fingerprints(other) != (found,)


def test_names_in_pictures_are_apart_and_their_colours_are_the_page_s() -> None:
    image = next(iter(images(document("harbour"))))
    first, second = inline(image, "p1"), inline(image, "p2")
    names = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert names[0]
    assert not names[0] & names[1]
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= names[0]
    assert "var(--ink, #1a1a1a)" in first
    assert "<style" not in first
    assert "<metadata" not in first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-o", "a.doc"],
            "no report can be written as 'a.doc'",
        ),
        (
            ["-o", "no/such/folder/a.html", "--draws", "0", "--futures", "0"],
            "'no/such/folder/a.html' was not written: there is no such folder",
        ),
        (
            ["--variant", "quiet", "-o", "a.html"],
            "scenario 'one_issue' has no variant 'quiet'",
        ),
    ],
)
def test_what_cannot_be_written_is_the_user_s_to_mend(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, here = tmp_path / "one_issue.yaml", tmp_path / "here"
    file.write_text(ONE_ISSUE, encoding="utf-8")
    here.mkdir()
    monkeypatch.chdir(here)
    assert main(["report", str(file), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_the_report_is_named_after_the_scenario_and_python_writes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.yaml").write_text(ONE_ISSUE, encoding="utf-8")
    assert main(["report", "file.yaml"]) == 0
    assert capsys.readouterr().err.endswith("wrote one_issue.html\n")
    negsim.load("file.yaml").report("mine.html")
    assert Path("mine.html").read_bytes() == Path("one_issue.html").read_bytes()


def test_no_colour_of_a_picture_is_one_that_a_dark_page_cannot_change() -> None:
    page = parsed(written("harbour"))
    left = set()
    for one in page.iter():
        for name in ("style", "fill", "stroke"):
            told = re.sub(r"var\([^)]*\)", "", one.get(name) or "")
            left.update(re.findall(r"#[0-9a-fA-F]{6}\b", told))
    assert left == set()


def test_nothing_is_drawn_in_the_black_that_svg_has_where_no_colour_is_said() -> None:
    picture = inline(Image("score", "", picture_of("score", "ukraine_2025")), "p")
    root = etree.fromstring(picture)
    hidden = {one for part in root.iter(f"{SVG}defs", f"{SVG}clipPath") for one in part.iter()}
    drawn = [one for one in root.iter(f"{SVG}path", f"{SVG}use", f"{SVG}text") if one not in hidden]
    assert len(drawn) > 50
    assert [one for one in drawn if "fill" not in one.get("style", "")] == []


def test_numbers_in_a_picture_are_read_on_their_colours_on_a_dark_page_too() -> None:
    told = (Path(negsim.__file__).parent / "report" / "templates" / "report.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in told.split("dark)", 1)
    )
    on_paper = [(one, "paper") for one in ("blue", "vermillion", "green", "ink", "ochre")]
    on_ink = [(one, "ink") for one in ("purple", "orange", "sky")]
    for colours in (light, dark):
        for ground, words in on_paper + on_ink:
            assert contrast(colours[ground], colours[words]) >= 3, (ground, words)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, after WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
