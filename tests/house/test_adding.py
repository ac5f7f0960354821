"""The guides to adding a question and a chart are true: what they say is typed, and there they are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "how-to" / "add-a-question.md"
CHARTS = ROOT / "docs" / "how-to" / "add-a-chart.md"
FILE = re.compile(r"^ *<!-- file: (\S+) -->\n *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(
    r"^ *<!-- line: (\S+) before (.*?) -->\n *```text\n(.*?)^ *```$", re.MULTILINE | re.DOTALL
)


def typed_in(page: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Give the files that a guide has one type, and the lines: where, before what, and the line."""
    text = page.read_text(encoding="utf-8")
    files = [(name, dedent(body)) for name, body in FILE.findall(text)]
    indent = 3 if page == CHARTS else 0
    lines = [
        (
            name,
            before.replace("\\n", "\n"),
            "".join(f"{one[indent:]}\n" for one in body.splitlines()),
        )
        for name, before, body in LINE.findall(text)
    ]
    return files, lines


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with what the guide says typed into it."""
    top = tmp_path_factory.mktemp("house")
    keep = shutil.ignore_patterns("__pycache__", "*.pyc")
    for folder in ("negsim", "scenarios", "seeds"):
        shutil.copytree(ROOT / folder, top / folder, ignore=keep)
    for page in (GUIDE, CHARTS):
        files, lines = typed_in(page)
        assert files
        assert lines
        for name, text in files:
            path = top / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, before, line in lines:
            path = top / name
            text = path.read_text(encoding="utf-8")
            assert text.count(f"\n{before}") == 1, (name, before)
            path.write_text(text.replace(f"\n{before}", f"\n{line}{before}"), encoding="utf-8")
    return top


def typed(house: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(house), "MPLBACKEND": "Agg"}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_question_takes_at_most_five_files() -> None:
    files = typed_in(GUIDE)[0]
    assert 0 < len(files) <= 5


def test_a_new_question_is_answered_on_the_terminal_and_as_json(house: Path) -> None:
    told = typed(house, "-m", "negsim", "in-play", "harbour")
    assert "IN PLAY: the red lines of those asked rule out" in told
    found = json.loads(typed(house, "-m", "negsim", "in-play", "harbour", "--format", "json"))
    assert sum(found["packages"]["depth"].values()) == 0  # red lines alone leave nothing
    rows = typed(house, "-m", "negsim", "in-play", "harbour", "--format", "csv").splitlines()
    assert rows[0] == "issue,option,packages"


def test_a_new_question_enters_report_workbook_and_notebook_by_itself(house: Path) -> None:
    program = """
import negsim
from negsim.questions.in_play import in_play
from negsim.report.material import gather
from negsim.report.output import save
from negsim.report.parts import Settings
study = negsim.load("harbour").with_variant("quiet_machines")
material = gather(study.base, study.variants, (), Settings(draws=0, futures=0))
save(material, "brief.html")
save(material, "tables.xlsx")
print(in_play(study.scenario)._repr_html_())
"""
    shown = typed(house, "-c", program)
    assert "<b>In play</b>: the red lines" in shown
    page = (house / "brief.html").read_text(encoding="utf-8")
    assert 'id="in-play"' in page
    assert "What is still in play" in page
    assert 'id="picture-of-shares"' in page  # the chart that the other guide has one add
    chart = page.partition('id="picture-of-shares"')[2].partition("</section>")[0]
    assert chart.count("<svg") == 2  # for a screen, and for a telephone
    assert "In play" in openpyxl.load_workbook(house / "tables.xlsx").sheetnames


def test_a_new_chart_is_told_on_a_telephone_in_as_much_room_as_it_takes(house: Path) -> None:
    program = """
import negsim
from negsim.charts.kinds import draw
from negsim.charts.output import PHONE, on_sheet
with on_sheet(PHONE):
    picture = draw("shares", negsim.load("harbour").run())
print(*picture.get_size_inches())
"""
    width, height = map(float, typed(house, "-c", program).split())
    assert (width, height < 3) == (4, True)


def test_the_code_of_the_guide_passes_the_type_checker(house: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", house)
    if (ROOT / ".mypy_cache").is_dir():  # what the gate's own step found of the other files
        shutil.copytree(ROOT / ".mypy_cache", house / ".mypy_cache")
    names = [name for page in (GUIDE, CHARTS) for name, _ in typed_in(page)[0]]
    said = typed(house, "-m", "mypy", *names)
    assert "no issues found" in said
