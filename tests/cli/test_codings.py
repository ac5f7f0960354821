"""`import` and `export` of codings: a register with its texts, a table of codes, a project, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.cli import main
from negsim.language.load import load_register
from tests.interop.qda import databases, programs


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_codings_become_a_register_with_its_text_that_validates(
    capsys: pytest.CaptureFixture[str],
) -> None:
    programs.refi(Path("p.qdpx"))
    assert main(["import", "p.qdpx", "-o", "anna.yaml", "--coder", "anna"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-4:] == [
        "wrote anna.txt",
        "wrote anna.yaml",
        "Say what the codes mean: negsim import p.qdpx -o codes.csv",
        "Next: negsim validate anna.yaml",
    ]
    assert err.startswith("note: 3 claims proposed only")
    assert (
        Path("anna.yaml")
        .read_text("utf-8")
        .startswith(
            "# Imported from a REFI-QDA project of Some Program 1.0: p.qdpx.\n# 3 claims proposed"
        )
    )
    assert main(["validate", "anna.yaml"]) == 0
    assert "3 claims" in capsys.readouterr().out


def test_without_a_file_the_register_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    databases.dna(Path("d.dna"))
    assert main(["import", "d.dna"]) == 0
    out, _ = capsys.readouterr()
    assert "document:\n  id: letter\n" in out
    assert "text: " not in out
    assert [path.name for path in Path().iterdir()] == ["d.dna"]


def test_codes_are_written_as_a_table_filled_in_and_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    databases.taguette(Path("t.sqlite3"))
    assert main(["import", "t.sqlite3", "-o", "codes.csv"]) == 0
    assert capsys.readouterr().err == (
        "wrote codes.csv\nFill it in, then: negsim import t.sqlite3 --codes codes.csv\n"
    )
    filled = Path("codes.csv").read_text("utf-8").replace("dyke,,,", "dyke,aim,port,")
    Path("codes.csv").write_text(filled, "utf-8")
    assert main(["import", "t.sqlite3", "--codes", "codes.csv", "-o", "r.yaml"]) == 0
    kinds = [(claim.kind, claim.standing) for claim in load_register("r.yaml").claims]
    assert kinds.count(("aim", "confirmed")) == 2


def test_nothing_that_stands_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    programs.refi(Path("p.qdpx"))
    Path("r.txt").write_text("mine", "utf-8")
    assert main(["import", "p.qdpx", "-o", "r.yaml"]) == 2
    assert "'r.txt' is there already" in capsys.readouterr().err
    assert not Path("r.yaml").exists()
    assert Path("r.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["p.qdpx", "--coder", "anne"], "--coder names nobody who coded: 'anne'"),
        (["p.qdpx", "--steps", "3"], "--steps: codings have no ranges of numbers"),
        (["p.qdpx", "-o", "c.csv", "--coder", "anna"], "--coder: a table of codes is written of"),
        (["x.xml", "--codes", "c.csv"], "--codes: a domain has no codings"),
        (["p.qdpx", "--from", "dna"], "'p.qdpx' is no database that can be read"),
        (["p.qdpx", "p.qdpx"], "2 paths, and a REFI-QDA project is one file"),
        (["p.qdpx", "--codes", "nowhere.csv"], "'nowhere.csv' cannot be read"),
        (["gone.qdpx"], "'gone.qdpx' cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.refi(Path("p.qdpx"))
    assert main(["import", *arguments]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err


def test_offsets_count_what_one_says(capsys: pytest.CaptureFixture[str]) -> None:
    programs.refi(Path("p.qdpx"), "utf8")
    assert main(["import", "p.qdpx", "-o", "a.yaml"]) == 0
    assert (
        "note: offsets are taken to count bytes of UTF-8, not characters: so 5 of 5 passages lie within the"
        " text, else 2; another\n  unit can be asked for" in capsys.readouterr().err
    )
    assert main(["import", "p.qdpx", "-o", "b.yaml", "--offsets", "utf8"]) == 0
    assert "offsets" not in capsys.readouterr().err
    first, second = (load_register(f"{name}.yaml").claims for name in "ab")
    assert [claim.anchor for claim in first] == [claim.anchor for claim in second]


def test_a_register_goes_out_as_a_project_and_as_a_table_and_comes_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    programs.refi(Path("p.qdpx"))
    assert main(["import", "p.qdpx", "-o", "first.yaml"]) == 0
    assert main(["export", "first.yaml", "-o", "out.qdpx"]) == 0
    assert main(["import", "out.qdpx", "-o", "second.yaml"]) == 0
    capsys.readouterr()
    assert main(["export", "first.yaml", "-o", "out.csv"]) == 0
    assert capsys.readouterr().err == (
        "left out: what the register says of its documents, but for their ids\nwrote out.csv\n"
    )
    assert main(["import", "out.csv", "-o", "third.yaml"]) == 0
    first, second, third = (
        [claim.model_dump() for claim in load_register(f"{name}.yaml").claims]
        for name in ("first", "second", "third")
    )
    assert first == second == third


def test_a_scenario_goes_out_as_a_code_book() -> None:
    assert main(["export", "harbour", "-o", "codes.qdc"]) == 0
    assert main(["import", "codes.qdc", "-o", "codes.csv"]) == 0
    assert "issue / depth / twelve" in Path("codes.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["harbour", "-o", "x.qdpx"], "harbour is a scenario, and only registers of claims are"),
        (["harbour", "-o", "x.csv", "--to", "codings"], "harbour is a scenario, and only"),
        (["harbour", "-o", "x.csv", "--to", "qdc"], "x.csv does not end as qdc does"),
        (["r.yaml", "-o", "x.mzn"], "'x.mzn' does not say how to write a register"),
        (["r.yaml", "-o", "x.csv", "--to", "qdpx"], "'x.csv' does not say how to write a register"),
        (["r.yaml", "-o", "x.csv", "--variant", "v"], "a register of claims has no variants"),
    ],
)
def test_what_cannot_be_written_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("r.yaml").write_text("document: {id: d}\nclaims: {}\n", "utf-8")
    assert main(["export", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not [path for path in Path().iterdir() if path.name.startswith("x")]
