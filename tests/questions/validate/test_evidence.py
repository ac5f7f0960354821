"""What validate says of evidence: claims that do not fit the scenario, and demands that say more than theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.errors import Fault, InputError
from negsim.language.load import load
from negsim.questions.validate.evidence import evidence_warnings

REGISTER = """
document: {id: minutes}
claims:
  c1: {grade: C, kind: red_line, about: port, says: x, bears_on: {depth: at least twelve}}
  c2: {grade: A, kind: framing, about: port, says: x, bears_on: {depth: fifteen}}
MORE
silences: {s1: {says: nothing}}
"""
SCENARIO = """
negsim: VERSION
scenario: harbour
claims: [minutes.yaml]
issues: {depth: {ordered: true, options: {ten: "10", twelve: "12", fifteen: "15"}}, mud: {options: {sea: a, dyke: b}}}
actors:
  port: {red_lines: {deep: LINE}}
  town: {red_lines: {quiet: OTHER}}
"""
STATED = "{require: {depth: at least twelve}, from: [c1, c2]}"
ASSUMED = '{forbid: {mud: sea}, from: "assumption [s1]: x"}'


def _warnings(
    tmp_path: Path, line: str = STATED, other: str = ASSUMED, more: str = "", version: str = "1.1"
) -> list[Fault]:
    (tmp_path / "minutes.yaml").write_text(REGISTER.replace("MORE", more), encoding="utf-8")
    text = SCENARIO.replace("LINE", line).replace("OTHER", other).replace("VERSION", version)
    (tmp_path / "harbour.yaml").write_text(text, encoding="utf-8")
    return list(evidence_warnings(load(tmp_path / "harbour.yaml")))


def _said(found: list[Fault]) -> list[str]:
    return [f"{fault.what} / {fault.mend}" for fault in found]


def test_a_line_whose_grade_is_not_that_of_version_1_is_told(tmp_path: Path) -> None:
    (told,) = _warnings(tmp_path)
    assert told.what == (
        "port.deep is carried by less than it names: its grade is C, of what carries it,"
        " and not A, of a claim that only touches on it"
    )
    path = tmp_path / "harbour.yaml"
    text = path.read_text("utf-8").replace("negsim: 1.1", "negsim: 1")
    path.write_text(f"{text}variants: {{v: {{trust: {{grade: C}}}}}}\n", encoding="utf-8")
    (told,) = evidence_warnings(load(path))
    assert told.what.endswith("; `trust: {grade: …}` goes by the latter in version 1")
    assert told.where is not None
    assert told.where.line == 7
    assert _warnings(tmp_path, line=STATED.replace("[c1, c2]", "c1"), other=ASSUMED)[0].what == (
        "1 claim bears on nothing in this scenario: c2 of minutes.yaml"
    )


THREE = STATED.replace("c2]", "c2, c3]")


@pytest.mark.parametrize(
    ("line", "third", "said"),
    [
        (
            "{require: {depth: fifteen}, from: [c1, c2]}",
            None,
            (
                "port.deep is stretched: none of its claims says as much as it demands;"
                " so it has no grade, though it names a claim of grade A / demand what they say"
            ),
        ),
        (
            "{require: {depth: ten}, from: [c1, c2, c3]}",
            "grade: B, kind: offer, bears_on: {depth: ten}",
            (
                "port.deep is hardened: what carries it is an offer, which no source calls a red line;"
                " its grade is B, of what carries it, and not A,"
            ),
        ),
        (
            THREE,
            "grade: A, bears_on: {dpeth: ten}",
            (
                "`bears_on` of claim 'c3' names no issue of this scenario: 'dpeth'"
                " / use one of depth, mud (did you mean depth?)"
            ),
        ),
        (
            THREE,
            "grade: A, bears_on: {depth: twelf}",
            (
                "`bears_on` of claim 'c3' names no option of issue 'depth': 'twelf'"
                " / use one of ten, twelve, fifteen (did you mean twelve?)"
            ),
        ),
        (
            THREE,
            "grade: A, status: disputed",
            "claim 'c3' is disputed, and port.deep rests on it / settle it",
        ),
        (
            THREE,
            "grade: A, status: background",
            "claim 'c3' is background, not meant to be cited, and port.deep rests on it",
        ),
        (
            STATED,
            "grade: A, supersedes: c1",
            "claim 'c1' is superseded by 'minutes.c3', and port.deep rests on it / cite c3",
        ),
        (
            STATED,
            "grade: A}\nconflicts: {k1: {says: x, between: [c1, letters.c9]}",
            "conflict 'k1' names 'letters.c9', and no register of 'harbour' holds that document",
        ),
    ],
)
def test_a_warning_says_what_and_how_to_mend_it(
    tmp_path: Path, line: str, third: str | None, said: str
) -> None:
    more = "" if third is None else f"  c3: {{says: x, {third}}}"
    told = _said(_warnings(tmp_path, line, ASSUMED, more))
    assert [one for one in told if one.startswith(said)], told


def test_the_place_of_a_test_that_does_not_fit_is_in_the_register(tmp_path: Path) -> None:
    more = "  c3: {grade: A, says: x, bears_on: {depth: twelf}, status: background}"
    told = [one for one in _warnings(tmp_path, more=more) if "c3" in one.what]
    assert [str(one.where) for one in told] == [f"{tmp_path / 'minutes.yaml'}:6:45"]


def test_claims_not_meant_to_be_cited_are_not_missed(tmp_path: Path) -> None:
    more = (
        "  c3: {grade: A, says: x, status: background}\n"
        "  c4: {grade: A, says: x, status: proposed, supersedes: c2}\n"
        "  c5: {grade: A, says: x}\n"
        "  c6: {grade: A, says: x, supersedes: c5}"
    )
    told = [one for one in _said(_warnings(tmp_path, more=more)) if "bears on nothing" in one]
    assert [one.partition(" / ")[0] for one in told] == [
        "1 claim bears on nothing in this scenario: c6 of minutes.yaml"
    ]


def test_a_silence_that_nobody_keeps_is_a_fault_in_1_1_and_a_warning_before(tmp_path: Path) -> None:
    other = ASSUMED.replace("s1", "s1 s11")
    with pytest.raises(InputError, match=r"cites no silence of the registers: 's11'") as caught:
        _warnings(tmp_path, other=other)
    fault = caught.value.faults[0]
    assert fault.mend == ("name a silence by its id (did you mean s1?), or leave out the brackets")
    told = [one.what for one in _warnings(tmp_path, other=other, version="1")]
    assert "town.quiet cites no silence of the registers: 's11'" in told


def test_a_silence_that_several_registers_keep_must_be_named_in_full(tmp_path: Path) -> None:
    (tmp_path / "letters.yaml").write_text(
        "document: {id: letters}\nclaims: {}\nsilences: {s1: {says: nothing}}"
    )
    (tmp_path / "minutes.yaml").write_text(REGISTER.replace("MORE", ""))
    text = SCENARIO.replace("VERSION", "1.1").replace("LINE", STATED).replace("OTHER", ASSUMED)
    text = text.replace("[minutes.yaml]", "[minutes.yaml, letters.yaml]")
    path = tmp_path / "harbour.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"cites silence 's1', which 2 registers have"):
        load(path)
    path.write_text(text.replace("[s1]", "[letters.s1]"))
    assert load(path).red_lines["town.quiet"].sources[0].silences == ("letters.s1",)


MILD_FIRST = "{readings: {low: {require: {depth: at least twelve}}, high: {require: {depth: fifteen}}}, from: c1}"
STRICT_FIRST = (
    '{readings: {none_at_all: {forbid: {mud: sea}}, as_a_wish: none}, from: "assumption: x"}'
)


def test_readings_that_are_mild_first_for_one_and_strict_first_for_another_are_told(
    tmp_path: Path,
) -> None:
    told = _said(_warnings(tmp_path, MILD_FIRST, STRICT_FIRST))
    assert told[-1] == (
        "the readings that come first are the mildest of port (deep), and the strictest of town (quiet)"
        " / the first reading is the base case: order them alike on all sides, or say why not"
    )
    alike = STRICT_FIRST.replace("as_a_wish: none", "more: {forbid: [{mud: sea}, {depth: ten}]}")
    assert not any("come first" in one for one in _said(_warnings(tmp_path, MILD_FIRST, alike)))
