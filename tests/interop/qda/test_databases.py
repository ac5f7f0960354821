"""What QualCoder, Taguette and the Discourse Network Analyzer keep in their databases, and what becomes of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from negsim.interop.qda.importing import codes_of_files, import_codings
from negsim.interop.qda.register import ImportedRegister
from tests.interop.qda import databases


def changed(path: Path, *scripts: str) -> ImportedRegister:
    """Read a database in which something was changed."""
    connection = sqlite3.connect(path)
    for script in scripts:
        connection.executescript(script)
    connection.close()
    return import_codings([str(path)])


def qualcoder(folder: Path, *scripts: str) -> ImportedRegister:
    return changed(databases.qualcoder(folder / "data.qda", as_folder=False), *scripts)


def test_qualcoder_has_codes_below_categories_and_annotations(tmp_path: Path) -> None:
    found = qualcoder(
        tmp_path,
        "INSERT INTO annotation VALUES (1, 7, 0, 5, 'a first word', 'ben', '')",
        "INSERT INTO code_cat VALUES (2, 'above', '', '', '', NULL)",
        "UPDATE code_cat SET supercatid = 2 WHERE catid = 1",
        "UPDATE code_name SET supercid = 1, catid = NULL WHERE cid = 2",
    )
    first, second, third, *_ = found.register.claims
    assert (first.says, first.note, first.standing) == ("a first word", "Coder: ben", "proposed")
    assert second.says == "Marked as “above / themes / membership”."
    assert third.says == "Marked as “above / themes / membership / dyke”."
    assert found.register.documents[0].author == "The harbour"
    assert "1 passage in a picture left out" in found.notes


def test_categories_that_go_in_a_circle_end(tmp_path: Path) -> None:
    found = qualcoder(tmp_path, "UPDATE code_cat SET supercatid = 1")
    assert found.register.claims[0].says == "Marked as “themes / membership”."


def test_a_project_of_an_early_qualcoder_is_read(tmp_path: Path) -> None:
    found = qualcoder(
        tmp_path,
        "DROP TABLE annotation; DROP TABLE attribute; DROP TABLE code_cat",
        "ALTER TABLE code_name DROP COLUMN supercid",
    )
    assert found.register.claims[0].says == "Marked as “membership”."


def test_a_passage_that_is_not_at_its_place_is_found_by_its_words_alone(tmp_path: Path) -> None:
    found = qualcoder(
        tmp_path,
        "UPDATE code_text SET pos0 = pos0 + 5, pos1 = pos1 + 5 WHERE ctid = 4",
        "UPDATE code_text SET seltext = 'never written' WHERE ctid = 1",
        "UPDATE code_text SET seltext = 'e' WHERE ctid = 2",
    )
    anchors = {claim.id: claim.anchor is not None for claim in found.register.claims}
    assert list(anchors.values()) == [True, True, True, False, False]
    assert [note for note in found.notes if note.startswith("Letter.docx")] == [
        "Letter.docx: 1 passage not in the text, and so without an anchor: 13–29 themes / membership",
        "Letter.docx: 1 passage in the text more than once, and so without an anchor: 72–106 themes / dyke",
        "Letter.docx: 1 passage not where the offsets say, but found by their words: 128–141 themes / ships",
    ]


def test_passages_of_a_file_that_is_gone_are_told(tmp_path: Path) -> None:
    found = qualcoder(tmp_path, "UPDATE code_text SET fid = 99 WHERE ctid = 1")
    assert len(found.register.claims) == 4
    assert "1 passage of a file that is not there left out" in found.notes


def test_a_note_on_a_passage_is_what_the_claim_says(tmp_path: Path) -> None:
    found = qualcoder(tmp_path, "UPDATE code_text SET memo = 'It stays out.' WHERE ctid = 1")
    assert found.register.claims[0].says == "It stays out."


def test_taguette_tells_who_made_a_highlight_and_what_it_leaves_out(tmp_path: Path) -> None:
    found = changed(
        databases.taguette(tmp_path / "t.sqlite3"),
        "UPDATE documents SET description = 'from the harbour'",
        "INSERT INTO projects VALUES (2, 'other', '')",
        "UPDATE commands SET payload = '{' WHERE id = 1",
        "DELETE FROM highlight_tags WHERE highlight_id = 3",
    )
    notes = [claim.note for claim in found.register.claims]
    assert notes == [None, "Coder: ben", "Coder: anna", "Coder: ben", "Coder: anna"]
    assert found.register.claims[2].says == "Marked, without a code."
    assert "Letter: its description is left out" in found.notes
    assert "2 projects in one database, read as one" in found.notes


def test_paragraphs_of_html_are_paragraphs_of_the_text(tmp_path: Path) -> None:
    html = "<h1>No\ndeal</h1><ul><li>one</li><li>two<br>three</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    path = databases.taguette(tmp_path / "t.sqlite3")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE documents SET contents = ?", (html,))
    connection.execute("DELETE FROM highlights WHERE id > 1")
    connection.execute(
        "UPDATE highlights SET start_offset = 0, end_offset = 7, snippet = 'No deal'"
    )
    connection.commit()
    connection.close()
    found = import_codings([str(path)], stem="r")
    assert found.texts["r.txt"].split("\n\n") == [
        "[¶1] No deal",
        "[¶2] one",
        "[¶3] two",
        "[¶4] three",
        "[¶5] a b\n",
    ]


def test_a_statement_is_an_actor_a_concept_and_yes_or_no(tmp_path: Path) -> None:
    found = changed(
        databases.dna(tmp_path / "d.dna"),
        "UPDATE DOCUMENTS SET Section = 'front', Notes = 'x'",
        "CREATE TABLE ATTRIBUTEVALUES (ID, AttributeValue); INSERT INTO ATTRIBUTEVALUES VALUES (1, 'NGO'), (2, '')",
        "CREATE TABLE DATALONGTEXT (ID, StatementId, VariableId, Value)",
        "INSERT INTO VARIABLES VALUES (5, 'note', 'long text', 3), (6, 'hero', 'short text', 2)",
        "INSERT INTO DATALONGTEXT VALUES (1, 2, 5, 'as they say'), (2, 2, 6, 'the mayor')",
    )
    first, second, *_ = found.register.claims
    assert (first.speaker, first.about) == (("A. Harbourmaster",), ("Port",))
    assert (second.speaker, second.about) == (("Port",), ("Port",))
    assert first.says.endswith("“membership / yes”.")
    assert second.says == "as they say"
    [document] = found.register.documents
    assert (document.author, document.publisher, str(document.stated)) == (
        "The port",
        "Gazette",
        "2005-01-26",
    )
    assert found.notes[:3] == (
        "1 section of a document left out",
        "1 note of a document left out",
        "1 attribute of a person, organization or concept left out",
    )
    codes = codes_of_files([str(tmp_path / "d.dna")])
    assert "dyke / no,," in codes
    assert "hero / the mayor,," in codes


def test_dates_of_earlier_versions_are_in_thousandths(tmp_path: Path) -> None:
    found = import_codings([str(databases.dna(tmp_path / "d.dna", seconds=1106697600000))])
    assert str(found.register.documents[0].stated) == "2005-01-26"
