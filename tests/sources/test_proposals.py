"""What a program proposes is taken where its passage stands in the text, and counts for nothing until confirmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negsim.cli import main
from negsim.language.load import load_register

SAID = "It must not be at night.\n\nIt must not\nbe. The wall must be built, whatever it costs.\n"
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("minutes.txt").write_text(SAID, "utf-8")
    assert main(["read", "minutes.txt", "-o", "claims.yaml"]) == 0


def propose(*lines: object) -> int:
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    Path("p.jsonl").write_text(text, "utf-8")
    return main(["propose", "claims.yaml", "p.jsonl", "-o", "claims.yaml"])


def line(passage: str, **more: object) -> dict[str, object]:
    return {"passage": passage, "claim": {"kind": "demand", "says": "A demand."}, **more}


def test_a_passage_that_stands_there_is_taken_and_only_proposed(capsys: Printed) -> None:
    assert propose(line("The wall  must\nbe built", by="a script", document="minutes")) == 0
    [claim] = load_register("claims.yaml").claims
    assert (claim.id, claim.standing, claim.grade, claim.at) == ("p1", "proposed", "F", "2")
    assert claim.note == "proposed by a script"
    capsys.readouterr()
    assert main(["validate", "claims.yaml"]) == 0
    assert "Passages in the text: 1 found." in capsys.readouterr().out
    scenario = (
        "negsim: 1.1\nscenario: s\ntitle: S\nclaims: [claims.yaml]\nissues: {i: {options: [a, b]}}\n"
        "actors: {x: {red_lines: {l: {require: {i: a}, from: p1}}}}\n"
    )
    Path("s.yaml").write_text(scenario, "utf-8")
    assert main(["run", "s.yaml"]) == 2
    assert "p1" in capsys.readouterr().err


def test_a_passage_over_the_end_of_a_paragraph_is_found() -> None:
    assert propose(line("at night. It must")) == 0
    [claim] = load_register("claims.yaml").claims
    assert claim.at == "1-2"


def test_what_is_not_there_or_there_twice_is_refused_and_the_rest_taken(capsys: Printed) -> None:
    lines = (line("The Wall"), line("It must not"), line("It must not", at=2), line("costs."))
    assert propose(*lines) == 0
    told = capsys.readouterr().err
    assert "p.jsonl:1:1: refused: the passage is not in the text of minutes: 'The Wall'" in told
    assert "p.jsonl:2:1: refused: the passage stands 2 times in the text of minutes" in told
    assert "2 claims proposed, 2 refused" in told
    assert propose(*lines) == 0
    assert "0 claims proposed, 2 refused, 2 there already" in capsys.readouterr().err
    assert len(load_register("claims.yaml").claims) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"passage": "costs."}, "no `passage` and `claim` on the line"),
        (line("costs.", claim={"says": "x", "status": "confirmed"}), "may not say 'status'"),
        (line("costs.", claim={"says": "x", "anchor": {}}), "may not say 'anchor'"),
        (line("costs.", claim={"kind": "demand"}), "`claim` has no `says`"),
        (line("costs.", docment="a"), "unknown key 'docment'"),
        (line("built", claim={"says": "x", "kind": "wish"}), "the kind of claim 'p2'"),
        (line("costs.", at="p. 3"), "`at` is no paragraph: 'p. 3'"),
        (line(" "), "`passage` is no text"),
        ([1], "no `passage` and `claim` on the line"),
    ],
)
def test_a_line_at_fault_is_told_and_nothing_is_written(
    wrong: object, message: str, capsys: Printed
) -> None:
    before = Path("claims.yaml").read_text("utf-8")
    assert propose(line("costs."), wrong) == 2
    assert message in capsys.readouterr().err
    assert Path("claims.yaml").read_text("utf-8") == before


def test_a_line_that_is_no_json_is_told(capsys: Printed) -> None:
    Path("p.jsonl").write_text("[" * 100_000 + "\n{", "utf-8")
    assert main(["propose", "claims.yaml", "p.jsonl"]) == 2
    assert capsys.readouterr().err.count("the line is no JSON") == 2


def test_a_person_confirms_what_is_proposed(capsys: Printed) -> None:
    assert propose(line("costs."), line("at night.")) == 0
    assert main(["confirm", "claims.yaml", "p2"]) == 0
    standings = {claim.id: claim.standing for claim in load_register("claims.yaml").claims}
    assert standings == {"p1": "proposed", "p2": "confirmed"}
    assert main(["confirm", "claims.yaml", "p2", "p3"]) == 2
    told = capsys.readouterr().err
    assert "claim 'p2' is not proposed but confirmed" in told
    assert "no claim of claims.yaml: 'p3'" in told


def imported(*paths: str) -> int:
    Path("p.jsonl").write_text(f"{json.dumps(line('The wall must be built'))}\n", "utf-8")
    return main(["import", "p.jsonl", *paths])


def test_import_takes_proposals_into_the_register_that_is_named_or_lies_beside(
    capsys: Printed,
) -> None:
    assert imported("claims.yaml", "-o", "claims.yaml") == 0
    text = Path("claims.yaml").read_text("utf-8")
    assert [one.id for one in load_register("claims.yaml").claims] == ["p1"]
    capsys.readouterr()
    assert imported() == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == (text, "0 claims proposed, 0 refused, 1 there already\n")


def test_import_begins_a_register_of_the_documents_that_proposals_quote() -> None:
    Path("new").mkdir()
    assert imported("minutes.txt", "-o", "new/register.yaml") == 0
    [claim] = load_register("new/register.yaml").claims
    assert (claim.id, claim.standing, claim.at) == ("p1", "proposed", "2")
    assert "[¶2] It must not be. The wall" in Path("new/minutes_text.txt").read_text("utf-8")


def test_import_of_proposals_says_what_it_needs(capsys: Printed) -> None:
    capsys.readouterr()
    Path("other.yaml").write_bytes(Path("claims.yaml").read_bytes())
    for paths, what in (
        ((), "'p.jsonl' has proposals, and 2 registers beside it may be meant"),
        (("minutes.txt",), "--output is needed where documents are read"),
        (("claims.yaml", "minutes.txt"), "proposals go into one register, not 2 files"),
        (("claims.yaml", "-o", "other.yaml"), "'other.yaml' is there already"),
    ):
        assert imported(*paths) == 2
        assert what in capsys.readouterr().err


def test_a_document_that_is_there_twice_is_told(capsys: Printed) -> None:
    Path("more").mkdir()
    Path("copy.txt").write_text(SAID, "utf-8")
    Path("same.txt").write_text(SAID.replace("\n\n", "\n\n\n"), "utf-8")
    capsys.readouterr()
    assert main(["read", "minutes.txt", "copy.txt", "same.txt", "-o", "more/three.yaml"]) == 0
    told = capsys.readouterr().err
    assert "  the same file as minutes.txt: leave one out, or what it says counts twice\n" in told
    assert "  the same text as minutes.txt: leave one out, or what it says counts twice\n" in told
    assert main(["validate", "more/three.yaml"]) == 0
    assert "document 'copy' is the same file as 'minutes'" in capsys.readouterr().out
