"""From documents to a register, and what became of its passages when the text was put right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negsim.cli import main
from negsim.language.load import load_register
from tests.sources.documents.files import word

LINE = "Nobody will blast at night beside a village that sleeps."
WALL = "A wall against the dust is what we hope for."
BODY = (
    f'<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>{LINE}</w:t></w:r><w:commentRangeEnd w:id="1"/></w:p>'
    f'<w:p><w:commentRangeStart w:id="2"/><w:r><w:t>{WALL}</w:t></w:r><w:commentRangeEnd w:id="2"/></w:p>'
)
CODED = "kind: red_line, grade: A, about: village, bears_on: {hours: not nights}, says: No blasting at night."
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(
        word(BODY, comments=[("1", "Ben", CODED), ("2", "Ben", "Is this a demand?")])
    )
    assert main(["read", "letter.docx", "-o", "claims.yaml"]) == 0
    assert "letter.docx: 2 paragraphs, 1 claim, 1 proposed" in capsys.readouterr().err
    return Path("claims.yaml")


def validated(capsys: Printed, *options: str) -> dict[str, object]:
    assert main(["validate", "claims.yaml", "--format", "json", *options]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_comment_that_is_written_as_a_claim_is_one_and_any_other_is_proposed(
    register: Path,
) -> None:
    held = load_register(register)
    assert [(c.id, c.standing, c.kind, c.says, c.at) for c in held.claims] == [
        ("c1", "confirmed", "red_line", "No blasting at night.", "1"),
        ("c2", "proposed", "position", "Is this a demand?", "2"),
    ]
    [document] = held.documents
    assert (document.id, document.title, document.author) == ("letter", "A letter", "Ada")
    assert (document.paragraphs, document.text) == (2, "letter.txt")
    assert Path("letter.txt").read_text("utf-8") == f"[¶1] {LINE}\n\n[¶2] {WALL}\n"


def test_nothing_is_written_over_and_nothing_half(register: Path, capsys: Printed) -> None:
    before = register.read_text("utf-8")
    assert main(["read", "letter.docx", "-o", "claims.yaml"]) == 2
    assert main(["read", "letter.docx", "-o", "other.yaml"]) == 2  # letter.txt stands
    assert main(["read", "letter.docx", "claims.pdf", "-o", "more/other.yaml"]) == 2
    assert register.read_text("utf-8") == before
    assert not Path("other.yaml").exists()


def test_anchors_are_moved_only_when_asked(register: Path, capsys: Printed) -> None:
    assert validated(capsys)["passages"] == {"found": 2}
    text = Path("letter.txt")
    text.write_text(text.read_text("utf-8").replace("[¶1] ", "[¶1] Well. "), "utf-8")
    before = register.read_text("utf-8")
    found = validated(capsys)
    assert found["passages"] == {"moved": 2}
    assert str(found["warnings"]).count("has moved to paragraph") == 2
    assert register.read_text("utf-8") == before
    assert validated(capsys, "--fix", "anchors")["passages"] == {"found": 2}
    anchors = [claim.anchor for claim in load_register(register).claims]
    assert [(a.start, a.stop) for a in anchors if a] == [(6, 62), (63, 107)]


def test_every_passage_is_told_by_what_became_of_it(register: Path, capsys: Printed) -> None:
    text = Path("letter.txt")
    text.write_text(f"{LINE}\n\n{LINE}\n\nA wall.", "utf-8")
    assert validated(capsys)["passages"] == {"ambiguous": 1, "changed": 1}
    fixed = validated(capsys, "--fix", "anchors")
    assert fixed["passages"] == {"ambiguous": 1, "changed": 1}
    text.write_text(LINE, "utf-8")
    assert validated(capsys)["passages"] == {"found": 1, "lost": 1}
    text.unlink()
    gone = validated(capsys)
    assert gone["passages"] == {}
    assert "the text of document 'letter' is not at hand" in str(gone["warnings"])


def test_a_scenario_tells_of_the_passages_of_its_registers(register: Path, capsys: Printed) -> None:
    Path("s.yaml").write_text(
        "negsim: 1.1\nscenario: s\ntitle: S\nclaims: [claims.yaml]\n"
        "issues: {hours: {ask: When?, options: {days: by day, nights: at night}}}\n"
        "actors: {village: {name: Village}}\n",
        "utf-8",
    )
    assert main(["validate", "s.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["passages"] == {"found": 2}
    assert main(["validate", "s.yaml", "--fix", "anchors"]) == 2


def test_from_documents_to_an_answer_in_one_line(register: Path, capsys: Printed) -> None:
    Path("s.yaml").write_text(
        "negsim: 1.1\nscenario: s\ntitle: S\nclaims: [claims.yaml]\n"
        "issues: {hours: {ask: When?, options: {days: by day, nights: at night}}}\n"
        "actors: {village: {name: Village}}\n",
        "utf-8",
    )
    assert main(["draft", "s.yaml", "-o", "s.yaml"]) == 0
    capsys.readouterr()
    assert main(["run", "s.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["zone"]["size"] == 1


def test_several_documents_stand_in_one_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(word(BODY, comments=[("1", "Ben", "Hm.")]))
    Path("minutes.txt").write_bytes("Протокол".encode())
    assert main(["read", "letter.docx", "minutes.txt", "-o", "claims.yaml"]) == 0
    register = load_register("claims.yaml")
    assert [one.id for one in register.documents] == ["letter", "minutes"]
    assert [claim.document for claim in register.claims] == ["letter"]
    assert register.documents[1].text == "minutes_text.txt"
    assert main(["read", "minutes.txt"]) == 0
    assert capsys.readouterr().out == "[¶1] Протокол\n"


def test_a_passage_that_stands_twice_is_told_before_the_text_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.chdir(tmp_path)
    comment = [("1", "Ben", "Hm.")]
    Path("letter.docx").write_bytes(
        word(f"{BODY}<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>", comments=comment)
    )
    assert main(["read", "letter.docx", "-o", "claims.yaml"]) == 0
    found = validated(capsys)
    assert found["passages"] == {"found": 1}
    assert "the passage of claim 'c1' stands more than once" in str(found["warnings"])
