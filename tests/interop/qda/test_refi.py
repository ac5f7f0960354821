"""What else projects of REFI-QDA hold: notes, links, cases, pages of a PDF, transcripts, and things without a name."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.interop.qda.importing import import_codings
from negsim.interop.qda.register import ImportedRegister
from negsim.sources.form import read_form

TEXT = "No deal without the dyke. Ships come at night."
CODES = '<CodeBook><Codes><Code guid="A" name="{}" isCodable="true"/></Codes></CodeBook>'


def project(
    folder: Path, sources: str, rest: str = "", codes: str = "dyke", origin: str = "MAXQDA"
) -> ImportedRegister:
    """Read a project whose one text stands beside it as `t.txt`."""
    xml = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        f'<Users><User guid="U" name="anna"/><User guid="W"/></Users>{CODES.format(codes)}'
        f"{rest.partition('|')[0]}<Sources>{sources}</Sources>{rest.partition('|')[2]}</Project>"
    )
    with zipfile.ZipFile(folder / "p.qdpx", "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/t.txt", TEXT)
        archive.writestr("sources/n.txt", "said twice")
    return import_codings([str(folder / "p.qdpx")], stem="r")


def source(inner: str, attributes: str = 'plainTextPath="internal://t.txt"') -> str:
    return f'<TextSource guid="S" name="Letter" {attributes}>{inner}</TextSource>'


def selection(inner: str, start: int = 0, stop: int = 7, more: str = "") -> str:
    return (
        f'<PlainTextSelection guid="P{start}" startPosition="{start}" endPosition="{stop}" {more}>'
        f"{inner}</PlainTextSelection>"
    )


def coding(user: str = "U", code: str = "A", inner: str = "") -> str:
    return f'<Coding guid="C{user}" creatingUser="{user}"><CodeRef targetGUID="{code}"/>{inner}</Coding>'


def words(found: ImportedRegister) -> list[str | None]:
    [text] = [read_form(one, "r.txt").whole for one in found.texts.values()]
    anchors = [claim.anchor for claim in found.register.claims]
    return [None if one is None else text[one.start : one.stop] for one in anchors]


def test_a_selection_without_a_code_but_with_a_description_is_a_claim(tmp_path: Path) -> None:
    found = project(tmp_path, source(selection("<Description>a line</Description>")))
    [claim] = found.register.claims
    assert (claim.says, claim.standing, words(found)) == ("a line", "proposed", ["No deal"])


def test_a_selection_with_nothing_to_say_is_told(tmp_path: Path) -> None:
    found = project(tmp_path, source(selection(coding()) + selection("", 26, 31)))
    assert len(found.register.claims) == 1
    assert "1 passage with neither code nor note left out" in found.notes


def test_two_coders_of_one_selection_have_a_claim_each(tmp_path: Path) -> None:
    found = project(tmp_path, source(selection(coding("U") + coding("W"))))
    assert [claim.note for claim in found.register.claims] == ["Coder: anna", "Coder: coder 2"]
    assert (
        "2 coders in one register, told apart in the notes of claims: anna (1), coder 2 (1);"
        " a register for each can be asked for, and compared with `agree`" in found.notes
    )


def test_notes_of_a_selection_say_what_is_claimed_wherever_they_hang(tmp_path: Path) -> None:
    notes = (
        '|<Notes><Note guid="N" plainTextPath="internal://n.txt"/>'
        '<Note guid="M"><PlainTextContent>linked</PlainTextContent></Note></Notes>'
        '<Links><Link guid="L" originGUID="P26" targetGUID="M"/>'
        '<Link guid="K" originGUID="P26" targetGUID="A"/></Links>'
    )
    inner = selection(coding(inner='<NoteRef targetGUID="N"/>')) + selection(coding(), 26, 31)
    found = project(tmp_path, source(inner), notes)
    assert [claim.says for claim in found.register.claims] == ["said twice", "linked"]
    assert "1 link left out" in found.notes


def test_an_annotation_whose_place_stands_in_its_note_is_a_claim(tmp_path: Path) -> None:
    note = (
        '|<Notes><Note guid="N" creatingUser="U"><PlainTextContent>late</PlainTextContent>'
        '<PlainTextSelection guid="Q" startPosition="26" endPosition="31"/></Note></Notes>'
    )
    found = project(tmp_path, source('<NoteRef targetGUID="N"/>'), note)
    assert [(claim.says, claim.note) for claim in found.register.claims] == [
        ("late", "Coder: anna")
    ]
    assert words(found) == ["Ships"]


def test_a_passage_may_be_coded_with_a_case(tmp_path: Path) -> None:
    cases = '<Cases><Case guid="Z" name="the port"/></Cases>'
    found = project(tmp_path, source(selection(coding(code="Z"))), cases)
    assert found.register.claims[0].says == "Marked as “case / the port”."


def test_values_of_variables_say_what_a_document_is(tmp_path: Path) -> None:
    variables = (
        '<Variables><Variable guid="V" name="Author" typeOfVariable="Text"/>'
        '<Variable guid="X" name="Mood" typeOfVariable="Text"/>'
        '<Variable guid="Y" name="Kind" typeOfVariable="Text"/>'
        '<Variable guid="D" name="date" typeOfVariable="Date"/></Variables><Cases><Case guid="Z">'
        '<VariableValue><VariableRef targetGUID="D"/><DateValue>2025-01-18</DateValue></VariableValue>'
        '<SourceRef targetGUID="{S}"/></Case></Cases>'
    )
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{name}"/><TextValue>{value}</TextValue></VariableValue>'
        for name, value in (("V", "the port"), ("X", "sour"), ("Y", "poem"))
    )
    found = project(tmp_path, source(selection(coding()) + values), variables)
    [document] = found.register.documents
    assert (document.author, str(document.stated), document.kind) == (
        "the port",
        "2025-01-18",
        None,
    )
    assert "1 value of the variable 'Mood' left out" in found.notes
    assert "Letter: its kind is left out: 'poem'" in found.notes


def test_passages_of_a_pdf_are_found_by_their_words_or_told(tmp_path: Path) -> None:
    pdf = (
        '<PDFSource guid="S" name="a.pdf"><PDFSelection guid="P" page="1" firstX="0" firstY="0" secondX="1"'
        ' secondY="1"><Representation guid="R"><PlainTextContent>Ships come</PlainTextContent></Representation>'
        f"{coding()}</PDFSelection>"
        f'<PDFSelection guid="O" page="1" firstX="0" firstY="0" secondX="1" secondY="1">{coding()}</PDFSelection>'
        f'<Representation guid="T" plainTextPath="internal://t.txt">{selection(coding("W"))}</Representation>'
        "</PDFSource>"
    )
    found = project(tmp_path, pdf)
    assert words(found) == ["No deal", "Ships come"]
    assert "1 passage on the page of a PDF left out" in found.notes


def test_passages_of_a_transcript_go_from_point_to_point(tmp_path: Path) -> None:
    audio = (
        '<AudioSource guid="S" name="talk"><Transcript guid="T" plainTextPath="internal://t.txt">'
        '<SyncPoint guid="B" position="0"/><SyncPoint guid="E" position="7"/>'
        f'<TranscriptSelection guid="P" fromSyncPoint="B" toSyncPoint="E">{coding()}</TranscriptSelection>'
        f'</Transcript><AudioSelection guid="Q" begin="0" end="9">{coding()}</AudioSelection></AudioSource>'
    )
    found = project(tmp_path, audio)
    assert words(found) == ["No deal"]
    assert "1 passage in a recording left out" in found.notes


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            "relative:///../../etc/passwd",
            "lies outside the project: 'relative:///../../etc/passwd'",
        ),
        ("absolute:///etc/passwd", "lies outside the project: 'absolute:///etc/passwd'"),
        ("internal://../../etc/passwd", "is missing in the project: 'internal://../../etc/passwd'"),
        ("internal://x.txt", "is missing in the project: 'internal://x.txt'"),
    ],
)
def test_no_path_leads_out_of_a_project(path: str, told: str, tmp_path: Path) -> None:
    found = project(tmp_path, source(selection(coding()), f'plainTextPath="{path}"'))
    assert found.notes[0] == f"Letter: its text {told}"
    assert found.notes[1] == (
        "Letter: 1 passage without an anchor, as the file does not hold the text: 0–7 dyke"
    )
    assert [claim.anchor for claim in found.register.claims] == [None]


def test_places_that_are_none_are_told(tmp_path: Path) -> None:
    inner = selection(coding(), 40, 400) + selection(coding("W"), 3, 2)
    found = project(tmp_path, source(inner + selection(coding(), 0, 2)))
    assert [claim.anchor is None for claim in found.register.claims] == [False, True, True]
    assert (
        "Letter: 2 passages outside the text or without a word, and so without an anchor: 40–400 dyke,"
        " 3–2 dyke" in found.notes
    )


def test_a_document_without_a_name_has_that_of_its_file_or_a_number(tmp_path: Path) -> None:
    text = "<TextSource guid='S' plainTextPath='internal://t.txt'>" + selection(coding())
    other = "<TextSource guid='O'><PlainTextContent>No deal.</PlainTextContent>"
    found = project(tmp_path, f"{text}</TextSource>{other}{selection(coding())}</TextSource>")
    assert [document.id for document in found.register.documents] == ["t", "document_2"]
    assert list(found.texts) == ["r.t.txt", "r.document_2.txt"]


def test_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    other = '<TextSource guid="O" name="Letter"><PlainTextContent>No deal.</PlainTextContent>'
    found = project(
        tmp_path, f"{source(selection(coding()))}{other}{selection(coding())}</TextSource>"
    )
    assert [document.id for document in found.register.documents] == ["letter", "letter_2"]


def test_what_has_no_counterpart_is_told(tmp_path: Path) -> None:
    rest = '|<Sets><Set guid="s" name="x"/></Sets><Graphs><Graph guid="g"/></Graphs>'
    inner = selection(coding() + coding(code="gone")) + coding()
    picture = f'<PictureSource guid="B"><PictureSelection guid="b">{coding()}</PictureSelection></PictureSource>'
    empty = '<TextSource guid="E" name="idle"><PlainTextContent>x</PlainTextContent></TextSource>'
    found = project(tmp_path, source(inner) + picture + empty, rest)
    assert found.notes[:6] == (
        "1 coding whose code the project does not have left out",
        "1 code of a whole document left out",
        "1 passage in a picture left out",
        "1 set left out",
        "1 graph left out",
        "1 document without a coded passage left out: idle",
    )


def test_a_text_that_is_no_utf_8_is_read_and_told(tmp_path: Path) -> None:
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>{source(selection(coding()))}</Sources>'
    xml = xml.replace("<Sources>", f"{CODES.format('x')}<Sources>") + "</Project>"
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr(
            "sources/t.txt", "Le café du port ferme à la nuit, à côté.".encode("cp1252")
        )
    found = import_codings([str(tmp_path / "p.qdpx")], stem="r")
    assert "the file does not say its encoding; read as" in " ".join(found.notes)
    assert words(found) == ["Le café"]


def test_a_project_in_which_nothing_is_coded_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="of MAXQDA: no passage of a text is coded"):
        project(tmp_path, source(""))
