"""The Word document: the words of the report, in an office's own styles, notes, headings and pictures."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image as Pixels

import negsim
from negsim.charts.kinds import draw
from negsim.document.content import (
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Image,
    Paragraph,
    Section,
    Span,
    Table,
    plain,
    prose,
)
from negsim.document.document import Document, Note, spans
from negsim.document.drawn import alt_text
from negsim.report.word.word import word
from tests.report.made import document

HOSTILE = "<b>$x$</b> & “a” \x1b[31m Київ"
ARABIC = "مجلس القرى"


@cache
def made() -> Document:
    picture = draw("coalitions", negsim.load("harbour").run())
    table = Table(
        "t",
        "Who accepts how much",
        (Column("Actor", room=3), Column("Accepts", "right")),
        tuple((Cell(prose(f"Actor {k}")), Cell(prose(f"{k:,}"), k, "count")) for k in range(60)),
        total=99,
    )
    front = Section(
        "knot",
        "The knot",
        (
            Facts((Fact(prose("Port"), prose(Span("at least", notes=("c1", "a")))),)),
            Facts(
                (Fact(prose("A term so long " * 6), prose(Span("says", notes=("c1",)))),),
                is_stacked=True,
            ),
            Bullets((prose("one"), prose("two")), is_numbered=True),
            Bullets((prose("first again"), prose("second")), is_numbered=True),
            Paragraph(prose(HOSTILE, Span(ARABIC, "soft"), Span("negsim run", "typed"))),
            Paragraph(prose(ARABIC, " 12")),
        ),
        remark="how to read it",
    )
    annex = (
        Section("tables", "Tables", (table,), sections=(Section("inner", "Inner", (table,)),)),
        Section(
            "pictures", "Pictures", (Image("coalitions", "Who could agree with whom?", picture),)
        ),
    )
    notes = {
        "c1": Note("c1", "claim", "c1", "B", "The port wants it", "The port, at 9."),
        "a": Note("a", "assumption", "", None, "nobody says so"),
        "unused": Note("unused", "claim", "c9", "A", "nothing"),
    }
    return Document(
        "Title & <co>",
        ("Positions as of 18 Jan 2025",),
        "NO DEAL",
        " as is.",
        (front,),
        annex,
        notes,
    )


@cache
def data() -> bytes:
    return word(made())


def opened() -> Any:
    return docx.Document(io.BytesIO(data()))


def part(name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data())) as file:
        return etree.fromstring(file.read(name))


def text_of(xml: Any) -> str:
    return "".join(element.text or "" for element in xml.iter(qn("w:t")))


def test_the_same_report_gives_the_same_bytes_and_no_date() -> None:
    assert word(made()) == data()
    with zipfile.ZipFile(io.BytesIO(data())) as file:
        assert {info.date_time for info in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert "python-docx" not in core


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    properties = opened().core_properties
    assert properties.title == "Title & <co>"
    assert (properties.author, properties.language) == ("negsim", "en-GB")
    languages = {element.get(qn("w:val")) for element in part("word/styles.xml").iter(qn("w:lang"))}
    assert "en-GB" in languages


def test_pages_are_a4_and_on_their_side_where_pictures_stand() -> None:
    sizes = [(round(s.page_width.cm, 1), round(s.page_height.cm, 1)) for s in opened().sections]
    assert sizes == [(21.0, 29.7), (29.7, 21.0), (21.0, 29.7)]


def test_headings_are_headings_in_the_order_of_the_report() -> None:
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in opened().paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
        and paragraph.style.name != "Heading remark"
    ]
    assert found == [
        ("Title", "Title & <co>"),
        ("Heading 1", "The knot"),
        ("Heading 1", "Annex"),
        ("Heading 2", "Tables"),
        ("Heading 3", "Inner"),
        ("Heading 2", "Pictures"),
        ("Heading 2", "What is assumed"),
        ("Heading 1", "Notes"),
    ]


def test_every_numbered_list_begins_with_one() -> None:
    counts = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in opened().paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert counts[0] == counts[1] != counts[2] == counts[3]
    numbering = opened().part.numbering_part.element
    for count in set(counts):
        [override] = numbering.num_having_numId(count).lvlOverride_lst
        assert override.startOverride.val == 1


def test_headings_of_a_table_come_again_on_every_page() -> None:
    tables = [t for t in opened().tables if t.rows[0].cells[0].text == "Actor"]
    assert len(tables) == 2
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert len(others) == 60
        assert str(others[7].cells[1].paragraphs[0].alignment) == "RIGHT (2)"
        tags = [etree.QName(child).localname for child in table._tbl.tblPr]
        assert tags.index("tblBorders") < tags.index("tblLayout") < tags.index("tblLook")
    assert "The first 60 of 99 rows are shown." in text_of(part("word/document.xml"))


def test_notes_are_endnotes_and_a_second_reference_follows_the_first() -> None:
    body = part("word/document.xml")
    references = [one.get(qn("w:id")) for one in body.iter(qn("w:endnoteReference"))]
    assert references == ["1", "2"]
    fields = [one.text.strip() for one in body.iter(qn("w:instrText"))]
    assert fields == [r"NOTEREF note_1 \h"]
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert marks == ["note_1", "note_2"]
    written = [
        text_of(note)
        for note in part("word/endnotes.xml").iter(qn("w:endnote"))
        if note.get(qn("w:type")) is None
    ]
    assert written == [
        " c1, grade B: The port wants it. The port, at 9.",
        " Assumed: nobody says so.",
    ]
    formats = [one.get(qn("w:val")) for one in body.iter(qn("w:numFmt"))]
    assert formats == ["decimal"] * 3
    with zipfile.ZipFile(io.BytesIO(data())) as file:
        assert "endnotes.xml" in file.read("[Content_Types].xml").decode()
        assert "endnotes.xml" in file.read("word/_rels/document.xml.rels").decode()


def test_assumptions_are_set_apart_with_the_numbers_of_their_notes() -> None:
    texts = [paragraph.text for paragraph in opened().paragraphs]
    place = texts.index("What is assumed")
    assert texts[place + 2] == "Note 2. nobody says so"


def test_a_picture_has_its_alternative_text_and_200_dots_an_inch() -> None:
    [shape] = opened().inline_shapes
    named = shape._inline.docPr
    [image] = [block for block in made().annex[1].blocks if isinstance(block, Image)]
    assert named.get("descr") == alt_text(image.picture)
    assert named.get("title") == image.picture.title
    with zipfile.ZipFile(io.BytesIO(data())) as file:
        [name] = [one for one in file.namelist() if one.startswith("word/media/")]
        with Pixels.open(io.BytesIO(file.read(name))) as pixels:
            assert pixels.width / (shape.width / 914_400) == pytest.approx(200, rel=0.01)


def test_letters_of_the_file_stand_as_they_are_and_scripts_run_their_way() -> None:
    body = part("word/document.xml")
    assert "<b>$x$</b> & “a” \\x1b[31m Київ" in text_of(body)
    leftward = [
        "".join(t.text for t in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    ]
    assert leftward == [ARABIC, ARABIC]
    turned = [
        p for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    ]
    assert [text_of(one) for one in turned] == [f"{ARABIC} 12"]


@pytest.mark.parametrize("case", ["harbour", "harbour+quiet_machines"])
def test_every_word_of_the_report_is_in_it(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dot = io.BytesIO()
    Pixels.new("RGB", (1, 1)).save(dot, "png")
    monkeypatch.setattr("negsim.charts.output.render", lambda *_, **__: dot.getvalue())
    whole = document(case)
    given = word(whole)
    with zipfile.ZipFile(io.BytesIO(given)) as file:
        said = text_of(etree.fromstring(file.read("word/document.xml")))
        noted = text_of(etree.fromstring(file.read("word/endnotes.xml")))
    for span in spans(whole):
        assert span.voice == "id" or span.text in said  # ids are for those who type
    assert plain((Span(whole.lead), Span(whole.answer))) in said
    assert whole.more == "" or said.count(whole.more) == 1
    for note in whole.notes:
        assert note.says in noted
