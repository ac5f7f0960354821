"""What codes say of claims: by a table, by their own words, and where neither says anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.interop.qda.importing import codes_of_files, import_codings
from negsim.language.model.evidence import Claim
from tests.interop.qda import databases, programs

ROWS = """code,kind,about,speaker,grade,issue,test,says
membership,Red line,ukraine,The President,B,alignment,not nato,It stays out.
dyke,,port; villages,,,depth,[ten; twelve],
night,condition,villages,,c,nights,no,
night,,,,,depth,at most ten,
"""


def claims(path: Path, codes: str | None = None) -> tuple[list[Claim], tuple[str, ...]]:
    table = None
    if codes is not None:
        table = str(path.with_name("codes.csv"))
        Path(table).write_text(codes, "utf-8")
    found = import_codings([str(path)], codes=table)
    return list(found.register.claims), found.notes


def marked(path: Path, *labels: str) -> Path:
    """A file of doccano in which one passage has these labels."""
    spans = ", ".join(f'[0, 2, "{label}"]' for label in labels)
    path.write_text(f'{{"text": "No deal.", "label": [{spans}]}}\n', "utf-8")
    return path


def test_a_table_says_what_codes_mean(tmp_path: Path) -> None:
    found, notes = claims(programs.refi(tmp_path / "p.qdpx"), ROWS.replace("[ten; twelve]", "ten"))
    first, dyke, night, ships, _ = found
    assert (first.kind, first.grade, first.about) == ("red_line", "B", ("ukraine",))
    assert (first.speaker, first.says, first.standing) == (
        ("The President",),
        "It stays out.",
        "confirmed",
    )
    assert first.bears_on == (("alignment", "not nato"),)
    assert (dyke.about, dyke.bears_on, dyke.standing) == (
        ("port", "villages"),
        (("depth", "ten"),),
        "confirmed",
    )
    assert (night.kind, night.grade) == ("condition", "C")
    assert night.bears_on == (("nights", "no"), ("depth", "at most ten"))
    assert (ships.standing, ships.grade) == ("proposed", "F")
    assert "1 code of which nothing says what they mean for a claim: ships" in notes
    assert "1 claim proposed only: nothing says what their codes mean: c4" in notes


def test_codes_of_the_same_passage_say_one_claim_together_and_two_where_they_name_two_kinds(
    tmp_path: Path,
) -> None:
    labels = ("kind: aim", "about: port", "kind: threat", "issue: depth: ten", "grade.A")
    found, _ = claims(marked(tmp_path / "d.jsonl", *labels))
    assert [(one.id, one.kind, one.about, one.grade) for one in found] == [
        ("c1", "aim", ("port",), "A"),
        ("c2", "threat", ("port",), "A"),
    ]
    assert {one.bears_on for one in found} == {(("depth", "ten"),)}


def test_two_tests_of_one_issue_are_told(tmp_path: Path) -> None:
    found, notes = claims(marked(tmp_path / "d.jsonl", "issue/depth/ten", "issue/depth/twelve"))
    assert found[0].bears_on == (("depth", "ten"),)
    assert "c1: two codes test the issue depth; ten is kept, twelve is left out" in notes


def test_a_code_without_words_of_ours_is_a_proposal(tmp_path: Path) -> None:
    found, _ = claims(marked(tmp_path / "d.jsonl", "kind: theme", "issue: depth", "colour"))
    [claim] = found
    assert (claim.standing, claim.grade) == ("proposed", "F")
    assert claim.says == "Marked as “kind: theme”, “issue: depth”, “colour”."


def test_the_table_to_fill_in_is_read_back(tmp_path: Path) -> None:
    path = databases.qualcoder(tmp_path / "p.qda")
    rows = codes_of_files([str(path)])
    assert rows.splitlines()[1] == "themes / membership,,,,,,,,about membership"
    filled = rows.replace("themes / membership,,", "themes / membership,aim,port")
    found, _ = claims(path, filled)
    assert (found[0].kind, found[0].about) == ("aim", ("port",))


def test_codes_that_no_passage_has_are_told_with_the_nearest(tmp_path: Path) -> None:
    path = programs.refi(tmp_path / "p.qdpx")
    _, notes = claims(path, "code,kind\nmembershp,aim\n")
    told = "codes.csv: no passage or code book has the codes membershp (did you mean membership?)"
    assert told in notes


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ("name,kind\nx,aim\n", "has no column 'code' in its first row"),
        ("code,kind\ndyke,red lion\n", "'red lion' is no kind of a claim"),
        ("code,grade\ndyke,G\n", "'G' is no grade of a claim"),
        ("code,issue,test\ndyke,depth,\n", "the code 'dyke' has an issue, and no test of it"),
        ("code,issue,test\ndyke,,ten\n", "the code 'dyke' has a test, and no issue"),
    ],
)
def test_faults_of_a_table_are_told_at_their_cells(codes: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        claims(programs.refi(tmp_path / "p.qdpx"), codes)


def test_a_name_that_two_codes_have_must_be_said_whole(tmp_path: Path) -> None:
    path = programs.refi_codes(tmp_path / "p.qdpx", {"a": "x", "b": "x"})
    with pytest.raises(InputError, match="2 codes are called 'x'"):
        claims(path, "code,kind\nx,aim\n")
    found, _ = claims(path, "code,kind\na / x,aim\n")
    assert found[0].kind == "aim"
