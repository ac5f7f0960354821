"""Registers of claims: what they may hold, which faults are told, and what a scenario takes from them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.language.load import is_register, load, load_register
from negsim.language.model.evidence import Anchor, Register

ONE = """
document: {id: talks, title: Talks, url: "https://example.org/x", author: a clerk, language: uk,
           retrieved: 2025-02-01, kind: transcript, text: talks.txt, paragraphs: 4, sha256: abc}
claims:
  c1: {grade: A, says: They must., kind: obligation, date: 2025-01-01, about: port, bears_on: {depth: twelve | fifteen}}
  c2: {grade: B, says: They will., kind: threat, supersedes: c1, note: heard twice, status: disputed}
  c3: {grade: C, says: They may., kind: offer, supersedes: [c1, talks.c2], status: background,
       anchor: {from: 120, to: 188, sha256: abc}, bears_on: {depth: [twelve, fifteen], fee: 300}}
conflicts: {k1: {between: [c1, letters.c9], says: Not both.}}
"""
SEVERAL = """
documents:
  monday: {title: Monday's speech, date: 2025-01-06}
  tuesday:
claims:
  c1: {in: monday, grade: A, says: One.}
  c2: {in: tuesday, grade: A, says: Two., supersedes: c1}
conflicts: {k1: {between: [c1, tuesday.c2], says: Not both.}}
silences:
  s1: {in: monday, says: Nothing of depth.}
  s2: {says: Nothing of the fee in any of them.}
"""
SCENARIO = """
negsim: 1
scenario: harbour
claims: [REGISTERS]
issues: {depth: {ask: How deep?, options: {ten: ten, twelve: twelve, fifteen: fifteen}}}
actors: {port: {red_lines: {deep: {require: {depth: twelve}, from: SOURCE}}}}
"""


def _register(tmp_path: Path, text: str, name: str = "talks.yaml") -> Register:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_register(tmp_path / name)


def _faults(tmp_path: Path, text: str, name: str = "talks.yaml") -> list[str]:
    with pytest.raises(InputError, match="mend") as caught:
        _register(tmp_path, text, name)
    return [f"{fault.what} / {fault.mend}" for fault in caught.value.faults]


def _scenario(tmp_path: Path, source: str, **registers: str) -> Path:
    for name, text in registers.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    names = ", ".join(f"{name}.yaml" for name in registers)
    path = tmp_path / "harbour.yaml"
    path.write_text(
        SCENARIO.replace("REGISTERS", names).replace("SOURCE", source), encoding="utf-8"
    )
    return path


def test_a_document_and_its_claims_carry_all_that_1_1_has(tmp_path: Path) -> None:
    register = _register(tmp_path, ONE)
    document = register.documents[0]
    assert (document.kind, document.author, document.language, document.text) == (
        "transcript",
        "a clerk",
        "uk",
        "talks.txt",
    )
    assert document.retrieved == dt.date(2025, 2, 1)
    assert document.url == "https://example.org/x"
    first, second, third = register.claims
    assert (first.kind, first.date, first.standing) == (
        "obligation",
        dt.date(2025, 1, 1),
        "confirmed",
    )
    assert (second.supersedes, second.note, second.standing) == (
        ("talks.c1",),
        "heard twice",
        "disputed",
    )
    assert third.supersedes == ("talks.c1", "talks.c2")
    assert third.anchor == Anchor(start=120, stop=188, sha256="abc")
    assert register.conflicts[0].between == ("talks.c1", "letters.c9")


def test_what_the_coder_decided_is_kept_as_written(tmp_path: Path) -> None:
    first, _, third = _register(tmp_path, ONE).claims
    assert first.written == {
        "kind": "obligation",
        "grade": "A",
        "about": "port",
        "bears_on": {"depth": "twelve | fifteen"},
    }
    assert third.written["bears_on"] == {"depth": ["twelve", "fifteen"], "fee": Fraction(300)}


def test_a_file_may_hold_several_documents_and_each_claim_says_which(tmp_path: Path) -> None:
    register = _register(tmp_path, SEVERAL)
    assert [one.id for one in register.documents] == ["monday", "tuesday"]
    assert [claim.full_id for claim in register.claims] == ["monday.c1", "tuesday.c2"]
    assert register.claims[1].supersedes == ("monday.c1",)
    assert register.conflicts[0].between == ("monday.c1", "tuesday.c2")
    assert [silence.full_id for silence in register.silences] == ["monday.s1", "talks.s2"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: offer", "kind: ofer", "the kind of claim 'c3' is "),
        ("kind: transcript", "kind: talk", "the kind of the document is news or speech or"),
        ("status: disputed", "status: dispute", "is proposed or confirmed or disputed or background"),
        ("supersedes: c1,", "supersedes: c2,", "claim 'c2' supersedes itself / name the earlier claim"),
        ("supersedes: c1,", "supersedes: c11,", "names no claim of this register: 'c11' / use one of"),
        ("supersedes: c1,", "supersedes: talks.c11,", "names no claim of this register: 'talks.c11'"),
        ("from: 120, to: 188", "from: 188, to: 188", "ends before it begins: 188 to 188 / `to` is"),
        ("from: 120, to: 188", "from: 120", "the anchor of claim 'c3' has no 'to' / add `to: …`"),
        ("from: 120, to: 188", "from: 1.5, to: 188", "`from` of the anchor of claim 'c3' is a whole number"),
        ("date: 2025-01-01", "date: 2025-13-01", "the date of claim 'c1' is no day of the calendar"),
        ("c1: {grade", "c1: {in: talk, grade", "is in no document of this file: 'talk' / use talks"),
        ("claims:\n", "documents: {x: {}}\nclaims:\n", "has both `document` and `documents`"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_mend(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in ONE
    faults = _faults(tmp_path, ONE.replace(old, new))
    assert len(faults) == 1
    assert fault in faults[0]


def test_in_a_file_of_several_documents_a_claim_must_say_which(tmp_path: Path) -> None:
    assert _faults(tmp_path, SEVERAL.replace("in: monday, grade", "grade")) == [
        "claim 'c1' does not say which document it is in / add `in: monday`, or another of `documents`"
    ]
    faults = _faults(tmp_path, SEVERAL.replace("{title: Monday's speech,", "{id: monday,"))
    assert faults[0].startswith("document 'monday' has no key 'id' / ")


def test_a_register_without_a_document_says_so(tmp_path: Path) -> None:
    assert _faults(tmp_path, "claims: {c1: {grade: A, says: x}}") == [
        "a register of claims has no 'document' / add `document: {id: …}`"
    ]


def test_the_first_key_tells_a_register_from_a_scenario(tmp_path: Path) -> None:
    for text, expected in [
        (ONE, True),
        ("\ufeff# a note\n---\n{documents: {}}", True),
        ("negsim: 1\ndocument: {id: x}", False),
        ("- document", False),
        ("{", False),
    ]:
        path = tmp_path / "file.yaml"
        path.write_text(text, encoding="utf-8")
        assert is_register(path) is expected


def test_an_element_that_cites_a_proposed_claim_is_a_fault(tmp_path: Path) -> None:
    proposed = ONE.replace("status: disputed", "status: proposed")
    with pytest.raises(InputError, match="names claim 'c2', which is only proposed"):
        load(_scenario(tmp_path, "c2", talks=proposed))
    assert load(_scenario(tmp_path, "c1", talks=proposed)).red_lines["port.deep"].sources


def test_the_fault_of_a_proposed_claim_is_told_in_variants_and_by_set_too(tmp_path: Path) -> None:
    proposed = ONE.replace("status: disputed", "status: proposed")
    path = _scenario(tmp_path, "c1", talks=proposed)
    with pytest.raises(InputError, match="which is only proposed"):
        load(path, sets=["port.deep={require: {depth: ten}, from: c2}"])


def test_conflicts_may_name_claims_of_the_scenario_s_other_registers(tmp_path: Path) -> None:
    letters = "document: {id: letters}\nclaims: {c9: {grade: A, says: x}}"
    scenario = load(_scenario(tmp_path, "c9", talks=ONE, letters=letters))
    assert scenario.registers[0].conflicts[0].between == ("talks.c1", "letters.c9")
    path = _scenario(tmp_path, "c1", talks=ONE, letters=letters.replace("c9", "c8"))
    with pytest.raises(
        InputError, match=r"conflict 'k1' names no claim of the registers: 'letters\.c9'"
    ):
        load(path)
    load(_scenario(tmp_path, "c1", talks=ONE))  # the register of letters is not here


def test_a_document_stands_in_one_register_only(tmp_path: Path) -> None:
    other = "documents: {x: {}, talks: {}}\nclaims: {c1: {in: x, grade: A, says: x}}"
    with pytest.raises(InputError, match="two registers hold the document 'talks'"):
        load(_scenario(tmp_path, "c2", talks=ONE, others=other))


def test_claims_of_one_file_s_documents_are_named_apart_from_another_s(tmp_path: Path) -> None:
    scenario = load(_scenario(tmp_path, "monday.c1", talks=ONE, days=SEVERAL))
    assert scenario.red_lines["port.deep"].sources[0].claim == "monday.c1"
    with pytest.raises(InputError, match=r"say which: talks\.c1 or monday\.c1"):
        load(_scenario(tmp_path, "c1", talks=ONE, days=SEVERAL))
