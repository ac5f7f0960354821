from __future__ import annotations

from pathlib import Path

import pytest

import negsim
from negsim.cli import main

ORCHARD = Path(__file__).parents[1] / "interop" / "data" / "orchard"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_scenario_is_printed_and_what_is_lost_goes_to_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", str(ORCHARD)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# Imported from Genius: orchard_domain.xml, orchard_1.xml, orchard_2.x")
    assert "note: orchard_1.xml: the discount factor 0.8 is left out" in err
    assert negsim.loads(out).run().zone.size == 419


def test_a_scenario_is_written_and_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(ORCHARD), "-o", "orchard.yaml", "--from", "genius"]) == 0
    assert capsys.readouterr().err.endswith("wrote orchard.yaml\n")
    assert main(["run", "orchard.yaml"]) == 0
    assert main(["validate", "orchard.yaml"]) == 0


def test_another_number_of_steps_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(ORCHARD), "--steps", "5"]) == 0
    assert "range: {from: 1.5, to: 4, step: 0.5}" in capsys.readouterr().out


def test_a_fault_is_the_users_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.xml").write_text("<utility_space>", "utf-8")
    assert main(["import", "broken.xml", "-o", "talks.yaml"]) == 2
    assert capsys.readouterr().err == (
        "broken.xml:1:16: the XML cannot be read: the file ends within <utility_space>, which begins on"
        " line 1\n"
        "      <utility_space>\n"
        "                     ^\n"
        "      mend: it may be cut off: get the whole file, or close it with </utility_space>\n"
    )
    assert not Path("talks.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "'nowhere' cannot be read: No such file or directory"),
        (["empty"], "no known files in empty"),
        ([str(ORCHARD), "--from", "geniusweb"], "no files of GeniusWeb in"),
        (["notes.xml"], "notes.xml:1:1: 'notes.xml' is none of the files that can be imported"),
        (["mixed"], "the files are of several kinds: geniusweb, negolog"),
    ],
)
def test_what_cannot_be_imported_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    Path("notes.xml").write_text("<notes/>", "utf-8")
    Path("mixed").mkdir()
    Path("mixed/a.json").write_text('{"issuesValues": {}}', "utf-8")
    Path("mixed/b.json").write_text('{"issueWeights": {}, "issues": {}}', "utf-8")
    assert main(["import", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_each_file_of_an_export_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "harbour", "--to", "negmas", "-o", "out"]) == 0
    err = capsys.readouterr().err
    assert "left out: rules.deep_takes_nights: if “15 metres”" in err
    written = [line.removeprefix("wrote ") for line in err.splitlines() if line[:6] == "wrote "]
    assert sorted(Path("out").iterdir()) == sorted(map(Path, written))


def test_a_variant_is_exported_as_it_stands() -> None:
    for name, more in (("base", []), ("quiet", ["--variant", "quiet_machines"])):
        assert main(["export", "harbour", *more, "-o", f"{name}.csv"]) == 0
    marks = [Path(f"{name}.csv").read_text("utf-8").count(" x") for name in ("base", "quiet")]
    assert marks == [9, 8]


def test_an_empty_form_is_written_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--spreadsheet", "talks"]) == 0
    assert capsys.readouterr().out == (
        "wrote talks.xlsx. Fill it in, then: negsim import talks.xlsx -o talks.yaml\n"
    )
    assert main(["import", "talks.xlsx"]) == 0
    assert main(["new", "--spreadsheet", "talks.xlsx"]) == 2
    assert "'talks.xlsx' is there already" in capsys.readouterr().err
    assert main(["new", "--spreadsheet"]) == 2
    assert "an empty form needs a name of its own" in capsys.readouterr().err
