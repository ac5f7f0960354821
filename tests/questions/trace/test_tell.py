"""What is said of sources names the document that it means, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

import negsim
from negsim.document.content import plain
from negsim.document.result import told
from negsim.questions.trace import Trace
from tests.document.reading import section, words_of

REGISTERS = ("monday", "tuesday", "friday")
REGISTER = """
document: {{id: {name}, title: "Minutes of {name}", date: 2025-01-18}}
claims:
  c1: {{says: A claim of {name}., kind: red_line, grade: A, about: [port], bears_on: {{depth: twelve}}}}
silences:
  s1: {{about: [ships], says: "Nothing on ships, {name}."}}
"""
SCENARIO = """
negsim: {version}
scenario: three
claims: [{registers}]
issues:
  depth: {{options: {{ten: 10 m, twelve: 12 m}}}}
actors:
  port:
    red_lines: {{deep: {{require: {{depth: twelve}}, from: [monday.c1, "assumption [{cited}]: nobody says it"]}}}}
    preferences: {{depth: {{weight: 1, scores: {{ten: 0, twelve: 1}}, from: "assumption [monday.s1]: a guess"}}}}
"""


def traced(folder: Path, cited: str, registers: tuple[str, ...] = REGISTERS) -> Trace:
    for name in registers:
        (folder / f"{name}.yaml").write_text(REGISTER.format(name=name), encoding="utf-8")
    text = SCENARIO.format(
        version=1, registers=", ".join(f"{name}.yaml" for name in registers), cited=cited
    )
    (folder / "three.yaml").write_text(text, encoding="utf-8")
    return negsim.load(folder / "three.yaml").trace()


def test_a_silence_that_several_registers_have_is_credited_to_none_of_them(tmp_path: Path) -> None:
    found = traced(tmp_path, "s1")
    cited = {gap.full_id: gap.cited_by for gap in found.gaps}
    assert cited == {
        "monday.s1": ("port.preferences.depth",),  # by its full name, in the preference
        "tuesday.s1": (),
        "friday.s1": (),
    }


def test_a_silence_that_is_named_in_full_is_credited_to_its_register(tmp_path: Path) -> None:
    found = traced(tmp_path, "friday.s1")
    cited = {gap.full_id: len(gap.cited_by) for gap in found.gaps}
    assert cited == {"monday.s1": 1, "tuesday.s1": 0, "friday.s1": 1}


def test_every_silence_is_told_with_its_document(tmp_path: Path) -> None:
    said = section(told(traced(tmp_path, "friday.s1")), "silences")
    text = words_of(said)
    for name in REGISTERS:
        assert f"Nothing on ships, {name}. (Minutes of {name} (18 Jan 2025); filled by" in text


def test_the_one_document_there_is_is_named_once(tmp_path: Path) -> None:
    said = section(told(traced(tmp_path, "s1", ("monday",))), "silences")
    assert words_of(said).count("Minutes of monday") == 1
    assert "Nothing on ships, monday. (filled by assumption in 2 elements)" in words_of(said)


def test_claims_that_turn_the_answer_are_told_in_words_with_their_notes() -> None:
    found = negsim.load("harbour").trace()
    (block, *_) = section(told(found), "flips").blocks
    first = block.items[0]  # type: ignore[union-attr]
    (key,) = [note for span in first for note in span.notes]
    assert plain(first) == f"“{found.scenario.claim[key].says.rstrip('.')}”"
    assert (key,) == found.flips_by_claims[0]


@pytest.mark.parametrize("variant", ["", "quiet_machines"])
def test_an_answer_says_what_turns_it_or_that_nothing_does(variant: str) -> None:
    found = negsim.load("harbour").trace(variant)
    said = told(found).said
    assert said is not None
    if variant:
        assert said.text.startswith("A DEAL IS POSSIBLE: 8 packages. No loss of sources would")
    else:
        assert said.text == "NO DEAL, but one is possible if 1 claim proves unfounded."
