"""One register of two coders: what agrees stays, what differs is disputed, with both codings beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.cli import main
from negsim.errors import InputError
from negsim.language.load import load_register, loads_register
from negsim.language.model.evidence import Register
from negsim.questions.agree import agree, merged

FIRST = """\
# Coded by A.
document: {id: minutes}
claims:
  c1: {at: 1, grade: B, kind: aim, says: x}   # clear
  # Hard to say.
  c2:
    at: 2
    grade: B
    says: x
    bears_on: {depth: at least twelve}
    status: confirmed
  c3: {at: 3, grade: B, says: x}
conflicts: {k1: {between: [c1, c2], says: x}}
silences: {s1: {says: nothing of mud}}
"""
SECOND = """\
document: {id: minutes}
claims:
  k1: {at: 1, grade: B, kind: aim, says: y}
  k2: {at: 2, grade: B, says: y, bears_on: {depth: fifteen}}
  c3: {at: 7, grade: A, says: "z, and 12", kind: threat, supersedes: [k2], date: 2025-01-02, paragraphs: 1}
conflicts:
  k1: {between: [k2, k1], says: the same}
  k2: {between: [k1, c3], says: another}
silences: {s1: {about: [port], says: nothing of fees}, s2: {says: nothing of mud}}
""".replace(", paragraphs: 1", "")


def _merged(first: str = FIRST, second: str = SECOND) -> tuple[str, Register]:
    one, other = loads_register(first, "a.yaml"), loads_register(second, "b.yaml")
    text = merged(one, other, first, second)
    return text, loads_register(text, "c.yaml")


def test_what_agrees_stays_and_what_differs_is_disputed_with_both_codings() -> None:
    text, register = _merged()
    assert text.startswith(
        "# Coded by A.\n"
        "document: {id: minutes}\n"
        "claims:\n"
        "  c1: {at: 1, grade: B, kind: aim, says: x}   # clear\n"
        "  # Hard to say.\n"
        "  # The first coder (c2): bears_on: {depth: at least twelve}\n"
        "  # The second coder (k2): bears_on: {depth: fifteen}\n"
        "  c2:\n"
    )
    standing = {claim.id: claim.standing for claim in register.claims}
    assert standing == {"c1": "confirmed", "c2": "disputed", "c3": "disputed", "c3_2": "disputed"}
    assert "  # Only the first coder has this.\n  c3: " in text
    assert "  # Only the second coder has this.\n  c3_2:" in text


def test_what_nobody_stands_by_stays_proposed() -> None:
    first = """document: {id: minutes}
claims:
  both: {at: 1, grade: B, says: x, status: proposed}
  stood: {at: 2, grade: B, says: x, status: proposed}
  other: {at: 3, grade: B, says: x, status: proposed}
  alone: {at: 4, grade: B, says: x, status: proposed}
  apart: {at: 5, grade: B, says: x, status: proposed}
  mine: {at: 7, grade: B, says: x}
"""
    second = """document: {id: minutes}
claims:
  both: {at: 1, grade: A, says: x, status: proposed}
  stood: {at: 2, grade: B, says: x}
  other: {at: 3, grade: A, says: x}
  apart: {at: 5, grade: B, says: x, status: proposed}
  new: {at: 6, grade: B, says: x, status: proposed}
  mine: {at: 7, grade: B, says: x, status: proposed}
"""
    text, register = _merged(first, second)
    assert {claim.id: claim.standing for claim in register.claims} == {
        "both": "proposed",
        "stood": "confirmed",
        "other": "disputed",
        "alone": "proposed",
        "apart": "proposed",
        "mine": "confirmed",
        "new": "proposed",
    }
    assert "  # The first coder: grade: B\n  # The second coder: grade: A\n  both:" in text


def test_what_the_second_has_alone_is_named_as_the_first_would() -> None:
    _, register = _merged()
    new = register.claims[-1]
    assert (new.says, new.supersedes, str(new.date)) == ("z, and 12", ("minutes.c2",), "2025-01-02")
    assert [one.between for one in register.conflicts] == [
        ("minutes.c1", "minutes.c2"),
        ("minutes.c1", "minutes.c3_2"),
    ]
    assert [(one.id, one.says) for one in register.silences] == [
        ("s1", "nothing of mud"),
        ("s1_2", "nothing of fees"),
    ]


def test_two_that_agree_make_the_first() -> None:
    text, register = _merged(FIRST, FIRST)
    assert text == FIRST
    assert not agree(register, register).differences


def test_in_files_of_several_documents_claims_stay_in_theirs() -> None:
    first = "documents: {x: , y: }\nclaims: {c1: {in: x, at: 1, grade: A, says: a}}"
    second = "documents: {y: }\nclaims: {c1: {in: y, at: 1, grade: A, says: b}}\nsilences: {s: {in: y, says: c}}"
    _, register = _merged(first, second)
    assert [claim.full_id for claim in register.claims] == ["x.c1", "y.c1_2"]
    assert [silence.full_id for silence in register.silences] == ["y.s"]
    with pytest.raises(InputError, match=r"a document that b\.yaml does not: 'x'"):
        merged(loads_register(second, "b.yaml"), loads_register(first, "a.yaml"), second, first)


def test_the_command_writes_the_register_and_says_how_much_is_disputed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FIRST)
    Path("b.yaml").write_text(SECOND)
    assert main(["merge", "a.yaml", "b.yaml", "-o", "c.yaml"]) == 0
    assert capsys.readouterr().out == "wrote c.yaml: 3 claims disputed\n"
    assert len(load_register("c.yaml").claims) == 4
